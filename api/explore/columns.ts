import type { ColumnName } from './contract.ts';
import { IdIndex } from './id-index.ts';

/** What is kept of a row: its columns, the revision by which its states are told apart, and when that was recorded. */
export type KeptName = ColumnName | 'revision' | 'recorded';

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
} as const satisfies Record<KeptName, unknown>;
const KEPT_NAMES = Object.keys(ARRAYS) as KeptName[];

type Numbers = Float64Array | Float32Array | Int32Array | Int8Array | Uint8Array | Uint16Array | Uint32Array;
export type Arrays = Record<KeptName, Numbers>;

/** One incident as numbers. */
export type ColumnRow = Record<KeptName, number>;

const LEAST_ROWS = 256;

function makeArrays(rows: number): Arrays {
  return Object.fromEntries(KEPT_NAMES.map((name) => [name, new ARRAYS[name](rows)])) as Arrays;
}

/** Rows in columns, found by id: some 83 bytes a row. The order of the rows means nothing. */
export class Columns {
  length = 0;
  #arrays = makeArrays(LEAST_ROWS);
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
    const arranged = this.pick(order);
    for (const name of KEPT_NAMES) this.#arrays[name] = arranged[name];
    this.#index = new IdIndex((row) => this.#arrays.id[row] ?? NaN);
    for (let row = 0; row < this.length; row++) this.#index.set(this.#arrays.id[row] ?? NaN, row);
  }

  /** Copies of some rows. */
  pick(rows: ArrayLike<number>): Arrays {
    const picked = makeArrays(rows.length);
    for (const name of KEPT_NAMES) {
      const [from, to] = [this.#arrays[name], picked[name]];
      for (let at = 0; at < rows.length; at++) to[at] = from[rows[at] ?? 0] ?? 0;
    }
    return picked;
  }

  #grow(): void {
    const grown = makeArrays(Math.ceil(this.#arrays.id.length * 1.5));
    for (const name of KEPT_NAMES) grown[name].set(this.#arrays[name]);
    this.#arrays = grown;
  }
}
