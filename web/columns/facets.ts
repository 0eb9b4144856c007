import type { Facets } from '../explore/filter.ts';
import { CASE_CODES, CASES, KIND_CODES, KINDS } from './codes.ts';
import type { Columns } from './columns.ts';
import { FAILS } from '../explore/filter-groups.ts';
import { ALL_FAILS, NOT_ON_MAP, OUT_OF_VIEW, WORDS } from './filter.ts';

/**
 * Counts of rows by what they fail and by what they are. A row counts among a group's values where it fails nothing, or
 * that group alone; so there is a table of codes for each such case, and one more for rows that count nowhere.
 */
export type Tally = { readonly words: Int32Array; readonly kinds: Int32Array; readonly cases: Int32Array };

const KIND_GROUPS = [0, FAILS.types, FAILS.statuses, FAILS.precisions] as const;
const CASE_GROUPS = [
  0,
  FAILS.parties,
  FAILS.attributions,
  FAILS.compliances,
  FAILS.overdue,
  FAILS.underReview,
] as const;

/** Where the table for a word begins, for every word. */
const tableStarts = (groups: readonly number[], codes: number): Uint32Array =>
  Uint32Array.from({ length: WORDS }, (_, word) => {
    const group = groups.indexOf(word & ALL_FAILS);
    return (group < 0 ? groups.length : group) * codes;
  });
const KIND_STARTS = tableStarts(KIND_GROUPS, KIND_CODES);
const CASE_STARTS = tableStarts(CASE_GROUPS, CASE_CODES);

export function createTally(): Tally {
  return {
    words: new Int32Array(WORDS),
    kinds: new Int32Array((KIND_GROUPS.length + 1) * KIND_CODES),
    cases: new Int32Array((CASE_GROUPS.length + 1) * CASE_CODES),
  };
}

/** Counts all rows anew. */
export function recount(tally: Tally, words: Uint16Array, { kind, caseOf, count }: Columns): void {
  const { words: byWord, kinds, cases } = tally;
  byWord.fill(0);
  kinds.fill(0);
  cases.fill(0);
  for (let row = 0; row < count; row++) {
    const word = words[row]!;
    byWord[word]! += 1;
    kinds[KIND_STARTS[word]! + kind[row]!]! += 1;
    cases[CASE_STARTS[word]! + caseOf[row]!]! += 1;
  }
}

/** More changes than this share of the rows cost more one by one than counting all anew. */
const MOST_ONE_BY_ONE = 1 / 6;

/**
 * Puts new bits into the words and keeps the counts true. `mask` says which bits are new. Gives the bits that changed in
 * any row.
 */
export function takeBits(
  tally: Tally,
  words: Uint16Array,
  columns: Columns,
  given: { bits: Uint16Array; mask: number },
): number {
  const { bits, mask } = given;
  const { kind, caseOf, count } = columns;
  const { words: byWord, kinds, cases } = tally;
  const most = count * MOST_ONE_BY_ONE;
  let changed = 0;
  let which = 0;
  for (let row = 0; row < count; row++) {
    const before = words[row]!;
    const after = (before & ~mask) | bits[row]!;
    if (after === before) continue;
    words[row] = after;
    which |= before ^ after;
    changed += 1;
    if (changed > most) continue;
    byWord[before]! -= 1;
    byWord[after]! += 1;
    kinds[KIND_STARTS[before]! + kind[row]!]! -= 1;
    kinds[KIND_STARTS[after]! + kind[row]!]! += 1;
    cases[CASE_STARTS[before]! + caseOf[row]!]! -= 1;
    cases[CASE_STARTS[after]! + caseOf[row]!]! += 1;
  }
  if (changed > most) recount(tally, words, columns);
  return which;
}

/** How many rows pass all filters. */
export function matchedIn({ words }: Tally): number {
  return onMapIn({ words }).inView + (words[OUT_OF_VIEW] ?? 0) + (words[NOT_ON_MAP] ?? 0);
}

/** How the rows that pass divide between the extent, the rest of the map and the list alone. */
export function onMapIn({ words }: Pick<Tally, 'words'>): { inView: number; elsewhere: number; notOnMap: number } {
  return { inView: words[0] ?? 0, elsewhere: words[OUT_OF_VIEW] ?? 0, notOnMap: words[NOT_ON_MAP] ?? 0 };
}

type Counts = Record<string, number>;

/** The counts beside the values of every group, but for those in view. `ownRows` are the rows that are somebody's. */
export function facetsOf(tally: Tally, words: Uint16Array, ownRows: readonly number[]): Omit<Facets, 'inView'> {
  const types: Counts = {};
  const [statuses, precisions, parties]: [Counts, Counts, Counts] = [{}, {}, {}];
  const [attributions, compliances]: [Counts, Counts] = [{}, {}];
  const flags = { overdue: 0, underReview: 0, mine: 0 };
  const add = (counts: Counts, value: string, count: number): void => {
    if (count > 0) counts[value] = (counts[value] ?? 0) + count;
  };
  KINDS.forEach(({ type, category, status, precision }, code) => {
    const passing = tally.kinds[code]!;
    const also = (group: number): number => passing + tally.kinds[group * KIND_CODES + code]!;
    add(types, category, also(1));
    add(types, type, also(1));
    add(statuses, status, also(2));
    add(precisions, precision, also(3));
  });
  CASES.forEach(({ said, attribution, compliance, overdue, underReview }, code) => {
    const passing = tally.cases[code]!;
    const also = (group: number): number => passing + tally.cases[group * CASE_CODES + code]!;
    for (const value of said) add(parties, value, also(1));
    add(attributions, attribution, also(2));
    add(compliances, compliance, also(3));
    if (overdue) flags.overdue += also(4);
    if (underReview) flags.underReview += also(5);
  });
  for (const row of ownRows) if ((words[row]! & ALL_FAILS & ~FAILS.mine) === 0) flags.mine += 1;
  return { types, statuses, parties, attributions, compliances, flags, precisions };
}
