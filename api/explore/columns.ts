import type { ColumnName } from './contract.ts';
import { IdIndex } from './id-index.ts';

/**
 * What is kept of a row beside its columns, and told to nobody in these numbers: the revision by which its states are told
 * apart, and when that was recorded; where it lies on the map of tiles, and its title, from which tiles are made.
 *
 * | name | meaning |
 * |---|---|
 * | happened_to, ref_number | what is told as happened_for and ref_ahead |
 * | recorded | when this state was, whole seconds since 1970 |
 * | across, down | of a point, or the middle of an area's box, in parts of the map of tiles, exact; NaN: on no map |
 * | area | index in `AreaList` of an area, be it a cell or an outline; -1: none |
 * | title_at, title_bytes | where the title stands in `Texts` |
 */
export type KeptName =
  | Exclude<ColumnName, 'happened_for' | 'ref_ahead'>
  | 'happened_to'
  | 'ref_number'
  | 'revision'
  | 'recorded'
  | 'across'
  | 'down'
  | 'area'
  | 'title_at'
  | 'title_bytes';

/** How each column is kept; times in seconds since 1970. */
const ARRAYS = {
  id: Float64Array,
  x: Float32Array,
  y: Float32Array,
  cell_degrees: Float32Array,
  outline: Int32Array,
  uncertainty_m: Int32Array,
  happened_from: Float64Array,
  happened_to: Float64Array,
  time_precision: Int8Array,
  location_precision: Int8Array,
  type: Int8Array,
  status: Int8Array,
  parties_stated: Int8Array,
  attribution: Int8Array,
  compliance: Int8Array,
  flags: Uint8Array,
  ref_year: Uint16Array,
  ref_number: Uint32Array,
  revision: Float64Array,
  recorded: Float64Array,
  across: Float64Array,
  down: Float64Array,
  area: Int32Array,
  title_at: Uint32Array,
  title_bytes: Uint16Array,
} as const satisfies Record<KeptName, unknown>;
export const KEPT_NAMES = Object.keys(ARRAYS) as KeptName[];

export type Numbers = Float64Array | Float32Array | Int32Array | Int8Array | Uint8Array | Uint16Array | Uint32Array;
export type Arrays = Record<KeptName, Numbers>;

/** What is kept of a row of which no tile is made. */
export const ON_NO_TILE = { across: NaN, down: NaN, area: -1, title_at: 0, title_bytes: 0 } as const;

/** One incident as numbers. */
export type ColumnRow = Record<KeptName, number>;

const LEAST_ROWS = 256;

function makeArrays<Name extends KeptName>(rows: number, names: readonly Name[]): Record<Name, Numbers> {
  return Object.fromEntries(names.map((name) => [name, new ARRAYS[name](rows)])) as Record<Name, Numbers>;
}

// One function for each width: a loop that meets arrays of every kind takes twenty times as long.
function copy8(from: Float64Array, to: Float64Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at] ?? 0] ?? 0;
}
function copy4(from: Uint32Array, to: Uint32Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at] ?? 0] ?? 0;
}
function copy2(from: Uint16Array, to: Uint16Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at] ?? 0] ?? 0;
}
function copy1(from: Uint8Array, to: Uint8Array, rows: Uint32Array): void {
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at] ?? 0] ?? 0;
}

/** Copies the values of some rows, bit by bit. Both arrays begin where their buffers do. */
function copyRows(
  { buffer: from, BYTES_PER_ELEMENT: width }: Numbers,
  { buffer: to }: Numbers,
  rows: Uint32Array,
): void {
  if (width === 8) copy8(new Float64Array(from), new Float64Array(to), rows);
  else if (width === 4) copy4(new Uint32Array(from), new Uint32Array(to), rows);
  else if (width === 2) copy2(new Uint16Array(from), new Uint16Array(to), rows);
  else copy1(new Uint8Array(from), new Uint8Array(to), rows);
}

/** Rows in columns, found by id: some 110 bytes a row. The order of the rows means nothing. */
export class Columns {
  length = 0;
  #arrays: Arrays = makeArrays(LEAST_ROWS, KEPT_NAMES);
  #index = new IdIndex((row) => this.#arrays.id[row] ?? NaN);

  /** The columns, of which the first `length` values count. Good until the next change. */
  get arrays(): Readonly<Arrays> {
    return this.#arrays;
  }

  /** The row of an id; -1 where there is none. */
  find(id: number): number {
    return this.#index.find(id);
  }

  /** Puts a row in place of the one with its id, or behind all others. */
  put(row: ColumnRow): void {
    const held = this.#index.find(row.id);
    const at = held < 0 ? this.length : held;
    if (at >= this.#arrays.id.length) this.#grow();
    for (const name of KEPT_NAMES) this.#arrays[name][at] = row[name];
    if (held >= 0) return;
    this.length++;
    this.#index.set(row.id, at);
  }

  /** Puts one number of a row in place of another. */
  set(row: number, name: KeptName, value: number): void {
    this.#arrays[name][row] = value;
  }

  /** Takes the row of an id out; the last row takes its place. */
  remove(id: number): void {
    const at = this.#index.find(id);
    if (at < 0) return;
    const last = this.length - 1;
    const lastId = this.#arrays.id[last] ?? NaN;
    this.#index.delete(id);
    if (at !== last) {
      for (const name of KEPT_NAMES) this.#arrays[name][at] = this.#arrays[name][last] ?? 0;
      this.#index.set(lastId, at);
    }
    this.length = last;
  }

  /** Brings the rows into another order. @param order the present rows, each once */
  arrange(order: ArrayLike<number>): void {
    const arranged = this.pick(order, KEPT_NAMES);
    for (const name of KEPT_NAMES) this.#arrays[name] = arranged[name];
    this.#index = new IdIndex((row) => this.#arrays.id[row] ?? NaN);
    for (let row = 0; row < this.length; row++) this.#index.set(this.#arrays.id[row] ?? NaN, row);
  }

  /** Copies of some rows, in some columns. */
  pick<Name extends KeptName>(rows: ArrayLike<number>, names: readonly Name[]): Record<Name, Numbers> {
    const picked = makeArrays(rows.length, names);
    const order = Uint32Array.from(rows);
    for (const name of names) copyRows(this.#arrays[name], picked[name], order);
    return picked;
  }

  #grow(): void {
    const grown = makeArrays(Math.ceil(this.#arrays.id.length * 1.5), KEPT_NAMES);
    for (const name of KEPT_NAMES) grown[name].set(this.#arrays[name]);
    this.#arrays = grown;
  }
}
