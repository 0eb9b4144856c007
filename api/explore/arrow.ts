import {
  Batch,
  batchType,
  Column,
  columnFromArray,
  dictionary,
  type DataType,
  duration,
  field,
  float32,
  int32,
  int64,
  int8,
  Table,
  tableToIPC,
  TimeUnit,
  timestamp,
  uint16,
  uint32,
  uint8,
  utf8,
  Version,
  Endianness,
} from '@uwdata/flechette';
import type { Arrays } from './columns.ts';
import {
  COLUMN_DICTIONARIES,
  COLUMN_NAMES,
  type ColumnName,
  type DictionaryColumn,
  referenceAhead,
} from './contract.ts';

type BatchParts = ConstructorParameters<typeof Batch>[0];
type Values = NonNullable<BatchParts['values']>;

const MOMENT = timestamp(TimeUnit.SECOND, 'UTC');
const PLAIN_TYPES = {
  id: int64(),
  x: float32(),
  y: float32(),
  cell_degrees: float32(),
  outline: int32(),
  uncertainty_m: int32(),
  happened_from: MOMENT,
  happened_for: duration(TimeUnit.SECOND),
  flags: uint8(),
  ref_year: uint16(),
  ref_ahead: uint32(),
} as const satisfies Record<Exclude<ColumnName, DictionaryColumn>, DataType>;

const NO_NULLS = new Uint8Array(0);

function isDictionary(name: ColumnName): name is DictionaryColumn {
  return name in COLUMN_DICTIONARIES;
}

const DICTIONARIES = Object.fromEntries(
  Object.entries(COLUMN_DICTIONARIES).map(([name, values]) => [name, columnFromArray([...values], utf8())]),
) as unknown as Record<DictionaryColumn, Column<string>>;

/** Whole numbers of up to 2^53 as 64-bit integers, by their halves: a third of the time that a BigInt for each takes. */
function toInt64(numbers: ArrayLike<number>, length: number): BigInt64Array {
  const halves = new Uint32Array(2 * length);
  for (let at = 0; at < length; at++) {
    const number = numbers[at] ?? 0;
    halves[2 * at] = number >>> 0;
    halves[2 * at + 1] = Math.floor(number / 2 ** 32) >>> 0;
  }
  return new BigInt64Array(halves.buffer);
}

/** A column over values that lie as Arrow keeps them; nothing is copied. */
function columnOf(type: DataType, values: Values, length: number): { column: Column<unknown>; batch: Batch<unknown> } {
  const Kind = batchType(type) as new (parts: BatchParts) => Batch<unknown>;
  const batch = new Kind({ length, nullCount: 0, type, validity: NO_NULLS, values });
  return { column: new Column([batch], type), batch };
}

/** The numbers of a column, as Arrow keeps them. */
function valuesOf(name: ColumnName, arrays: Arrays, length: number): Values {
  switch (name) {
    case 'id':
    case 'happened_from':
      return toInt64(arrays[name], length);
    case 'happened_for': {
      const { happened_from: from, happened_to: to } = arrays;
      return toInt64(
        Float64Array.from({ length }, (_, row) => (to[row] ?? NaN) - (from[row] ?? NaN)),
        length,
      );
    }
    case 'ref_ahead': {
      const { id, ref_number: number } = arrays;
      return Uint32Array.from({ length }, (_, row) => referenceAhead(id[row] ?? NaN, number[row] ?? NaN));
    }
    default:
      return arrays[name].subarray(0, length);
  }
}

function encodedColumn(name: ColumnName, arrays: Arrays, length: number): Column<unknown> {
  const values = valuesOf(name, arrays, length);
  if (!isDictionary(name)) return columnOf(PLAIN_TYPES[name], values, length).column;
  const words = DICTIONARIES[name];
  // By this very type the writer finds which dictionary belongs to the column.
  const { column, batch } = columnOf(dictionary(words.type, int8()), values, length);
  (batch as unknown as { setDictionary(words: Column<string>): void }).setDictionary(words);
  return column;
}

function encodeTable(
  columns: readonly (readonly [string, Column<unknown>])[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const schema = {
    version: Version.V5,
    endianness: Endianness.Little,
    fields: columns.map(([name, { type }]) => field(name, type, false)),
    metadata: new Map(Object.entries(metadata)),
  };
  const children = columns.map(([, column]) => column);
  return tableToIPC(new Table(schema, children as Column<never>[]), { format: 'stream' }) as Uint8Array<ArrayBuffer>;
}

/**
 * The first `length` rows as an Arrow IPC stream of one record batch.
 *
 * @param metadata what the schema says of the answer; see COLUMN_METADATA
 * @param names the columns; left out: all of them
 */
export function encodeColumns(
  arrays: Arrays,
  length: number,
  metadata: Readonly<Record<string, string>>,
  names: readonly ColumnName[] = COLUMN_NAMES,
): Uint8Array<ArrayBuffer> {
  return encodeTable(
    names.map((name) => [name, encodedColumn(name, arrays, length)]),
    metadata,
  );
}

/** Ids as an Arrow IPC stream with the one column `id`. */
export function encodeIds(
  ids: readonly number[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  return encodeTable([['id', columnOf(int64(), toInt64(ids, ids.length), ids.length).column]], metadata);
}
