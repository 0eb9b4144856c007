import fc from 'fast-check';
import { Attribution, Compliance } from '../../../api/accounts/contract.ts';
import { type Geometry, LOCATION_PRECISIONS, OCCURRENCE_STATUSES, polygonOfBox } from '../../../api/geo/contract.ts';
import {
  CATEGORIES,
  categoryOf,
  INCIDENT_TYPES,
  type IncidentFeature,
  PartiesStated,
  POSITIONS_SAID,
} from '../../../api/incidents/contract.ts';
import type { Bounds } from '../../../web/explore/bounds.ts';
import { type Filters, filterTimed, indexIncidents } from '../../../web/explore/filter.ts';
import { questionOf as questionOfView } from '../../../web/explore/question.ts';
import type { Question } from '../../../web/columns/question.ts';
import { DEFAULT_VIEW, SORTS, type View } from '../../../web/view.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';

const west = fc.double({ min: 68, max: 70, noNaN: true });
const south = fc.double({ min: 33, max: 34.5, noNaN: true });

/** A corner of the cell in which a position lies; as the service makes it, so that no rounding moves it. */
function cellAt([x, y]: readonly [number, number], perDegree: number): Geometry {
  const [column, row] = [Math.floor(x * perDegree), Math.floor(y * perDegree)];
  return polygonOfBox([column / perDegree, row / perDegree, (column + 1) / perDegree, (row + 1) / perDegree]);
}

/** Areas as sources name them: two districts, and a province of two parts. */
const AREAS: readonly Geometry[] = [
  polygonOfBox([68.4, 33.1, 69.1, 33.8]),
  polygonOfBox([69, 33.5, 69.02, 33.51]),
  {
    type: 'MultiPolygon',
    coordinates: [polygonOfBox([68, 33, 68.3, 33.2]).coordinates, polygonOfBox([70, 34, 70.1, 34.9]).coordinates],
  },
];

/** Places come fine and coarse, so that equal and near ones occur; float32 as the columns hold them. */
const place = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(west, south, fc.constantFrom(10, 1_000)).map(([x, y, step]) => ({
      geometry: {
        type: 'Point' as const,
        coordinates: [Math.fround(Math.round(x * step) / step), Math.fround(Math.round(y * step) / step)] as [
          number,
          number,
        ],
      },
      generalised: false,
    })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(west, south, fc.constantFrom(100, 20, 10, 2))
      .map(([x, y, perDegree]) => ({ geometry: cellAt([x, y], perDegree), generalised: true })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...AREAS), fc.boolean())
      .map(([geometry, generalised]) => ({ geometry, generalised })),
  },
  { weight: 1, arbitrary: fc.constant({ geometry: null, generalised: false }) },
);

const DAY_MS = 86_400_000;
const time = fc
  .tuple(fc.integer({ min: 0, max: 40 * 24 }), fc.constantFrom(1, 1, 24, 24, 24 * 7, 24 * 30))
  .map(([hour, hours]) => {
    const from = Date.parse('2025-10-01T00:00:00Z') + hour * 3_600_000;
    return { happenedFrom: new Date(from).toISOString(), happenedTo: new Date(from + hours * 3_600_000).toISOString() };
  });

const told = fc.record({
  type: fc.constantFrom(...INCIDENT_TYPES),
  status: fc.constantFrom(...OCCURRENCE_STATUSES),
  locationPrecision: fc.constantFrom(...LOCATION_PRECISIONS),
  partiesStated: fc.constantFrom(...PartiesStated.options),
  attribution: fc.constantFrom(...Attribution.options),
  compliance: fc.constantFrom(...Compliance.options),
  accountsDifferOn: fc.subarray<IncidentFeature['properties']['accountsDifferOn'][number]>(['time']),
  overdue: fc.boolean(),
  underReview: fc.boolean(),
  synthetic: fc.boolean(),
  uncertaintyMetres: fc.option(fc.integer({ min: 0, max: 25_000 })),
  title: fc.constantFrom('Shelling at Margha', 'A drone over the pass', 'Margha bazaar closed'),
});

/** Ids as the service gives them, far apart; the reference of an id is always the same. */
const FACTOR = 2 ** 38 + 12_345;
export const idOf = (number: number): number => number * FACTOR;

const feature = (number: number): fc.Arbitrary<IncidentFeature> =>
  fc.tuple(place, time, told).map(([{ geometry, generalised }, range, properties]) => {
    // Six digits and seven, which order as text and not as numbers.
    const digits = number % 3 === 0 ? String(1_000_000 + number * 7) : String(number * 31).padStart(6, '0');
    const ref = `${properties.synthetic ? 'SYN' : 'DL'}-${2024 + (number % 3)}-${digits}`;
    const category = categoryOf(properties.type);
    return { ...incident(idOf(number), { ...properties, ...range, ref, category, generalised }), geometry };
  });

/** Incidents, and what happens to them: some are replaced, some removed, some are new. */
export const incidents = fc
  .integer({ min: 0, max: 70 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => feature(at + 1))));
export type Change = { changed: IncidentFeature[]; removed: number[] };
export const changes = fc.array(
  fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 25 }).chain((numbers) =>
    fc
      .tuple(fc.tuple(...numbers.map(feature)), fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 15 }))
      .map(([changed, gone]): Change => {
        const removed = gone.filter((number) => !numbers.includes(number)).map(idOf);
        return { changed, removed };
      }),
  ),
  { minLength: 1, maxLength: 3 },
);

/** Mostly open, and large parts else: what eight groups leave must be enough to be drawn. */
const some = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constant<Value[]>([]) },
    { weight: 1, arbitrary: fc.subarray([...values], { minLength: Math.ceil(values.length / 2) }) },
  );
const seldom = fc.integer({ min: 0, max: 19 }).map((number) => number === 7);
const day = fc.option(
  fc
    .integer({ min: -5, max: 60 })
    .map((at) => new Date(Date.parse('2025-10-01') + at * DAY_MS).toISOString().slice(0, 10)),
  { freq: 2 },
);

const extent = fc.option(
  fc
    .tuple(west, south, fc.constantFrom(0.2, 1, 3, 3), fc.constantFrom(0.2, 1, 3, 3))
    .map(([left, bottom, width, height]): Bounds => [left, bottom, left + width, bottom + height]),
  { freq: 8 },
);

const filters = fc.record({
  from: day,
  to: day,
  types: some([...INCIDENT_TYPES, ...CATEGORIES]),
  statuses: some(OCCURRENCE_STATUSES),
  parties: some(POSITIONS_SAID),
  attributions: some(Attribution.options),
  compliances: some(Compliance.options),
  precisions: some(LOCATION_PRECISIONS),
  overdue: seldom,
  underReview: seldom,
  mine: seldom,
  q: fc.constantFrom('', '', '', '', 'margha', 'shelling margha'),
  onlyInView: fc.boolean(),
});

/** What somebody looks at: the filters as web/explore knows them, and the rest of a question. */
export type Look = {
  filters: Filters;
  zoom: number;
  list: Question['list'];
  selectedId: number | null;
  bins: number;
};

export const look: fc.Arbitrary<Look> = fc
  .record({
    filters,
    extent,
    own: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 100 }).map(idOf), { maxLength: 30 })),
    zoom: fc.oneof(fc.double({ min: 3, max: 15, noNaN: true }), fc.constantFrom(4, 6.5, 9, 12)),
    list: fc.record({
      sort: fc.constantFrom(...SORTS),
      from: fc.integer({ min: 0, max: 40 }),
      count: fc.integer({ min: 0, max: 40 }),
    }),
    selectedId: fc.option(fc.integer({ min: 1, max: 90 }).map(idOf)),
    bins: fc.integer({ min: 1, max: 80 }),
  })
  .map(({ extent: box, own, ...rest }) => ({
    ...rest,
    filters: { ...NO_FILTERS, ...rest.filters, extent: box, own: own && new Set(own) },
  }));

/** The looks of somebody who changes one thing after the other. */
export const looks = fc.array(look, { minLength: 1, maxLength: 4 }).chain((several) =>
  fc.array(fc.tuple(fc.nat(several.length - 1), fc.nat(several.length - 1)), { maxLength: 4 }).map((mixes): Look[] => [
    ...several,
    ...mixes.map(([one, other]): Look => {
      const [kept, taken] = [several[one]!, several[other]!];
      return {
        ...kept,
        filters: { ...kept.filters, from: taken.filters.from, to: taken.filters.to, types: taken.filters.types },
      };
    }),
  ]),
);

export const HISTOGRAM = { fromMs: Date.parse('2025-10-05'), toMs: Date.parse('2025-11-05') };

/** The question for a look, but for text and own, which are told apart. */
export function questionOf({ filters: held, zoom, list, selectedId, bins }: Look, number: number): Question {
  const { sort, ...part } = list;
  const view: View = {
    ...DEFAULT_VIEW,
    ...held,
    sort,
    camera: { ...DEFAULT_VIEW.camera, zoom },
    selection: selectedId === null ? null : { collection: 'incidents', id: selectedId },
  };
  const histogram = { ...HISTOGRAM, bins };
  return {
    ...questionOfView({ view, extent: held.extent, part, held: null, histogram, tallies: [], areas: [], near: null }),
    number,
  };
}

/** What the service would find for the words of a look. */
export function matchingIn(features: readonly IncidentFeature[], { filters: { q } }: Look): number[] | null {
  if (q === '') return null;
  return filterTimed(indexIncidents(features), { ...NO_FILTERS, q }).map(({ feature: { id } }) => id);
}
