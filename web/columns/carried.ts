import type { Columns } from './columns.ts';
import type { Counted } from './question.ts';

/** Ids that one place carries at most, and all cells or places of an answer together. */
export const MOST_IDS = 200;
const MOST_IDS_TOGETHER = 20_000;

/** What is put together from so many places; `rows` is asked only where the ids are carried. */
export type Place = {
  readonly counts: Uint32Array;
  readonly bounds: readonly [number, number, number, number];
  readonly isSelected: boolean;
  /** Whether ids are wanted at all. */
  readonly carries: boolean;
  readonly rows: () => readonly number[];
};

/** Lays places side by side; ids are carried whole or not at all. */
export function countedOf({ id }: Pick<Columns, 'id'>, places: readonly Place[], statuses: number): Counted {
  const counts = new Uint32Array(places.length * statuses);
  const bounds = new Float64Array(places.length * 4);
  const starts = new Uint32Array(places.length + 1);
  const ids: number[] = [];
  places.forEach((place, index) => {
    counts.set(place.counts, index * statuses);
    bounds.set(place.bounds, index * 4);
    const total = place.counts.reduce((sum, count) => sum + count, 0);
    if (place.carries && total <= MOST_IDS && ids.length + total <= MOST_IDS_TOGETHER) {
      for (const row of place.rows()) ids.push(id[row]!);
    }
    starts[index + 1] = ids.length;
  });
  return {
    size: places.length,
    counts,
    bounds,
    selected: Uint8Array.from(places, ({ isSelected }) => (isSelected ? 1 : 0)),
    starts,
    ids: Float64Array.from(ids),
  };
}
