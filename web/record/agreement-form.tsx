import { use, useState } from 'react';
import { AgreementWrite } from '../../api/agreements/contract.ts';
import { PARTIES } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, LinesField, Part, TextField, TicksField } from './field.tsx';
import { blankReading, type ReadingFields } from './fields.ts';
import { FormContext } from './form-context.ts';
import type { KindFormProps } from './incident-form.tsx';
import { sourceChoices, SourcePick, SourcesPart, type SourceChoice } from './source-fields.tsx';
import { StatementsPart } from './statement-fields.tsx';
import { SpanFields } from './when-fields.tsx';

type Props = KindFormProps<'agreement'>;

/** What is asked of an agreement: what it is, when it was made, and from when it holds, by each holder. */
export function AgreementForm({ draft, set, known }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { fields, sources } = draft;
  const choices = sourceChoices(i18n, known, sources);
  return (
    <>
      <WhatAgreed draft={draft} set={set} />
      <Part title={t('form.when')}>
        <SpanFields path="happened" value={fields.happened} onChange={(happened) => set({ happened })} />
      </Part>
      <SourcesPart choices={choices} draft={draft} set={set} />
      <Part title={t('form.readings')}>
        <ReadingsFields
          value={fields.readings}
          choices={choices}
          used={fields.sourceIds}
          onChange={(readings) => set({ readings })}
        />
      </Part>
      <StatementsPart choices={choices} fields={fields} set={set} />
    </>
  );
}

function WhatAgreed({ draft: { fields }, set }: Pick<Props, 'draft' | 'set'>) {
  const { t } = useI18n();
  return (
    <Part title={t('form.what')}>
      <TextField
        path="title"
        label={t('form.title')}
        required
        value={fields.title}
        onChange={(title) => set({ title })}
      />
      <div className="field-row">
        <ChoiceField
          path="kind"
          label={t('form.agreement-kind')}
          required
          options={AgreementWrite.shape.kind.options}
          words={(kind) => t(`form.agreement-${kind}`)}
          value={fields.kind}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          path="key"
          label={t('form.key')}
          hint={t('form.key-hint')}
          required
          dir="ltr"
          value={fields.key}
          onChange={(key) => set({ key })}
        />
      </div>
      <TicksField
        path="parties"
        label={t('form.parties')}
        options={PARTIES}
        words={(party) => t(`party.${party}`)}
        value={fields.parties}
        onChange={(parties) => set({ parties: PARTIES.filter((party) => parties.includes(party)) })}
      />
      <LinesField
        path="mediators"
        label={t('form.mediators')}
        value={fields.mediators}
        onChange={(mediators) => set({ mediators: [...mediators] })}
      />
      <TextField
        path="summary"
        label={t('form.summary')}
        lines={3}
        value={fields.summary}
        onChange={(summary) => set({ summary })}
      />
    </Part>
  );
}

type ReadingsProps = {
  readonly value: readonly ReadingFields[];
  readonly choices: readonly SourceChoice[];
  readonly used: readonly string[];
  readonly onChange: (readings: readonly ReadingFields[]) => void;
};

function ReadingsFields({ value, choices, used, onChange }: ReadingsProps) {
  const { t } = useI18n();
  const [opened, setOpened] = useState<string | null>(null);
  const add = (): void => {
    const reading = blankReading(used);
    setOpened(reading.id);
    onChange([...value, reading]);
  };
  return (
    <>
      <p className="field-hint">{t('form.readings-hint')}</p>
      {value.map((reading, index) => (
        <OneReading
          key={reading.id}
          index={index}
          isOpened={opened === reading.id}
          reading={reading}
          choices={choices}
          onChange={(next) => onChange(value.with(index, next))}
          onTakeOut={() => onChange(value.filter(({ id }) => id !== reading.id))}
        />
      ))}
      <button type="button" className="button" onClick={add}>
        {t('form.reading-add')}
      </button>
    </>
  );
}

type OneProps = {
  readonly index: number;
  readonly isOpened: boolean;
  readonly reading: ReadingFields;
  readonly choices: readonly SourceChoice[];
  readonly onChange: (reading: ReadingFields) => void;
  readonly onTakeOut: () => void;
};

function OneReading({ index, isOpened, reading, choices, onChange, onTakeOut }: OneProps) {
  const { t } = useI18n();
  const { faults } = use(FormContext);
  const path = `readings.${index}`;
  const isFaulty = faults.some((fault) => fault.path.startsWith(`${path}.`));
  const set = (patch: Partial<ReadingFields>): void => onChange({ ...reading, ...patch });
  return (
    <details className={isFaulty ? 'form-card faulty' : 'form-card'} open={isOpened || isFaulty}>
      <summary>
        <bdi>{t('form.reading-n', { n: index + 1, label: reading.label ?? t('form.reading-unnamed') })}</bdi>
      </summary>
      <TextField
        path={`${path}.label`}
        label={t('form.reading-label')}
        required
        value={reading.label}
        onChange={(label) => set({ label })}
      />
      <TextField
        path={`${path}.heldBy`}
        label={t('form.reading-held-by')}
        required
        value={reading.heldBy}
        onChange={(heldBy) => set({ heldBy })}
      />
      <TextField
        path={`${path}.key`}
        label={t('form.key')}
        hint={t('form.key-hint')}
        required
        dir="ltr"
        value={reading.key}
        onChange={(key) => set({ key })}
      />
      <p className="field-label">{t('form.reading-start')}</p>
      <SpanFields path={`${path}.start`} value={reading.start} onChange={(start) => set({ start })} />
      <TextField
        path={`${path}.note`}
        label={t('form.note')}
        lines={2}
        value={reading.note}
        onChange={(note) => set({ note })}
      />
      <SourcePick
        path={`${path}.sourceIds`}
        label={t('form.reading-sources')}
        choices={choices}
        value={reading.sourceIds}
        onChange={(sourceIds) => set({ sourceIds })}
      />
      <button type="button" className="link" onClick={onTakeOut}>
        {t('form.reading-take-out', { n: index + 1 })}
      </button>
    </details>
  );
}
