import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OCCURRENCE_STATUSES, polygonOfBox } from '../../../api/geo/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { MOST_IDS } from '../../../web/columns/carried.ts';
import { binnedOf } from '../../../web/columns/binned.ts';
import { type Columns, readColumns } from '../../../web/columns/columns.ts';
import { createEngine } from '../../../web/columns/engine.ts';
import type { Answer } from '../../../web/columns/question.ts';
import { filterTimed, indexIncidents } from '../../../web/explore/filter.ts';
import { sortRows } from '../../../web/explore/sort.ts';
import { type Binned } from '../../../web/incidents/binned.ts';
import { createIncidentBinner } from '../oracle/bin.ts';
import { arrowOf, createOutlineIndex } from '../../fixtures/columns-written.ts';
import { DAY_MS, type Days } from '../../../web/timeline/days.ts';
import { type Histogram, totalOf } from '../../../web/timeline/histogram.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';
import { countFacets, countOnMap } from '../oracle/facets.ts';
import { countHistogram, filterButWindow, tallyDays } from '../oracle/timeline.ts';
import { ask, change, type Held, hold, NOTHING_ASKED } from './held.ts';
import { changes, HISTOGRAM, incidents, type Look, look, looks, questionOf } from './incidents.ts';

/** Each holds up to 70 incidents and several questions. */
const RUNS = 60;
const MOST_MS = 30_000;

/** The features in the order of the rows: grouping takes those first that come first. */
function inOrderOf({ id, count }: Columns, features: readonly IncidentFeature[]): IncidentFeature[] {
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  return Array.from(id.subarray(0, count), (one) => byId.get(one)!);
}

const ascending = (ids: Iterable<number>): number[] => [...ids].sort((a, b) => a - b);
const near = (value: number): number => Math.round(value * 1e7);

/** What is drawn, in an order of its own and without the names of outlines, which each way of binning has for itself. */
function drawnIn({ marks, circles, cells, gridCells, areas, notOnMap, outOfView }: Binned, idsOf: IdsOf) {
  const byId = <Value extends { id: number } | { ids: number[] }>(values: readonly Value[]): Value[] => {
    const first = (value: Value): number => ('ids' in value ? (value.ids[0] ?? 0) : value.id);
    return [...values].sort((a, b) => first(a) - first(b));
  };
  const areasIn = (list: Binned['areas']) =>
    byId(list.map(({ key, ids, ...area }) => ({ ...area, ids: ascending(idsOf(key, area.count, ids)) })));
  return {
    marks: byId(marks),
    circles: byId(circles),
    cells: byId(
      cells.map(({ longitude, latitude, ids, ...cell }) => ({
        ...cell,
        at: [near(longitude), near(latitude)],
        ids: ascending(idsOf(cell.key, cell.count, ids)),
      })),
    ),
    gridCells: areasIn(gridCells).map(({ labelAt: _labelAt, ...cell }) => cell),
    areas: areasIn(areas),
    notOnMap,
    outOfView,
  };
}
type IdsOf = (key: string, count: number, carried: readonly number[]) => Iterable<number>;

function expectSame({ engine, columns, outlines }: Held, given: readonly IncidentFeature[], one: Look, answer: Answer) {
  const features = inOrderOf(columns, given);
  const rows = indexIncidents(features);
  const { filters, zoom, list, selectedId } = one;
  const left = filterTimed(rows, filters);
  const order = sortRows(left, list.sort).map(({ feature }) => feature.id);
  const at = selectedId === null ? -1 : order.indexOf(selectedId);
  const neighbour = (step: number): number | null =>
    order.at(at === -1 ? 0 : (at + step + order.length) % order.length) ?? null;
  expect({
    total: answer.total,
    matched: answer.matched,
    facets: answer.facets,
    onMap: answer.onMap,
    list: [...answer.list.ids],
    walk: answer.walk,
  }).toStrictEqual({
    total: features.length,
    matched: left.length,
    facets: countFacets(rows, filters),
    onMap: countOnMap(left, filters.extent),
    list: order.slice(list.from, list.from + list.count),
    walk: { position: at, previous: neighbour(-1), next: neighbour(1) },
  });
  if (filters.extent === null) return;
  const geometries = new Map(outlines.list().map(({ index, geometry }) => [index, geometry]));
  const oracle = createIncidentBinner()({
    features: left.map(({ feature }) => feature),
    zoom,
    bounds: filters.extent,
    selectedId,
  });
  const drawn = binnedOf(answer.map, geometries);
  expect(drawnIn(drawn, (key) => engine.idsIn([key]))).toStrictEqual(drawnIn(oracle, (_key, _count, ids) => ids));
  for (const { ids, count } of [...drawn.cells, ...drawn.areas, ...drawn.gridCells]) {
    expect([0, count]).toContain(ids.length);
  }
}

describe('the engine answers as the filters, orders and bins over features do', () => {
  it('for any incidents, whatever is asked one after the other', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, looks, (features, several) => {
        const held = hold(features);
        several.forEach((one, number) => expectSame(held, features, one, ask(held, features, one, number)));
      }),
      { numRuns: RUNS },
    );
  });

  it('also after changes: replaced, removed and new ones', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, changes, look, look, (features, steps, first, then) => {
        const held = hold(features);
        let now: readonly IncidentFeature[] = features;
        ask(held, now, first);
        steps.forEach((each, step) => {
          now = change(held, now, each, step);
          for (const one of [first, then]) expectSame(held, now, one, ask(held, now, one));
        });
      }),
      { numRuns: RUNS },
    );
  });
});

/** Spans lie in no order. */
function sorted(histogram: Histogram): Histogram {
  const spans = histogram.spans.toSorted((one, other) => one.first - other.first || one.last - other.last);
  return { ...histogram, spans };
}

describe('the histogram', () => {
  it('counts every incident that the other filters leave exactly once', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, look, (features, one) => {
        const { histogram } = ask(hold(features), features, one);
        const others = filterButWindow(indexIncidents(features), one.filters);
        const counted = countHistogram(others, { ...HISTOGRAM, bins: one.bins });
        expect(histogram && sorted(histogram)).toStrictEqual(sorted(counted));
        expect(totalOf(counted)).toBe(others.length);
      }),
      { numRuns: RUNS },
    );
  });

  it('puts a range into the bin in which it begins, a wide one into a span, and the rest before or after', () => {
    const ranges = [
      ['2025-10-01T00:00:00Z', '2025-10-02T00:00:00Z'],
      ['2025-10-04T12:00:00Z', '2025-10-05T12:00:00Z'],
      ['2025-10-05T00:00:00Z', '2025-10-06T00:00:00Z'],
      ['2025-10-05T18:00:00Z', '2025-10-06T06:00:00Z'],
      ['2025-10-01T00:00:00Z', '2025-10-08T00:00:00Z'],
      ['2025-10-06T00:00:00Z', '2025-10-08T00:00:00Z'],
      ['2025-10-07T00:00:00Z', '2025-11-07T00:00:00Z'],
      ['2025-10-09T00:00:00Z', '2025-10-09T01:00:00Z'],
    ] as const;
    const features = ranges.map(([happenedFrom, happenedTo], at) => incident(at + 1, { happenedFrom, happenedTo }));
    const days = { fromMs: Date.parse('2025-10-05'), toMs: Date.parse('2025-10-09'), bins: 4 };
    const { engine } = hold(features);
    const { histogram } = engine.answer({ ...questionOf(NOTHING_ASKED, 1), histogram: days });
    const firstStatus = (count: number): number[] => [
      count,
      ...Array.from({ length: OCCURRENCE_STATUSES.length - 1 }, () => 0),
    ];
    expect(histogram).toEqual({
      fromMs: days.fromMs,
      binMs: 86_400_000,
      counts: Uint32Array.from([...firstStatus(2), ...firstStatus(0), ...firstStatus(0), ...firstStatus(0)]),
      spans: [
        { first: 0, last: 2, counts: Uint32Array.from(firstStatus(1)) },
        { first: 1, last: 2, counts: Uint32Array.from(firstStatus(1)) },
        { first: 2, last: 3, counts: Uint32Array.from(firstStatus(1)) },
      ],
      before: 2,
      after: 1,
    });
  });

  it('ends a range with the bin before where it ends as one begins, though bins are no whole number long', () => {
    // A seventh bin of 21 over two days ends at 16:00 sharp; in fractions it ends a little later.
    const [fromMs, toMs] = [Date.parse('2025-10-05'), Date.parse('2025-10-07')];
    const features = [incident(1, { happenedFrom: '2025-10-05T00:00:00Z', happenedTo: '2025-10-05T16:00:00Z' })];
    const { histogram } = hold(features).engine.answer({
      ...questionOf(NOTHING_ASKED, 1),
      histogram: { fromMs, toMs, bins: 21 },
    });
    expect(histogram?.spans.map(({ first, last }) => [first, last])).toStrictEqual([[0, 6]]);
  });

  it('is not counted where no bins are asked for, and refuses bins without end', () => {
    const { engine } = hold([]);
    const question = questionOf(NOTHING_ASKED, 1);
    expect(engine.answer({ ...question, histogram: null }).histogram).toBeNull();
    const endless = { fromMs: 0, toMs: 1, bins: 1e9 };
    expect(() => engine.answer({ ...question, histogram: endless })).toThrow('no histogram of 1000000000 bins');
  });
});

describe('an answer', () => {
  it('orders references as text: seven digits that begin as six do come after those', () => {
    const numbers = ['999999', '1000021', '100002', '1000020', '100003', '1000000'];
    const features = numbers.map((number, at) => incident(at + 1, { ref: `DL-2025-${number}` }));
    const list = { sort: 'reference', from: 0, count: 6 } as const;
    const held = hold(features);
    const { ids } = ask(held, features, { ...NOTHING_ASKED, list }).list;
    expect(Array.from(ids, (id) => numbers[id - 1])).toEqual(numbers.toSorted());
  });

  it('names the incident that begins last on record, and the time that all of them span, whatever the filters', () => {
    const days = ['2025-10-20', '2025-11-02', '2025-10-30'];
    const features = days.map((day, at) =>
      incident(at + 1, { happenedFrom: `${day}T00:00:00Z`, happenedTo: `${day}T06:00:00Z` }),
    );
    const held = hold(features);
    const narrow = { ...NOTHING_ASKED, filters: { ...NO_FILTERS, to: '2025-10-21' } };
    const { latest, recorded, matched, total } = ask(held, features, narrow);
    expect({ latest, recorded, matched, total }).toEqual({
      latest: {
        id: 2,
        fromMs: Date.parse('2025-11-02'),
        toMs: Date.parse('2025-11-02T06:00:00Z'),
        timePrecision: features[1]?.properties.timePrecision,
      },
      recorded: { fromMs: Date.parse('2025-10-20'), toMs: Date.parse('2025-11-02T06:00:00Z') },
      matched: 1,
      total: 3,
    });
  });

  it('tells whether any incident is invented', () => {
    const one = (ref: string) => hold([incident(1), incident(2, { ref, synthetic: ref.startsWith('SYN') })]);
    const isSynthetic = (held: Held): boolean => held.engine.answer(questionOf(NOTHING_ASKED, 1)).synthetic;
    expect([one('DL-2025-000009'), one('SYN-2024-000009')].map(isSynthetic)).toEqual([false, true]);
    expect(isSynthetic(hold([]))).toBe(false);
  });

  it(
    'counts for a comparison what may have happened in the days, as the rows would be counted',
    { timeout: MOST_MS },
    () => {
      const days = { first: 20_380, last: 20_389 };
      const before = { first: 20_370, last: 20_379 };
      const instants = ({ first, last }: Days) => ({ fromMs: first * DAY_MS, toMs: (last + 1) * DAY_MS });
      const tallies = [
        { ...instants(days), other: instants(before) },
        { ...instants(before), other: null },
      ];
      fc.assert(
        fc.property(incidents, look, (features, one) => {
          const held = hold(features);
          ask(held, features, one);
          const answer = held.engine.answer({ ...questionOf(one, 2), tallies });
          const left = filterButWindow(indexIncidents(features), one.filters);
          expect(answer.tallies.map(({ tally }) => tally)).toStrictEqual([
            tallyDays(left, days, before),
            tallyDays(left, before),
          ]);
        }),
        { numRuns: RUNS },
      );
    },
  );

  it('puts the incidents of one place in the order of the list, without those that the filters hold back', () => {
    const features = [
      incident(1, { happenedFrom: '2025-10-20T00:00:00Z', happenedTo: '2025-10-20T01:00:00Z' }),
      incident(2, { happenedFrom: '2025-10-22T00:00:00Z', happenedTo: '2025-10-22T01:00:00Z' }),
      incident(3, { happenedFrom: '2025-10-21T00:00:00Z', happenedTo: '2025-10-21T01:00:00Z' }),
      incident(4, { happenedFrom: '2025-11-21T00:00:00Z', happenedTo: '2025-11-21T01:00:00Z' }),
    ];
    const { engine } = hold(features);
    const until = { ...NOTHING_ASKED, filters: { ...NO_FILTERS, to: '2025-10-31' } };
    const held = [1, 2, 3, 4, 99];
    expect([...(engine.answer({ ...questionOf(until, 1), held }).held ?? [])]).toEqual([2, 3, 1]);
    expect(engine.answer(questionOf(until, 2)).held).toBeNull();
  });

  it('carries no ids of a place that holds more than a list is asked for, and tells them when asked', () => {
    const features = Array.from({ length: MOST_IDS + 1 }, (_, at) => incident(at + 1, { at: [69, 34] }));
    const held = hold(features);
    const near = { ...NOTHING_ASKED, zoom: 12, filters: { ...NO_FILTERS, extent: [68, 33, 70, 35] as const } };
    const { map } = ask(held, features, near);
    const { cells } = binnedOf(map, new Map());
    expect(cells).toMatchObject([{ count: MOST_IDS + 1, ids: [] }]);
    expect(ascending(held.engine.idsIn([cells[0]?.key ?? '']))).toEqual(features.map(({ id }) => id));
    expect([...held.engine.idsIn(['nowhere'])]).toEqual([]);
  });

  it('leaves out of the map what has an outline that has not arrived, until it has', () => {
    const outlines = createOutlineIndex();
    const district: IncidentFeature = { ...incident(1), geometry: polygonOfBox([68, 33, 69, 34]) };
    const engine = createEngine(readColumns(arrowOf([district], { version: 'v0' }, outlines)), []);
    const question = { ...questionOf(NOTHING_ASKED, 1), extent: [67, 32, 70, 35] as const };
    expect(engine.answer(question).onMap).toEqual({ inView: 0, elsewhere: 0, notOnMap: 1 });
    engine.setOutlines(outlines.list());
    const { onMap, map } = engine.answer(question);
    expect(onMap).toEqual({ inView: 1, elsewhere: 0, notOnMap: 0 });
    expect([...map.areas.ids]).toEqual([1]);
  });
});
