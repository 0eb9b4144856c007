import { describe, expect, test } from 'vitest';
import { toldTime } from '../../../api/visibility/time-of-day.ts';

const range = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) });
const HOUR = range('2026-03-01T10:00:00Z', '2026-03-01T11:00:00Z');
const DAY = range('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z');

describe('the time of day', () => {
  test.each([
    ['at once', '2026-03-01T12:00:00Z', { told: DAY, withheld: true, dueAt: Date.parse('2026-03-05T00:00:00Z') }],
    ['just before', '2026-03-04T23:59:59Z', { told: DAY, withheld: true, dueAt: Date.parse('2026-03-05T00:00:00Z') }],
    ['72 hours after the end of the day', '2026-03-05T00:00:00Z', { told: HOUR, withheld: false, dueAt: null }],
  ])('%s', (_when, at, expected) => {
    expect(toldTime(HOUR, Date.parse(at))).toStrictEqual(expected);
  });

  test('is not withheld where only the day is known', () => {
    expect(toldTime(DAY, DAY.to)).toStrictEqual({ told: DAY, withheld: false, dueAt: null });
  });

  test('is withheld over midnight for both days', () => {
    const night = range('2026-03-01T23:00:00Z', '2026-03-02T01:00:00Z');
    expect(toldTime(night, night.to).told).toStrictEqual(range('2026-03-01T00:00:00Z', '2026-03-03T00:00:00Z'));
  });
});
