import { useMemo, type ReactNode } from 'react';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { CATEGORIES, TYPES_BY_CATEGORY, type IncidentFeature } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { ViewArea } from '../view.ts';
import { MOST_NAME_LETTERS } from './area.ts';
import { areaStatistics, type AreaStatistics, type Tally } from './statistics.ts';

type AreaCardProps = {
  readonly area: ViewArea;
  /** What the current filters leave; null where it is not loaded, and nothing is said of how many lie inside. */
  readonly incidents: readonly IncidentFeature[] | null;
  readonly isEdited: boolean;
  readonly onRename: (name: string) => void;
  readonly onZoomTo: () => void;
  readonly onEdit: () => void;
  readonly onType: () => void;
  readonly onDelete: () => void;
  /** The form with its corners, while it is open. */
  readonly children?: ReactNode;
};

/** One drawn area: its name, its size, what lies inside, and what may lie inside. */
export function AreaCard({
  area,
  incidents,
  isEdited,
  onRename,
  onZoomTo,
  onEdit,
  onType,
  onDelete,
  children,
}: AreaCardProps) {
  const { t } = useI18n();
  const statistics = useMemo(() => areaStatistics(area, incidents ?? []), [area, incidents]);
  const named = { name: area.name === '' ? t('areas.unnamed') : area.name };
  return (
    <li className="area-card" aria-label={named.name} aria-current={isEdited}>
      <input
        className="area-name"
        aria-label={t('areas.name')}
        maxLength={MOST_NAME_LETTERS}
        dir="auto"
        value={area.name}
        onChange={(event) => onRename(event.target.value)}
      />
      <Measures statistics={statistics} />
      {incidents === null ? null : <Counts statistics={statistics} />}
      <div className="areas-actions">
        <button type="button" className="button" aria-label={t('areas.zoom-to-named', named)} onClick={onZoomTo}>
          {t('areas.zoom-to')}
        </button>
        <button
          type="button"
          className="button"
          aria-label={t('areas.edit-named', named)}
          aria-pressed={isEdited}
          onClick={onEdit}
        >
          {t('areas.edit')}
        </button>
        <button type="button" className="button" aria-label={t('areas.corners-named', named)} onClick={onType}>
          {t('areas.corners')}
        </button>
        <button type="button" className="button" aria-label={t('areas.delete-named', named)} onClick={onDelete}>
          {t('areas.delete')}
        </button>
      </div>
      {children}
    </li>
  );
}

function Measures({ statistics: { squareKilometres, perimeterKilometres } }: { statistics: AreaStatistics }) {
  const { t, formatNumber } = useI18n();
  const figures = (value: number): string => formatNumber(value, value < 100 ? 1 : 0);
  return (
    <p className="area-measures">
      {t('areas.measures', { area: figures(squareKilometres), perimeter: figures(perimeterKilometres) })}
    </p>
  );
}

function Counts({ statistics: { tallies } }: { statistics: AreaStatistics }) {
  const { t } = useI18n();
  const { inside, unplaced } = tallies;
  const possibly = tallies['possibly-inside'];
  return (
    <>
      <p className="area-counts">
        {t('areas.inside', { count: inside.total })}
        {' · '}
        {t('areas.possibly-inside', { count: possibly.total })}
      </p>
      {inside.total + possibly.total === 0 ? null : <CountsTable inside={inside} possibly={possibly} />}
      {unplaced.total === 0 ? null : <p className="areas-hint">{t('areas.unplaced', { count: unplaced.total })}</p>}
    </>
  );
}

type RowCounts = { readonly inside: number; readonly possibly: number };

/** Rows by type under their category, then by status; only what occurs. */
function CountsTable({ inside, possibly }: { inside: Tally; possibly: Tally }) {
  const { t, formatNumber } = useI18n();
  const row = (key: string, label: string, counts: RowCounts, isMinor = false) =>
    counts.inside + counts.possibly === 0 ? null : (
      <tr key={key} className={isMinor ? 'area-count-type' : undefined}>
        <th scope="row">{label}</th>
        <td>{formatNumber(counts.inside)}</td>
        <td>{formatNumber(counts.possibly)}</td>
      </tr>
    );
  const countsOf = (read: (tally: Tally) => number | undefined): RowCounts => ({
    inside: read(inside) ?? 0,
    possibly: read(possibly) ?? 0,
  });
  const head = (label: string) => (
    <tr className="area-count-head">
      <th scope="col">{label}</th>
      <th scope="col">{t('areas.column-inside')}</th>
      <th scope="col">{t('areas.column-possibly')}</th>
    </tr>
  );
  return (
    <details className="area-table">
      <summary>{t('areas.by-type-and-status')}</summary>
      <p className="areas-hint">{t('areas.possibly-hint')}</p>
      <table>
        <thead>{head(t('areas.column-type'))}</thead>
        <tbody>
          {CATEGORIES.flatMap((category) => [
            row(
              category,
              t(`category.${category}`),
              countsOf(({ byCategory }) => byCategory.get(category)),
            ),
            ...TYPES_BY_CATEGORY[category].map((type) =>
              row(
                type,
                t(`type.${type}`),
                countsOf(({ byType }) => byType.get(type)),
                true,
              ),
            ),
          ])}
        </tbody>
      </table>
      <table>
        <thead>{head(t('areas.column-status'))}</thead>
        <tbody>
          {OCCURRENCE_STATUSES.map((status) =>
            row(
              status,
              t(`status.${status}`),
              countsOf(({ byStatus }) => byStatus.get(status)),
            ),
          )}
        </tbody>
      </table>
    </details>
  );
}
