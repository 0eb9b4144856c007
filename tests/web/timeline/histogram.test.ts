import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../../api/geo/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { DAY_MS, numberOfDay, type Days } from '../../../web/timeline/days.ts';
import {
  countsOfBin,
  daysOfBin,
  emptyHistogram,
  isSameHistogram,
  rangeFor,
  STATUSES,
  sumOf,
  totalOf,
  type Histogram,
  type HistogramRange,
} from '../../../web/timeline/histogram.ts';
import { hold, NOTHING_ASKED } from '../columns/held.ts';
import { questionOf } from '../columns/incidents.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';

const OCTOBER = Date.parse('2025-10-01T00:00:00Z');
const tenBins: HistogramRange = { fromMs: OCTOBER, toMs: OCTOBER + 20 * DAY_MS, bins: 10 };

let id = 0;
const row = (happenedFrom: string, happenedTo: string, status: OccurrenceStatus = 'reported'): IncidentFeature =>
  incident(++id, { happenedFrom, happenedTo, status });
const countsOf = (counts: Partial<Record<OccurrenceStatus, number>>): Uint32Array =>
  Uint32Array.from(OCCURRENCE_STATUSES, (status) => counts[status] ?? 0);

function countHistogram(
  features: readonly IncidentFeature[],
  histogram: HistogramRange,
  filters = NO_FILTERS,
): Histogram {
  const question = questionOf({ ...NOTHING_ASKED, filters }, 1);
  const answer = hold(features).engine.answer({ ...question, histogram });
  if (answer.histogram === null) throw new Error('nothing was counted');
  return answer.histogram;
}

describe('a histogram', () => {
  test('puts an incident into the bin in which its time begins, by status', () => {
    const histogram = countHistogram(
      [
        row('2025-10-03T00:00:00Z', '2025-10-03T01:00:00Z'),
        row('2025-10-04T23:59:00Z', '2025-10-05T10:00:00Z', 'contested'),
        row('2025-10-05T00:00:00Z', '2025-10-07T00:00:00Z'),
      ],
      tenBins,
    );
    expect(countsOfBin(histogram, 1)).toStrictEqual(countsOf({ reported: 1, contested: 1 }));
    expect(countsOfBin(histogram, 2)).toStrictEqual(countsOf({ reported: 1 }));
    expect([sumOf(histogram.counts), histogram.spans]).toStrictEqual([3, []]);
  });

  test('gives what is known to a longer time a span as wide as that, and those with the same ends together', () => {
    const { counts, spans } = countHistogram(
      [
        row('2025-10-03T00:00:00Z', '2025-10-09T00:00:00Z'),
        row('2025-10-04T00:00:00Z', '2025-10-08T19:30:00Z', 'contested'),
        row('2025-10-03T00:00:00Z', '2025-10-05T00:00:01Z'),
      ],
      tenBins,
    );
    expect(sumOf(counts)).toBe(0);
    expect(spans).toStrictEqual([
      { first: 1, last: 3, counts: countsOf({ reported: 1, contested: 1 }) },
      { first: 1, last: 2, counts: countsOf({ reported: 1 }) },
    ]);
  });

  test('counts what lies before and after, and draws a span as far as the bins reach', () => {
    const histogram = countHistogram(
      [
        row('2025-09-30T23:00:00Z', '2025-10-01T01:00:00Z'),
        row('2025-10-21T00:00:00Z', '2025-10-21T01:00:00Z'),
        row('2025-09-01T00:00:00Z', '2025-10-01T00:00:00Z'),
        row('2025-09-01T00:00:00Z', '2025-12-01T00:00:00Z'),
      ],
      tenBins,
    );
    expect([histogram.before, histogram.after]).toStrictEqual([2, 1]);
    expect(histogram.spans).toStrictEqual([{ first: 0, last: 9, counts: countsOf({ reported: 1 }) }]);
  });

  test('counts every incident exactly once, whatever the times and the bins', () => {
    const hour = fc.integer({ min: -2_000, max: 2_000 });
    const timed = fc.record({
      at: hour,
      hours: fc.integer({ min: 1, max: 1_500 }),
      status: fc.constantFrom(...OCCURRENCE_STATUSES),
    });
    fc.assert(
      fc.property(fc.array(timed, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (given, bins) => {
        const rows = given.map(({ at, hours, status }) => {
          const from = OCTOBER + at * 3_600_000;
          const [happenedFrom, happenedTo] = [from, from + hours * 3_600_000].map((ms) => new Date(ms).toISOString());
          return row(happenedFrom ?? '', happenedTo ?? '', status);
        });
        const histogram = countHistogram(rows, { fromMs: OCTOBER, toMs: OCTOBER + bins * 2 * DAY_MS, bins });
        expect(totalOf(histogram)).toBe(rows.length);
        expect(histogram.counts).toHaveLength(bins * STATUSES);
        for (const { first, last } of histogram.spans) expect(first >= 0 && first <= last && last < bins).toBe(true);
      }),
    );
  });

  test('is under all filters but the window', () => {
    const rows = [
      row('2025-10-03T00:00:00Z', '2025-10-03T01:00:00Z', 'contested'),
      row('2025-11-03T00:00:00Z', '2025-11-03T01:00:00Z', 'contested'),
      row('2025-11-03T00:00:00Z', '2025-11-03T01:00:00Z'),
    ];
    const filters = { ...NO_FILTERS, statuses: ['contested'] as const, from: '2025-12-01', to: '2025-12-02' };
    const histogram = countHistogram(rows, { ...tenBins, bins: 5 }, filters);
    expect([countsOfBin(histogram, 0), histogram.after, totalOf(histogram)]).toStrictEqual([
      countsOf({ contested: 1 }),
      1,
      2,
    ]);
  });
});

describe('bins', () => {
  test('cover the days in whole days, no narrower than can be seen', () => {
    const days = { first: numberOfDay('2025-10-01'), last: numberOfDay('2026-02-28') };
    const range = rangeFor(days, 740);
    expect(range).toStrictEqual({ fromMs: OCTOBER, toMs: OCTOBER + 152 * DAY_MS, bins: 76 });
    expect(rangeFor(days, 120).bins).toBe(11);
    const histogram = emptyHistogram(range);
    expect(daysOfBin(histogram, 0)).toStrictEqual({ first: days.first, last: days.first + 1 });
    expect(daysOfBin(histogram, 1, 3)).toStrictEqual({ first: days.first + 2, last: days.first + 7 });
  });
});

describe('the tally of a window', () => {
  test('counts whatever may have happened in it, and what may as well have in another', () => {
    const days = { first: numberOfDay('2025-10-11'), last: numberOfDay('2025-10-20') };
    const before = { first: numberOfDay('2025-10-01'), last: numberOfDay('2025-10-10') };
    const rows = [
      row('2025-10-10T20:00:00Z', '2025-10-11T00:00:00Z'),
      row('2025-10-10T20:00:00Z', '2025-10-11T04:00:00Z', 'contested'),
      row('2025-10-20T23:00:00Z', '2025-10-21T01:00:00Z'),
    ];
    const instants = ({ first, last }: Days) => ({ fromMs: first * DAY_MS, toMs: (last + 1) * DAY_MS });
    const tallies = [{ ...instants(days), other: instants(before) }];
    const answer = hold(rows).engine.answer({ ...questionOf(NOTHING_ASKED, 1), tallies });
    expect(answer.tallies[0]?.tally).toStrictEqual({
      total: 2,
      byStatus: { contested: 1, reported: 1 },
      byCategory: { 'use-of-force': 2 },
      alsoInOther: 1,
    });
  });
});

test('two histograms are the same where every number of them is', () => {
  const histogram = (): Histogram => ({
    fromMs: 1,
    binMs: 2,
    counts: Uint32Array.of(1, 2),
    spans: [{ first: 0, last: 1, counts: Uint32Array.of(3) }],
    before: 4,
    after: 5,
  });
  expect([isSameHistogram(histogram(), histogram()), isSameHistogram(null, null)]).toStrictEqual([true, true]);
  const others: (Histogram | null)[] = [
    { ...histogram(), fromMs: 0 },
    { ...histogram(), binMs: 0 },
    { ...histogram(), counts: Uint32Array.of(1, 3) },
    { ...histogram(), counts: Uint32Array.of(1) },
    { ...histogram(), spans: [] },
    { ...histogram(), spans: [{ first: 1, last: 1, counts: Uint32Array.of(3) }] },
    { ...histogram(), spans: [{ first: 0, last: 2, counts: Uint32Array.of(3) }] },
    { ...histogram(), spans: [{ first: 0, last: 1, counts: Uint32Array.of(2) }] },
    { ...histogram(), before: 0 },
    { ...histogram(), after: 0 },
    null,
  ];
  expect(others.map((other) => isSameHistogram(histogram(), other))).toStrictEqual(others.map(() => false));
});
