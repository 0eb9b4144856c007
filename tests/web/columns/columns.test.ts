import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { polygonOfBox } from '../../../api/geo/contract.ts';
import { applyDelta, type Columns, NOWHERE, readColumns, readDelta } from '../../../web/columns/columns.ts';
import { addRow, createIdTable, findRow, removeRow } from '../../../web/columns/id-table.ts';
import { sortByKey } from '../../../web/columns/radix.ts';
import { arrowOf, createOutlineIndex, type Versions } from '../../fixtures/columns-written.ts';
import { incident } from '../explore/rows.ts';
import { idOf } from './incidents.ts';

const outlines = createOutlineIndex();
const whole = (numbers: readonly number[]): Columns =>
  readColumns(
    arrowOf(
      numbers.map((number) => incident(idOf(number))),
      { version: 'a' },
      outlines,
    ),
  );
const delta = (numbers: readonly number[], versions: Versions) =>
  readDelta(
    arrowOf(
      numbers.map((number) => incident(idOf(number))),
      versions,
      outlines,
    ),
  );
const idsIn = ({ id, count }: Columns): number[] => [...id.subarray(0, count)].sort((a, b) => a - b);
const everyIdIsFound = ({ index, id, count }: Columns): boolean =>
  Array.from(id.subarray(0, count), (one) => findRow(index, id, one)).every((row, at) => row === at);

describe('columns', () => {
  it('hold ids of up to 2^47 to the last digit', () => {
    const last = incident(2 ** 47 - 1);
    expect(idsIn(readColumns(arrowOf([last, incident(2 ** 32)], { version: 'a' }, outlines)))).toEqual([
      2 ** 32,
      2 ** 47 - 1,
    ]);
  });

  it('grow with what a delta brings, and each row stays found', () => {
    const columns = whole([1, 2, 3]);
    const many = Array.from({ length: 1_000 }, (_, at) => at + 3);
    applyDelta(columns, delta(many, { version: 'b', since: 'a', removed: [idOf(1), idOf(9_999)] }));
    expect(idsIn(columns)).toEqual([2, ...many].map(idOf));
    expect(everyIdIsFound(columns)).toBe(true);
    expect(columns.version).toBe('b');
  });

  it('close the gap of a row that goes with the last one', () => {
    const columns = whole([1, 2, 3, 4]);
    const touched = applyDelta(columns, delta([], { version: 'b', since: 'a', removed: [idOf(1), idOf(4), idOf(2)] }));
    expect(idsIn(columns)).toEqual([idOf(3)]);
    expect(everyIdIsFound(columns)).toBe(true);
    expect(touched.has(0)).toBe(true);
  });

  it('stay as they are where a delta builds on another version', () => {
    const columns = whole([1]);
    expect(() => applyDelta(columns, delta([2], { version: 'c', since: 'b' }))).toThrow('does not fit');
    expect(idsIn(columns)).toEqual([idOf(1)]);
  });

  it('stay as they are where a delta has a cell of no grid', () => {
    const columns = whole([1]);
    const { rows, ...rest } = delta([2], { version: 'b', since: 'a', removed: [idOf(1)] });
    const odd = { ...rest, rows: { ...rows, cellDegrees: Float32Array.of(0.7) } };
    expect(() => applyDelta(columns, odd)).toThrow('no grid has cells of 0.6999');
    expect([idsIn(columns), columns.version]).toEqual([[idOf(1)], 'a']);
  });

  it('know a place that is none, an area, and cells that differ only in whether a radius is told', () => {
    const cell = polygonOfBox([69.01, 34.02, 69.02, 34.03]);
    const features = [
      incident(1, { at: null }),
      { ...incident(2), geometry: polygonOfBox([68, 33, 69, 34]) },
      { ...incident(3, { generalised: true, uncertaintyMetres: 500 }), geometry: cell },
      { ...incident(4, { generalised: true, uncertaintyMetres: null }), geometry: cell },
    ];
    const columns = readColumns(arrowOf(features, { version: 'a' }, outlines));
    const shapeOf = (id: number): number => columns.shape[findRow(columns.index, columns.id, id)]!;
    const { list } = columns.shapes;
    expect(shapeOf(1)).toBe(NOWHERE);
    expect(list[shapeOf(2)]).toMatchObject({ outline: 0, bounds: null });
    expect([list[shapeOf(3)]?.kind, list[shapeOf(4)]?.kind]).toEqual(['point', 'cell']);
    expect(list[shapeOf(3)]?.bounds).toEqual([69.01, 34.02, 69.02, 34.03]);
    expect(list[shapeOf(3)]?.place).toBe(list[shapeOf(4)]?.place);
  });

  it('are refused where they carry no version, or are only a delta', () => {
    expect(() => readColumns(arrowOf([], { version: 'b', since: 'a' }, outlines))).toThrow('a delta is not the whole');
    expect(readColumns(arrowOf([], { version: 'a' }, outlines)).count).toBe(0);
  });
});

describe('the table of ids', () => {
  it('finds what was added and not what was removed, whatever the order', () => {
    const step = fc.record({ id: fc.integer({ min: 0, max: 40 }), isGone: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const ids = Float64Array.from({ length: 41 }, (_, row) => row * (2 ** 40 + 1));
        const table = createIdTable(0);
        const held = new Set<number>();
        for (const { id, isGone } of steps) {
          if (isGone && held.delete(id)) removeRow(table, ids, id);
          if (!isGone && !held.has(id)) addRow(table, ids, id);
          if (!isGone) held.add(id);
        }
        expect(Array.from(ids, (id) => findRow(table, ids, id))).toEqual(
          Array.from(ids, (_, row) => (held.has(row) ? row : -1)),
        );
      }),
    );
  });
});

describe('sorting by a key', () => {
  it('gives what a stable comparing sort gives, over all of 32 bits', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 2 ** 32 - 1 }))), (keys) => {
        const rows = Int32Array.from(keys, (_, row) => keys.length - 1 - row);
        const expected = [...rows].sort((a, b) => keys[a]! - keys[b]!);
        expect([...sortByKey(rows, Uint32Array.from(keys))]).toEqual(expected);
      }),
    );
  });
});
