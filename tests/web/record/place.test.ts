import { describe, expect, test } from 'vitest';
import { LOCATION_PRECISIONS, POINT_RADIUS_METRES, Where } from '../../../api/geo/contract.ts';
import {
  BLANK_PLACE,
  findPlaceFaults,
  mayBePoint,
  placeOf,
  positionOf,
  rolesFor,
  whereOf,
  widestRadiusOf,
  type PlaceEntry,
} from '../../../web/record/place.ts';

const point = {
  ...BLANK_PLACE,
  precision: 'settlement',
  longitude: '66.4',
  latitude: '30.9',
  radiusMetres: 5_000,
} as const;
const ring = [
  [66, 30],
  [67, 30],
  [67, 31],
  [66, 30],
] as [number, number][];
const outline: PlaceEntry = { ...BLANK_PLACE, precision: 'adm2', shape: { type: 'Polygon', coordinates: [ring] } };

describe('a place as it is typed', () => {
  test('the widest radius is the contract’s', () => {
    expect(LOCATION_PRECISIONS.map(widestRadiusOf)).toStrictEqual([
      ...Object.values(POINT_RADIUS_METRES),
      ...Array.from({ length: 6 }, () => null),
    ]);
  });

  test('a settlement is a point, the middle of a place, with its radius', () => {
    expect(whereOf(point)).toMatchObject({
      geometry: { type: 'Point', coordinates: [66.4, 30.9] },
      role: 'place-centroid',
      uncertaintyMetres: 5_000,
    });
    expect(Where.safeParse(whereOf(point)).success).toBe(true);
  });

  test('a district is its outline, or nothing drawn, never the point that was typed before', () => {
    expect(whereOf(outline)).toMatchObject({ geometry: outline.shape, role: 'admin-area' });
    const named = { ...point, precision: 'adm2', district: 'Spin Boldak' } as const;
    expect(whereOf(named)).toMatchObject({ geometry: null, role: 'none' });
    expect(Where.safeParse(whereOf({ ...named, radiusMetres: null })).success).toBe(true);
    expect(findPlaceFaults(named, null)).toStrictEqual([]);
    expect(findPlaceFaults({ ...named, district: null }, null)).toStrictEqual([
      { path: 'where.geometry', key: 'form.fault-area-missing' },
    ]);
  });

  test('the roles follow what is drawn, the usual one first', () => {
    expect(rolesFor(point)).toStrictEqual(['place-centroid', 'impact', 'origin']);
    expect(rolesFor({ ...point, precision: 'exact' })[0]).toBe('impact');
    expect(rolesFor(outline)[0]).toBe('admin-area');
    expect(rolesFor(BLANK_PLACE)).toStrictEqual(['none']);
  });

  test('a radius wider than the precision is named with its limit', () => {
    expect(findPlaceFaults({ ...point, precision: 'site' }, null)).toStrictEqual([
      { path: 'where.uncertaintyMetres', key: 'form.fault-radius-too-wide', values: { most: 1_000 } },
    ]);
  });

  test('an allegation alone is never a point', () => {
    expect([mayBePoint('hostile-statement'), mayBePoint('closure'), mayBePoint(null)]).toStrictEqual([
      false,
      true,
      true,
    ]);
    expect(findPlaceFaults(point, 'sheltering-armed-group')).toStrictEqual([
      { path: 'where.precision', key: 'form.fault-no-point' },
    ]);
  });

  test('degrees are read in any figures, and only on the earth', () => {
    expect(positionOf({ ...point, longitude: '۶۶٫۴', latitude: '٣٠.٩' })).toStrictEqual([66.4, 30.9]);
    expect(positionOf({ ...point, latitude: '130' })).toBeNull();
    expect(positionOf({ ...point, latitude: '' })).toBeNull();
  });

  test('a place on record comes back as it was', () => {
    for (const entry of [point, outline]) {
      const where = Where.parse(whereOf(entry));
      expect(whereOf(placeOf(where))).toStrictEqual(where);
    }
  });
});
