import type { RecordShown } from '../../api/record/contract.ts';
import { LEVELS, PLACE_CLASSES, type Level, type PlaceClass } from '../../api/visibility/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField } from './field.tsx';
import { closerPlaceClasses } from './reader-fields.tsx';

type LevelProps = {
  readonly direction: 'closer' | 'further';
  /** As it is now. */
  readonly level: Level;
  readonly placeClass: PlaceClass;
  readonly placeClassNow: PlaceClass;
  readonly value: Level;
  readonly onChange: (patch: { readonly level?: Level; readonly placeClass?: PlaceClass }) => void;
};

/** The level that a record is closed or opened to; what it is now stays in the list, for parts and the place alone. */
export function LevelChoice({ direction, level, placeClass, placeClassNow, value, onChange }: LevelProps) {
  const { t } = useI18n();
  const words = (option: Level): string => t(`form.level-${option}`);
  const options = LEVELS.filter((option) => (direction === 'closer' ? option > level : option < level));
  return (
    <>
      <ChoiceField
        path="level"
        label={t('form.level')}
        none={t('form.level-now', { level: words(level) })}
        options={options.map(String)}
        words={(option) => words(Number(option) as Level)}
        value={value === level ? null : String(value)}
        onChange={(next) => onChange({ level: next === null ? level : (Number(next) as Level) })}
      />
      <ChoiceField
        path="placeClass"
        label={t('form.place-class')}
        options={direction === 'closer' ? closerPlaceClasses(placeClassNow) : PLACE_CLASSES}
        words={(name) => t(`form.place-${name}`)}
        value={placeClass}
        onChange={(next) => onChange({ placeClass: next ?? 'general' })}
      />
    </>
  );
}

/** What somebody proposed: who, when, to which level, why. */
export function ProposalShown({ proposal }: { proposal: NonNullable<RecordShown['proposal']> }) {
  const { t, formatInstant } = useI18n();
  const { proposedBy, proposedAt, visibility, why } = proposal;
  return (
    <>
      <p>{t('form.action-approve-text', { name: proposedBy, at: `${formatInstant(proposedAt, 'utc')} UTC` })}</p>
      <p>{t('form.action-level-to', { level: t(`form.level-${visibility.level}`) })}</p>
      <p>{t(`form.place-${visibility.placeClass}`)}</p>
      <p dir="auto">
        {t('form.action-reason-given', { reason: t(`form.reason-${why.reason}`), explanation: why.explanation })}
      </p>
    </>
  );
}
