import { useMemo, useState } from 'react';
import type { Answer } from '../columns/question.ts';
import type { Shown } from '../columns/store.ts';
import { daysOf } from '../incidents/phrases.ts';
import type { View } from '../view.ts';
import {
  filterTimed,
  filterCrossings,
  type AirspaceRow,
  type CrossingRow,
  type Facets,
  type Filters,
} from './filter.ts';
import type { Bounds } from './bounds.ts';
import { NO_ORDER, type Order } from './order.ts';
import { sortRows } from './sort.ts';
import type { Collections } from './use-collections.ts';

/** What the view leaves of everything on record: read by the list, the map, the counts and an export alike. */
export type Explored = {
  /** What decides which incidents are left and how they stand: the same as long as it holds the same. */
  readonly under: unknown;
  /** The worker's newest answer, from which everything about incidents is; null before the first. */
  readonly shown: Shown | null;
  /** The incidents as the list has them. */
  readonly incidents: Order;
  readonly airspace: readonly AirspaceRow[];
  readonly crossings: readonly CrossingRow[];
  readonly facets: Facets | null;
  /** Incidents left, divided by where they are to be found. */
  readonly onMap: Answer['onMap'];
  /** The latest incident on record, whatever the filters, and the last day on which it may have happened. */
  readonly latest: { readonly id: number; readonly day: string } | null;
};

const NONE_ON_MAP = { inView: 0, elsewhere: 0, notOnMap: 0 };

type Given = {
  readonly view: View;
  readonly collections: Collections;
  readonly shown: Shown | null;
  readonly extent: Bounds | null;
  readonly own: Filters['own'];
};

/** Takes what the worker answered about the incidents, and applies the view's filters to the few other records. */
export function useExplored({ view, collections, shown, extent, own }: Given): Explored {
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
  const under = useMemo(() => ({ filters, sort }), [filters, sort]);

  const [keepAirspace] = useState(createKeeper<AirspaceRow>);
  const airspace = useMemo(
    () => keepAirspace(sortRows(filterTimed(collections.airspace, filters), sort)),
    [keepAirspace, collections.airspace, filters, sort],
  );
  const crossings = useMemo(
    () =>
      filterCrossings(collections.crossings, { q, onlyInView, extent: extentThatFilters }).sort((a, b) =>
        a.feature.properties.name.localeCompare(b.feature.properties.name, 'en'),
      ),
    [collections.crossings, q, onlyInView, extentThatFilters],
  );
  const answered = useMemo(() => answeredBy(shown), [shown]);
  return { under, shown, airspace, crossings, ...answered };
}

/** Gives the list that it gave before where another one holds the same: what is drawn from it need not be drawn again. */
function createKeeper<Row>(): (rows: readonly Row[]) => readonly Row[] {
  let kept: readonly Row[] = [];
  return (rows) => {
    const isSame = rows.length === kept.length && rows.every((row, index) => row === kept[index]);
    if (!isSame) kept = rows;
    return kept;
  };
}

function answeredBy(shown: Shown | null): Pick<Explored, 'incidents' | 'facets' | 'onMap' | 'latest'> {
  if (shown === null) return { incidents: NO_ORDER, facets: null, onMap: NONE_ON_MAP, latest: null };
  const { matched, list, walk, map, facets, onMap, latest } = shown.answer;
  const of = map.selectedId;
  return {
    incidents: { count: matched, part: list, walk: of === null ? null : { ...walk, of } },
    facets,
    onMap,
    latest: latest && { id: latest.id, day: lastDay(latest) },
  };
}

/** The last day on which the latest incident may have happened. */
function lastDay({ fromMs, toMs, timePrecision }: NonNullable<Answer['latest']>): string {
  const [happenedFrom, happenedTo] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  return daysOf({ happenedFrom, happenedTo, timePrecision }).last;
}
