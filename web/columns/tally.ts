import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { CATEGORIES } from '../../api/incidents/contract.ts';
import type { Tally } from '../timeline/compare.ts';
import { CATEGORY_OF_KIND, STATUSES } from './codes.ts';
import type { Columns } from './columns.ts';
import { FAILS } from '../explore/filter-groups.ts';
import { ALL_FAILS } from './filter.ts';
import type { TallyAsked } from './question.ts';

/** Counts the rows that pass all filters but the window and may have happened in a range; ranges are half-open. */
export function tallyRows(columns: Columns, words: Uint16Array, { fromMs, toMs, other }: TallyAsked): Tally {
  const { from, to, status, kind, count } = columns;
  const others = ALL_FAILS & ~FAILS.window;
  const statuses = new Uint32Array(STATUSES);
  const categories = new Uint32Array(CATEGORIES.length);
  const [start, end] = [fromMs / 1_000, toMs / 1_000];
  const [otherStart, otherEnd] = other === null ? [Infinity, -Infinity] : [other.fromMs / 1_000, other.toMs / 1_000];
  let [total, alsoInOther] = [0, 0];
  for (let row = 0; row < count; row++) {
    if ((words[row]! & others) !== 0) continue;
    const [begins, ends] = [from[row]!, to[row]!];
    if (begins >= end || ends <= start) continue;
    total += 1;
    statuses[status[row]!]! += 1;
    categories[CATEGORY_OF_KIND[kind[row]!]!]! += 1;
    if (begins < otherEnd && ends > otherStart) alsoInOther += 1;
  }
  return {
    total,
    byStatus: namedCounts(OCCURRENCE_STATUSES, statuses),
    byCategory: namedCounts(CATEGORIES, categories),
    alsoInOther,
  };
}

export function isSameTally(one: TallyAsked, two: TallyAsked): boolean {
  return (
    one.fromMs === two.fromMs &&
    one.toMs === two.toMs &&
    one.other?.fromMs === two.other?.fromMs &&
    one.other?.toMs === two.other?.toMs
  );
}

/** Names with their counts; what is counted nowhere is absent. */
export function namedCounts<Name extends string>(
  names: readonly Name[],
  counts: Uint32Array,
): Partial<Record<Name, number>> {
  const found: Partial<Record<Name, number>> = {};
  names.forEach((name, at) => {
    const count = counts[at] ?? 0;
    if (count > 0) found[name] = count;
  });
  return found;
}
