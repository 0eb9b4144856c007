import { activeFilters, hasFilters, noFilters } from '../../../web/explore/active.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { describe, expect, test } from 'vitest';
import type { Facets, IncidentRow } from '../../../web/explore/filter.ts';
import {
  filterCrossings,
  filterTimed,
  indexAirspace,
  indexCrossings,
  indexIncidents,
  type Filters,
} from '../../../web/explore/filter.ts';
import type { Answer } from '../../../web/columns/question.ts';
import { ask, hold, NOTHING_ASKED } from '../columns/held.ts';
import { claim, crossing, incident, NO_FILTERS } from './rows.ts';

const rows = indexIncidents([
  incident(1, { status: 'corroborated', type: 'explosion-undetermined', accountsDifferOn: ['attribution'] }),
  incident(2, {
    at: [69.0, 32.4],
    type: 'air-strike',
    placeName: 'Margha',
    otherNames: ['Marghī', 'مرغه'],
    partiesStated: 'afg',
  }),
  incident(3, {
    at: [66.4, 31.0],
    category: 'crossing',
    type: 'closure',
    status: 'contested',
    partiesStated: 'pak',
    accountsDifferOn: ['time'],
  }),
  incident(4, { at: null, category: 'allegation-only', type: 'hostile-statement', partiesStated: 'none' }),
  incident(5, {
    category: 'air',
    type: 'overflight-uav',
    locationPrecision: 'near',
    timePrecision: 'week',
    happenedFrom: '2025-10-20T00:00:00Z',
    happenedTo: '2025-10-27T00:00:00Z',
  }),
]);
const left = (filters: Partial<Filters>): number[] =>
  filterTimed(rows, { ...NO_FILTERS, ...filters }).map(({ feature }) => feature.id);

describe('which incidents the filters leave', () => {
  test('nothing set leaves all, in the order given', () => {
    expect(left({})).toStrictEqual([1, 2, 3, 4, 5]);
  });

  test('a window takes whatever may have happened inside it, its last day included', () => {
    expect(left({ from: '2025-10-15', to: '2025-10-15' })).toStrictEqual([1, 2, 3, 4]);
    expect(left({ from: '2025-10-26' })).toStrictEqual([5]);
    expect(left({ to: '2025-10-20' })).toStrictEqual([1, 2, 3, 4, 5]);
    expect(left({ to: '2025-10-19' })).toStrictEqual([1, 2, 3, 4]);
  });

  test('ranges are half open: what ended at midnight is not on the next day, what begins then is not on the day before', () => {
    expect(left({ from: '2025-10-16', to: '2025-10-19' })).toStrictEqual([]);
    expect(left({ from: '2025-10-27' })).toStrictEqual([]);
    expect(left({ to: '2025-10-14' })).toStrictEqual([]);
  });

  test('a category stands for all of its types, a type for itself', () => {
    expect(left({ types: ['use-of-force'] })).toStrictEqual([1, 2]);
    expect(left({ types: ['air-strike', 'crossing'] })).toStrictEqual([2, 3]);
  });

  test('values of one group add up, groups narrow each other', () => {
    expect(left({ statuses: ['contested', 'corroborated'] })).toStrictEqual([1, 3]);
    expect(left({ statuses: ['contested', 'corroborated'], types: ['use-of-force'] })).toStrictEqual([1]);
  });

  test('positions: both stated, one stated, accounts differ', () => {
    expect(left({ parties: ['both'] })).toStrictEqual([1, 5]);
    expect(left({ parties: ['one'] })).toStrictEqual([2, 3]);
    expect(left({ parties: ['differ'] })).toStrictEqual([1, 3]);
    expect(left({ parties: ['one', 'differ'] })).toStrictEqual([1, 2, 3]);
    expect(left({ parties: ['none'] })).toStrictEqual([4]);
  });

  test('precision of the place', () => {
    expect(left({ precisions: ['unknown', 'near'] })).toStrictEqual([4, 5]);
  });

  test('text finds every word under any spelling, in any script', () => {
    expect(left({ q: 'marghi' })).toStrictEqual([2]);
    expect(left({ q: 'مرغة' })).toStrictEqual([2]);
    expect(left({ q: 'DL-2025-000003' })).toStrictEqual([3]);
    expect(left({ q: 'margha incident' })).toStrictEqual([2]);
    expect(left({ q: 'margha quetta' })).toStrictEqual([]);
  });

  test('only what is in view leaves out what has no place; before the map is there it holds nothing back', () => {
    expect(left({ onlyInView: true, extent: [68, 32, 70, 35] })).toStrictEqual([1, 2, 5]);
    expect(left({ onlyInView: true, extent: null })).toStrictEqual([1, 2, 3, 4, 5]);
  });
});

/** What the engine answers about the incidents of some rows. */
function answered(given: readonly IncidentRow[], filters: Filters): Answer {
  const features = given.map(({ feature }) => feature);
  return ask(hold(features), features, { ...NOTHING_ASKED, filters });
}
const facetsOf = (given: readonly IncidentRow[], filters: Filters): Facets => answered(given, filters).facets;

describe('counts beside the values', () => {
  test('with nothing set each value counts all that carry it', () => {
    expect(facetsOf(rows, { ...NO_FILTERS, extent: [68, 32, 70, 35] })).toStrictEqual({
      types: {
        'use-of-force': 2,
        'explosion-undetermined': 1,
        'air-strike': 1,
        crossing: 1,
        closure: 1,
        'allegation-only': 1,
        'hostile-statement': 1,
        air: 1,
        'overflight-uav': 1,
      },
      statuses: { corroborated: 1, reported: 3, contested: 1 },
      parties: { both: 2, one: 2, none: 1, differ: 2 },
      attributions: { 'not-assessed': 5 },
      compliances: { 'not-considered': 5 },
      flags: { overdue: 0, underReview: 0, mine: 0 },
      precisions: { settlement: 3, unknown: 1, near: 1 },
      inView: 3,
    });
  });

  test('a group’s own choice does not lower its own counts, the others’ does', () => {
    expect(facetsOf(rows, { ...NO_FILTERS, statuses: ['contested'], types: ['crossing', 'air'] })).toStrictEqual({
      types: { crossing: 1, closure: 1 },
      statuses: { contested: 1, reported: 1 },
      parties: { one: 1, differ: 1 },
      attributions: { 'not-assessed': 1 },
      compliances: { 'not-considered': 1 },
      flags: { overdue: 0, underReview: 0, mine: 0 },
      precisions: { settlement: 1 },
      inView: 0,
    });
  });

  test('what a value counts is what choosing it alone would leave', () => {
    const filters: Filters = { ...NO_FILTERS, types: ['use-of-force', 'air'], parties: ['both'] };
    const { statuses } = facetsOf(rows, filters);
    for (const [status, count] of Object.entries(statuses))
      expect(filterTimed(rows, { ...filters, statuses: [status as 'reported'] })).toHaveLength(count);
  });

  test('what is in view, elsewhere and not on the map adds up to the list', () => {
    expect(answered(rows, { ...NO_FILTERS, extent: [68, 32, 70, 35] }).onMap).toStrictEqual({
      inView: 3,
      elsewhere: 1,
      notOnMap: 1,
    });
    expect(answered(rows, NO_FILTERS).onMap).toStrictEqual({ inView: 4, elsewhere: 0, notOnMap: 1 });
  });
});

describe('what verification has come to', () => {
  const verified = indexIncidents([
    incident(1, { attribution: 'claimed', overdue: true }),
    incident(2, { attribution: 'disputed', compliance: 'no-finding', overdue: true, underReview: true }),
    incident(3, { attribution: 'claimed', underReview: true }),
    incident(4),
  ]);
  const verifiedLeft = (filters: Partial<Filters>): number[] =>
    filterTimed(verified, { ...NO_FILTERS, ...filters }).map(({ feature }) => feature.id);

  test('leaves what has one of the values and what every mark holds for', () => {
    expect(verifiedLeft({ attributions: ['claimed'] })).toStrictEqual([1, 3]);
    expect(verifiedLeft({ attributions: ['claimed', 'disputed'], compliances: ['no-finding'] })).toStrictEqual([2]);
    expect(verifiedLeft({ overdue: true })).toStrictEqual([1, 2]);
    expect(verifiedLeft({ overdue: true, underReview: true })).toStrictEqual([2]);
  });

  test('what is mine is what the service says, and holds nothing back before it has said so', () => {
    const own = new Set([2, 4]);
    expect(verifiedLeft({ mine: true, own })).toStrictEqual([2, 4]);
    expect(verifiedLeft({ mine: true, own: new Set() })).toStrictEqual([]);
    expect(verifiedLeft({ mine: true, own: null })).toStrictEqual([1, 2, 3, 4]);
    expect(verifiedLeft({ mine: false, own })).toStrictEqual([1, 2, 3, 4]);
  });

  test('every value counts under all the other filters, its own mark among them not', () => {
    const own = new Set([2, 4]);
    expect(facetsOf(verified, { ...NO_FILTERS, own, overdue: true })).toMatchObject({
      attributions: { claimed: 1, disputed: 1 },
      compliances: { 'not-considered': 1, 'no-finding': 1 },
      flags: { overdue: 2, underReview: 1, mine: 1 },
    });
    expect(facetsOf(verified, { ...NO_FILTERS, own, mine: true, attributions: ['claimed'] })).toMatchObject({
      attributions: { disputed: 1, 'not-assessed': 1 },
      flags: { overdue: 0, underReview: 0, mine: 0 },
    });
  });

  test('is nothing that a claim has, so asking for it leaves no claim', () => {
    const claims = indexAirspace([claim(1)]);
    const asked: Partial<Filters>[] = [
      { attributions: ['not-assessed'] },
      { compliances: ['not-considered'] },
      { overdue: true },
      { underReview: true },
      { mine: true, own: new Set([1]) },
    ];
    for (const filters of asked) expect(filterTimed(claims, { ...NO_FILTERS, ...filters })).toStrictEqual([]);
    expect(filterTimed(claims, { ...NO_FILTERS, parties: ['both'] })).toHaveLength(1);
  });

  test('the words of a chip say the filter, and taking it off takes off that alone', () => {
    const i18n = createI18n('en', {});
    const view = { ...DEFAULT_VIEW, overdue: true, mine: true, attributions: ['claimed', 'disputed'] as const };
    const active = activeFilters(i18n, view, []);
    expect(active.map(({ label }) => label)).toStrictEqual([
      'Overdue',
      'Mine',
      'Who did it: stated by one side',
      'Who did it: disputed',
    ]);
    expect(active.map(({ without }) => without)).toStrictEqual([
      { overdue: false },
      { mine: false },
      { attributions: ['disputed'] },
      { attributions: ['claimed'] },
    ]);
    expect([hasFilters(view), hasFilters({ ...view, ...noFilters })]).toStrictEqual([true, false]);
  });
});

describe('the other collections', () => {
  const claims = indexAirspace([claim(1), claim(2, { status: 'contested', partiesStated: 'afg' })]);
  const crossings = indexCrossings([
    crossing(1),
    crossing(2, { name: 'Kharlachi', nameBySide: { afg: null, pak: null } }),
  ]);

  test('an airspace claim has no incident type, so the type filter leaves it alone', () => {
    expect(filterTimed(claims, { ...NO_FILTERS, types: ['persons'] })).toHaveLength(2);
    expect(filterTimed(claims, { ...NO_FILTERS, statuses: ['contested'] })).toHaveLength(1);
    expect(filterTimed(claims, { ...NO_FILTERS, from: '2026-01-01' })).toHaveLength(0);
  });

  test('text finds a crossing, and folds the letters of both sides', () => {
    const names = (q: string): string[] =>
      filterCrossings(crossings, { ...NO_FILTERS, q }).map(({ feature }) => feature.properties.name);
    expect(names('')).toStrictEqual(['Torkham', 'Kharlachi']);
    expect(names('طورخم')).toStrictEqual(['Torkham']);
    expect(names('kharl')).toStrictEqual(['Kharlachi']);
  });
});
