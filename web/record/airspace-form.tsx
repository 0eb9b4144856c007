import { AIRSPACE_OBJECTS, TrackBasis, WeaponRelease } from '../../api/airspace/contract.ts';
import { PARTIES } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, Part, TextField } from './field.tsx';
import type { KindFormProps } from './incident-form.tsx';
import { IncidentSearch } from './record-search.tsx';
import { sourceChoices, SourcesPart } from './source-fields.tsx';
import { StatementsPart } from './statement-fields.tsx';
import { SpanFields } from './when-fields.tsx';
import { WherePart } from './where-fields.tsx';

type Props = KindFormProps<'airspace-claim'>;

/** What is asked of an airspace claim: it stays the claim of whoever states it. */
export function AirspaceForm({ draft, set, known }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { fields, sources } = draft;
  const choices = sourceChoices(i18n, known, sources);
  return (
    <>
      <WhatFlew draft={draft} set={set} />
      <Part title={t('form.when')} field="happened">
        <SpanFields path="happened" value={fields.happened} onChange={(happened) => set({ happened })} />
      </Part>
      <WherePart fields={fields} mayBePoint set={set} />
      <SourcesPart choices={choices} draft={draft} set={set} />
      <Part title={t('form.made-with')} field="incidentId">
        <IncidentSearch
          path="incidentId"
          searchLabel={t('form.made-with-search')}
          label={t('form.made-with-choose')}
          exceptId={fields.id}
          value={fields.incidentId}
          onChange={(incidentId) => set({ incidentId })}
        />
      </Part>
      <StatementsPart choices={choices} fields={fields} set={set} />
    </>
  );
}

function WhatFlew({ draft: { fields }, set }: Pick<Props, 'draft' | 'set'>) {
  const { t } = useI18n();
  return (
    <Part title={t('form.what')}>
      <TextField
        path="title"
        label={t('form.title')}
        hint={t('form.title-hint')}
        required
        value={fields.title}
        onChange={(title) => set({ title })}
      />
      <div className="field-row">
        <ChoiceField
          path="claimant"
          label={t('form.claimant')}
          required
          options={PARTIES}
          words={(party) => t(`party.${party}`)}
          value={fields.claimant}
          onChange={(claimant) => set({ claimant })}
        />
        <ChoiceField
          path="allegedOperator"
          label={t('form.operator')}
          none={t('form.not-stated')}
          options={PARTIES}
          words={(party) => t(`party.${party}`)}
          value={fields.allegedOperator}
          onChange={(allegedOperator) => set({ allegedOperator })}
        />
      </div>
      <ChoiceField
        path="type"
        label={t('form.claim-type')}
        required
        options={AIRSPACE_OBJECTS}
        words={(type) => t(`object.${type}`)}
        value={fields.type}
        onChange={(type) => set({ type })}
      />
      <ChoiceField
        path="trackBasis"
        label={t('form.track-basis')}
        required
        options={TrackBasis.options}
        words={(basis) => t(`track.${basis}`)}
        value={fields.trackBasis}
        onChange={(trackBasis) => set({ trackBasis })}
      />
      <ChoiceField
        path="weaponRelease"
        label={t('form.weapon-release')}
        required
        options={WeaponRelease.options}
        words={(release) => t(`release.${release}`)}
        value={fields.weaponRelease}
        onChange={(weaponRelease) => set({ weaponRelease })}
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
  );
}
