import { CHANNELS, CROSSING_STATES, DIRECTIONS, StatusBasis } from '../../api/crossings/contract.ts';
import { PARTIES, TIME_PRECISIONS } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, DayField, Part, TextField } from './field.tsx';
import type { KindFormProps } from './incident-form.tsx';
import { sourceChoices, SourcesFields } from './source-fields.tsx';
import { instantOfMoment } from './span.ts';
import { OnThreeClocks, TimeField, ZoneField } from './when-fields.tsx';

type Props = KindFormProps<'status-report'>;

/** What is asked of a report on a crossing: one channel, one direction, by or about one side, and who said so. */
export function StatusReportForm({ draft, set, known }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { fields, sources } = draft;
  return (
    <>
      <WhatPasses draft={draft} set={set} />
      <Held draft={draft} set={set} />
      <Part title={t('form.sources')}>
        <TextField
          path="statedBy"
          label={t('form.report-by')}
          required
          value={fields.statedBy}
          onChange={(statedBy) => set({ statedBy })}
        />
        <SourcesFields choices={sourceChoices(i18n, known, sources)} draft={draft} set={set} />
        <TextField
          path="note"
          label={t('form.note')}
          lines={2}
          value={fields.note}
          onChange={(note) => set({ note })}
        />
      </Part>
    </>
  );
}

function WhatPasses({ draft: { fields }, set }: Pick<Props, 'draft' | 'set'>) {
  const { t } = useI18n();
  return (
    <Part title={t('form.what')}>
      <div className="field-row">
        <ChoiceField
          path="state"
          label={t('form.report-state')}
          required
          options={CROSSING_STATES}
          words={(state) => t(`state.${state}`)}
          value={fields.state}
          onChange={(state) => set({ state })}
        />
        <ChoiceField
          path="basis"
          label={t('form.report-basis')}
          required
          options={StatusBasis.options}
          words={(basis) => t(`basis.${basis}`)}
          value={fields.basis}
          onChange={(basis) => set({ basis })}
        />
      </div>
      <ChoiceField
        path="channel"
        label={t('form.report-channel')}
        required
        options={CHANNELS}
        words={(channel) => t(`channel.${channel}`)}
        value={fields.channel}
        onChange={(channel) => set({ channel })}
      />
      <ChoiceField
        path="direction"
        label={t('form.report-direction')}
        required
        options={DIRECTIONS}
        words={(direction) => t(`direction.${direction}`)}
        value={fields.direction}
        onChange={(direction) => set({ direction })}
      />
      <ChoiceField
        path="controllingSide"
        label={t('form.report-side')}
        none={t('form.not-stated')}
        options={PARTIES}
        words={(side) => t(`side.${side}`)}
        value={fields.controllingSide}
        onChange={(controllingSide) => set({ controllingSide })}
      />
    </Part>
  );
}

function Held({ draft: { fields }, set }: Pick<Props, 'draft' | 'set'>) {
  const { t } = useI18n();
  const { validFrom, validTo, zone } = fields;
  return (
    <Part title={t('form.when')}>
      <ChoiceField
        path="precision"
        label={t('form.when-precision')}
        required
        options={TIME_PRECISIONS}
        words={(precision) => t(`form.precision-${precision}`)}
        value={fields.precision}
        onChange={(precision) => set({ precision })}
      />
      <ZoneField path="zone" value={zone} onChange={(next) => set({ zone: next })} />
      <div className="field-row">
        <DayField
          path="validFrom"
          label={t('form.valid-from')}
          required
          value={validFrom.day === '' ? null : validFrom.day}
          onChange={(day) => set({ validFrom: { ...validFrom, day: day ?? '' } })}
        />
        <TimeField
          path="validFrom.time"
          label={t('form.valid-from-time')}
          value={validFrom.time}
          onChange={(time) => set({ validFrom: { ...validFrom, time } })}
        />
      </div>
      <div className="field-row">
        <DayField
          path="validTo"
          label={t('form.valid-to')}
          hint={t('form.valid-note')}
          value={validTo.day === '' ? null : validTo.day}
          onChange={(day) => set({ validTo: { ...validTo, day: day ?? '' } })}
        />
        <TimeField
          path="validTo.time"
          label={t('form.valid-to-time')}
          value={validTo.time}
          onChange={(time) => set({ validTo: { ...validTo, time } })}
        />
      </div>
      <OnThreeClocks from={instantOfMoment(validFrom, zone)} to={null} />
    </Part>
  );
}
