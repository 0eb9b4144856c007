import { describe, expect, test } from 'vitest';
import { compareTallies, daysBefore, type Tally } from '../../../web/timeline/compare.ts';

const days = { first: 110, last: 119 };
const tally = (given: Partial<Tally>): Tally => ({ total: 0, byStatus: {}, byCategory: {}, alsoInOther: 0, ...given });

describe('this window beside the one before', () => {
  test('the one before has as many days and ends the day before', () => {
    expect(daysBefore(days)).toStrictEqual({ first: 100, last: 109 });
    expect(daysBefore({ first: 5, last: 5 })).toStrictEqual({ first: 4, last: 4 });
  });

  test('sets counts by status and by category side by side, in the order of the enums', () => {
    const now = tally({
      total: 6,
      byStatus: { contested: 5, reported: 1 },
      byCategory: { crossing: 4, 'use-of-force': 2 },
      alsoInOther: 1,
    });
    const earlier = tally({ total: 4, byStatus: { reported: 4 }, byCategory: { 'use-of-force': 4 } });
    expect(compareTallies(days, now, earlier)).toStrictEqual({
      earlierDays: { first: 100, last: 109 },
      days,
      total: { name: 'total', earlier: 4, now: 6, difference: 2, percent: 50 },
      statuses: [
        { name: 'reported', earlier: 4, now: 1, difference: -3, percent: -75 },
        { name: 'contested', earlier: 0, now: 5, difference: 5, percent: null },
      ],
      categories: [
        { name: 'use-of-force', earlier: 4, now: 2, difference: -2, percent: -50 },
        { name: 'crossing', earlier: 0, now: 4, difference: 4, percent: null },
      ],
      inBoth: 1,
    });
  });

  test('gives no per cent of nothing, not even for nothing', () => {
    expect(compareTallies(days, tally({}), tally({})).total).toStrictEqual({
      name: 'total',
      earlier: 0,
      now: 0,
      difference: 0,
      percent: null,
    });
  });
});
