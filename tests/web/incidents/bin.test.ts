import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OCCURRENCE_STATUSES, type Geometry, type LocationPrecision } from '../../../api/geo/contract.ts';
import { CATEGORIES, type IncidentFeature } from '../../../api/incidents/contract.ts';
import { type Binned, isOnePlace } from '../../../web/incidents/binned.ts';
import { createIncidentBinner } from '../oracle/bin.ts';
import { MARK_RADIUS_PIXELS, metresPerPixel } from '../../../web/map/anchor.ts';
import { type Bounds, boundsMeet, boundsOf } from '../../../web/explore/bounds.ts';
import { MAX_ZOOM } from '../../../web/map/extent.ts';

type Told = Partial<
  Pick<IncidentFeature['properties'], 'status' | 'category' | 'uncertaintyMetres' | 'locationPrecision' | 'generalised'>
>;

/** An incident with what binning reads; the rest of a record does not matter to it. */
const incident = (id: number, geometry: Geometry | null, told: Told = {}): IncidentFeature =>
  ({
    type: 'Feature',
    id,
    geometry,
    properties: { status: 'reported', category: 'air', uncertaintyMetres: null, locationPrecision: 'exact', ...told },
  }) as IncidentFeature;

const at = (longitude: number, latitude: number): Geometry => ({ type: 'Point', coordinates: [longitude, latitude] });
const cellAround = (west: number, south: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.2, south],
      [west + 0.2, south + 0.2],
      [west, south + 0.2],
      [west, south],
    ],
  ],
});
const view = { zoom: 6, bounds: [62, 28, 75, 37] as const, selectedId: null };

const idsIn = ({ marks, cells, areas }: Binned): number[] => [
  ...marks.map(({ id }) => id),
  ...[...cells, ...areas].flatMap(({ ids }) => ids),
];

describe('what a view shows of the incidents', () => {
  it('always adds up: every incident is in exactly one place, and counts by status agree', () => {
    const longitude = fc.double({ min: 60, max: 76, noNaN: true });
    const latitude = fc.double({ min: 26, max: 39, noNaN: true });
    // Few decimals, so that equal and near places occur.
    const coarse = (value: number): number => Math.round(value * 10) / 10;
    const geometry = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(longitude, latitude).map(([x, y]) => at(x, y)) },
      { weight: 3, arbitrary: fc.tuple(longitude, latitude).map(([x, y]) => at(coarse(x), coarse(y))) },
      { weight: 2, arbitrary: fc.tuple(longitude, latitude).map(([x, y]) => cellAround(coarse(x), coarse(y))) },
      { weight: 1, arbitrary: fc.constant(null) },
    );
    const told = fc.record({
      status: fc.constantFrom(...OCCURRENCE_STATUSES),
      category: fc.constantFrom(...CATEGORIES),
      uncertaintyMetres: fc.option(fc.integer({ min: 1, max: 25_000 })),
    });
    const look = fc.record({
      west: fc.double({ min: 60, max: 70, noNaN: true }),
      south: fc.double({ min: 26, max: 33, noNaN: true }),
      zoom: fc.double({ min: 3, max: 15, noNaN: true }),
    });
    const bin = createIncidentBinner();
    fc.assert(
      fc.property(fc.array(fc.tuple(geometry, told), { maxLength: 120 }), look, (rows, { west, south, zoom }) => {
        const features = rows.map(([where, properties], index) => incident(index + 1, where, properties));
        const binned = bin({ features, zoom, bounds: [west, south, west + 6, south + 4], selectedId: null });
        const bounds: Bounds = [west, south, west + 6, south + 4];
        const isIn = ({ geometry }: IncidentFeature): boolean => boundsMeet(boundsOf(geometry) ?? [0, 0, 0, 0], bounds);
        expect(idsIn(binned).toSorted((a, b) => a - b)).toEqual(features.filter(isIn).map(({ id }) => id));
        expect(binned.notOnMap).toBe(features.filter(({ geometry }) => geometry === null).length);
        expect(idsIn(binned).length + binned.notOnMap + binned.outOfView).toBe(features.length);
        for (const { ids, count, byStatus } of [...binned.cells, ...binned.areas]) {
          expect([count, Object.values(byStatus).reduce((sum, counted) => sum + counted, 0)]).toEqual([
            ids.length,
            ids.length,
          ]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps marks and cells from covering each other', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      incident(index + 1, at(64 + ((index * 7919) % 997) / 120, 29 + ((index * 104_729) % 991) / 150)),
    );
    const { marks, cells } = createIncidentBinner()({ features: many, ...view });
    const side = 512 * 2 ** view.zoom;
    const placed = [...marks, ...cells].map(({ longitude, latitude }) => {
      const phi = (latitude * Math.PI) / 180;
      return { x: ((longitude + 180) / 360) * side, y: ((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * side };
    });
    const covering = placed.filter((one, index) =>
      placed.slice(index + 1).some((other) => Math.hypot(one.x - other.x, one.y - other.y) < 24.9),
    );
    expect(covering).toEqual([]);
    expect(cells.length).toBeGreaterThan(10);
  });

  it('does not regroup when the map is only panned', () => {
    const features = Array.from({ length: 300 }, (_, index) =>
      incident(index + 1, at(67 + ((index * 37) % 100) / 40, 31 + ((index * 61) % 100) / 40)),
    );
    const bin = createIncidentBinner();
    const keys = (bounds: readonly [number, number, number, number]): string[] =>
      bin({ features, ...view, bounds })
        .cells.map(({ key, ids }) => `${key} ${ids.length}`)
        .toSorted();
    expect(keys([62, 28, 75, 37])).toEqual(keys([63, 29, 76, 38]));
  });
});

describe('places', () => {
  it('at the very same point stay reachable at the nearest zoom: as one cell that opens a list', () => {
    const features = [1, 2, 3].map((id) => incident(id, at(71.0847, 34.1147)));
    const { cells, marks } = createIncidentBinner()({
      features,
      zoom: MAX_ZOOM,
      bounds: [71, 34, 71.2, 34.2],
      selectedId: 2,
    });
    expect(marks).toEqual([]);
    expect(cells).toMatchObject([{ ids: [1, 2, 3], isSelected: true }]);
    expect(cells.map(isOnePlace)).toEqual([true]);
  });

  it('that can be told apart nearer by are a cell to zoom into', () => {
    const features = [incident(1, at(69.9, 33.3)), incident(2, at(70.0, 33.4))];
    const { cells } = createIncidentBinner()({ features, ...view, zoom: 5 });
    expect(cells).toMatchObject([{ ids: [1, 2], bounds: [69.9, 33.3, 70, 33.4] }]);
    expect(cells.map(isOnePlace)).toEqual([false]);
    expect(createIncidentBinner()({ features, ...view, zoom: 9 }).marks).toHaveLength(2);
  });

  it('get a circle of their true radius, once it is wider than the mark', () => {
    const settlement = incident(1, at(66.4, 31), {
      uncertaintyMetres: 5_000,
      locationPrecision: 'settlement' satisfies LocationPrecision,
    });
    const bin = createIncidentBinner();
    expect(bin({ features: [settlement], ...view, zoom: 6 }).circles).toEqual([]);
    const [circle] = bin({ features: [settlement], ...view, zoom: 9 }).circles;
    expect(circle?.radiusMetres).toBe(5_000);
    const [north = 0] = (circle?.geometry.coordinates[0] ?? [])
      .map(([, latitude = 0]) => latitude)
      .toSorted((a, b) => b - a);
    expect((north - 31) * 111_195).toBeCloseTo(5_000, -2);
    expect(5_000 / metresPerPixel(31, 9)).toBeGreaterThan(MARK_RADIUS_PIXELS);
  });

  it('known only as an area are that area, never a mark', () => {
    const { marks, cells, areas, circles } = createIncidentBinner()({
      features: [incident(1, cellAround(69, 32), { locationPrecision: 'adm2' })],
      ...view,
    });
    expect([marks, cells, circles]).toEqual([[], [], []]);
    expect(areas).toMatchObject([{ ids: [1], tone: 'reported' }]);
  });

  it('that no source gives are counted as not on the map', () => {
    expect(createIncidentBinner()({ features: [incident(7, null)], ...view }).notOnMap).toBe(1);
  });
});
