import { Attribution, Compliance } from '../../../api/accounts/contract.ts';
import { LOCATION_PRECISIONS, OCCURRENCE_STATUSES } from '../../../api/geo/contract.ts';
import { CATEGORIES, INCIDENT_TYPES, POSITIONS_SAID } from '../../../api/incidents/contract.ts';
import { boundsMeet, type Bounds } from '../../../web/explore/bounds.ts';
import { filterTimed, type Facets, type Filters, type IncidentRow } from '../../../web/explore/filter.ts';

/**
 * Counts beside every value of every group, by what they mean: how many incidents choosing that value alone in its group
 * would leave, under the filters of all the other groups. A value that would leave none is not there.
 */
export function countFacets(rows: readonly IncidentRow[], filters: Filters): Facets {
  const left = (chosen: Partial<Filters>): number => filterTimed(rows, { ...filters, ...chosen }).length;
  const each = <Value extends string>(values: readonly Value[], choose: (value: Value) => Partial<Filters>) => {
    const counts = values.map((value) => [value, left(choose(value))] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0)) as Partial<Record<Value, number>>;
  };
  return {
    types: each([...CATEGORIES, ...INCIDENT_TYPES], (value) => ({ types: [value] })),
    statuses: each(OCCURRENCE_STATUSES, (value) => ({ statuses: [value] })),
    parties: each(POSITIONS_SAID, (value) => ({ parties: [value] })),
    attributions: each(Attribution.options, (value) => ({ attributions: [value] })),
    compliances: each(Compliance.options, (value) => ({ compliances: [value] })),
    flags: {
      overdue: left({ overdue: true }),
      underReview: left({ underReview: true }),
      mine: left({ mine: true, own: filters.own ?? new Set() }),
    },
    precisions: each(LOCATION_PRECISIONS, (value) => ({ precisions: [value] })),
    inView: filters.extent === null ? 0 : left({ onlyInView: true }),
  };
}

/** How the records left divide between the map's extent, the rest of the map, and the list alone. */
export function countOnMap(
  rows: readonly IncidentRow[],
  extent: Bounds | null,
): { inView: number; elsewhere: number; notOnMap: number } {
  const boxes = rows.flatMap(({ bounds }) => (bounds === null ? [] : [bounds]));
  const inView = boxes.filter((bounds) => extent === null || boundsMeet(bounds, extent)).length;
  return { inView, elsewhere: boxes.length - inView, notOnMap: rows.length - boxes.length };
}
