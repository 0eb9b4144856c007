import { useMemo, type ReactNode } from 'react';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { CATEGORIES, TYPES_BY_CATEGORY } from '../../api/incidents/contract.ts';
import type { AreaCounts, AreaTally } from '../columns/question.ts';
import { useI18n } from '../i18n/index.tsx';
import type { ViewArea } from '../view.ts';
import { MOST_NAME_LETTERS } from './area.ts';
import { measureRing } from './measure.ts';

type AreaCardProps = {
  readonly area: ViewArea;
  /** What the current filters leave of incidents; before it is known nothing is said of how many lie inside. */
  readonly tallies: AreaCounts['tallies'] | undefined;
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
  tallies,
  isEdited,
  onRename,
  onZoomTo,
  onEdit,
  onType,
  onDelete,
  children,
}: AreaCardProps) {
  const { t } = useI18n();
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
      <Measures ring={area.ring} />
      {tallies === undefined ? null : <Counts tallies={tallies} />}
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

function Measures({ ring }: Pick<ViewArea, 'ring'>) {
  const { t, formatNumber } = useI18n();
  const { squareKilometres, perimeterKilometres } = useMemo(() => measureRing(ring), [ring]);
  const figures = (value: number): string => formatNumber(value, value < 100 ? 1 : 0);
  return (
    <p className="area-measures">
      {t('areas.measures', { area: figures(squareKilometres), perimeter: figures(perimeterKilometres) })}
    </p>
  );
}

function Counts({ tallies }: Pick<AreaCounts, 'tallies'>) {
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
function CountsTable({ inside, possibly }: { inside: AreaTally; possibly: AreaTally }) {
  const { t, formatNumber } = useI18n();
  const row = (key: string, label: string, counts: RowCounts, isMinor = false) =>
    counts.inside + counts.possibly === 0 ? null : (
      <tr key={key} className={isMinor ? 'area-count-type' : undefined}>
        <th scope="row">{label}</th>
        <td>{formatNumber(counts.inside)}</td>
        <td>{formatNumber(counts.possibly)}</td>
      </tr>
    );
  const countsOf = (read: (tally: AreaTally) => number | undefined): RowCounts => ({
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
              countsOf(({ byCategory }) => byCategory[category]),
            ),
            ...TYPES_BY_CATEGORY[category].map((type) =>
              row(
                type,
                t(`type.${type}`),
                countsOf(({ byType }) => byType[type]),
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
              countsOf(({ byStatus }) => byStatus[status]),
            ),
          )}
        </tbody>
      </table>
    </details>
  );
}
