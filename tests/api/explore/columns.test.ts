import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeColumns, encodeIds } from '../../../api/explore/arrow.ts';
import { Chain, MOST_HELD } from '../../../api/explore/chain.ts';
import { coalesce } from '../../../api/explore/coalesce.ts';
import { type ColumnRow, Columns } from '../../../api/explore/columns.ts';
import {
  COLUMN_DICTIONARIES,
  COLUMN_FLAGS,
  referenceAhead,
  referenceNumber,
  referenceOfColumns,
} from '../../../api/explore/contract.ts';
import { sendingOrder } from '../../../api/explore/order.ts';
import { OutlineList } from '../../../api/explore/outlines.ts';
import { StateSum, versionToken } from '../../../api/explore/version.ts';

const LARGEST_ID = 2 ** 47;

/** A row in which every column differs from every other. */
function rowOf(id: number, more: Partial<ColumnRow> = {}): ColumnRow {
  return {
    id,
    revision: 1,
    recorded: 1_700_000_000,
    x: 70.5,
    y: 33.25,
    cell_degrees: 0.5,
    outline: -1,
    uncertainty_m: 12_345,
    happened_from: -86_400,
    happened_to: 4_102_444_800,
    time_precision: 3,
    location_precision: 4,
    type: 39,
    status: 9,
    parties_stated: 2,
    attribution: 5,
    compliance: 1,
    flags: COLUMN_FLAGS.synthetic | COLUMN_FLAGS.generalised,
    ref_year: 2026,
    ref_number: 1_234_567,
    across: 0.7,
    down: 0.4,
    area: 6,
    title_at: 99,
    title_bytes: 42,
    ...more,
  };
}

function columnsOf(rows: readonly ColumnRow[]): Columns {
  const columns = new Columns();
  rows.forEach((row) => columns.put(row));
  return columns;
}

function encoded(rows: readonly ColumnRow[], metadata: Record<string, string> = {}): Uint8Array {
  const columns = columnsOf(rows);
  return encodeColumns(columns.arrays, columns.length, metadata);
}

describe('an Arrow stream', () => {
  test('says in every column what the row says, to a reader that is not ours', () => {
    const table = tableFromIPC(encoded([rowOf(LARGEST_ID)], { version: 'v' }));
    expect(
      JSON.parse(JSON.stringify(table.get(0), (_, value) => (typeof value === 'bigint' ? Number(value) : value))),
    ).toStrictEqual({
      id: LARGEST_ID,
      x: 70.5,
      y: 33.25,
      cell_degrees: 0.5,
      outline: -1,
      uncertainty_m: 12_345,
      happened_from: -86_400_000,
      // In seconds, where the moment above is a Date's milliseconds.
      happened_for: 4_102_444_800 + 86_400,
      time_precision: 'day',
      location_precision: 'adm2',
      type: COLUMN_DICTIONARIES.type[39],
      status: 'withdrawn',
      parties_stated: 'pak',
      attribution: 'undetermined',
      compliance: COLUMN_DICTIONARIES.compliance[1],
      flags: 24,
      ref_year: 2026,
      // 2^47 is nothing in numbers of 32 bits.
      ref_ahead: 1_234_567,
    });
    expect([...table.schema.metadata]).toStrictEqual([['version', 'v']]);
  });

  test('has the types that were agreed, and all words of each dictionary even without rows', () => {
    const table = tableFromIPC(encoded([]));
    expect(table.schema.fields.map(({ name, type }) => `${name} ${String(type)}`)).toStrictEqual([
      'id Int64',
      'x Float32',
      'y Float32',
      'cell_degrees Float32',
      'outline Int32',
      'uncertainty_m Int32',
      'happened_from Timestamp<SECOND, UTC>',
      'happened_for Duration<SECOND>',
      ...Object.keys(COLUMN_DICTIONARIES).map((name) => `${name} Dictionary<Int8, Utf8>`),
      'flags Uint8',
      'ref_year Uint16',
      'ref_ahead Uint32',
    ]);
    for (const [name, words] of Object.entries(COLUMN_DICTIONARIES)) {
      const [data] = table.getChild(name)?.data ?? [];
      expect([...(data?.dictionary ?? [])]).toStrictEqual([...words]);
    }
  });

  test('of ids keeps the largest', () => {
    const ids = tableFromIPC(encodeIds([3, LARGEST_ID, 1])).getChild('id');
    expect(Array.from(ids ?? [], Number)).toStrictEqual([3, LARGEST_ID, 1]);
  });
});

describe('rows in columns', () => {
  // Few enough to meet again, large enough to be spread.
  const ids = fc.nat({ max: 500 }).map((id) => (id * 281_474_977) % LARGEST_ID);
  const step = fc.record({ id: ids, isPut: fc.boolean(), status: fc.nat({ max: 9 }) });

  test('hold what a map of the same steps holds', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 600, maxLength: 1_200 }), (steps) => {
        const columns = new Columns();
        const map = new Map<number, number>();
        for (const { id, isPut, status } of steps)
          if (isPut) {
            columns.put(rowOf(id, { status }));
            map.set(id, status);
          } else {
            columns.remove(id);
            map.delete(id);
          }
        expect(columns.length).toBe(map.size);
        for (const { id } of steps) {
          const row = columns.find(id);
          expect(row < 0 ? undefined : columns.arrays.status[row]).toBe(map.get(id));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('are put into order by time and then by place, and are found there', async () => {
    const columns = columnsOf([
      rowOf(1, { happened_from: 20 }),
      rowOf(2, { happened_from: -5, x: NaN }),
      rowOf(3, { happened_from: -5, x: 60 }),
      rowOf(4, { happened_from: -5, x: 59 }),
    ]);
    columns.arrange(await sendingOrder(columns.arrays, columns.length));
    expect([...columns.arrays.id.subarray(0, 4)]).toStrictEqual([4, 3, 2, 1]);
    expect([1, 2, 3, 4, 5].map((id) => columns.find(id))).toStrictEqual([3, 2, 1, 0, -1]);
  });

  test('tell the number of a reference by how far it is ahead of the id, whatever both are', () => {
    const numbers = fc.record({ id: fc.integer({ min: 1, max: LARGEST_ID }), number: fc.nat({ max: 2 ** 32 - 1 }) });
    fc.assert(
      fc.property(numbers, ({ id, number }) => {
        const ahead = referenceAhead(id, number);
        expect([referenceNumber(id, ahead), ahead >= 0 && ahead < 2 ** 32]).toStrictEqual([number, true]);
      }),
    );
    expect([referenceAhead(7, 9), referenceAhead(9, 7), referenceAhead(2 ** 32 + 7, 9)]).toStrictEqual([
      2,
      2 ** 32 - 2,
      2,
    ]);
  });

  test('tell the reference', () => {
    expect(referenceOfColumns(0, 2025, 7)).toBe('DL-2025-000007');
    expect(referenceOfColumns(COLUMN_FLAGS.synthetic, 2025, 1_234_567)).toBe('SYN-2025-1234567');
  });
});

describe('a version', () => {
  const sumOf = (rows: readonly [number, number][], secret = 'secret') => {
    const sum = new StateSum(secret);
    rows.forEach(([id, revision]) => sum.add(id, revision));
    return sum;
  };

  test('is the same for the same rows, in whatever order they came and whatever came and went', () => {
    const sum = sumOf([
      [1, 5],
      [2, 6],
      [LARGEST_ID, 7],
    ]);
    sum.subtract(2, 6);
    expect(sum.toString()).toBe(
      sumOf([
        [LARGEST_ID, 7],
        [1, 5],
      ]).toString(),
    );
  });

  test('differs by each part of what it names', () => {
    const sums = [
      sumOf([[1, 5]]),
      sumOf([[1, 6]]),
      sumOf([[2, 5]]),
      sumOf([[5, 1]]),
      sumOf([]),
      sumOf([[1, 5]], 'other'),
    ];
    expect(new Set(sums.map(String)).size).toBe(sums.length);
    const tokens = [
      versionToken('secret', 'afg', ['a', 'b']),
      versionToken('secret', 'pak', ['a', 'b']),
      versionToken('secret', 'afg', ['ab', '']),
      versionToken('other', 'afg', ['a', 'b']),
    ];
    expect(new Set(tokens).size).toBe(tokens.length);
  });
});

describe('the chain of versions', () => {
  test('tells what changed since each, and forgets the oldest', () => {
    const chain = new Chain();
    chain.noteVersion('first');
    chain.noteChange(1, false);
    chain.noteVersion('second');
    chain.noteChange(2, true);
    // Came and went: its id was told to nobody who has an earlier version.
    chain.noteChange(9, false);
    chain.noteChange(9, true);
    const isThere = (id: number) => id === 1;
    expect(chain.since('first', isThere)).toStrictEqual({ changed: [1], removed: [2] });
    expect(chain.since('second', isThere)).toStrictEqual({ changed: [], removed: [2] });
    expect(chain.since('third', isThere)).toBeNull();
    for (let count = 0; count < MOST_HELD; count++) chain.noteChange(3, true);
    expect(chain.isHeld('first')).toBe(false);
  });
});

test('an outline keeps its index while others come and go, and is told only while a row refers to it', () => {
  const outlines = new OutlineList();
  outlines.add('a', '"A"');
  outlines.add('b', '"B"');
  outlines.add('a', '"another"');
  expect([outlines.take('b'), outlines.take('a'), outlines.take('a'), outlines.take('c')]).toStrictEqual([1, 0, 0, -1]);
  outlines.release(0);
  expect(outlines.toJson()).toBe('{"outlines":[{"index":0,"geometry":"A"},{"index":1,"geometry":"B"}]}');
  outlines.release(0);
  outlines.release(-1);
  expect(outlines.toJson()).toBe('{"outlines":[{"index":1,"geometry":"B"}]}');
  expect(outlines.take('a')).toBe(0);
});

describe('work that is shared', () => {
  test('runs once for all who ask before it begins, and once more for all who ask while it runs', async () => {
    const runs: (() => void)[] = [];
    const ask = coalesce(() => new Promise<number>((resolve) => runs.push(() => resolve(runs.length))));
    const first = ask();
    const [second, third] = [ask(), ask()];
    runs[0]?.();
    expect(await first).toBe(1);
    await expect.poll(() => runs.length).toBe(2);
    runs[1]?.();
    expect(await Promise.all([second, third])).toStrictEqual([2, 2]);
  });

  test('that failed is begun anew by the next who asks', async () => {
    let runs = 0;
    const ask = coalesce(() => (++runs === 1 ? Promise.reject(new Error('first')) : Promise.resolve(runs)));
    const [first, second] = [ask(), ask()];
    await expect(first).rejects.toThrow('first');
    expect(await second).toBe(2);
    expect(await ask()).toBe(3);
  });
});
