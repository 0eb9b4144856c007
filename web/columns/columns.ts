import { COLUMN_FLAGS, referenceNumber } from '../../api/explore/contract.ts';
import { WORLD_PIXELS } from '../map/extent.ts';
import { worldPixels } from '../incidents/grid.ts';
import { readMessage, type Message, type RawRows } from './arrow.ts';
import { caseCode, kindCode } from './codes.ts';
import { addRow, createIdTable, findRow, moveRow, removeRow, type IdTable } from './id-table.ts';
import { countUp, sortByKey } from './radix.ts';
import { createShapes, shapeOfCell, shapeOfOutline, type Shapes } from './shapes.ts';

/** What is kept of every incident, by row. Arrays may be longer than `count`; rows have no order. */
type Arrays = {
  id: Float64Array;
  /** Where a point lies: shares of the world in Web Mercator, from its north-west corner, and degrees. */
  u: Float64Array;
  v: Float64Array;
  longitude: Float32Array;
  latitude: Float32Array;
  /** Number of the shape of a place that is no point; POINT or NOWHERE. */
  shape: Int32Array;
  /** The place lies within so many metres; -1: not told. */
  radius: Int32Array;
  /** Half-open range, seconds since 1970. */
  from: Int32Array;
  to: Int32Array;
  /** In the order of TIME_PRECISIONS. */
  timePrecision: Uint8Array;
  status: Uint8Array;
  /** `kindCode` and `caseCode` of codes.ts. */
  kind: Uint16Array;
  caseOf: Uint16Array;
  /** A number that orders as the reference does as text. */
  reference: Float64Array;
};

export type Columns = Arrays & { version: string; count: number; readonly index: IdTable; readonly shapes: Shapes };

export const POINT = -1;
export const NOWHERE = -2;

/** Reads a whole answer of the service. Rows near each other on the map come to lie near each other in memory. */
export function readColumns(bytes: Uint8Array): Columns {
  const { rows, version, since } = readMessage(bytes);
  if (since !== null) throw new Error('a delta is not the whole');
  const arrays = createArrays(rows.count + (rows.count >>> 4) + 64);
  const columns: Columns = {
    ...arrays,
    version,
    count: rows.count,
    index: createIdTable(arrays.id.length),
    shapes: createShapes(),
  };
  const shapes = shapesOf(columns.shapes, rows);
  const order = sortByKey(countUp(rows.count), placeKeys(rows, shapes));
  for (let row = 0; row < rows.count; row++) {
    const from = order[row]!;
    writeRow(columns, row, { rows, from, shape: shapes[from]! });
    addRow(columns.index, columns.id, row);
  }
  return columns;
}

/** Reads what a delta says; where it is the whole after all, `since` is null. */
export const readDelta = (bytes: Uint8Array): Message => readMessage(bytes);

/** Rows whose content is another than before a delta; those at `count` and beyond are gone. */
export type Touched = ReadonlySet<number>;

/**
 * Applies a delta: every row in it replaces the row of its id or is new; a row that goes leaves its place to the last.
 * Throws where the delta does not build on this version.
 */
export function applyDelta(columns: Columns, delta: Message): Touched {
  if (delta.since !== columns.version) throw new Error(`a delta since ${delta.since} does not fit ${columns.version}`);
  const { rows } = delta;
  // Before anything is changed: this is what may find fault with a row.
  const shapes = shapesOf(columns.shapes, rows);
  const touched = new Set<number>();
  for (const id of delta.removed) remove(columns, id, touched);
  for (let from = 0; from < rows.count; from++) {
    const given = { rows, from, shape: shapes[from]! };
    const known = findRow(columns.index, columns.id, rows.id[from]!);
    const row = known >= 0 ? known : append(columns);
    writeRow(columns, row, given);
    if (known < 0) addRow(columns.index, columns.id, row);
    touched.add(row);
  }
  columns.version = delta.version;
  return touched;
}

function createArrays(capacity: number): Arrays {
  return {
    id: new Float64Array(capacity),
    u: new Float64Array(capacity),
    v: new Float64Array(capacity),
    longitude: new Float32Array(capacity),
    latitude: new Float32Array(capacity),
    shape: new Int32Array(capacity),
    radius: new Int32Array(capacity),
    from: new Int32Array(capacity),
    to: new Int32Array(capacity),
    timePrecision: new Uint8Array(capacity),
    status: new Uint8Array(capacity),
    kind: new Uint16Array(capacity),
    caseOf: new Uint16Array(capacity),
    reference: new Float64Array(capacity),
  };
}

const ARRAY_NAMES = Object.keys(createArrays(0)) as (keyof Arrays)[];

/** A row at the end; the arrays grow by half when they are full. */
function append(columns: Columns): number {
  if (columns.count === columns.id.length) {
    const larger = createArrays(columns.count + (columns.count >>> 1) + 64);
    for (const name of ARRAY_NAMES) larger[name].set(columns[name]);
    Object.assign(columns, larger);
  }
  columns.count += 1;
  return columns.count - 1;
}

function remove(columns: Columns, id: number, touched: Set<number>): void {
  const row = findRow(columns.index, columns.id, id);
  if (row < 0) return;
  const last = columns.count - 1;
  removeRow(columns.index, columns.id, row);
  touched.add(last);
  if (row !== last) {
    moveRow(columns.index, last, row, columns.id[last]!);
    for (const name of ARRAY_NAMES) columns[name][row] = columns[name][last]!;
    touched.add(row);
  }
  columns.count = last;
}

function shapesOf(shapes: Shapes, rows: RawRows): Int32Array {
  const found = new Int32Array(rows.count);
  for (let at = 0; at < rows.count; at++) found[at] = shapeOfRow(shapes, rows, at);
  return found;
}

function shapeOfRow(shapes: Shapes, rows: RawRows, at: number): number {
  const isTold = rows.uncertaintyMetres[at]! >= 0;
  const outline = rows.outline[at]!;
  if (outline >= 0) {
    return shapeOfOutline(shapes, {
      outline,
      isTold,
      isGeneralised: (rows.flags[at]! & COLUMN_FLAGS.generalised) !== 0,
    });
  }
  const [x, y, degrees] = [rows.x[at]!, rows.y[at]!, rows.cellDegrees[at]!];
  if (Number.isNaN(x) || Number.isNaN(y)) return NOWHERE;
  return degrees > 0 ? shapeOfCell(shapes, { x, y, degrees, isTold }) : POINT;
}

function writeRow(
  columns: Columns,
  row: number,
  { rows, from: at, shape }: { rows: RawRows; from: number; shape: number },
): void {
  columns.id[row] = rows.id[at]!;
  columns.shape[row] = shape;
  if (shape === POINT) {
    const { x, y } = worldPixels(rows.x[at]!, rows.y[at]!, 0);
    columns.u[row] = x / WORLD_PIXELS;
    columns.v[row] = y / WORLD_PIXELS;
    columns.longitude[row] = rows.x[at]!;
    columns.latitude[row] = rows.y[at]!;
  }
  columns.radius[row] = rows.uncertaintyMetres[at]!;
  columns.from[row] = rows.from[at]!;
  columns.to[row] = rows.to[at]!;
  columns.timePrecision[row] = rows.timePrecision[at]!;
  columns.status[row] = rows.status[at]!;
  columns.kind[row] = kindCode(rows.type[at]!, rows.status[at]!, rows.precision[at]!);
  columns.caseOf[row] = caseCode(rows.attribution[at]!, rows.compliance[at]!, rows.stated[at]!, rows.flags[at]!);
  const isSynthetic = (rows.flags[at]! & COLUMN_FLAGS.synthetic) !== 0;
  const number = referenceNumber(rows.id[at]!, rows.refAhead[at]!);
  columns.reference[row] = referenceKey(isSynthetic, rows.refYear[at]!, number);
}

const SIX_DIGITS = 1_000_000;
/** Seven digits, the last of them or none. */
const LAST_DIGITS = 11;
const YEARS = 10_000;
/** References of invented records are this number and above. */
export const LEAST_SYNTHETIC = YEARS * SIX_DIGITS * LAST_DIGITS;

/** References order as text: DL before SYN, by year, and 1000000 before 999999, for its first digit is the smaller. */
function referenceKey(isSynthetic: boolean, year: number, number: number): number {
  const [first, last] = number < SIX_DIGITS ? [number, 0] : [Math.floor(number / 10), 1 + (number % 10)];
  return ((isSynthetic ? YEARS : 0) + year) * SIX_DIGITS * LAST_DIGITS + first * LAST_DIGITS + last;
}

/** Places of a point are told apart to a 65,536th of the area below; that is for speed alone. */
const [WEST, SOUTH, SPAN] = [50, 20, 36];

/** Points along a Z-order curve, then shapes one after the other, then what has no place. */
function placeKeys(rows: RawRows, shapes: Int32Array): Uint32Array {
  const keys = new Uint32Array(rows.count);
  const step = (degrees: number): number => Math.max(0, Math.min(0x7fff, Math.floor((degrees / SPAN) * 0x8000)));
  for (let at = 0; at < rows.count; at++) {
    const shape = shapes[at]!;
    if (shape === NOWHERE) keys[at] = 0xffff_ffff;
    else if (shape >= 0) keys[at] = 0x8000_0000 + shape;
    else keys[at] = spread(step(rows.x[at]! - WEST)) | (spread(step(rows.y[at]! - SOUTH)) << 1);
  }
  return keys;
}

/** Puts a zero between each two of 15 bits. */
function spread(bits: number): number {
  let wide = (bits | (bits << 8)) & 0x00ff_00ff;
  wide = (wide | (wide << 4)) & 0x0f0f_0f0f;
  wide = (wide | (wide << 2)) & 0x3333_3333;
  return (wide | (wide << 1)) & 0x5555_5555;
}
