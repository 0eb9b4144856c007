import {
  CATEGORIES,
  DIFFERENCES,
  INCIDENT_TYPES,
  TYPES_BY_CATEGORY,
  type SourceShown,
} from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { DraftOf } from './draft.ts';
import { ChoiceField, Part, TextField, TicksField } from './field.tsx';
import type { FieldsOf, SourceFields } from './fields.ts';
import { mayBePoint } from './place.ts';
import { sourceChoices, SourcesPart } from './source-fields.tsx';
import { StatementsPart } from './statement-fields.tsx';
import { SpanFields } from './when-fields.tsx';
import { WherePart } from './where-fields.tsx';

/** What the form of one kind is given: the draft, and how to change its fields and its new sources. */
export type KindFormProps<Kind extends keyof FieldsOf> = {
  readonly draft: DraftOf<Kind>;
  readonly set: (patch: Partial<FieldsOf[Kind]>, sources?: readonly SourceFields[]) => void;
  /** Sources on record that the record may name. */
  readonly known: readonly SourceShown[];
};

/** What is asked of an incident: what, when, where, who says so, who stated what. */
export function IncidentForm({ draft, set, known }: KindFormProps<'incident'>) {
  const i18n = useI18n();
  const { t } = i18n;
  const { fields, sources } = draft;
  const choices = sourceChoices(i18n, known, sources);
  return (
    <>
      <Part title={t('form.what')}>
        <TextField
          path="title"
          label={t('form.title')}
          hint={t('form.title-hint')}
          required
          value={fields.title}
          onChange={(title) => set({ title })}
        />
        <ChoiceField
          path="type"
          label={t('form.type')}
          required
          options={INCIDENT_TYPES}
          words={(type) => t(`type.${type}`)}
          groups={CATEGORIES.map((category) => ({
            label: t(`category.${category}`),
            options: TYPES_BY_CATEGORY[category],
          }))}
          value={fields.type}
          onChange={(type) => set({ type })}
        />
        <TextField
          path="summary"
          label={t('form.summary')}
          lines={3}
          value={fields.summary}
          onChange={(summary) => set({ summary })}
        />
        <p className="field-hint">{t('form.not-decided-here')}</p>
      </Part>
      <Part title={t('form.when')} field="happened">
        <SpanFields path="happened" value={fields.happened} onChange={(happened) => set({ happened })} />
        <TextField
          path="timeNote"
          label={t('form.time-note')}
          hint={t('form.time-note-hint')}
          value={fields.timeNote}
          onChange={(timeNote) => set({ timeNote })}
        />
      </Part>
      <WherePart fields={fields} mayBePoint={mayBePoint(fields.type)} set={set} />
      <SourcesPart choices={choices} draft={draft} set={set} />
      <StatementsPart choices={choices} fields={fields} set={set}>
        <TicksField
          path="accountsDifferOn"
          label={t('form.differ')}
          hint={t('form.differ-hint')}
          options={DIFFERENCES}
          words={(point) => t(`difference.${point}`)}
          value={fields.accountsDifferOn}
          onChange={(accountsDifferOn) => set({ accountsDifferOn: [...accountsDifferOn] })}
        />
      </StatementsPart>
    </>
  );
}
