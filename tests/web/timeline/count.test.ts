import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../../api/geo/contract.ts';
import { indexIncidents, type IncidentRow } from '../../../web/explore/filter.ts';
import { countHistogram, filterButWindow, tallyDays } from '../../../web/timeline/count.ts';
import { DAY_MS, numberOfDay } from '../../../web/timeline/days.ts';
import {
  countsOfBin,
  daysOfBin,
  rangeFor,
  STATUSES,
  sumOf,
  totalOf,
  type HistogramRange,
} from '../../../web/timeline/histogram.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';

const OCTOBER = Date.parse('2025-10-01T00:00:00Z');
const tenBins: HistogramRange = { fromMs: OCTOBER, toMs: OCTOBER + 20 * DAY_MS, bins: 10 };

let id = 0;
const row = (happenedFrom: string, happenedTo: string, status: OccurrenceStatus = 'reported'): IncidentRow =>
  indexIncidents([incident(++id, { happenedFrom, happenedTo, status })])[0] as IncidentRow;
const countsOf = (counts: Partial<Record<OccurrenceStatus, number>>): Uint32Array =>
  Uint32Array.from(OCCURRENCE_STATUSES, (status) => counts[status] ?? 0);

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
    const template = incident(1);
    fc.assert(
      fc.property(fc.array(timed, { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (given, bins) => {
        const rows = given.map(({ at, hours, status }): IncidentRow => {
          const from = OCTOBER + at * 3_600_000;
          const feature = { ...template, properties: { ...template.properties, status } };
          return { feature, text: '', bounds: null, from, to: from + hours * 3_600_000 };
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
    const { from: _from, to: _to, ...filters } = { ...NO_FILTERS, statuses: ['contested'] as const };
    expect(filterButWindow(rows, filters)).toStrictEqual(rows.slice(0, 2));
  });
});

describe('bins', () => {
  test('cover the days in whole days, no narrower than can be seen', () => {
    const days = { first: numberOfDay('2025-10-01'), last: numberOfDay('2026-02-28') };
    const range = rangeFor(days, 740);
    expect(range).toStrictEqual({ fromMs: OCTOBER, toMs: OCTOBER + 152 * DAY_MS, bins: 76 });
    expect(rangeFor(days, 120).bins).toBe(11);
    const histogram = countHistogram([], range);
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
    expect(tallyDays(rows, days, before)).toStrictEqual({
      total: 2,
      byStatus: { contested: 1, reported: 1 },
      byCategory: { 'use-of-force': 2 },
      alsoInOther: 1,
    });
  });
});
