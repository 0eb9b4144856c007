import type { Reading } from '../../api/agreements/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import type { View } from '../view.ts';
import { activeFilters, noFilters } from './active.ts';
import type { ChangeView } from './use-view.ts';

type ChipsProps = { readonly view: View; readonly readings: readonly Reading[]; readonly change: ChangeView };

/** The filters in force, each with a way to take it off, and one way to take off all. */
export function Chips({ view, readings, change }: ChipsProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const active = activeFilters(i18n, view, readings);
  if (active.length === 0) return null;
  return (
    <ul className="chips" aria-label={t('chips.title')}>
      {active.map(({ key, label, without }) => (
        <li key={key}>
          <button
            type="button"
            className="chip on"
            aria-label={t('chips.remove', { label })}
            onClick={() => change(without)}
          >
            <bdi>{label}</bdi>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="chip" onClick={() => change(noFilters)}>
          {t('filters.clear-all')}
        </button>
      </li>
    </ul>
  );
}

type InViewProps = { readonly inView: number; readonly notOnMap: number };

/** How many of the records left are inside the map's extent, and how many have no place on any map. */
export function InViewPill({ inView, notOnMap }: InViewProps) {
  const { t } = useI18n();
  return (
    <p className="pill" role="status">
      <span>{t('pill.in-view', { n: inView })}</span>
      {notOnMap === 0 ? null : <span> · {t('pill.not-on-map', { n: notOnMap })}</span>}
    </p>
  );
}
