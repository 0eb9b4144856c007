import type { Bounds } from '../explore/bounds.ts';
import { GRID_PIXELS, worldPixels } from '../incidents/grid.ts';
import { isNarrow } from '../map/anchor.ts';
import { WORLD_PIXELS } from '../map/extent.ts';
import { STATUSES } from './codes.ts';
import type { Columns } from './columns.ts';
import { listDrawn } from './filter.ts';
import type { Shape } from './shapes.ts';

/** No further row in a chain. */
export const END = -1;

/**
 * The rows that pass and are in view, put into the squares of a grid that is fixed to the world, and into their shapes.
 * Rows of a square, and of a shape, hang on a chain: `heads` holds the last of them, `next` the one before each.
 */
export type Squares = {
  readonly size: number;
  /** Column and row in the grid, in the order of columns and then of rows. */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  readonly counts: Uint32Array;
  readonly totals: Uint32Array;
  /** Sums of what lies inside, in shares of the world. */
  readonly sumU: Float64Array;
  readonly sumV: Float64Array;
  readonly bounds: Float64Array;
  readonly heads: Int32Array;
  /** Chains of shapes that stand in a square with their middle. */
  readonly shapeHeads: Int32Array;
  readonly shapeNext: Int32Array;
  /** The number of the square at a column and row, -1 where nothing is. */
  readonly find: (column: number, row: number) => number;
  /** Pixels of the world at the grid's zoom. */
  readonly side: number;
};

export type Binning = {
  readonly squares: Squares;
  readonly next: Int32Array;
  /** By shape: counts by status, and the chain of rows. */
  readonly shapeCounts: Uint32Array;
  readonly shapeHeads: Int32Array;
  /** The shapes that hold rows. */
  readonly shapesHeld: readonly number[];
};

/** Whether a shape stands on the map with its middle at this zoom, as one mark or more, or else as an area. */
export function isAnchored({ kind, bounds }: Shape, zoom: number): boolean {
  return kind === 'point' || kind === 'cell' || (kind === 'wide' && bounds !== null && isNarrow(bounds, zoom));
}

type Where = { readonly zoom: number; readonly extent: Bounds };

/** Arrays with room for every row: those that are drawn, in order, and the chains. */
export type Room = { readonly drawn: Int32Array; readonly next: Int32Array };

/**
 * Fills the squares; without an object a row. Grouping changes at every half zoom, not at every turn of the wheel.
 */
export function fillSquares(columns: Columns, words: Uint16Array, room: Room, where: Where): Binning {
  const grid = Math.floor(where.zoom * 2) / 2;
  const { next } = room;
  const rows = room.drawn.subarray(0, listDrawn(words, columns.count, room.drawn));
  const chains = chainShapes(columns, rows, next);
  const { list } = columns.shapes;
  const anchored = chains.shapesHeld.filter((index) => isAnchored(list[index]!, where.zoom));
  const table = createTable(columns, { grid, extent: where.extent, anchored });
  addPoints(table, columns, rows, next);
  for (const index of anchored) addShape(table, list[index]!, index, chains.shapeCounts);
  return { squares: table.done(), next, ...chains };
}

/** Counts and chains the rows of each shape. */
function chainShapes(
  { shape, status, shapes }: Columns,
  rows: Int32Array,
  next: Int32Array,
): Pick<Binning, 'shapeCounts' | 'shapeHeads' | 'shapesHeld'> {
  const shapeCounts = new Uint32Array(shapes.list.length * STATUSES);
  const shapeHeads = new Int32Array(shapes.list.length).fill(END);
  const shapesHeld: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const at = shape[row]!;
    if (at < 0) continue;
    const head = shapeHeads[at]!;
    if (head === END) shapesHeld.push(at);
    shapeCounts[at * STATUSES + status[row]!]! += 1;
    next[row] = head;
    shapeHeads[at] = row;
  }
  return { shapeCounts, shapeHeads, shapesHeld };
}

/** Squares looked up by a table of the view where that is small, as on every screen, and by a map else. */
const MOST_IN_TABLE = 1 << 18;

type Store = Omit<Squares, 'size' | 'find' | 'side'>;
type Table = {
  /** Its arrays grow: they are to be read anew after `findOrAdd`. */
  store: Store;
  readonly perSquare: number;
  readonly findOrAdd: (column: number, row: number) => number;
  readonly done: () => Squares;
};

function createTable(
  { shapes }: Columns,
  { grid, extent, anchored }: { grid: number; extent: Bounds; anchored: readonly number[] },
): Table {
  const side = WORLD_PIXELS * 2 ** grid;
  const { left, top, width, height } = frameOf(extent, { side, middles: anchored.map((index) => shapes.list[index]!) });
  const area = width * height;
  const index = area <= MOST_IN_TABLE ? new Int32Array(area).fill(-1) : new Map<number, number>();
  let size = 0;

  const find = (column: number, row: number): number => {
    const [x, y] = [column - left, row - top];
    if (x < 0 || x >= width || y < 0 || y >= height) return -1;
    return index instanceof Map ? (index.get(x * height + y) ?? -1) : index[x * height + y]!;
  };
  const table: Table = {
    store: createStore(Math.min(area, 512), shapes.list.length),
    perSquare: side / GRID_PIXELS,
    findOrAdd: (column, row) => {
      const known = find(column, row);
      if (known >= 0) return known;
      const key = (column - left) * height + row - top;
      if (index instanceof Map) index.set(key, size);
      else index[key] = size;
      if (size === table.store.columns.length) table.store = grow(table.store, shapes.list.length);
      table.store.columns[size] = column;
      table.store.rows[size] = row;
      return size++;
    },
    done: () => {
      const { counts, totals } = table.store;
      for (let square = 0, at = 0; square < size; square++) {
        for (let status = 0; status < STATUSES; status++) totals[square]! += counts[at++]!;
      }
      return { ...table.store, size, find, side };
    },
  };
  return table;
}

/** The squares that the extent and the middles of shapes at its edge lie in. */
function frameOf([west, south, east, north]: Bounds, { side, middles }: { side: number; middles: readonly Shape[] }) {
  const grid = Math.log2(side / WORLD_PIXELS);
  const [first, last] = [worldPixels(west, north, grid), worldPixels(east, south, grid)];
  let [left, top, right, bottom] = [first.x, first.y, last.x, last.y];
  for (const { u, v } of middles) {
    left = Math.min(left, u * side);
    right = Math.max(right, u * side);
    top = Math.min(top, v * side);
    bottom = Math.max(bottom, v * side);
  }
  // Corners worked out once more may differ in the last digit.
  const squareOf = (pixels: number): number => Math.floor(pixels / GRID_PIXELS);
  const [x, y] = [squareOf(left - 1), squareOf(top - 1)];
  return { left: x, top: y, width: squareOf(right + 1) - x + 1, height: squareOf(bottom + 1) - y + 1 };
}

function createStore(room: number, shapes: number): Store {
  const bounds = new Float64Array(room * 4);
  for (let at = 0; at < bounds.length; at += 4) {
    bounds[at] = bounds[at + 1] = Infinity;
    bounds[at + 2] = bounds[at + 3] = -Infinity;
  }
  return {
    columns: new Int32Array(room),
    rows: new Int32Array(room),
    counts: new Uint32Array(room * STATUSES),
    totals: new Uint32Array(room),
    sumU: new Float64Array(room),
    sumV: new Float64Array(room),
    bounds,
    heads: new Int32Array(room).fill(END),
    shapeHeads: new Int32Array(room).fill(END),
    shapeNext: new Int32Array(shapes).fill(END),
  };
}

function grow(store: Store, shapes: number): Store {
  const larger = createStore(store.columns.length * 2, shapes);
  for (const name of Object.keys(store) as (keyof Store)[]) larger[name].set(store[name]);
  return larger;
}

/** Rows near each other follow each other, so what a square gathers is kept at hand until the square changes. */
function addPoints(table: Table, columns: Columns, rows: Int32Array, next: Int32Array): void {
  const { shape, u, v, longitude, latitude, status } = columns;
  const { perSquare } = table;
  let { counts } = table.store;
  let [square, column, line, head] = [-1, -1, -1, END];
  let [sumU, sumV, west, south, east, north] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    if (shape[row]! >= 0) continue;
    const inColumn = (u[row]! * perSquare) | 0;
    const inLine = (v[row]! * perSquare) | 0;
    if (inColumn !== column || inLine !== line) {
      if (square >= 0) putAway(table.store, square, { head, sumU, sumV, west, south, east, north });
      column = inColumn;
      line = inLine;
      square = table.findOrAdd(column, line);
      counts = table.store.counts;
      head = table.store.heads[square]!;
      sumU = sumV = 0;
      west = south = Infinity;
      east = north = -Infinity;
    }
    counts[square * STATUSES + status[row]!]! += 1;
    next[row] = head;
    head = row;
    sumU += u[row]!;
    sumV += v[row]!;
    const x = longitude[row]!;
    const y = latitude[row]!;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  if (square >= 0) putAway(table.store, square, { head, sumU, sumV, west, south, east, north });
}

type Gathered = { head: number; sumU: number; sumV: number; west: number; south: number; east: number; north: number };

function putAway(store: Store, square: number, gathered: Gathered): void {
  store.heads[square] = gathered.head;
  store.sumU[square]! += gathered.sumU;
  store.sumV[square]! += gathered.sumV;
  reach(store.bounds, square * 4, gathered);
}

type Box = Pick<Gathered, 'west' | 'south' | 'east' | 'north'>;

function reach(bounds: Float64Array, at: number, { west, south, east, north }: Box): void {
  bounds[at] = Math.min(bounds[at]!, west);
  bounds[at + 1] = Math.min(bounds[at + 1]!, south);
  bounds[at + 2] = Math.max(bounds[at + 2]!, east);
  bounds[at + 3] = Math.max(bounds[at + 3]!, north);
}

function addShape(table: Table, { u, v, middle: [x, y] }: Shape, index: number, shapeCounts: Uint32Array): void {
  const square = table.findOrAdd(Math.floor(u * table.perSquare), Math.floor(v * table.perSquare));
  const { store } = table;
  let total = 0;
  for (let status = 0; status < STATUSES; status++) {
    const count = shapeCounts[index * STATUSES + status]!;
    store.counts[square * STATUSES + status]! += count;
    total += count;
  }
  store.sumU[square]! += total * u;
  store.sumV[square]! += total * v;
  store.shapeNext[index] = store.shapeHeads[square]!;
  store.shapeHeads[square] = index;
  reach(store.bounds, square * 4, { west: x, south: y, east: x, north: y });
}
