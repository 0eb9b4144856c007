import { useEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { fieldWords } from './form-words.ts';
import { mergeRecords, usualSide, type Choices, type FieldMerge, type Side } from './merge.ts';
import type { SourceChoice } from './source-fields.tsx';
import { valueWords } from './value-words.ts';

type Document = Readonly<Record<string, unknown>>;

type MergeProps = {
  readonly version: number;
  readonly sides: { readonly base: Document; readonly mine: Document; readonly theirs: Document };
  readonly choices: readonly SourceChoice[];
  readonly onSave: (choices: Choices) => void;
  readonly onBack: () => void;
};

/** Two versions of one record side by side: for each field that differs, which of the two is kept. */
export function MergeView({ version, sides, choices, onSave, onBack }: MergeProps) {
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  const [chosen, setChosen] = useState<Choices>({});
  const differing = useMemo(
    () =>
      mergeRecords(sides.base, sides.mine, sides.theirs)
        .filter(({ changed }) => changed !== 'same')
        // Where both changed the same field a person must look; the others have an answer already.
        .sort((one, other) => Number(other.changed === 'both') - Number(one.changed === 'both')),
    [sides],
  );
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="merge-view">
      <h2 ref={heading} tabIndex={-1}>
        {t('form.conflict-title')}
      </h2>
      <p>{t('form.conflict-text', { version })}</p>
      {differing.length === 0 ? <p>{t('form.conflict-none')}</p> : null}
      <div className="merge-fields">
        {differing.map((merge) => (
          <MergeField
            key={merge.field}
            merge={merge}
            sources={choices}
            side={chosen[merge.field] ?? usualSide(merge)}
            onChoose={(side) => setChosen((before) => ({ ...before, [merge.field]: side }))}
          />
        ))}
      </div>
      <div className="form-foot">
        <button type="button" className="button primary" onClick={() => onSave(chosen)}>
          {t('form.conflict-save')}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {t('form.back-to-form')}
        </button>
      </div>
    </div>
  );
}

type FieldProps = {
  readonly merge: FieldMerge;
  readonly sources: readonly SourceChoice[];
  readonly side: Side;
  readonly onChoose: (side: Side) => void;
};

/** One field: its name, what is on record now, what you wrote. */
function MergeField({ merge, sources, side, onChoose }: FieldProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { field, changed, mine, theirs } = merge;
  const name = fieldWords(i18n, field, mine ?? theirs);
  const choice = (of: Side, value: unknown, label: string, hidden: string) => (
    <label className={side === of ? 'merge-choice on' : 'merge-choice'}>
      <span className="merge-choice-head">
        <input
          type="radio"
          name={`merge-${field}`}
          checked={side === of}
          aria-label={hidden}
          onChange={() => onChoose(of)}
        />
        {label}
      </span>
      <span className="merge-value" dir="auto">
        {valueWords(i18n, field, value, sources)}
      </span>
    </label>
  );
  return (
    <fieldset className="merge-field">
      <legend className="visually-hidden">{name}</legend>
      <div className="merge-name">
        <p>
          <bdi>{name}</bdi>
        </p>
        <p className={changed === 'both' ? 'merge-both' : 'field-hint'}>
          {changed === 'same' ? '' : t(`form.conflict-${changed}`)}
        </p>
      </div>
      {choice('theirs', theirs, t('form.conflict-on-record'), t('form.merge-keep-theirs', { field: name }))}
      {choice('mine', mine, t('form.conflict-yours'), t('form.merge-keep-mine', { field: name }))}
    </fieldset>
  );
}
