import { describe, expect, test } from 'vitest';
import { headlineAt, type ReportedState } from '../../../api/crossings/status.ts';

const NOW = '2025-11-01T00:00:00Z';

/** A report that the Pakistani side announced the whole point closed on 12 October. */
function report(more: Partial<ReportedState> = {}): ReportedState {
  return {
    controllingSide: 'pak',
    channel: 'all',
    direction: 'both',
    state: 'closed',
    basis: 'announced',
    validFrom: '2025-10-12T00:00:00Z',
    validTo: null,
    ...more,
  };
}

/** The same reports with the parties in each other's place. */
function swapped(reports: ReportedState[]): ReportedState[] {
  const other = { afg: 'pak', pak: 'afg' } as const;
  const otherWay = { both: 'both', 'afg-to-pak': 'pak-to-afg', 'pak-to-afg': 'afg-to-pak' } as const;
  return reports.map((one) => ({
    ...one,
    controllingSide: one.controllingSide && other[one.controllingSide],
    direction: otherWay[one.direction],
  }));
}

describe('the headline of a crossing', () => {
  test.each<[string, ReportedState[], string]>([
    ['nothing on record is unknown, not open', [], 'unknown'],
    ['a report of an unknown state is unknown', [report({ state: 'unknown' })], 'unknown'],
    ['closed where all is stated closed', [report()], 'closed'],
    ['open where all is stated open', [report({ state: 'open' })], 'open'],
    [
      'a gate is as closed as the side that closes it',
      [report(), report({ controllingSide: 'afg', state: 'open' })],
      'closed',
    ],
    [
      'partly open where one channel is open after a closure of all',
      [
        report(),
        report({
          channel: 'returnee-spontaneous',
          direction: 'pak-to-afg',
          state: 'restricted',
          validFrom: '2025-10-20T00:00:00Z',
        }),
      ],
      'partly-open',
    ],
    [
      'closed again where a newer report closes all',
      [report({ channel: 'pedestrian', state: 'open' }), report({ validFrom: '2025-10-21T00:00:00Z' })],
      'closed',
    ],
    [
      'announcement and observation that differ both stand',
      [report(), report({ basis: 'observed', state: 'open' })],
      'announcements-differ',
    ],
    ['a report that has ended says nothing', [report({ validTo: '2025-10-15T00:00:00Z' })], 'unknown'],
    ['a report from the future says nothing yet', [report({ validFrom: '2025-12-01T00:00:00Z' })], 'unknown'],
  ])('%s', (_why, reports, expected) => {
    expect(headlineAt(reports, NOW).headline).toBe(expected);
    expect(headlineAt(swapped(reports), NOW)).toStrictEqual(headlineAt(reports, NOW));
    expect(headlineAt(reports.toReversed(), NOW).headline).toBe(expected);
  });

  test('tells from when its newest report is', () => {
    expect(
      headlineAt([report(), report({ channel: 'medical', state: 'open', validFrom: '2025-10-20T00:00:00Z' })], NOW),
    ).toStrictEqual({
      headline: 'partly-open',
      asOf: '2025-10-20T00:00:00Z',
    });
  });
});
