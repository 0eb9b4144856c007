import { useId, useMemo, useState, type ReactNode } from 'react';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Selection } from '../view.ts';
import { AgreementForm } from './agreement-form.tsx';
import { AirspaceForm } from './airspace-form.tsx';
import { withoutSources, type Draft } from './draft.ts';
import type { SourceFields } from './fields.ts';
import { Part } from './field.tsx';
import { sidesOf } from './filing.ts';
import { FormContext } from './form-context.ts';
import { FaultSummary, ProblemOfWrite } from './form-notices.tsx';
import { COLLECTION_OF, headOf, saveWords } from './form-words.ts';
import { IncidentForm } from './incident-form.tsx';
import { MergeView } from './merge-view.tsx';
import { NearView } from './near-view.tsx';
import { ReaderFields, WhyFields } from './reader-fields.tsx';
import { SavedView } from './saved-view.tsx';
import { sourceChoices } from './source-fields.tsx';
import { rangeOfSpan } from './span.ts';
import { StatusReportForm } from './status-report-form.tsx';
import type { Abilities } from './session.ts';
import type { RecordForm } from './use-record-form.ts';

export type RecordFormProps = {
  readonly form: RecordForm;
  readonly known: readonly SourceShown[];
  readonly abilities: Abilities;
  /** How the record is known: its reference, or the crossing that is reported on; null for a new record. */
  readonly about: string | null;
  /** Whether what is shown was typed before and kept. */
  readonly isKept: boolean;
  /** What else may be done to the record. */
  readonly actions: ReactNode;
  readonly onStartOver: () => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
  readonly onOpen: (selection: Selection) => void;
  readonly onAnother: () => void;
};

/** One form, whichever its kind: the fields, or what stands between them and the record. */
export function RecordFormView(props: RecordFormProps) {
  const { form, known, onOpen, onClose } = props;
  const i18n = useI18n();
  const { draft, phase } = form;
  const sides = useMemo(() => (phase.name === 'conflict' ? sidesOf(draft, phase.theirs) : null), [draft, phase]);
  const collection = COLLECTION_OF[draft.kind];
  if (phase.name === 'saved')
    return (
      <SavedView
        answer={phase.answer}
        isNew={draft.base === null}
        onOpen={collection === undefined ? null : () => onOpen({ collection, id: phase.answer.fid })}
        onAnother={props.onAnother}
        onClose={onClose}
      />
    );
  if (phase.name === 'near')
    return (
      <NearView
        candidates={phase.candidates}
        from={'happened' in draft.fields ? rangeOfSpan(draft.fields.happened).from : null}
        onOpen={(id) => onOpen({ collection: collection ?? 'incidents', id })}
        onFile={form.fileAnyway}
        onBack={form.backToForm}
      />
    );
  if (phase.name === 'conflict' && sides !== null)
    return (
      <MergeView
        version={phase.theirs.version}
        sides={sides}
        choices={sourceChoices(i18n, known, draft.sources)}
        onSave={form.mergeAndSave}
        onBack={form.backToForm}
      />
    );
  return <FillIn {...props} />;
}

function FillIn({ form, known, abilities, about, isKept, actions, ...on }: RecordFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const formId = useId().replaceAll(':', '');
  const { draft, phase, faults, problem, attention, change } = form;
  const isBusy = phase.name === 'saving' || phase.name === 'checking';
  const context = useMemo(
    () => ({ formId, faults, hiddenFields: draft.base?.hiddenFields ?? [] }),
    [formId, faults, draft.base],
  );
  const patch = (given: Partial<Draft>): void => change({ ...draft, ...given } as Draft);
  return (
    <FormContext value={context}>
      <header className="form-head">
        <h2 id={`${formId}--head`} tabIndex={-1}>
          {headOf(i18n, draft, about)}
        </h2>
        <button type="button" className="icon-button small" aria-label={t('form.close')} onClick={on.onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {draft.base === null && about !== null ? (
        <p className="form-about">{t('form.crossing', { name: about })}</p>
      ) : null}
      {actions}
      {isKept ? (
        <p className="form-kept" role="status">
          {t('form.kept')}{' '}
          <button type="button" className="link" onClick={on.onStartOver}>
            {t('form.start-over')}
          </button>
        </p>
      ) : null}
      <FaultSummary formId={formId} faults={faults} attention={attention} />
      {problem === null ? null : <ProblemOfWrite problem={problem} attention={attention} />}
      <p className="field-hint">{t('form.required-note')}</p>
      {/* While it is being sent nothing may change under it. */}
      <fieldset className="form-fields" disabled={isBusy} aria-labelledby={`${formId}--head`}>
        <KindFields draft={draft} change={change} known={known} />
        <Part title={t('form.readers')}>
          <ReaderFields draft={draft} usualLevel={abilities.usualLevel} onChange={patch} />
        </Part>
        {draft.base === null ? null : (
          <Part title={t('form.why')}>
            <WhyFields value={draft.why} onChange={(why) => patch({ why })} />
          </Part>
        )}
      </fieldset>
      <Foot form={form} isBusy={isBusy} onDiscard={on.onDiscard} onClose={on.onClose} />
    </FormContext>
  );
}

type KindProps = Pick<RecordForm, 'draft' | 'change'> & Pick<RecordFormProps, 'known'>;

function KindFields({ draft, change, known }: KindProps) {
  const set = (patch: object, sources: readonly SourceFields[] = draft.sources): void => {
    const takenOut = draft.sources.filter((source) => !sources.some(({ id }) => id === source.id));
    const fields = withoutSources(
      { ...draft.fields, ...patch },
      takenOut.map(({ id }) => id),
    );
    change({ ...draft, fields, sources } as Draft);
  };
  if (draft.kind === 'incident') return <IncidentForm draft={draft} set={set} known={known} />;
  if (draft.kind === 'airspace-claim') return <AirspaceForm draft={draft} set={set} known={known} />;
  if (draft.kind === 'status-report') return <StatusReportForm draft={draft} set={set} known={known} />;
  return <AgreementForm draft={draft} set={set} known={known} />;
}

type FootProps = Pick<RecordFormProps, 'form' | 'onDiscard' | 'onClose'> & { readonly isBusy: boolean };

function Foot({ form, isBusy, onDiscard, onClose }: FootProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [isAsking, setAsking] = useState(false);
  const words = { saving: t('form.saving'), checking: t('form.checking') };
  if (isAsking)
    return (
      <div className="form-foot" role="group" aria-label={t('form.discard-sure')}>
        <span>{t('form.discard-sure')}</span>
        <button type="button" className="button" onClick={onDiscard}>
          {t('form.discard-yes')}
        </button>
        <button type="button" className="button primary" onClick={() => setAsking(false)}>
          {t('form.discard-no')}
        </button>
      </div>
    );
  return (
    <div className="form-foot">
      <button type="button" className="button primary" aria-disabled={isBusy} onClick={form.save}>
        {form.phase.name === 'saving' || form.phase.name === 'checking'
          ? words[form.phase.name]
          : saveWords(i18n, form.draft)}
      </button>
      <button type="button" className="button" onClick={onClose}>
        {t('form.cancel')}
      </button>
      <span className="spacer" />
      <button type="button" className="link" disabled={isBusy} onClick={() => setAsking(true)}>
        {t('form.discard-form')}
      </button>
    </div>
  );
}
