import { useEffect, useId, useRef } from 'react';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { MOST_POSITION_WORDS } from '../../api/verification/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Part } from '../record/field.tsx';
import { FigureList } from '../record/figure-fields.tsx';
import { FormContext } from '../record/form-context.ts';
import { FaultSummary, ProblemOfWrite } from '../record/form-notices.tsx';
import { Icon } from '../ui/icon.tsx';
import { AssertsFields } from './asserts-fields.tsx';
import { wordsOf, type PositionAbout, type PositionStore } from './position-draft.ts';
import { ReadersOfPosition, SpeakerFields, TranslationFields, WordsFields } from './position-fields.tsx';
import { usePosition } from './use-position.ts';

type FormProps = {
  readonly about: PositionAbout;
  readonly store: PositionStore;
  readonly sources: readonly SourceShown[];
  readonly isNeutral: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** A party's position in its own words: the same form, and the same room, for both. */
export function PositionForm({ about, store, sources, isNeutral, onClose, onDone }: FormProps) {
  const { t } = useI18n();
  const formId = useId().replaceAll(':', '');
  const form = usePosition({ about, store, isNeutral, onDone });
  const { draft, set } = form;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const words = wordsOf(draft);
  return (
    <FormContext value={{ formId, faults: form.faults, hiddenFields: [] }}>
      <div className="form-card position-form" role="form" aria-labelledby={`${formId}--title`}>
        <header className="form-head">
          <h4 id={`${formId}--title`} ref={heading} tabIndex={-1}>
            {t(`stating.open-${about.party}`)}
          </h4>
          <button type="button" className="icon-button small" aria-label={t('stating.close')} onClick={onClose}>
            <Icon name="close" size={16} />
          </button>
        </header>
        {form.isKept ? <p className="form-kept">{t('stating.kept')}</p> : null}
        <p className="field-hint">{t(about.current === null ? 'stating.first' : 'stating.supersedes')}</p>
        {isNeutral ? <p className="field-hint">{t('stating.public-only')}</p> : null}
        <FaultSummary formId={formId} faults={form.faults} attention={form.attention} />
        {form.problem === null ? null : form.problem.status === 412 || form.problem.status === 409 ? (
          <p className="form-kept" role="alert">
            {t('stating.conflict')}
          </p>
        ) : (
          <ProblemOfWrite problem={form.problem} attention={form.attention} />
        )}
        <fieldset className="form-fields" disabled={form.isBusy}>
          <SpeakerFields draft={draft} set={set} isNeutral={isNeutral} sources={sources} />
          <Part title={t('stating.text')}>
            <WordsFields draft={draft} set={set} />
            <p className={words > MOST_POSITION_WORDS ? 'field-fault' : 'field-hint'} aria-live="polite">
              {t('stating.words', { count: words, most: MOST_POSITION_WORDS })}
            </p>
            <TranslationFields draft={draft} set={set} />
          </Part>
          <AssertsFields draft={draft} set={set} />
          <Part title={t('form.figures')}>
            <FigureList
              path="casualtyFigures"
              value={draft.casualtyFigures}
              onChange={(casualtyFigures) => set({ casualtyFigures })}
            />
          </Part>
          {isNeutral || draft.channel === 'public-statement' ? null : <ReadersOfPosition draft={draft} set={set} />}
        </fieldset>
        <div className="form-actions">
          <button type="button" className="button primary" aria-disabled={form.isBusy} onClick={() => void form.send()}>
            {form.isBusy ? t('case.sending') : t('stating.send')}
          </button>
          <button type="button" className="button" onClick={form.discard}>
            {t('stating.discard')}
          </button>
        </div>
      </div>
    </FormContext>
  );
}
