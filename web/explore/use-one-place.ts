import { useMemo, useState } from 'react';
import type { Explored } from './explored.ts';

/** The list held to what lies at one place of the map, after a click on several that cannot be drawn apart. */
export type OnePlaceList = {
  readonly explored: Explored;
  /** How many the list is held to; null where it is not. */
  readonly count: number | null;
  readonly holdTo: (ids: readonly number[]) => void;
  readonly release: () => void;
};

/** Another filter or another order lets go of the place. */
export function useOnePlace(explored: Explored): OnePlaceList {
  const [held, setHeld] = useState<{ ids: ReadonlySet<number>; of: Explored['incidents'] } | null>(null);
  const ids = held !== null && held.of === explored.incidents ? held.ids : null;
  const narrowed = useMemo(
    (): Explored =>
      ids === null
        ? explored
        : { ...explored, incidents: explored.incidents.filter(({ feature }) => ids.has(feature.id)) },
    [explored, ids],
  );
  return {
    explored: narrowed,
    count: ids === null ? null : ids.size,
    holdTo: (next) => setHeld({ ids: new Set(next), of: explored.incidents }),
    release: () => setHeld(null),
  };
}
