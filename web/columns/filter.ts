import type { Bounds } from '../explore/bounds.ts';
import { boundsMeet } from '../explore/bounds.ts';
import { FAILS } from '../explore/filter-groups.ts';
import { CASES, KINDS } from './codes.ts';
import { type Columns, NOWHERE } from './columns.ts';
import { findRow } from './id-table.ts';
import type { ColumnFilters } from './question.ts';

/** Every group of filters. A word whose bits here are 0 passes. */
export const ALL_FAILS = 0xfff;
/** Where a row lies is in the same word, whether or not that filters: outside the extent, or on the map nowhere. */
export const OUT_OF_VIEW = 0x1000;
export const NOT_ON_MAP = 0x2000;
/** Values that a word can take. */
export const WORDS = 0x4000;

/** What decides which rows pass. */
export type Sieve = {
  readonly filters: ColumnFilters;
  readonly extent: Bounds | null;
  /** What "only in view" holds to, where that is not the extent. */
  readonly within: Bounds | null;
  /** Incidents that a text was found in; null where none is asked for. */
  readonly matching: Float64Array | null;
  /** Incidents that are somebody's; null before that is known. */
  readonly own: Float64Array | null;
};

/** Bits that are worked out together, in one pass each. */
const PASSES = [
  { bits: FAILS.window, fill: fillWindow, isSame: sameWindow },
  {
    bits:
      FAILS.types |
      FAILS.statuses |
      FAILS.precisions |
      FAILS.parties |
      FAILS.attributions |
      FAILS.compliances |
      FAILS.overdue |
      FAILS.underReview,
    fill: fillCodes,
    isSame: sameCodes,
  },
  { bits: FAILS.inView | OUT_OF_VIEW | NOT_ON_MAP, fill: fillPlace, isSame: samePlace },
  { bits: FAILS.q | FAILS.mine, fill: fillSets, isSame: sameSets },
] as const;

/**
 * Writes the bits that may differ between two sieves into `bits`, by row; the others are 0 there. Gives which they are: 0
 * where nothing differs. Without a sieve before, all.
 */
export function fillChanged(bits: Uint16Array, columns: Columns, sieve: Sieve, before: Sieve | null): number {
  const passes = PASSES.filter(({ isSame }) => before === null || !isSame(sieve, before));
  if (passes.length === 0) return 0;
  bits.fill(0, 0, columns.count);
  for (const { fill } of passes) fill(bits, columns, sieve);
  return passes.reduce((all, pass) => all | pass.bits, 0);
}

/**
 * Half-open ranges overlap: a row begins before the window ends, and ends after it begins. Without a branch, for what lies
 * in a window is scattered over the rows.
 */
function fillWindow(bits: Uint16Array, { from, to, count }: Columns, { filters: { fromMs, toMs } }: Sieve): void {
  if (fromMs === null && toMs === null) return;
  const first = fromMs === null ? -(2 ** 31) : within(Math.floor(fromMs / 1_000));
  const end = toMs === null ? 2 ** 31 - 1 : within(Math.ceil(toMs / 1_000));
  for (let row = 0; row < count; row++) {
    bits[row]! |= ~(isLess(from[row]!, end) & isLess(first, to[row]!)) & FAILS.window;
  }
}

const within = (seconds: number): number => Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, seconds));

/** 1 where one 32-bit integer is less than another, else 0 (Warren, Hacker's Delight, 2-12). */
function isLess(one: number, other: number): number {
  return ((one & ~other) | (~(one ^ other) & (one - other))) >>> 31;
}

function fillCodes(bits: Uint16Array, { kind, caseOf, count }: Columns, { filters }: Sieve): void {
  const kinds = kindFails(filters);
  const cases = caseFails(filters);
  for (let row = 0; row < count; row++) bits[row]! |= kinds[kind[row]!]! | cases[caseOf[row]!]!;
}

/** The groups that each kind code fails. */
function kindFails({ types, statuses, precisions }: ColumnFilters): Uint16Array {
  const [wanted, inStatus, known] = [new Set<string>(types), new Set(statuses), new Set(precisions)];
  return Uint16Array.from(KINDS, ({ type, category, status, precision }) => {
    const hasType = wanted.size === 0 || wanted.has(type) || wanted.has(category);
    const hasStatus = inStatus.size === 0 || inStatus.has(status);
    const hasPrecision = known.size === 0 || known.has(precision);
    return (hasType ? 0 : FAILS.types) | (hasStatus ? 0 : FAILS.statuses) | (hasPrecision ? 0 : FAILS.precisions);
  });
}

/** The groups that each case code fails. */
function caseFails({ parties, attributions, compliances, overdue, underReview }: ColumnFilters): Uint16Array {
  const isOneOf = <Value>(values: readonly Value[], value: Value): boolean =>
    values.length === 0 || values.includes(value);
  return Uint16Array.from(CASES, (one) => {
    const hasSaid = parties.length === 0 || one.said.some((value) => parties.includes(value));
    return (
      (hasSaid ? 0 : FAILS.parties) |
      (isOneOf(attributions, one.attribution) ? 0 : FAILS.attributions) |
      (isOneOf(compliances, one.compliance) ? 0 : FAILS.compliances) |
      (overdue && !one.overdue ? FAILS.overdue : 0) |
      (underReview && !one.underReview ? FAILS.underReview : 0)
    );
  });
}

const EVERYWHERE: Bounds = [-Infinity, -Infinity, Infinity, Infinity];

function fillPlace(bits: Uint16Array, columns: Columns, { filters, extent, within }: Sieve): void {
  const held = filters.onlyInView && (within ?? extent) !== null ? FAILS.inView : 0;
  const heldHere = within === null ? held : 0;
  fillOutside(bits, columns, { extent, nowhere: NOT_ON_MAP | held, out: OUT_OF_VIEW | heldHere });
  if (held !== heldHere) fillOutside(bits, columns, { extent: within, nowhere: 0, out: held });
}

/** Writes bits for what lies nowhere on the map, and for what lies outside an extent. */
function fillOutside(
  bits: Uint16Array,
  columns: Columns,
  { extent, nowhere, out }: { extent: Bounds | null; nowhere: number; out: number },
): void {
  const { shape, longitude, latitude, count } = columns;
  const { list } = columns.shapes;
  const shapes = new Uint16Array(list.length);
  for (let index = 0; index < list.length; index++) {
    const { bounds } = list[index]!;
    if (bounds === null) shapes[index] = nowhere;
    else if (extent !== null && !boundsMeet(bounds, extent)) shapes[index] = out;
  }
  const [west, south, east, north] = extent ?? EVERYWHERE;
  for (let row = 0; row < count; row++) {
    const at = shape[row]!;
    if (at >= 0) bits[row]! |= shapes[at]!;
    else if (at === NOWHERE) bits[row]! |= nowhere;
    else {
      const x = longitude[row]!;
      const y = latitude[row]!;
      if (x < west || x > east || y < south || y > north) bits[row]! |= out;
    }
  }
}

function fillSets(bits: Uint16Array, columns: Columns, { filters, matching, own }: Sieve): void {
  const mine = filters.mine ? own : null;
  if (matching !== null) failAllBut(bits, columns, matching, FAILS.q);
  if (mine !== null) failAllBut(bits, columns, mine, FAILS.mine);
}

function failAllBut(bits: Uint16Array, columns: Columns, ids: Float64Array, fail: number): void {
  const { count } = columns;
  for (let row = 0; row < count; row++) bits[row]! |= fail;
  for (const row of rowsOf(columns, ids)) bits[row]! &= ~fail;
}

/** The rows of ids, without those that are not there; each once. */
export function rowsOf({ index, id }: Columns, ids: Iterable<number>): number[] {
  const rows: number[] = [];
  for (const one of new Set(ids)) {
    const row = findRow(index, id, one);
    if (row >= 0) rows.push(row);
  }
  return rows;
}

function sameWindow({ filters: one }: Sieve, { filters: other }: Sieve): boolean {
  return one.fromMs === other.fromMs && one.toMs === other.toMs;
}

function sameCodes({ filters: one }: Sieve, { filters: other }: Sieve): boolean {
  return (
    one.overdue === other.overdue &&
    one.underReview === other.underReview &&
    (['types', 'statuses', 'precisions', 'parties', 'attributions', 'compliances'] as const).every((group) =>
      sameValues(one[group], other[group]),
    )
  );
}

function samePlace(one: Sieve, other: Sieve): boolean {
  return (
    one.filters.onlyInView === other.filters.onlyInView &&
    sameBounds(one.extent, other.extent) &&
    sameBounds(one.within, other.within)
  );
}

function sameBounds(one: Bounds | null, other: Bounds | null): boolean {
  return one === null || other === null ? one === other : sameValues(one, other);
}

function sameSets(one: Sieve, other: Sieve): boolean {
  return one.matching === other.matching && one.own === other.own && one.filters.mine === other.filters.mine;
}

function sameValues(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

/** The rows that pass and are in view, in order, into `rows`; gives how many. Without a branch, as above. */
export function listDrawn(words: Uint16Array, count: number, rows: Int32Array): number {
  let size = 0;
  for (let row = 0; row < count; row++) {
    rows[size] = row;
    // A word of 0 less 1 is negative, all others are not.
    size += (words[row]! - 1) >>> 31;
  }
  return size;
}
