import { LANGUAGES } from '../../api/geo/contract.ts';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { STATED_POSITIONS } from '../../api/accounts/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, DayField, Part, TextField } from '../record/field.tsx';
import { sourceChoices, SourcePick } from '../record/source-fields.tsx';
import { instantOfMoment } from '../record/span.ts';
import { OnThreeClocks, TimeField, ZoneField } from '../record/when-fields.tsx';
import type { PositionDraft } from './position-draft.ts';

export type PositionFieldsProps = {
  readonly draft: PositionDraft;
  readonly set: (patch: Partial<PositionDraft>) => void;
};

const OWN_CHANNELS = ['formal-to-mechanism', 'hotline'] as const;

type SpeakerProps = PositionFieldsProps & { readonly isNeutral: boolean; readonly sources: readonly SourceShown[] };

/** What the position is, and who stated it, when and by what means. */
export function SpeakerFields({ draft, set, isNeutral, sources }: SpeakerProps) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <Part title={t('stating.position')}>
      <ChoiceField
        path="position"
        label={t('stating.position')}
        required
        options={STATED_POSITIONS}
        words={(position) => t(`position.${position}`)}
        value={STATED_POSITIONS.find((position) => position === draft.position) ?? null}
        onChange={(position) => set({ position })}
      />
      {isNeutral ? null : (
        <ChoiceField
          path="channel"
          label={t('stating.channel')}
          required
          none={null}
          options={OWN_CHANNELS}
          words={(channel) => t(`means.${channel}`)}
          value={OWN_CHANNELS.find((channel) => channel === draft.channel) ?? null}
          onChange={(channel) => set({ channel })}
        />
      )}
      <TextField
        path="speaker"
        label={t('stating.speaker')}
        required
        value={draft.speaker}
        onChange={(speaker) => set({ speaker })}
      />
      <TextField
        path="office"
        label={t('stating.office')}
        value={draft.office}
        onChange={(office) => set({ office })}
      />
      <ZoneField path="zone" value={draft.zone} onChange={(zone) => set({ zone })} />
      <div className="field-row">
        <DayField
          path="saidAt"
          label={t('stating.said-day')}
          required
          value={draft.said.day === '' ? null : draft.said.day}
          onChange={(day) => set({ said: { ...draft.said, day: day ?? '' } })}
        />
        <TimeField
          path="saidAt.time"
          label={t('stating.said-time')}
          value={draft.said.time}
          onChange={(time) => set({ said: { ...draft.said, time } })}
        />
      </div>
      <OnThreeClocks from={instantOfMoment(draft.said, draft.zone)} to={null} />
      {isNeutral ? (
        <>
          {sources.length === 0 ? <p className="field-hint">{t('stating.no-sources')}</p> : null}
          <SourcePick
            path="sourceIds"
            label={t('stating.sources')}
            choices={sourceChoices(i18n, sources, [])}
            value={draft.sourceIds}
            onChange={(sourceIds) => set({ sourceIds })}
          />
        </>
      ) : null}
    </Part>
  );
}

/** The party's words and their language; touched by nobody. */
export function WordsFields({ draft, set }: PositionFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <ChoiceField
        path="verbatim.language"
        label={t('stating.language')}
        required
        options={LANGUAGES}
        words={(language) => t(`form.language-${language}`)}
        value={draft.language}
        onChange={(language) => set({ language })}
      />
      <TextField
        path="verbatim.text"
        label={t('stating.text')}
        hint={t('stating.text-hint')}
        required
        lines={6}
        lang={draft.language ?? undefined}
        value={draft.text}
        onChange={(text) => set({ text })}
      />
    </>
  );
}

/** A translation beside the words, under the name of whoever made it. */
export function TranslationFields({ draft: { translation }, set }: PositionFieldsProps) {
  const { t } = useI18n();
  if (translation === null)
    return (
      <button
        type="button"
        className="button"
        onClick={() => set({ translation: { text: null, language: null, translator: null } })}
      >
        {t('stating.translation-add')}
      </button>
    );
  const patch = (part: Partial<typeof translation>): void => set({ translation: { ...translation, ...part } });
  return (
    <>
      <ChoiceField
        path="translation.language"
        label={t('stating.translation-language')}
        required
        options={LANGUAGES}
        words={(language) => t(`form.language-${language}`)}
        value={translation.language}
        onChange={(language) => patch({ language })}
      />
      <TextField
        path="translation.text"
        label={t('stating.translation-text')}
        required
        lines={5}
        lang={translation.language ?? undefined}
        value={translation.text}
        onChange={(text) => patch({ text })}
      />
      <TextField
        path="translation.translator"
        label={t('stating.translator')}
        required
        value={translation.translator}
        onChange={(translator) => patch({ translator })}
      />
      <button type="button" className="link" onClick={() => set({ translation: null })}>
        {t('stating.translation-take-out')}
      </button>
    </>
  );
}

/** Who may read it: everybody who may read the record, or the party and the mediators. */
export function ReadersOfPosition({ draft, set }: PositionFieldsProps) {
  const { t } = useI18n();
  return (
    <Part title={t('stating.readers')}>
      <ChoiceField
        path="isPublic"
        label={t('stating.readers')}
        none={null}
        options={['public', 'confidential']}
        words={(readers) => t(`stating.${readers}`)}
        value={draft.isPublic ? 'public' : 'confidential'}
        onChange={(readers) => set({ isPublic: readers !== 'confidential' })}
      />
    </Part>
  );
}
