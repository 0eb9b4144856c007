import { SourceWrite } from '../../api/ingest/contract.ts';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n, type I18n } from '../i18n/index.tsx';
import { ChoiceField, DayField, FieldGroup, Part, TextField, TicksField } from './field.tsx';
import { blankSource, type SourceFields } from './fields.ts';

/** A source that may be named: one on record, or one that is put on record together with this. */
export type SourceChoice = { readonly id: string; readonly words: string };

/** How a source is called: publisher, article, day. */
function sourceWords(
  { t, formatDay }: I18n,
  { publisher, article, publishedOn }: Pick<SourceFields, 'publisher' | 'article' | 'publishedOn'>,
): string {
  const isDay = publishedOn !== null && !Number.isNaN(Date.parse(publishedOn));
  const parts = [publisher ?? t('form.source-unnamed'), article, isDay ? formatDay(publishedOn) : null];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** Every source that may be named here, those on record first. */
export function sourceChoices(
  i18n: I18n,
  known: readonly SourceShown[],
  added: readonly SourceFields[],
): SourceChoice[] {
  return [...known, ...added].map((source) => ({ id: source.id, words: sourceWords(i18n, source) }));
}

type PickProps = {
  readonly path: string;
  readonly label: string;
  readonly choices: readonly SourceChoice[];
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
};

/** Which sources say so: at least one. */
export function SourcePick({ choices, value, path, label, onChange }: PickProps) {
  const { t } = useI18n();
  const words = new Map(choices.map((choice) => [choice.id, choice.words]));
  // A source that is named and cannot be told, because it is above this reader's level, stays named.
  const ids = [...choices.map(({ id }) => id), ...value.filter((id) => !words.has(id))];
  return (
    <TicksField
      path={path}
      label={label}
      required
      hint={ids.length === 0 && path !== 'sourceIds' ? t('form.no-sources-yet') : undefined}
      options={ids}
      words={(id) => words.get(id) ?? t('form.field-source')}
      value={value}
      onChange={onChange}
    />
  );
}

type SourcesProps = {
  readonly choices: readonly SourceChoice[];
  readonly draft: {
    readonly fields: { readonly sourceIds: readonly string[] };
    readonly sources: readonly SourceFields[];
  };
  /** Takes the ids of the sources used and the new sources, both at once. */
  readonly set: (patch: { readonly sourceIds: readonly string[] }, sources: readonly SourceFields[]) => void;
};

/** The sources of the record as a part of its form. */
export function SourcesPart(props: SourcesProps) {
  const { t } = useI18n();
  return (
    <Part title={t('form.sources')}>
      <SourcesFields {...props} />
    </Part>
  );
}

/** The sources of the record: those on record to tick, and new ones to fill in. */
export function SourcesFields({ choices, draft, set }: SourcesProps) {
  const { t } = useI18n();
  const { sources: added } = draft;
  const { sourceIds: used } = draft.fields;
  const onChange = (sources: readonly SourceFields[], sourceIds: readonly string[]): void =>
    set({ sourceIds }, sources);
  const add = (): void => {
    const source = blankSource();
    onChange([...added, source], [...used, source.id]);
  };
  return (
    <>
      <p className="field-hint">{t('form.sources-hint')}</p>
      <SourcePick
        path="sourceIds"
        label={t('form.sources-used')}
        choices={choices}
        value={used}
        onChange={(ids) => onChange(added, ids)}
      />
      {added.map((source, index) => (
        <NewSource
          key={source.id}
          index={index}
          source={source}
          onChange={(next) => onChange(added.with(index, next), used)}
          onTakeOut={() =>
            onChange(
              added.filter(({ id }) => id !== source.id),
              used.filter((id) => id !== source.id),
            )
          }
        />
      ))}
      <button type="button" className="button" onClick={add}>
        {t('form.source-add')}
      </button>
    </>
  );
}

type NewProps = {
  readonly index: number;
  readonly source: SourceFields;
  readonly onChange: (source: SourceFields) => void;
  readonly onTakeOut: () => void;
};

function NewSource({ index, source, onChange, onTakeOut }: NewProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const path = `sources.${index}`;
  const set = (patch: Partial<SourceFields>): void => onChange({ ...source, ...patch });
  return (
    <div className="form-card">
      <FieldGroup path={path} label={t('form.source-new', { n: index + 1 })}>
        <TextField
          path={`${path}.publisher`}
          label={t('form.source-publisher')}
          required
          value={source.publisher}
          onChange={(publisher) => set({ publisher })}
        />
        <TextField
          path={`${path}.article`}
          label={t('form.source-article')}
          value={source.article}
          onChange={(article) => set({ article })}
        />
        <div className="field-row">
          <ChoiceField
            path={`${path}.kind`}
            label={t('form.source-kind')}
            required
            options={SourceWrite.shape.kind.options}
            words={(kind) => t(`source.${kind}`)}
            value={source.kind}
            onChange={(kind) => set({ kind })}
          />
          <DayField
            path={`${path}.publishedOn`}
            label={t('form.source-day')}
            value={source.publishedOn}
            onChange={(publishedOn) => set({ publishedOn })}
          />
        </div>
        <TextField
          path={`${path}.independenceGroup`}
          label={t('form.source-group')}
          hint={t('form.source-group-hint')}
          value={source.independenceGroup}
          onChange={(independenceGroup) => set({ independenceGroup })}
        />
        <TextField
          path={`${path}.note`}
          label={t('form.source-note')}
          value={source.note}
          onChange={(note) => set({ note })}
        />
        <button type="button" className="link" onClick={onTakeOut}>
          {t('form.source-take-out', { name: source.publisher ?? t('form.source-unnamed') })}
        </button>
      </FieldGroup>
    </div>
  );
}
