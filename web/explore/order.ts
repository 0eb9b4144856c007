import type { Walk } from '../columns/question.ts';

/** Records in the order of the list, of which a part is at hand. */
export type Order = {
  readonly count: number;
  /** Ids from the so-manyth place on. */
  readonly part: { readonly from: number; readonly ids: ArrayLike<number> };
  /** Where a record stands that need not be in the part, and its neighbours; null where none was asked about. */
  readonly walk: (Walk & { readonly of: number }) | null;
};

export const NO_ORDER: Order = { count: 0, part: { from: 0, ids: [] }, walk: null };

/** The order of records that are all at hand. */
export function wholeOrder(ids: ArrayLike<number>): Order {
  return { count: ids.length, part: { from: 0, ids }, walk: null };
}

/** The record at a place; null where it is not at hand. */
export function idAt({ part: { from, ids } }: Order, index: number): number | null {
  return ids[index - from] ?? null;
}

/** Where a record stands; -1 where the filters do not leave it, or where that is not known. */
export function indexOf({ part: { from, ids }, walk }: Order, id: number): number {
  if (walk?.of === id) return walk.position;
  const at = Array.prototype.indexOf.call(ids, id);
  return at < 0 ? -1 : from + at;
}

/** The record beside another, round the ends; the first where that one is not among them; null where it is not known. */
export function neighbour(order: Order, id: number, step: 1 | -1): number | null {
  const { count, walk } = order;
  if (count === 0) return null;
  if (walk?.of === id) return step === 1 ? walk.next : walk.previous;
  const at = indexOf(order, id);
  return idAt(order, at < 0 ? 0 : (at + step + count) % count);
}

/** The part of an order that is asked for: `count` places from `from` on. */
export type Part = { readonly from: number; readonly count: number };

/** Places beside those that are seen, asked for with them. */
const BESIDE = 100;
/** Parts begin and end at such places, so that a little scrolling asks for nothing new. */
const STEP = 50;

/** The part to ask for while these places are seen, both included. */
export function partAround(first: number, last: number): Part {
  const from = Math.max(0, Math.floor((first - BESIDE) / STEP) * STEP);
  return { from, count: Math.ceil((last + 1 + BESIDE) / STEP) * STEP - from };
}

/** The places of all steps that hold these, both included: the same ones while no other step comes into sight. */
export function wholeSteps(first: number, last: number): { first: number; last: number } {
  return { first: Math.floor(first / STEP) * STEP, last: (Math.floor(last / STEP) + 1) * STEP - 1 };
}

/** The steps that hold these places, as far as they are at hand: the ids that are asked for together. */
export function stepsAround({ part: { from, ids } }: Order, first: number, last: number): number[][] {
  const steps: number[][] = [];
  for (let start = Math.max(0, Math.floor(first / STEP) * STEP); start <= last; start += STEP) {
    const step = Array.prototype.slice.call(ids, Math.max(0, start - from), Math.max(0, start + STEP - from));
    if (step.length > 0) steps.push(step);
  }
  return steps;
}
