import { useCallback, useEffect, useEffectEvent, useMemo, useReducer, useRef, useState } from 'react';
import type { AreaAsked, NearAsked } from '../columns/question.ts';
import { talliesFor, type TimelineState } from '../timeline/use-timeline.ts';
import { useSteady } from '../ui/use-steady.ts';
import type { View } from '../view.ts';
import type { Bounds } from './bounds.ts';
import type { Explored } from './explored.ts';
import type { Filters } from './filter.ts';
import { partAround } from './order.ts';
import { questionOf } from './question.ts';
import { useMatching, useOwnInWorker, type ColumnsState } from './use-columns.ts';
import type { OnePlaceList } from './use-one-place.ts';
import type { WindowChoice } from './window.ts';

type Options = {
  readonly view: View;
  readonly columns: ColumnsState;
  readonly explored: Explored;
  readonly place: Pick<OnePlaceList, 'held'>;
  readonly timeline: Pick<TimelineState, 'range'>;
  readonly own: Filters['own'];
  /** Areas of which is counted what lies inside, and the place whose nearest incidents are wanted. */
  readonly areas: readonly AreaAsked[];
  readonly near: NearAsked | null;
  readonly extent: Bounds | null;
};

/** Before a list has said what of it is seen. */
const FIRST_SEEN = partAround(0, 20);

type Asking = {
  /** What the list is to call with the places of it that are seen. */
  readonly onSeen: (first: number, last: number) => void;
  /**
   * Asks for a window that passes under a hand, and leaves the view as it is: the screen is drawn once, with the answer. Null
   * where the hand has let go.
   */
  readonly pass: (window: WindowChoice | null) => void;
};

/** Asks the worker what the screen shows, whenever that has become something else. */
export function useQuestion(options: Options): Asking {
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
  const { range: histogram } = timeline;
  const { held } = place;
  const questionFor = useCallback(
    (of: View) =>
      questionOf({ view: of, extent, part: { from, count }, held, histogram, tallies: talliesFor(of), areas, near }),
    [extent, from, count, held, histogram, areas, near],
  );
  const question = useMemo(() => questionFor(view), [questionFor, view]);
  const passing = useRef<WindowChoice | null>(null);
  const ask = (): void => {
    const { current } = passing;
    store.ask(current === null ? question : questionFor({ ...view, ...current }), current);
  };
  const askNow = useEffectEvent(ask);
  const [hasLetGo, letGo] = useReducer((times: number) => times + 1, 0);
  useEffect(() => askNow(), [store, question, hasLetGo]);
  const pass = useSteady((window: WindowChoice | null) => {
    if (passing.current === window) return;
    passing.current = window;
    // Where the hand lets go the view becomes another in the same breath, and that is then asked about.
    if (window === null) letGo();
    else ask();
  });
  return { onSeen, pass };
}
