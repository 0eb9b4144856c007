import { describe, expect, it } from 'vitest';
import {
  admitView,
  earliestRecordedAt,
  isToCome,
  knownRange,
  momentAt,
  stepOf,
} from '../../../web/explore/known-at.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { indexCrossings } from '../../../web/explore/filter.ts';
import { crossing } from './rows.ts';

const NOW = Date.parse('2026-11-24T10:00:30Z');

describe('the slider over what was known when', () => {
  it.each([
    ['2026-11-24T09:00:00Z', 60_000],
    ['2026-11-01T00:00:00Z', 6 * 3_600_000],
    ['2025-10-09T00:00:00Z', 86_400_000],
    ['1999-01-01T00:00:00Z', 7 * 86_400_000],
  ])('from %s has steps that keep it short', (earliest, stepMs) => {
    const range = knownRange({ earliest, knownAt: null, now: NOW });
    expect(range.stepMs).toBe(stepMs);
    expect(range.from).toBeLessThanOrEqual(Date.parse(earliest));
    expect(range.from + range.count * range.stepMs).toBeGreaterThanOrEqual(NOW);
  });

  it('ends at now, and every step before is a moment of its own', () => {
    const range = knownRange({ earliest: '2026-11-01T00:00:00Z', knownAt: null, now: NOW });
    expect([momentAt(range, 0), momentAt(range, 1), momentAt(range, range.count)]).toEqual([
      '2026-11-01T00:00:00Z',
      '2026-11-01T06:00:00Z',
      null,
    ]);
    for (let step = 0; step <= range.count; step += 1) expect(stepOf(range, momentAt(range, step))).toBe(step);
  });

  it('holds the moment that an address names, even before the first record and with none loaded', () => {
    const range = knownRange({ earliest: null, knownAt: '2025-11-06T06:00:00Z', now: NOW });
    expect(momentAt(range, stepOf(range, '2025-11-06T06:00:00Z'))?.slice(0, 10)).toBe('2025-11-06');
    expect(knownRange({ earliest: null, knownAt: null, now: NOW }).count).toBeGreaterThan(100);
  });

  it.each([
    ['2026-01-01T00:00:00Z', false],
    ['2026-11-24T10:00:30Z', false],
    ['2026-11-24T14:30:30.001+04:30', true],
    ['2999-01-01T00:00:00Z', true],
  ])('knows of %s whether it is to come: %s', (moment, toCome) => {
    expect(isToCome(moment, NOW)).toBe(toCome);
  });

  it('shows what is on record now where an address asks for a moment to come, and keeps what was refused', () => {
    const asked = { ...DEFAULT_VIEW, q: 'Torkham', knownAt: '2999-01-01T00:00:00Z' };
    expect(admitView(asked, NOW)).toEqual({ view: { ...asked, knownAt: null }, refusedMoment: asked.knownAt });
    const been = { ...asked, knownAt: '2026-01-01T00:00:00Z' };
    expect(admitView(been, NOW)).toEqual({ view: been, refusedMoment: null });
    expect(admitView(DEFAULT_VIEW, NOW)).toEqual({ view: DEFAULT_VIEW, refusedMoment: null });
  });

  it('begins with the earliest record of any collection', () => {
    const crossings = indexCrossings([crossing(1, { recordedAt: '2026-11-19T00:00:00Z' })]);
    expect(earliestRecordedAt(crossings, '2026-11-20T00:00:00Z')).toBe('2026-11-19T00:00:00Z');
    expect(earliestRecordedAt(crossings, '2026-11-18T00:00:00Z')).toBe('2026-11-18T00:00:00Z');
    expect(earliestRecordedAt([], null)).toBeNull();
  });
});
