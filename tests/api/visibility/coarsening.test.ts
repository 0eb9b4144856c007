import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Position, polygonOfBox } from '../../../api/geo/contract.ts';
import { CELL_DEGREES, coarsen, type SeenWhere } from '../../../api/visibility/coarsening.ts';
import { SETTLEMENTS } from '../../../api/visibility/settlements.ts';
import { squareAround, whereAt } from '../../fixtures/records.ts';

/** Three settlements in the cell of 0.05° from 70.00, 33.00, and three more in the one of 0.1° from 71.00, 33.00. */
const PEOPLED: Position[] = [
  [70.01, 33.01],
  [70.02, 33.02],
  [70.03, 33.04],
  [71.01, 33.01],
  [71.06, 33.07],
  [71.08, 33.02],
];

function pointAt(at: Position, precision: 'exact' | 'site' | 'settlement' | 'near', uncertaintyMetres: number) {
  return whereAt({ type: 'Point', coordinates: at }, { precision, uncertaintyMetres, placeName: 'The mill' });
}

function told({ geometry, precision, drawnAs, placeName, generalised }: SeenWhere) {
  return { geometry, precision, drawnAs, placeName, generalised };
}

describe('a point that may not be known exactly', () => {
  test.each([
    [
      'among settlements',
      [70.0123, 33.0456],
      'exact',
      50,
      polygonOfBox([70, 33, 70.05, 33.05]),
      'settlement',
      'cell-of-the-grid',
    ],
    ['among fewer', [71.0123, 33.0456], 'site', 900, polygonOfBox([71, 33, 71.1, 33.1]), 'near', 'cell-of-the-grid'],
    [
      'far from any',
      [72.3, 33.3],
      'exact',
      50,
      polygonOfBox([72, 33, 72.5, 33.5]),
      'adm2',
      'cell-in-place-of-the-district',
    ],
  ] as const)(
    '%s becomes a cell that holds enough of them, and loses its name',
    (_what, at, precision, metres, cell, as, drawn) => {
      expect(told(coarsen(pointAt([...at], precision, metres), 'general', PEOPLED))).toStrictEqual({
        geometry: cell,
        precision: as,
        drawnAs: drawn,
        placeName: null,
        generalised: true,
      });
    },
  );

  test.each([
    ['settlement', 5_000, polygonOfBox([72.3, 33.3, 72.4, 33.4])],
    ['near', 25_000, polygonOfBox([72, 33, 72.5, 33.5])],
  ] as const)('known to %s is never drawn finer than it was known, and keeps its name', (precision, metres, cell) => {
    const seen = coarsen(pointAt([72.31, 33.32], precision, metres), 'general', PEOPLED);
    expect([seen.geometry, seen.precision, seen.placeName]).toStrictEqual([cell, precision, 'The mill']);
  });

  test('of a place that everybody knows becomes a cell of a hundredth of a degree', () => {
    const seen = coarsen(pointAt([71.08472, 34.11472], 'settlement', 5_000), 'widely-public', PEOPLED);
    expect(seen.geometry).toStrictEqual(polygonOfBox([71.08, 34.11, 71.09, 34.12]));
    // Half the diagonal of the cell, and the source's own radius.
    expect(seen.uncertaintyMetres).toBe(5_000 + 723);
  });

  test('of a protected place becomes a cell as large as a district, whatever lies about it', () => {
    const seen = coarsen(pointAt([70.0123, 33.0456], 'exact', 50), 'protected', PEOPLED);
    expect(seen.geometry).toStrictEqual(polygonOfBox([70, 33, 70.5, 33.5]));
  });
});

describe('an area', () => {
  test('that has a name stays as it is', () => {
    const where = whereAt(squareAround(70, 33, 1));
    expect(coarsen(where, 'general', PEOPLED)).toStrictEqual({ ...where, generalised: false });
  });

  test('that is small is no less a place than a point is', () => {
    const seen = coarsen(whereAt(squareAround(72.31, 33.32, 0.001)), 'general', PEOPLED);
    expect(seen.geometry).toStrictEqual(polygonOfBox([72, 33, 72.5, 33.5]));
  });

  test('from which an observer’s position could be read becomes a box on the grid', () => {
    const sector = whereAt(squareAround(70.21, 33.22, 0.1), { role: 'observed-sector', precision: 'airspace' });
    expect(coarsen(sector, 'general', PEOPLED).geometry).toStrictEqual(polygonOfBox([70, 33, 70.5, 33.5]));
    const wide = whereAt(squareAround(70.21, 33.22, 0.4), { role: 'observed-sector', precision: 'airspace' });
    expect(coarsen(wide, 'general', PEOPLED).geometry).toStrictEqual(polygonOfBox([69.5, 32.5, 71, 34]));
  });
});

describe('whatever the place', () => {
  const position = fc.tuple<Position>(
    fc.double({ min: 60, max: 78, noNaN: true }),
    fc.double({ min: 24, max: 38, noNaN: true }),
  );
  const precision = fc.constantFrom(
    ['exact', 20],
    ['exact', 100],
    ['site', 1_000],
    ['settlement', 5_000],
    ['near', 25_000],
  ) as fc.Arbitrary<['exact' | 'site' | 'settlement' | 'near', number]>;
  const placeClass = fc.constantFrom('general' as const, 'widely-public' as const, 'protected' as const);

  test('its corners lie on the grid, it holds the point, and it is the same each time', () => {
    fc.assert(
      fc.property(position, precision, placeClass, (at, [name, metres], kind) => {
        const where = pointAt(at, name, metres);
        const seen = coarsen(where, kind, SETTLEMENTS);
        expect(coarsen(where, kind, SETTLEMENTS)).toStrictEqual(seen);
        if (seen.geometry?.type !== 'Polygon') throw new Error('no cell');
        const corners = seen.geometry.coordinates[0] ?? [];
        const [west, south] = corners[0] ?? [NaN, NaN];
        const [east, north] = corners[2] ?? [NaN, NaN];
        expect(west <= at[0] && at[0] < east && south <= at[1] && at[1] < north).toBe(true);
        const degrees = CELL_DEGREES.find((size) => Math.abs(east - west - size) < 1e-9) ?? NaN;
        for (const side of [west, south, east, north])
          expect(Math.abs(side / degrees - Math.round(side / degrees))).toBeLessThan(1e-6);
      }),
      { numRuns: 2_000 },
    );
  });
});
