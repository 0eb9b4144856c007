import { readFileSync } from 'node:fs';
import type { FeatureCollection, MultiLineString, Polygon, MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { clipRing } from '../../../scripts/basemap/planar.ts';
import { DEFAULT_BOUNDS, defaultCamera, MAP_BOUNDS } from '../../../web/map/extent.ts';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8'));

type Provinces = FeatureCollection<Polygon | MultiPolygon, { key: string; adm0: 'AFG' | 'PAK'; partOf?: string }>;
const provinces = (read('reference/provinces.json') as Provinces).features.filter(
  ({ properties }) => !properties.partOf,
);

/** Degrees of latitude as the Mercator projection stretches them: areas on the map, not on the ground. */
const mercator = (latitude: number): number =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;

function mapArea(party: 'AFG' | 'PAK', [west, south, east, north]: readonly [number, number, number, number]): number {
  const box = [west, mercator(south), east, mercator(north)] as const;
  const rings = provinces
    .filter(({ properties }) => properties.adm0 === party)
    .flatMap(({ geometry }) =>
      geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map(([ring]) => ring),
    );
  return rings.reduce((total, ring = []) => {
    const drawn = clipRing(
      ring.map(([x = 0, y = 0]) => [x, mercator(y)]),
      box,
    );
    const doubled = drawn.slice(1).reduce((sum, [x = 0, y = 0], index) => {
      const [fromX = 0, fromY = 0] = drawn[index] ?? [];
      return sum + fromX * y - x * fromY;
    }, 0);
    return total + Math.abs(doubled) / 2;
  }, 0);
}

describe('the default extent', () => {
  it('gives the land of both parties the same share of a 16 : 10 map', () => {
    const [west, south, east, north] = DEFAULT_BOUNDS;
    expect((east - west) / (mercator(north) - mercator(south))).toBeCloseTo(1.6, 1);
    const ratio = mapArea('AFG', DEFAULT_BOUNDS) / mapArea('PAK', DEFAULT_BOUNDS);
    expect(ratio).toBeGreaterThan(0.98);
    expect(ratio).toBeLessThan(1.02);
  });

  it('holds nearly the whole line', () => {
    const [west, south, east, north] = DEFAULT_BOUNDS;
    const basemap = read('basemap/basemap.json') as FeatureCollection<MultiLineString, { kind: string }>;
    const vertices =
      basemap.features.find(({ properties }) => properties.kind === 'line')?.geometry.coordinates.flat() ?? [];
    const inside = vertices.filter(([x = 0, y = 0]) => x >= west && x <= east && y >= south && y <= north);
    expect(inside.length / vertices.length).toBeGreaterThan(0.96);
  });

  it('is what the default camera shows, whole, in any shape of map', () => {
    for (const size of [
      { width: 1280, height: 800 },
      { width: 740, height: 650 },
      { width: 390, height: 700 },
    ]) {
      const { longitude, latitude, zoom } = defaultCamera(size);
      const degrees = 360 / (512 * 2 ** zoom);
      const [halfWidth, halfHeight] = [(size.width * degrees) / 2, (size.height * degrees) / 2];
      const [west, south, east, north] = DEFAULT_BOUNDS;
      expect(longitude - halfWidth).toBeLessThanOrEqual(west + 1e-6);
      expect(longitude + halfWidth).toBeGreaterThanOrEqual(east - 1e-6);
      expect(mercator(latitude) - halfHeight).toBeLessThanOrEqual(mercator(south) + 1e-6);
      expect(mercator(latitude) + halfHeight).toBeGreaterThanOrEqual(mercator(north) - 1e-6);
    }
  });

  it('lies inside what one may pan to', () => {
    expect(MAP_BOUNDS[0] < DEFAULT_BOUNDS[0] && MAP_BOUNDS[1] < DEFAULT_BOUNDS[1]).toBe(true);
    expect(MAP_BOUNDS[2] > DEFAULT_BOUNDS[2] && MAP_BOUNDS[3] > DEFAULT_BOUNDS[3]).toBe(true);
  });
});
