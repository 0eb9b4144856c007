import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AreaAsked, NearAsked } from '../columns/question.ts';
import type { TimelineState } from '../timeline/use-timeline.ts';
import type { View } from '../view.ts';
import type { Bounds } from './bounds.ts';
import type { Explored } from './explored.ts';
import type { Filters } from './filter.ts';
import { partAround } from './order.ts';
import { questionOf } from './question.ts';
import { useMatching, useOwnInWorker, type ColumnsState } from './use-columns.ts';
import type { OnePlaceList } from './use-one-place.ts';

type Options = {
  readonly view: View;
  readonly columns: ColumnsState;
  readonly explored: Explored;
  readonly place: Pick<OnePlaceList, 'held'>;
  readonly timeline: Pick<TimelineState, 'asked'>;
  readonly own: Filters['own'];
  /** Areas of which is counted what lies inside, and the place whose nearest incidents are wanted. */
  readonly areas: readonly AreaAsked[];
  readonly near: NearAsked | null;
  readonly extent: Bounds | null;
};

/** Before a list has said what of it is seen. */
const FIRST_SEEN = partAround(0, 20);

/**
 * Asks the worker what the screen shows, whenever that has become something else. Gives what the list is to call with the
 * places of it that are seen.
 */
export function useQuestion(options: Options): { onSeen: (first: number, last: number) => void } {
  const { view, columns, explored, place, timeline, own, areas, near, extent } = options;
  const { store } = columns;
  const [seen, setSeen] = useState(FIRST_SEEN);
  const onSeen = useCallback((first: number, last: number) => {
    const next = partAround(first, last);
    setSeen((before) => (before.from === next.from && before.count === next.count ? before : next));
  }, []);
  // Beside an open record, the part about the record: that is where j and k walk, and where the list comes back. A table
  // stays in sight beside it.
  const { walk } = explored.shown?.answer ?? {};
  const at =
    view.table === null && view.selection?.collection === 'incidents' && walk !== undefined && walk.position >= 0
      ? walk.position
      : null;
  const { from, count } = at === null ? seen : partAround(at, at);

  useOwnInWorker(store, own);
  useMatching({
    store,
    q: view.q,
    knownAt: view.knownAt,
    version: explored.shown?.answer.version ?? null,
  });
  const { histogram, tallies } = timeline.asked;
  const question = useMemo(
    () => questionOf({ view, extent, part: { from, count }, held: place.held, histogram, tallies, areas, near }),
    [view, extent, from, count, place.held, histogram, tallies, areas, near],
  );
  useEffect(() => store.ask(question), [store, question]);
  return { onSeen };
}
