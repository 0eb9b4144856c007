import { tableFromIPC, type Column, type Table } from '@uwdata/flechette';
import {
  COLUMN_DICTIONARIES,
  COLUMN_METADATA,
  type ColumnName,
  type DictionaryColumn,
} from '../../api/explore/contract.ts';

/** Rows as the service writes them: one array a column, enums as their place in the contracts' order. */
export type RawRows = {
  readonly count: number;
  readonly id: Float64Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly cellDegrees: Float32Array;
  readonly outline: Int32Array;
  readonly uncertaintyMetres: Int32Array;
  /** Seconds since 1970 in UTC; what lies outside 1902 to 2037 is held at the end. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly timePrecision: Uint8Array;
  readonly precision: Uint8Array;
  readonly type: Uint8Array;
  readonly status: Uint8Array;
  readonly stated: Uint8Array;
  readonly attribution: Uint8Array;
  readonly compliance: Uint8Array;
  readonly flags: Uint8Array;
  readonly refYear: Uint16Array;
  /** The number of the reference is `referenceNumber(id, refAhead)`. */
  readonly refAhead: Uint32Array;
};

/** A whole answer of the service, or what has changed since a version. */
export type Message = {
  readonly rows: RawRows;
  readonly version: string;
  /** The version that this builds on; null where it is the whole. */
  readonly since: string | null;
  readonly removed: readonly number[];
};

/** Reads an Arrow stream of incidents; throws an Error that names the column where one is missing or of another kind. */
export function readMessage(bytes: Uint8Array): Message {
  const table = tableFromIPC(bytes);
  const { metadata } = table.schema;
  const version = metadata?.get(COLUMN_METADATA.version);
  if (version === undefined) throw new Error('the columns carry no version');
  const removed = metadata?.get(COLUMN_METADATA.removed);
  return {
    rows: rowsOf(table),
    version,
    since: metadata?.get(COLUMN_METADATA.since) ?? null,
    removed: removed === undefined ? [] : (JSON.parse(removed) as number[]),
  };
}

/** Reads an Arrow stream with the one column `id`. */
export function readIds(bytes: Uint8Array): Float64Array {
  const table = tableFromIPC(bytes);
  return fill(new Float64Array(table.numRows), columnOf(table, 'id'));
}

function rowsOf(table: Table): RawRows {
  const count = table.numRows;
  const read = <Values extends Target>(values: Values, name: ColumnName): Values => fill(values, columnOf(table, name));
  const begins = secondsOf(columnOf(table, 'happened_from'));
  const lasts = secondsOf(columnOf(table, 'happened_for'));
  const words = (name: DictionaryColumn): Uint8Array => codesOf(columnOf(table, name), name, COLUMN_DICTIONARIES[name]);
  return {
    count,
    id: read(new Float64Array(count), 'id'),
    x: read(new Float32Array(count), 'x'),
    y: read(new Float32Array(count), 'y'),
    cellDegrees: read(new Float32Array(count), 'cell_degrees'),
    outline: read(new Int32Array(count), 'outline'),
    uncertaintyMetres: read(new Int32Array(count), 'uncertainty_m'),
    from: held(begins),
    to: held(begins.map((begin, row) => begin + lasts[row]!)),
    timePrecision: words('time_precision'),
    precision: words('location_precision'),
    type: words('type'),
    status: words('status'),
    stated: words('parties_stated'),
    attribution: words('attribution'),
    compliance: words('compliance'),
    flags: read(new Uint8Array(count), 'flags'),
    refYear: read(new Uint16Array(count), 'ref_year'),
    refAhead: read(new Uint32Array(count), 'ref_ahead'),
  };
}

type Target = Float64Array | Float32Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

function columnOf(table: Table, name: string): Column<unknown> {
  const column = table.getChild(name);
  if (column === undefined) throw new Error(`the columns lack ${name}`);
  if (column.nullCount > 0) throw new Error(`the column ${name} has gaps`);
  return column;
}

/** Copies the raw values of a column, whatever its batches. */
function fill<Values extends Target>(target: Values, column: Column<unknown>): Values {
  let at = 0;
  for (const { values, length } of column.data) {
    if (values instanceof BigInt64Array) fillFromLong(target, at, values);
    else target.set((values as Target).subarray(0, length), at);
    at += length;
  }
  return target;
}

/** 64-bit integers by their halves: made of BigInts they would take ten times as long. Exact up to 2^53. */
function fillFromLong(target: Target, at: number, values: BigInt64Array): void {
  const halves = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  for (let row = 0; row < values.length; row++) {
    target[at + row] = (halves[2 * row]! >>> 0) + halves[2 * row + 1]! * 0x1_0000_0000;
  }
}

/** Less than all and more than none of 32 bits stay free, for windows without an end. */
const [FIRST_SECOND, LAST_SECOND] = [1 - 2 ** 31, 2 ** 31 - 2];
/** Units of a timestamp and of a duration as Arrow numbers them, from the second. */
const PER_SECOND = [1, 1e3, 1e6, 1e9] as const;

function secondsOf(column: Column<unknown>): Float64Array {
  const seconds = fill(new Float64Array(column.length), column);
  const { unit = 0 } = column.type as { unit?: number };
  const perSecond = PER_SECOND[unit] ?? 1;
  for (let row = 0; row < seconds.length; row++) seconds[row] = Math.floor(seconds[row]! / perSecond);
  return seconds;
}

function held(seconds: Float64Array): Int32Array {
  const within = new Int32Array(seconds.length);
  for (let row = 0; row < within.length; row++) {
    within[row] = Math.max(FIRST_SECOND, Math.min(LAST_SECOND, seconds[row]!));
  }
  return within;
}

/** Codes of a dictionary column in the order of `options`, whatever the order in the stream. */
function codesOf(column: Column<unknown>, name: string, options: readonly string[]): Uint8Array {
  const codes = new Uint8Array(column.length);
  let at = 0;
  for (const batch of column.data) {
    const { dictionary } = batch as unknown as { dictionary?: Column<string> };
    if (dictionary === undefined) throw new Error(`the column ${name} has no dictionary`);
    const known = Int32Array.from([...dictionary], (word) => options.indexOf(word ?? ''));
    const { values, length } = batch;
    for (let row = 0; row < length; row++) {
      const code = known[Number(values[row])] ?? -1;
      if (code < 0) throw new Error(`the column ${name} has a value that is not known here`);
      codes[at + row] = code;
    }
    at += length;
  }
  return codes;
}
