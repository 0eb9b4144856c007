import { useMemo } from 'react';
import { daysOf } from '../incidents/phrases.ts';
import type { View } from '../view.ts';
import type { Bounds } from './bounds.ts';
import {
  countFacets,
  countOnMap,
  filterAirspace,
  filterCrossings,
  filterIncidents,
  type AirspaceRow,
  type CrossingRow,
  type Facets,
  type Filters,
  type IncidentRow,
} from './filter.ts';
import { sortRows } from './sort.ts';
import type { Collections } from './use-collections.ts';

/** What the view leaves of everything loaded: read by the list, the map, the counts and an export alike. */
export type Explored = {
  readonly incidents: readonly IncidentRow[];
  readonly airspace: readonly AirspaceRow[];
  readonly crossings: readonly CrossingRow[];
  readonly facets: Facets;
  /** Incidents left, divided by where they are to be found. */
  readonly onMap: { readonly inView: number; readonly elsewhere: number; readonly notOnMap: number };
  /** The last day of the latest incident on record, whatever the filters, and its title. */
  readonly latestDay: string | null;
  readonly latestTitle: string | null;
};

/** Applies the view's filters to what is loaded; a camera that moves costs nothing unless only what is in view counts. */
export function useExplored(
  view: View,
  collections: Collections,
  extent: Bounds | null,
  own: Filters['own'],
): Explored {
  const { from, to, types, statuses, parties, precisions, q, onlyInView, sort } = view;
  const { attributions, compliances, overdue, underReview, mine } = view;
  const extentThatFilters = onlyInView ? extent : null;
  const verification = useMemo(
    () => ({ attributions, compliances, overdue, underReview, mine, own }),
    [attributions, compliances, overdue, underReview, mine, own],
  );
  const filters = useMemo(
    (): Filters => ({
      ...verification,
      from,
      to,
      types,
      statuses,
      parties,
      precisions,
      q,
      onlyInView,
      extent: extentThatFilters,
    }),
    [verification, from, to, types, statuses, parties, precisions, q, onlyInView, extentThatFilters],
  );

  const incidents = useMemo(
    () => sortRows(filterIncidents(collections.incidents, filters), sort),
    [collections.incidents, filters, sort],
  );
  const airspace = useMemo(
    () => sortRows(filterAirspace(collections.airspace, filters), sort),
    [collections.airspace, filters, sort],
  );
  const crossings = useMemo(
    () =>
      [...filterCrossings(collections.crossings, filters)].sort((a, b) =>
        a.feature.properties.name.localeCompare(b.feature.properties.name, 'en'),
      ),
    [collections.crossings, filters],
  );
  const facets = useMemo(
    () => countFacets(collections.incidents, { ...filters, extent }),
    [collections.incidents, filters, extent],
  );
  const onMap = useMemo(() => countOnMap(incidents, extent), [incidents, extent]);
  const latest = useMemo(() => findLatest(collections.incidents), [collections.incidents]);
  return { incidents, airspace, crossings, facets, onMap, latestDay: latest.day, latestTitle: latest.title };
}

function findLatest(rows: readonly IncidentRow[]): { day: string | null; title: string | null } {
  let latest: IncidentRow | null = null;
  for (const row of rows) if (latest === null || row.from > latest.from) latest = row;
  if (latest === null) return { day: null, title: null };
  return { day: daysOf(latest.feature.properties).last, title: latest.feature.properties.title };
}
