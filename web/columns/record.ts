import { TIME_PRECISIONS } from '../../api/geo/contract.ts';
import type { Columns } from './columns.ts';
import { LEAST_SYNTHETIC } from './columns.ts';
import { ALL_FAILS } from './filter.ts';
import type { Answer } from './question.ts';

/**
 * What the incidents on record tell whatever the filters: the one that begins last (of several the one that ends last,
 * then the one of the lowest id), from when to when any may have happened, and whether one is invented.
 */
export function lookThrough(columns: Columns): Pick<Answer, 'latest' | 'recorded' | 'synthetic'> {
  const { id, from, to, reference, count } = columns;
  let found = 0;
  let [first, last, highest] = [Infinity, -Infinity, 0];
  for (let row = 0; row < count; row++) {
    const isLater = from[row]! - from[found]! || to[row]! - to[found]! || id[found]! - id[row]!;
    if (isLater > 0) found = row;
    first = Math.min(first, from[row]!);
    last = Math.max(last, to[row]!);
    highest = Math.max(highest, reference[row]!);
  }
  if (count === 0) return { latest: null, recorded: null, synthetic: false };
  return {
    latest: {
      id: id[found]!,
      fromMs: from[found]! * 1_000,
      toMs: to[found]! * 1_000,
      timePrecision: TIME_PRECISIONS[columns.timePrecision[found]!]!,
    },
    recorded: { fromMs: first * 1_000, toMs: last * 1_000 },
    synthetic: highest >= LEAST_SYNTHETIC,
  };
}

/** Whether any row that all filters leave is invented. */
export function hasSynthetic({ reference, count }: Columns, words: Uint16Array): boolean {
  for (let row = 0; row < count; row++) {
    if (reference[row]! >= LEAST_SYNTHETIC && (words[row]! & ALL_FAILS) === 0) return true;
  }
  return false;
}
