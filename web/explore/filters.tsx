import type { Reading } from '../../api/agreements/contract.ts';
import { LOCATION_PRECISIONS, OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { StatusMark } from '../incidents/status-mark.tsx';
import { Icon } from '../ui/icon.tsx';
import { POSITIONS_SAID } from '../../api/incidents/contract.ts';
import { LAYERS, type LayerName, type View } from '../view.ts';
import { hasFilters, noFilters } from './active.ts';
import { Facet, FacetGroup, toggled } from './facet.tsx';
import { FilterDate } from './filter-date.tsx';
import { FilterTypes } from './filter-types.tsx';
import { FilterVerification } from './filter-verification.tsx';
import type { Facets } from './filter.ts';
import type { ChangeView } from './use-view.ts';

type FiltersProps = {
  readonly view: View;
  readonly change: ChangeView;
  /** Null while the incidents have not arrived: a nought would be a statement. */
  readonly facets: Facets | null;
  readonly layerCounts: Readonly<Record<LayerName, number | null>>;
  readonly readings: readonly Reading[];
  readonly today: string;
  /** Folds the panel away; absent where the panel lies in the phone's sheet. */
  readonly onFold?: (() => void) | undefined;
};

/** Every filter of the screen. Each value carries what it would leave under all the other groups. */
export function Filters({ view, change, facets, layerCounts, readings, today, onFold }: FiltersProps) {
  const { t, language } = useI18n();
  const precisions = LOCATION_PRECISIONS.filter(
    (precision) => (facets?.precisions[precision] ?? 0) > 0 || view.precisions.includes(precision),
  );
  return (
    <div className="filters">
      <div className="filters-head">
        <h2 id="filters-title" tabIndex={-1}>
          {t('app.filters')}
        </h2>
        <span className="spacer" />
        {hasFilters(view) ? (
          <button type="button" className="link" onClick={() => change(noFilters)}>
            {t('filters.clear-all')}
          </button>
        ) : null}
        {onFold === undefined ? null : (
          <button type="button" className="icon-button small" aria-label={t('filters.fold')} onClick={onFold}>
            <Icon name="fold" size={16} />
          </button>
        )}
      </div>
      <FilterDate view={view} readings={readings} today={today} onChange={change} />
      <FilterTypes types={view.types} counts={facets && facets.types} onChange={(types) => change({ types })} />
      <FacetGroup title={t('filters.status')}>
        {OCCURRENCE_STATUSES.map((status) => (
          <Facet
            key={status}
            label={t(`status.${status}`)}
            count={facets && (facets.statuses[status] ?? 0)}
            chosen={view.statuses.includes(status)}
            mark={<StatusMark status={status} />}
            onToggle={() => change({ statuses: toggled(view.statuses, status) })}
          />
        ))}
      </FacetGroup>
      <FacetGroup title={t('filters.positions')}>
        {POSITIONS_SAID.map((value) => (
          <Facet
            key={value}
            label={t(`filters.positions-${value}`)}
            count={facets && (facets.parties[value] ?? 0)}
            chosen={view.parties.includes(value)}
            onToggle={() => change({ parties: toggled(view.parties, value) })}
          />
        ))}
      </FacetGroup>
      <FilterVerification view={view} change={change} facets={facets} />
      {precisions.length === 0 ? null : (
        <FacetGroup title={t('filters.precision')}>
          {precisions.map((precision) => (
            <Facet
              key={precision}
              label={t(`precision.${precision}`)}
              count={facets && (facets.precisions[precision] ?? 0)}
              chosen={view.precisions.includes(precision)}
              onToggle={() => change({ precisions: toggled(view.precisions, precision) })}
            />
          ))}
        </FacetGroup>
      )}
      <FacetGroup title={t('filters.extent')}>
        <Facet
          label={t('filters.only-in-view')}
          count={facets && facets.inView}
          chosen={view.onlyInView}
          onToggle={() => change({ onlyInView: !view.onlyInView })}
        />
      </FacetGroup>
      <FacetGroup title={t('filters.layers')}>
        {LAYERS.map((layer) => (
          <Facet
            key={layer}
            label={t(`layer.${layer}`)}
            count={layerCounts[layer]}
            chosen={view.layers[layer]}
            onToggle={() => change({ layers: { ...view.layers, [layer]: !view.layers[layer] } })}
          />
        ))}
      </FacetGroup>
      {language === 'en' ? null : <p className="translation-notice">{t('app.translation-notice')}</p>}
    </div>
  );
}
