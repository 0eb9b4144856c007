import { CARD_PIXELS, MARK_PIXELS, MOST_APART } from '../incidents/grid.ts';
import { type Columns, POINT } from './columns.ts';
import { type Binning, END, type Squares } from './squares.ts';

/**
 * What stands on the map: each group is one row alone or the rows of a square, and has taken in others that lay too near.
 * The same rule as `groupByGrid` in tests/web/oracle/bin.ts, over squares in place of items.
 */
export type Groups = {
  readonly size: number;
  readonly squares: Int32Array;
  /** The row where the group is one row alone, else -1, and its place in its square. */
  readonly rows: Int32Array;
  readonly places: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Rows inside, those taken in as well. */
  readonly totals: Uint32Array;
  /** Groups that were kept, in the order in which they were, and the chain of groups that each took in. */
  readonly kept: readonly number[];
  readonly taken: Int32Array;
  /** The kept group that each is in. */
  readonly into: Int32Array;
};

/** Makes the groups of squares and puts those together that would cover each other. */
export function groupSquares(columns: Columns, binning: Binning): Groups {
  const groups = makeGroups(columns, binning);
  const { squares } = binning;
  const newest = new Int32Array(squares.size).fill(END);
  const oldest = new Int32Array(squares.size).fill(END);
  const later = new Int32Array(groups.size).fill(END);
  const kept: number[] = [];
  for (const group of largestFirst(groups)) {
    const near = findNear(groups, squares, { oldest, later }, group);
    if (near >= 0) {
      // The larger group keeps its middle: a card must not wander off towards those that came later.
      groups.totals[near]! += groups.totals[group]!;
      groups.taken[group] = groups.taken[near]!;
      groups.taken[near] = group;
      groups.into[group] = near;
      continue;
    }
    const square = groups.squares[group]!;
    if (newest[square] === END) oldest[square] = group;
    else later[newest[square]!] = group;
    newest[square] = group;
    groups.into[group] = group;
    kept.push(group);
  }
  return { ...groups, kept };
}

function makeGroups(columns: Columns, binning: Binning): Omit<Groups, 'kept'> {
  const { squares } = binning;
  const [inSquare, rows, places]: [number[], number[], number[]] = [[], [], []];
  const [x, y, totals]: [number[], number[], number[]] = [[], [], []];
  const add = (square: number, group: { row: number; place: number; u: number; v: number; total: number }): void => {
    inSquare.push(square);
    rows.push(group.row);
    places.push(group.place);
    x.push(group.u * squares.side);
    y.push(group.v * squares.side);
    totals.push(group.total);
  };
  for (const square of inOrder(squares)) {
    const total = squares.totals[square]!;
    const alone = total <= MOST_APART ? rowsApart(columns, binning, square) : null;
    if (alone) {
      alone.forEach(({ row, u, v }, index) => add(square, { row, place: index, u, v, total: 1 }));
    } else {
      const [u, v] = [squares.sumU[square]! / total, squares.sumV[square]! / total];
      add(square, { row: -1, place: -1, u, v, total });
    }
  }
  return {
    size: rows.length,
    squares: Int32Array.from(inSquare),
    rows: Int32Array.from(rows),
    places: Int32Array.from(places),
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    totals: Uint32Array.from(totals),
    taken: new Int32Array(rows.length).fill(END),
    into: new Int32Array(rows.length),
  };
}

/** Squares by column, then by row. Columns and rows of the finest grid stay below 2^19. */
function inOrder({ size, columns, rows }: Squares): Float64Array {
  const keys = new Float64Array(size);
  for (let square = 0; square < size; square++) {
    keys[square] = columns[square]! * 2 ** 19 + rows[square]!;
  }
  return orderOf(keys);
}

/** Groups by rows inside, most first; equal ones in the order in which they were made. */
function largestFirst({ size, totals }: Pick<Groups, 'size' | 'totals'>): Float64Array {
  const keys = new Float64Array(size);
  for (let group = 0; group < size; group++) keys[group] = -totals[group]!;
  return orderOf(keys);
}

/** Places of rising keys, equal ones as they were. */
function orderOf(keys: Float64Array): Float64Array {
  return Float64Array.from(keys, (_, index) => index).sort((a, b) => keys[a]! - keys[b]! || a - b);
}

type Standing = { readonly row: number; readonly u: number; readonly v: number };

/** The few rows of a square, in the order of rows, where all stand apart; null where two of them do not. */
function rowsApart(columns: Columns, binning: Binning, square: number): Standing[] | null {
  const { squares } = binning;
  const standing = rowsIn(binning, square)
    .sort((a, b) => a - b)
    .map((row): Standing => {
      const shape = columns.shape[row]!;
      if (shape === POINT) return { row, u: columns.u[row]!, v: columns.v[row]! };
      const { u, v } = columns.shapes.list[shape]!;
      return { row, u, v };
    });
  const isApart = standing.every((one, index) =>
    standing
      .slice(index + 1)
      .every((other) => Math.hypot((one.u - other.u) * squares.side, (one.v - other.v) * squares.side) >= MARK_PIXELS),
  );
  return isApart ? standing : null;
}

/** All rows of a square, in no order. */
export function rowsIn({ squares, next, shapeHeads }: Binning, square: number): number[] {
  const rows = chainOf(next, squares.heads[square]!);
  for (let shape = squares.shapeHeads[square]!; shape !== END; shape = squares.shapeNext[shape]!) {
    rows.push(...chainOf(next, shapeHeads[shape]!));
  }
  return rows;
}

/** The numbers on a chain. */
export function chainOf(next: Int32Array, head: number): number[] {
  const chain: number[] = [];
  for (let at = head; at !== END; at = next[at]!) chain.push(at);
  return chain;
}

function findNear(
  { x, y, totals, squares: inSquare }: Omit<Groups, 'kept'>,
  squares: Squares,
  { oldest, later }: { oldest: Int32Array; later: Int32Array },
  group: number,
): number {
  const [column, row] = [squares.columns[inSquare[group]!]!, squares.rows[inSquare[group]!]!];
  const isCard = totals[group]! > 1;
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const around = squares.find(column + dx, row + dy);
      if (around < 0) continue;
      for (let other = oldest[around]!; other !== END; other = later[other]!) {
        const [across, down] = [x[group]! - x[other]!, y[group]! - y[other]!];
        const least = isCard || totals[other]! > 1 ? CARD_PIXELS : MARK_PIXELS;
        if (across * across + down * down < least * least) return other;
      }
    }
  }
  return -1;
}

/** Column and row of the square where a group began and, if as one row alone, which. */
export function keyOf(
  { squares: inSquare, places }: Groups,
  squares: Squares,
  group: number,
): [number, number, number] {
  const square = inSquare[group]!;
  return [squares.columns[square]!, squares.rows[square]!, places[group]!];
}

/** A group and those that it took in. */
export function membersOf({ taken }: Groups, group: number): number[] {
  return chainOf(taken, group);
}

/** All rows of a kept group, in no order. */
export function rowsOfGroup(binning: Binning, groups: Groups, group: number): number[] {
  return membersOf(groups, group).flatMap((member) => {
    const row = groups.rows[member]!;
    return row >= 0 ? [row] : rowsIn(binning, groups.squares[member]!);
  });
}

/** The kept group in which a row is that stands in a square; -1 where it is in none. */
export function groupOfRow({ size, squares, rows, into }: Groups, square: number, row: number): number {
  for (let group = 0; group < size; group++) {
    if (squares[group] === square && (rows[group] === row || rows[group] === -1)) return into[group]!;
  }
  return -1;
}
