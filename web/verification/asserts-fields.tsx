import { Asserts } from '../../api/accounts/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, Part, TextField } from '../record/field.tsx';
import type { PositionFieldsProps } from './position-fields.tsx';

const OCCURRED = Asserts.shape.occurred.options;
const ATTRIBUTED = ['afg', 'pak', 'armed-group', 'nobody', 'unknown'] as const;

/** What the words say, point by point, so that the accounts can be laid side by side; none of it is found. */
export function AssertsFields({ draft, set }: PositionFieldsProps) {
  const { t } = useI18n();
  return (
    <Part title={t('stating.asserts')}>
      <p className="field-hint">{t('stating.asserts-hint')}</p>
      <ChoiceField
        path="asserts.occurred"
        label={t('stating.occurred')}
        none={null}
        options={OCCURRED}
        words={(occurred) => t(`occurred.${occurred}`)}
        value={OCCURRED.find((occurred) => occurred === draft.occurred) ?? null}
        onChange={(occurred) => set({ occurred: occurred ?? 'not-said' })}
      />
      <ChoiceField
        path="asserts.attributedTo"
        label={t('stating.attributed')}
        none={t('stating.not-said')}
        options={ATTRIBUTED}
        words={(who) => t(`asserted.${who}`)}
        value={ATTRIBUTED.find((who) => who === draft.attributedTo) ?? null}
        onChange={(attributedTo) => set({ attributedTo })}
      />
      <TextField
        path="asserts.place"
        label={t('stating.place')}
        value={draft.place}
        onChange={(place) => set({ place })}
      />
      <TextField path="asserts.time" label={t('stating.time')} value={draft.time} onChange={(time) => set({ time })} />
      <TextField
        path="asserts.weapon"
        label={t('stating.weapon')}
        value={draft.weapon}
        onChange={(weapon) => set({ weapon })}
      />
    </Part>
  );
}
