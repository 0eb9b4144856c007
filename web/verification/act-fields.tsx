import type { ComponentType } from 'react';
import { INCONCLUSIVE_REASONS, URGENCIES, type ActName } from '../../api/verification/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, DayField, FieldGroup, TextField, TicksField } from '../record/field.tsx';
import { IncidentSearch } from '../record/record-search.tsx';
import type { ActFieldsProps } from './act-material.ts';
import { Assessment, Finding, VoteFields } from './finding-fields.tsx';

function Triage(props: ActFieldsProps) {
  return (
    <>
      <Duplicates {...props} />
      <Urgency {...props} />
    </>
  );
}

/** What an act asks for beside its reason. */
const OWN: Readonly<Partial<Record<ActName, ComponentType<ActFieldsProps>>>> = {
  triage: Triage,
  'ask-positions': Urgency,
  start: Lead,
  'find-inconclusive': Because,
  'find-not-substantiated': NegativeCheck,
  suspend: ReviewDay,
  reopen: WhatIsNew,
  assess: Assessment,
  'decide-compliance': Finding,
  'sign-off': VoteFields,
  'note-robustness': Robustness,
  'note-alternative': Alternative,
};

/** The fields of an act, its reason last. */
export function ActFields(props: ActFieldsProps) {
  const { name, filled, set } = props;
  const { t } = useI18n();
  const Own = OWN[name];
  const hasReason = name !== 'sign-off' && name !== 'note-alternative';
  return (
    <>
      {Own === undefined ? null : <Own {...props} />}
      {hasReason ? (
        <TextField
          path="reason"
          label={t('case.reason')}
          hint={t('case.reason-hint')}
          required
          lines={2}
          value={filled.reason}
          onChange={(reason) => set({ reason })}
        />
      ) : null}
    </>
  );
}

function Duplicates({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <TicksField
      path="duplicatesChecked"
      label={t('field.duplicates-label')}
      required
      options={['checked']}
      words={() => t('field.duplicates')}
      value={filled.duplicatesChecked ? ['checked'] : []}
      onChange={(ticked) => set({ duplicatesChecked: ticked.length > 0 })}
    />
  );
}

function Urgency({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <ChoiceField
      path="urgency"
      label={t('field.urgency')}
      required
      none={null}
      options={URGENCIES}
      words={(urgency) => t(`urgency.${urgency}`)}
      value={URGENCIES.find((urgency) => urgency === filled.urgency) ?? null}
      onChange={(urgency) => set({ urgency })}
    />
  );
}

function Lead({ filled, set, material }: ActFieldsProps) {
  const { t } = useI18n();
  const { people } = material.shown;
  const words = (id: string): string => {
    const person = people.find((one) => one.id === id);
    return person === undefined ? id : `${person.name} · ${t(`roles.name-${person.role}`)}`;
  };
  return (
    <ChoiceField
      path="leadId"
      label={t('field.lead')}
      required
      options={people.map(({ id }) => id)}
      words={words}
      value={filled.leadId}
      onChange={(leadId) => set({ leadId })}
    />
  );
}

function Because({ filled, set, material }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <ChoiceField
        path="because"
        label={t('field.because')}
        required
        options={INCONCLUSIVE_REASONS}
        words={(because) => t(`inconclusive.${because}`)}
        value={INCONCLUSIVE_REASONS.find((because) => because === filled.because) ?? null}
        onChange={(because) => set({ because })}
      />
      {filled.because === 'access-refused' ? (
        <IncidentSearch
          path="restrictionId"
          searchLabel={t('field.restriction-search')}
          label={t('field.restriction')}
          required
          type="mechanism"
          exceptId={material.shown.incidentId}
          value={filled.restrictionId}
          onChange={(restrictionId) => set({ restrictionId })}
        />
      ) : null}
    </>
  );
}

function NegativeCheck({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  const kinds = ['site', 'remote'] as const;
  const kind = filled.hasCheck ? (kinds.find((one) => one === filled.checkKind) ?? null) : null;
  return (
    <FieldGroup path="check" label={t('field.check')}>
      <ChoiceField
        path="check.kind"
        label={t('field.check-kind')}
        none={filled.hasCheck ? undefined : t('field.check-none')}
        options={[...kinds, 'none']}
        words={(one) => (one === 'none' ? t('field.check-none') : t(`negative-check.${one}`))}
        value={filled.hasCheck ? kind : 'none'}
        onChange={(one) =>
          set(one === 'none' ? { hasCheck: false, checkKind: null } : { hasCheck: true, checkKind: one })
        }
      />
      {filled.hasCheck ? (
        <>
          <DayField
            path="check.on"
            label={t('field.check-on')}
            required
            value={filled.checkOn}
            onChange={(checkOn) => set({ checkOn })}
          />
          <TextField
            path="check.note"
            label={t('field.check-note')}
            required
            lines={2}
            value={filled.checkNote}
            onChange={(checkNote) => set({ checkNote })}
          />
        </>
      ) : null}
    </FieldGroup>
  );
}

function ReviewDay({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <DayField
      path="reviewOn"
      label={t('field.review-on')}
      required
      value={filled.reviewOn}
      onChange={(reviewOn) => set({ reviewOn })}
    />
  );
}

function WhatIsNew({ filled, set, material: { items } }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <>
      <ChoiceField
        path="newItemId"
        label={t('field.new-item')}
        none={t('field.no-new-item')}
        options={items.map(({ id }) => id)}
        words={(id) => items.find((item) => item.id === id)?.words ?? id}
        value={filled.newItemId}
        onChange={(newItemId) => set({ newItemId })}
      />
      <TextField
        path="errorNotice"
        label={t('field.error-notice')}
        required={filled.newItemId === null}
        lines={2}
        value={filled.errorNotice}
        onChange={(errorNotice) => set({ errorNotice })}
      />
    </>
  );
}

function Robustness({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  const options = ['stable', 'changes'] as const;
  return (
    <ChoiceField
      path="value"
      label={t('field.robustness')}
      required
      options={options}
      words={(value) => t(`robustness.${value}`)}
      value={options.find((value) => value === filled.value) ?? null}
      onChange={(value) => set({ value })}
    />
  );
}

function Alternative({ filled, set }: ActFieldsProps) {
  const { t } = useI18n();
  return (
    <TextField
      path="text"
      label={t('field.alternative')}
      required
      lines={2}
      value={filled.text}
      onChange={(text) => set({ text })}
    />
  );
}
