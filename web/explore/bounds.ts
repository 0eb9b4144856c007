import type { Geometry } from '../../api/geo/contract.ts';

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** The box around a geometry; null where there is none. */
export function boundsOf(geometry: Geometry | null): Bounds | null {
  if (geometry === null) return null;
  if (geometry.type === 'Point') {
    const [longitude, latitude] = geometry.coordinates;
    return [longitude, latitude, longitude, latitude];
  }
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const [longitude, latitude] of ring) {
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return [west, south, east, north];
}

/** Whether two boxes share at least a point. */
export function boundsMeet(a: Bounds, b: Bounds): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** The middle of a box: what a distance to an area is measured from. */
export function middleOf([west, south, east, north]: Bounds): readonly [number, number] {
  return [(west + east) / 2, (south + north) / 2];
}

const EARTH_RADIUS_KM = 6_371.0088;

/** Great-circle distance in kilometres (haversine, mean earth radius of IUGG). */
export function kilometresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const radians = Math.PI / 180;
  const [dLat, dLon] = [(b[1] - a[1]) * radians, (b[0] - a[0]) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
