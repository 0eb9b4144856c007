import type { Sort } from '../view.ts';
import { STATUS_OF_KIND, TYPE_OF_KIND } from './codes.ts';
import type { Columns, Touched } from './columns.ts';
import { ALL_FAILS } from './filter.ts';
import type { Walk } from './question.ts';
import { countUp, sortByKey } from './radix.ts';

/** The rows in the orders that are asked for, and the part of an order that the filters leave. */
export type Orders = {
  /** Ids that pass, from the so-manyth on in an order. */
  readonly page: (sort: Sort, from: number, count: number) => Float64Array;
  readonly walk: (sort: Sort, row: number) => Walk;
  /** Ids of these rows, as far as they pass, in an order. */
  readonly sorted: (sort: Sort, rows: readonly number[]) => Float64Array;
  /** Other rows pass now. */
  readonly onFiltered: () => void;
  /** Rows are others now. */
  readonly onTouched: (touched: Touched) => void;
};

const BLOCK_BITS = 10;
const BLOCK = 1 << BLOCK_BITS;

/** Keeps the orders of columns; `wordsOf` gives what each row fails at the moment. */
export function createOrders(columns: Columns, wordsOf: () => Uint16Array): Orders {
  const kept = new Map<Sort, Int32Array>();
  let counted: { sort: Sort; order: Int32Array; blocks: Int32Array } | null = null;

  const orderOf = (sort: Sort): Int32Array => {
    const known = kept.get(sort);
    if (known) return known;
    const order = sortRows(columns, sort, orderOf);
    kept.set(sort, order);
    return order;
  };
  // Blocks are counted when they are first passed: the first page needs none but the first.
  const inBlock = (sort: Sort, block: number): number => {
    const order = orderOf(sort);
    if (counted?.sort !== sort || counted.order !== order) {
      counted = { sort, order, blocks: new Int32Array(Math.ceil(order.length / BLOCK)).fill(-1) };
    }
    const known = counted.blocks[block]!;
    if (known >= 0) return known;
    const found = countPassing(order, wordsOf(), block * BLOCK, Math.min(order.length, (block + 1) * BLOCK));
    counted.blocks[block] = found;
    return found;
  };
  return {
    page: (sort, from, count) =>
      pageOf(columns, { order: orderOf(sort), words: wordsOf(), from, count }, (block) => inBlock(sort, block)),
    walk: (sort, row) =>
      walkFrom(columns, { order: orderOf(sort), words: wordsOf(), row }, (block) => inBlock(sort, block)),
    sorted: (sort, rows) =>
      Float64Array.from(
        rows.filter((row) => passes(wordsOf(), row)).sort(comparison(columns, sort)),
        (row) => columns.id[row]!,
      ),
    onFiltered: () => {
      counted = null;
    },
    onTouched: (touched) => {
      counted = null;
      for (const [sort, order] of kept) kept.set(sort, mergeTouched(columns, order, sort, touched));
    },
  };
}

const passes = (words: Uint16Array, row: number): boolean => (words[row]! & ALL_FAILS) === 0;

function countPassing(order: Int32Array, words: Uint16Array, start: number, end: number): number {
  let found = 0;
  for (let at = start; at < end; at++) if ((words[order[at]!]! & ALL_FAILS) === 0) found += 1;
  return found;
}

type Part = { order: Int32Array; words: Uint16Array };

function pageOf(
  { id }: Columns,
  { order, words, from, count }: Part & { from: number; count: number },
  inBlock: (block: number) => number,
): Float64Array {
  const ids: number[] = [];
  let toSkip = Math.max(0, from);
  let at = 0;
  while (at < order.length && toSkip >= inBlock(at >>> BLOCK_BITS)) {
    toSkip -= inBlock(at >>> BLOCK_BITS);
    at += BLOCK;
  }
  for (; at < order.length && ids.length < count; at++) {
    const row = order[at]!;
    if (!passes(words, row)) continue;
    if (toSkip > 0) toSkip -= 1;
    else ids.push(id[row]!);
  }
  return Float64Array.from(ids);
}

function walkFrom(
  { id }: Columns,
  { order, words, row }: Part & { row: number },
  inBlock: (block: number) => number,
): Walk {
  const at = row >= 0 && passes(words, row) ? order.indexOf(row) : -1;
  /** The nearest that passes, from a place on in a direction, round the ends. */
  const seek = (from: number, step: 1 | -1): number | null => {
    for (let tried = 0, place = from; tried < order.length; tried++, place += step) {
      const found = order[(place + order.length) % order.length]!;
      if (passes(words, found)) return id[found]!;
    }
    return null;
  };
  if (at < 0) {
    const first = seek(0, 1);
    return { position: -1, previous: first, next: first };
  }
  let position = countPassing(order, words, at & ~(BLOCK - 1), at);
  for (let block = 0; block < at >>> BLOCK_BITS; block++) position += inBlock(block);
  return { position, previous: seek(at - 1, -1), next: seek(at + 1, 1) };
}

/** A number of unsigned 32 bits that orders as a signed one does. */
const rising = (value: number): number => (value + 2 ** 31) >>> 0;
const falling = (value: number): number => (2 ** 31 - 1 - value) >>> 0;

/** As `sortRows` in web/explore/sort.ts: each order is the one that breaks its ties, sorted once more. */
function sortRows(columns: Columns, sort: Sort, orderOf: (sort: Sort) => Int32Array): Int32Array {
  const { count, reference, from, to, kind } = columns;
  const by = (rows: Int32Array, key: (row: number) => number): Int32Array => {
    const keys = new Uint32Array(count);
    for (let row = 0; row < count; row++) keys[row] = key(row);
    return sortByKey(rows, keys);
  };
  const ranges = (ends: (row: number) => number, begins: (row: number) => number): Int32Array =>
    by(by(orderOf('reference'), ends), begins);
  const sorters: Readonly<Record<Sort, () => Int32Array>> = {
    reference: () =>
      by(
        by(countUp(count), (row) => reference[row]! % 2 ** 22),
        (row) => Math.floor(reference[row]! / 2 ** 22),
      ),
    newest: () =>
      ranges(
        (row) => falling(to[row]!),
        (row) => falling(from[row]!),
      ),
    oldest: () =>
      ranges(
        (row) => rising(to[row]!),
        (row) => rising(from[row]!),
      ),
    status: () => by(orderOf('newest'), (row) => STATUS_OF_KIND[kind[row]!]!),
    type: () => by(orderOf('newest'), (row) => TYPE_OF_KIND[kind[row]!]!),
  };
  return sorters[sort]();
}

/** The same orders as a comparison of two rows. */
function comparison({ reference, from, to, kind }: Columns, sort: Sort): (a: number, b: number) => number {
  const byReference = (a: number, b: number): number => reference[a]! - reference[b]!;
  const oldest = (a: number, b: number): number => from[a]! - from[b]! || to[a]! - to[b]! || byReference(a, b);
  const newest = (a: number, b: number): number => from[b]! - from[a]! || to[b]! - to[a]! || byReference(a, b);
  const then = (codes: Uint8Array) => (a: number, b: number) => codes[kind[a]!]! - codes[kind[b]!]! || newest(a, b);
  const comparisons = {
    reference: byReference,
    oldest,
    newest,
    status: then(STATUS_OF_KIND),
    type: then(TYPE_OF_KIND),
  };
  return comparisons[sort];
}

/** An order after a delta: rows as they were stay in order, those touched are put among them. */
function mergeTouched(columns: Columns, order: Int32Array, sort: Sort, touched: Touched): Int32Array {
  const compare = comparison(columns, sort);
  const fresh = [...touched].filter((row) => row < columns.count).sort(compare);
  const isTouched = new Uint8Array(Math.max(order.length, columns.count));
  for (const row of touched) isTouched[row] = 1;
  const merged = new Int32Array(columns.count);
  let [at, taken] = [0, 0];
  for (const row of order) {
    if (isTouched[row] === 1 || row >= columns.count) continue;
    while (taken < fresh.length && compare(fresh[taken]!, row) < 0) merged[at++] = fresh[taken++]!;
    merged[at++] = row;
  }
  while (taken < fresh.length) merged[at++] = fresh[taken++]!;
  return merged;
}
