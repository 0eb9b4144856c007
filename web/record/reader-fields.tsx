import { CORRECTIONS, REASONS, type EditedKind } from '../../api/record/contract.ts';
import { LEVELS, type Level, type PlaceClass } from '../../api/visibility/contract.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import type { Draft } from './draft.ts';
import { ChoiceField, TextField } from './field.tsx';

/** The parts of each kind that may be kept closer than the record itself. */
const CLOSER: Readonly<Record<EditedKind, readonly (readonly [field: string, label: MessageKey])[]>> = {
  incident: [
    ['happened', 'form.when'],
    ['where', 'form.where'],
    ['whereNote', 'form.where-note'],
    ['summary', 'form.summary'],
  ],
  'airspace-claim': [
    ['happened', 'form.when'],
    ['where', 'form.where'],
    ['whereNote', 'form.where-note'],
    ['summary', 'form.summary'],
  ],
  'status-report': [['note', 'form.note']],
  agreement: [['summary', 'form.summary']],
};

/** From the most to the least that the public may know of a place. */
const BY_OPENNESS = ['widely-public', 'general', 'protected'] as const satisfies readonly PlaceClass[];

/** The classes that tell no more than the present one; for a new record (null) all of them. */
export function closerPlaceClasses(present: PlaceClass | null): readonly PlaceClass[] {
  return present === null ? BY_OPENNESS : BY_OPENNESS.slice(BY_OPENNESS.indexOf(present));
}

type ReadersProps = {
  readonly draft: Draft;
  readonly usualLevel: Level;
  readonly onChange: (patch: Partial<Pick<Draft, 'level' | 'fieldLevels' | 'placeClass'>>) => void;
};

/** Who may read it: the record, parts of it that are kept closer, and how finely the public may know the place. */
export function ReaderFields({ draft, usualLevel, onChange }: ReadersProps) {
  const { t } = useI18n();
  // Closing takes effect at once; to open further is another form, for two people.
  const floor = draft.base?.level ?? usualLevel;
  const level = draft.level ?? floor;
  const levelWords = (option: string): string => t(`form.level-${Number(option) as Level}`);
  const usualClass = draft.base?.placeClass ?? 'general';
  const hasPlace = draft.kind === 'incident' || draft.kind === 'airspace-claim';
  const hidden = draft.base?.hiddenFields ?? [];
  const levelsNow = draft.base?.fieldLevels ?? {};
  const setField = (field: string, next: Level | null): void => {
    const { [field]: _, ...others } = draft.fieldLevels;
    onChange({ fieldLevels: next === null ? others : { ...others, [field]: next } });
  };
  return (
    <>
      <ChoiceField
        path="level"
        label={t('form.level')}
        hint={t('form.level-note')}
        none={t(draft.base === null ? 'form.level-usual' : 'form.level-now', { level: levelWords(String(floor)) })}
        options={LEVELS.filter((option) => option > floor).map(String)}
        words={levelWords}
        value={level === floor ? null : String(level)}
        onChange={(next) => onChange({ level: next === null ? null : (Number(next) as Level) })}
      />
      {hasPlace ? (
        <ChoiceField
          path="placeClass"
          label={t('form.place-class')}
          none={t(`form.place-${usualClass}`)}
          options={closerPlaceClasses(draft.base?.placeClass ?? null).filter((name) => name !== usualClass)}
          words={(name) => t(`form.place-${name}`)}
          value={draft.placeClass === usualClass ? null : draft.placeClass}
          onChange={(placeClass) => onChange({ placeClass: placeClass ?? usualClass })}
        />
      ) : null}
      <details className="form-card">
        <summary>{t('form.field-levels')}</summary>
        {CLOSER[draft.kind]
          .filter(([field]) => !hidden.includes(field))
          .map(([field, label]) => (
            <ChoiceField
              key={field}
              path={`fieldLevels.${field}`}
              label={t('form.field-level-of', { field: t(label) })}
              none={
                field in levelsNow
                  ? t('form.level-now', { level: levelWords(String(levelsNow[field])) })
                  : t('form.field-level-as-record')
              }
              options={LEVELS.filter((option) => option > Math.max(level, levelsNow[field] ?? 0)).map(String)}
              words={levelWords}
              value={draft.fieldLevels[field] === levelsNow[field] ? null : String(draft.fieldLevels[field])}
              onChange={(next) => setField(field, next === null ? (levelsNow[field] ?? null) : (Number(next) as Level))}
            />
          ))}
      </details>
    </>
  );
}

type WhyValue = Draft['why'];
type WhyProps = { readonly value: WhyValue; readonly onChange: (why: WhyValue) => void };

/** Why a record is changed: a reason, and words. Reasons that say that it was wrong stand last. */
export function WhyFields({ value, onChange }: WhyProps) {
  const { t } = useI18n();
  const isCorrection = (reason: (typeof REASONS)[number]): boolean =>
    (CORRECTIONS as readonly string[]).includes(reason);
  return (
    <>
      <ChoiceField
        path="why.reason"
        label={t('form.reason')}
        hint={t('form.why-note')}
        required
        options={[...REASONS].sort((one, other) => Number(isCorrection(one)) - Number(isCorrection(other)))}
        words={(reason) => t(`form.reason-${reason}`)}
        value={value.reason}
        onChange={(reason) => onChange({ ...value, reason })}
      />
      <TextField
        path="why.explanation"
        label={t('form.explanation')}
        required
        lines={2}
        value={value.explanation === '' ? null : value.explanation}
        onChange={(explanation) => onChange({ ...value, explanation: explanation ?? '' })}
      />
    </>
  );
}
