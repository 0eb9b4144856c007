import { describe, expect, test } from 'vitest';
import { reachOf, rowByKey } from '../../../web/ui/use-rows.ts';

describe('rows in reach of one', () => {
  test('all of them where they are few', () => {
    expect(reachOf(0, 0, 10)).toStrictEqual({ first: 0, end: 0, hasBefore: false, hasAfter: false });
    expect(reachOf(9, 10, 10)).toStrictEqual({ first: 0, end: 10, hasBefore: false, hasAfter: false });
  });

  test('else the part that it lies in, with the way on to the next and back', () => {
    expect(reachOf(9, 25, 10)).toStrictEqual({ first: 0, end: 10, hasBefore: false, hasAfter: true });
    expect(reachOf(10, 25, 10)).toStrictEqual({ first: 10, end: 20, hasBefore: true, hasAfter: true });
    expect(reachOf(24, 25, 10)).toStrictEqual({ first: 20, end: 25, hasBefore: true, hasAfter: false });
  });

  test('of a row that is no longer there, those about the last', () => {
    expect(reachOf(999, 25, 10)).toStrictEqual({ first: 20, end: 25, hasBefore: true, hasAfter: false });
  });

  test('a million rows of the list lie within what browsers can place', () => {
    const { first, end } = reachOf(999_999, 1_000_000);
    expect([first, end]).toStrictEqual([900_000, 1_000_000]);
    // Firefox clamps at 17.9 million pixels; a row of the list takes 72, rarely up to 150.
    expect((end - first) * 150).toBeLessThan(17_000_000);
  });
});

test('keys lead from a row to another and never out of the list', () => {
  const from = (key: string, at: number) => rowByKey(key, at, 30, 8);
  expect(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp', 'a'].map((key) => from(key, 4))).toStrictEqual([
    5,
    3,
    0,
    29,
    12,
    0,
    null,
  ]);
  expect([from('ArrowDown', 29), from('ArrowUp', 0), from('PageDown', 28)]).toStrictEqual([29, 0, 29]);
});
