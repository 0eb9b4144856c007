import { Compliance } from '../../api/accounts/contract.ts';
import { AttributedTo, CONFIDENCES, SEVERITIES, SIGNOFF_VOTES } from '../../api/verification/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, TextField } from '../record/field.tsx';
import type { ActFieldsProps } from './act-material.ts';
import { useReadings } from './readings.ts';

/** Who did it, and how sure that is. */
export function Assessment({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  const options = AttributedTo.options;
  return (
    <>
      <ChoiceField
        path="attributedTo"
        label={t('field.attributed-to')}
        required
        options={options}
        words={(who) => t(`attributed.${who}`)}
        value={options.find((who) => who === filled.attributedTo) ?? null}
        onChange={(attributedTo) => set({ attributedTo })}
      />
      <ChoiceField
        path="confidence"
        label={t('field.confidence')}
        required
        options={CONFIDENCES}
        words={(confidence) => t(`confidence.${confidence}`)}
        value={CONFIDENCES.find((confidence) => confidence === filled.confidence) ?? null}
        onChange={(confidence) => set({ confidence })}
      />
    </>
  );
}

/** What the joint commission decided, under which reading. */
export function Finding({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  const readings = useReadings(null);
  const values = Compliance.options.filter((value) => value !== 'not-considered');
  return (
    <>
      <ChoiceField
        path="finding.value"
        label={t('field.finding')}
        required
        options={values}
        words={(value) => t(`compliance.${value}`)}
        value={values.find((value) => value === filled.value) ?? null}
        onChange={(value) => set({ value })}
      />
      <ChoiceField
        path="finding.readingId"
        label={t('found.reading')}
        required
        options={readings.map(({ id }) => id)}
        words={(id) => readings.find((reading) => reading.id === id)?.words ?? id}
        value={filled.readingId}
        onChange={(readingId) => set({ readingId })}
      />
      <TextField
        path="finding.provision"
        label={t('found.provision')}
        required
        value={filled.provision}
        onChange={(provision) => set({ provision })}
      />
      {filled.value === 'violation' ? (
        <ChoiceField
          path="finding.severity"
          label={t('found.severity')}
          none={t('field.no-severity')}
          options={SEVERITIES}
          words={(severity) => t(`severity.${severity}`)}
          value={SEVERITIES.find((severity) => severity === filled.severity) ?? null}
          onChange={(severity) => set({ severity })}
        />
      ) : null}
    </>
  );
}

/** The vote on what is on record now, and the words that are printed with it. */
export function VoteFields({ filled, set, material: { shown } }: ActFieldsProps) {
  const { t } = useI18n();
  const needsText = filled.vote === 'dissent' || filled.vote === 'agree-with-reservation';
  return (
    <>
      <p className="field-hint">{t('field.content', { hash: shown.contentHash.slice(0, 12) })}</p>
      <ChoiceField
        path="vote"
        label={t('field.vote')}
        required
        options={SIGNOFF_VOTES}
        words={(vote) => t(`vote.${vote}`)}
        value={SIGNOFF_VOTES.find((vote) => vote === filled.vote) ?? null}
        onChange={(vote) => set({ vote })}
      />
      <TextField
        path="text"
        label={t('field.vote-text')}
        hint={t('field.vote-text-hint')}
        required={needsText}
        lines={3}
        value={filled.text}
        onChange={(text) => set({ text })}
      />
    </>
  );
}
