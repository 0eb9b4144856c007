import { useMemo, useState } from 'react';
import type { Explored } from './explored.ts';
import { wholeOrder } from './order.ts';

/** The list held to what lies at one place of the map, after a click on several that cannot be drawn apart. */
export type OnePlaceList = {
  readonly explored: Explored;
  /** How many the list is held to; null where it is not. */
  readonly count: number | null;
  /** The incidents that the worker is to put in order; null where the list is held to none. */
  readonly held: readonly number[] | null;
  readonly holdTo: (ids: readonly number[]) => void;
  readonly release: () => void;
};

/** Another filter or another order lets go of the place. */
export function useOnePlace(explored: Explored): OnePlaceList {
  const [place, setPlace] = useState<{ ids: readonly number[]; under: unknown } | null>(null);
  const held = place !== null && place.under === explored.under ? place.ids : null;
  const ordered = explored.shown?.answer.held ?? null;
  const narrowed = useMemo((): Explored => {
    if (held === null) return explored;
    // Until the worker has put them in order, and without those that are gone since.
    const ids = new Set(held);
    const isAnswered = ordered !== null && ordered.every((id) => ids.has(id));
    return { ...explored, incidents: wholeOrder(isAnswered ? ordered : held) };
  }, [explored, held, ordered]);
  return {
    explored: narrowed,
    count: held === null ? null : narrowed.incidents.count,
    held,
    holdTo: (ids) => setPlace({ ids, under: explored.under }),
    release: () => setPlace(null),
  };
}
