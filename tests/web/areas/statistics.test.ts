import { circle } from '@turf/circle';
import { booleanIntersects } from '@turf/boolean-intersects';
import { polygon } from '@turf/helpers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Geometry, polygonOfBox } from '../../../api/geo/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { closedRing, type Corner } from '../../../web/areas/area.ts';
import { areaShape, containmentOf } from '../../../web/areas/containment.ts';
import { measureRing } from '../../../web/areas/measure.ts';
import { talliesOf } from '../columns/held.ts';

const SQUARE: Corner[] = [
  [69, 32],
  [70, 32],
  [70, 33],
  [69, 33],
];
/** A square with a bay from the north that nearly cuts it in two. */
const BAY: Corner[] = [
  [69, 32],
  [70, 32],
  [70, 33],
  [69.6, 33],
  [69.6, 32.1],
  [69.4, 32.1],
  [69.4, 33],
  [69, 33],
];

function point(lon: number, lat: number): Geometry {
  return { type: 'Point', coordinates: [lon, lat] };
}

function incident(geometry: Geometry | null, uncertaintyMetres: number | null = null, id = 1): IncidentFeature {
  return {
    type: 'Feature',
    id,
    geometry,
    properties: {
      uid: '018f0000-0000-7000-8000-000000000001',
      ref: 'SYN-2025-000001',
      title: 'SYNTHETIC',
      summary: null,
      category: 'use-of-force',
      type: id % 2 ? 'small-arms' : 'closure',
      status: id % 3 ? 'reported' : 'contested',
      happenedFrom: '2025-10-15T00:00:00Z',
      happenedTo: '2025-10-16T00:00:00Z',
      timePrecision: 'day',
      geomRole: geometry ? 'place-centroid' : 'none',
      locationPrecision: 'settlement',
      uncertaintyMetres,
      drawnAs: null,
      generalised: false,
      timeOfDayWithheld: false,
      placeName: null,
      otherNames: [],
      district: null,
      province: null,
      partiesStated: 'none',
      accountsDifferOn: [],
      attribution: 'not-assessed',
      compliance: 'not-considered',
      positions: { afg: 'not-requested', pak: 'not-requested' },
      overdue: false,
      underReview: false,
      sourceCount: 1,
      synthetic: true,
      recordedAt: '2025-11-01T00:00:00Z',
    },
  };
}

describe('a record with a point', () => {
  const square = areaShape(SQUARE);
  it.each([
    ['inside when its whole circle is', point(69.5, 32.5), 5_000, 'inside'],
    ['possibly inside when the circle reaches out', point(69.98, 32.5), 5_000, 'possibly-inside'],
    ['possibly inside when only the circle reaches in', point(70.03, 32.5), 5_000, 'possibly-inside'],
    ['outside when not even the circle reaches in', point(70.1, 32.5), 5_000, 'outside'],
    ['possibly inside when the circle is wider than the area', point(69.5, 32.5), 200_000, 'possibly-inside'],
    ['inside or outside, never possibly, when its radius is none', point(69.99, 32.5), null, 'inside'],
  ] as const)('is %s', (_, geometry, uncertaintyMetres, expected) => {
    expect(containmentOf(geometry, uncertaintyMetres, square)).toBe(expected);
  });

  it('is not placed without a geometry', () => {
    expect(containmentOf(null, null, square)).toBe('unplaced');
  });
});

describe('a record with an area', () => {
  it.each([
    ['inside when within', SQUARE, polygonOfBox([69.2, 32.2, 69.4, 32.4]), 'inside'],
    ['inside when it shares an edge from within', SQUARE, polygonOfBox([69, 32.2, 69.4, 32.4]), 'inside'],
    ['possibly inside when it reaches out', SQUARE, polygonOfBox([69.8, 32.2, 70.4, 32.4]), 'possibly-inside'],
    ['possibly inside when it holds the area', SQUARE, polygonOfBox([60, 30, 72, 36]), 'possibly-inside'],
    ['outside when apart', SQUARE, polygonOfBox([71, 32, 72, 33]), 'outside'],
    [
      'possibly inside when its corners are within but an edge spans a bay',
      BAY,
      polygonOfBox([69.3, 32.4, 69.7, 32.6]),
      'possibly-inside',
    ],
    ['outside when it lies in a bay', BAY, polygonOfBox([69.45, 32.4, 69.55, 32.6]), 'outside'],
  ] as const)('is %s', (_, ring, geometry, expected) => {
    expect(containmentOf(geometry, null, areaShape(ring))).toBe(expected);
  });

  it('is outside when the area lies in its hole', () => {
    const outer = polygonOfBox([60, 30, 72, 36]);
    const hole = polygonOfBox([68, 31, 71, 34]);
    const withHole: Geometry = { type: 'Polygon', coordinates: [...outer.coordinates, ...hole.coordinates] };
    expect(containmentOf(withHole, null, areaShape(SQUARE))).toBe('outside');
  });

  it('of several parts is inside only when all parts are', () => {
    const parts = (...boxes: Geometry[]): Geometry => ({
      type: 'MultiPolygon',
      coordinates: boxes.map((part) => (part.type === 'Polygon' ? part.coordinates : [])),
    });
    const within = polygonOfBox([69.2, 32.2, 69.4, 32.4]);
    expect(containmentOf(parts(within, polygonOfBox([69.6, 32.6, 69.7, 32.7])), null, areaShape(SQUARE))).toBe(
      'inside',
    );
    expect(containmentOf(parts(within, polygonOfBox([75, 32.6, 76, 32.7])), null, areaShape(SQUARE))).toBe(
      'possibly-inside',
    );
  });
});

describe('the statistics of an area', () => {
  it('are counted by category, type and status, what is uncertain or unplaced apart', () => {
    const incidents = [
      incident(point(69.5, 32.5), 1_000, 1),
      incident(point(69.4, 32.4), 1_000, 2),
      incident(point(69.999, 32.5), 5_000, 3),
      incident(null, null, 4),
      incident(point(60, 30), 100, 5),
    ];
    const tallies = talliesOf({ ring: SQUARE }, incidents);
    expect(tallies.inside).toEqual({
      total: 2,
      byCategory: { 'use-of-force': 1, crossing: 1 },
      byType: { 'small-arms': 1, closure: 1 },
      byStatus: { reported: 2 },
    });
    expect(tallies['possibly-inside'].byStatus).toEqual({ contested: 1 });
    expect([tallies.unplaced.total, tallies.outside.total]).toEqual([1, 1]);
  });

  it('measure on the sphere: one degree square at 32° north', () => {
    const { squareKilometres, perimeterKilometres } = measureRing(SQUARE);
    // R² · Δλ · (sin 33° − sin 32°) with R = 6371.0088 km; edges as great circles for the perimeter.
    expect(squareKilometres).toBeCloseTo(10_427, -2);
    expect(perimeterKilometres).toBeCloseTo(2 * 111.195 + 94.3 + 93.26, 0);
    expect(
      measureRing([
        [69, 32],
        [70, 32],
      ]),
    ).toEqual({ squareKilometres: 0, perimeterKilometres: 0 });
  });

  it('put every incident into exactly one of the four', () => {
    const placed = fc.record({
      lon: fc.double({ min: 67, max: 72, noNaN: true }),
      lat: fc.double({ min: 30, max: 35, noNaN: true }),
      metres: fc.integer({ min: 1, max: 100_000 }),
      kind: fc.constantFrom('point', 'cell', 'none'),
    });
    fc.assert(
      fc.property(fc.array(placed, { maxLength: 60 }), fc.constantFrom(SQUARE, BAY), (drafts, ring) => {
        const incidents = drafts.map(({ lon, lat, metres, kind }, index) => {
          if (kind === 'none') return incident(null, null, index);
          return kind === 'cell'
            ? incident(polygonOfBox([lon, lat, lon + 0.3, lat + 0.3]), null, index)
            : incident(point(lon, lat), metres, index);
        });
        const tallies = talliesOf({ ring }, incidents);
        const sum = Object.values(tallies).reduce((total, tally) => total + tally.total, 0);
        expect(sum).toBe(incidents.length);
        expect(tallies.unplaced.total).toBe(drafts.filter(({ kind }) => kind === 'none').length);
      }),
      { numRuns: 60 },
    );
  });

  it('gain an incident that moves in', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 69.2, max: 69.8, noNaN: true }),
        fc.double({ min: 32.2, max: 32.8, noNaN: true }),
        (lon, lat) => {
          const far = talliesOf({ ring: SQUARE }, [incident(point(lon + 5, lat), 1_000)]);
          const near = talliesOf({ ring: SQUARE }, [incident(point(lon, lat), 1_000)]);
          expect([far.inside.total, near.inside.total]).toEqual([0, 1]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('agree with a circle drawn by Turf, its 128-sided outline set aside', () => {
    const bay = polygon([closedRing(BAY)]);
    fc.assert(
      fc.property(
        fc.double({ min: 68.8, max: 70.2, noNaN: true }),
        fc.double({ min: 31.8, max: 33.2, noNaN: true }),
        fc.integer({ min: 500, max: 20_000 }),
        (lon, lat, metres) => {
          const found = containmentOf(point(lon, lat), metres, areaShape(BAY));
          const inner = circle([lon, lat], metres * 0.99, { units: 'metres', steps: 128 });
          const outer = circle([lon, lat], metres * 1.01, { units: 'metres', steps: 128 });
          if (found === 'outside') expect(booleanIntersects(inner, bay)).toBe(false);
          else expect(booleanIntersects(outer, bay)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('take well under a frame of typing for 5,000 incidents', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => {
      const [lon, lat] = [62 + (index % 100) / 10, 29 + Math.floor(index / 100) / 10];
      return index % 5
        ? incident(point(lon, lat), 5_000, index)
        : incident(polygonOfBox([lon, lat, lon + 0.4, lat + 0.4]), null, index);
    });
    const ring = Array.from({ length: 200 }, (_, index): Corner => {
      const angle = (2 * Math.PI * index) / 200;
      return [68 + 2 * Math.cos(angle), 32 + 2 * Math.sin(angle)];
    });
    const began = performance.now();
    talliesOf({ ring }, many);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
