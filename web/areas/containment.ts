import { bbox } from '@turf/bbox';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { earthRadius } from '@turf/helpers';
import type { Polygon as GeoJsonPolygon } from 'geojson';
import type { Geometry } from '../../api/geo/contract.ts';
import { closedRing, type Corner } from './area.ts';

/** How the place of a record lies to an area; `unplaced` has no geometry at all. */
export const CONTAINMENTS = ['inside', 'possibly-inside', 'outside', 'unplaced'] as const;
export type Containment = (typeof CONTAINMENTS)[number];

type Box = readonly [west: number, south: number, east: number, north: number];
type Edge = readonly [Corner, Corner];

/** A ring made ready for many questions. */
export type AreaShape = { readonly polygon: GeoJsonPolygon; readonly box: Box; readonly edges: readonly Edge[] };

/** Makes a ring ready for containmentOf. */
export function areaShape(ring: readonly Corner[]): AreaShape {
  const closed = closedRing(ring);
  return { polygon: { type: 'Polygon', coordinates: [closed] }, box: boxOf([closed]), edges: edgesOf(closed) };
}

/**
 * Where a record's place lies. A point stands for a circle of its uncertainty: wholly in the area is `inside`, touching
 * it is `possibly-inside`. An area of a record (a district, a province, a cell) counts alike: within or intersecting.
 * Edges are straight in longitude and latitude (RFC 7946, 3.1.1).
 */
export function containmentOf(
  geometry: Geometry | null,
  uncertaintyMetres: number | null,
  area: AreaShape,
): Containment {
  if (geometry === null) return 'unplaced';
  if (geometry.type === 'Point') return containmentOfCircle(geometry.coordinates, uncertaintyMetres ?? 0, area);
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const each = new Set(polygons.map((rings) => containmentOfPolygon(rings, area)));
  if (each.size === 1 && each.has('inside')) return 'inside';
  return each.has('inside') || each.has('possibly-inside') ? 'possibly-inside' : 'outside';
}

/** Great-circle distance in metres on the sphere of mean radius 6 371 008.8 m (haversine). */
export function distanceMetres([lon1, lat1]: Corner, [lon2, lat2]: Corner): number {
  const radians = Math.PI / 180;
  const dLat = ((lat2 - lat1) * radians) / 2;
  const dLon = ((lon2 - lon1) * radians) / 2;
  const h = Math.sin(dLat) ** 2 + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(dLon) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(h)));
}

function containmentOfCircle(centre: Corner, radiusMetres: number, area: AreaShape): Containment {
  if (isFarFrom(centre, radiusMetres, area.box)) return 'outside';
  const isCentreInside = isInArea(centre, area);
  const reachesEdge = area.edges.some((edge) => distanceToEdgeMetres(centre, edge) < radiusMetres);
  if (reachesEdge) return 'possibly-inside';
  return isCentreInside ? 'inside' : 'outside';
}

/** Whether a place lies in an area or on its edge. */
export function isInArea(place: Corner, { polygon }: AreaShape): boolean {
  return booleanPointInPolygon([...place], polygon);
}

/** How far a place is from the nearest edge of an area, on whichever side of it, metres. */
export function edgeDistanceMetres(place: Corner, { edges }: AreaShape): number {
  return edges.reduce((least, edge) => Math.min(least, distanceToEdgeMetres(place, edge)), Infinity);
}

/** Whether a circle cannot reach a box; errs on the side of "it may". */
function isFarFrom([lon, lat]: Corner, radiusMetres: number, [west, south, east, north]: Box): boolean {
  const reachLat = (radiusMetres / earthRadius) * (180 / Math.PI) * 1.01;
  const widestLat = Math.min(89, Math.abs(lat) + reachLat);
  const reachLon = reachLat / Math.cos((widestLat * Math.PI) / 180);
  return lon < west - reachLon || lon > east + reachLon || lat < south - reachLat || lat > north + reachLat;
}

/** Distance to the nearest place on an edge: found on a local plane, then measured on the sphere. */
function distanceToEdgeMetres(from: Corner, [start, end]: Edge): number {
  const squeeze = Math.cos((from[1] * Math.PI) / 180);
  const [dx, dy] = [(end[0] - start[0]) * squeeze, end[1] - start[1]];
  const [px, py] = [(from[0] - start[0]) * squeeze, from[1] - start[1]];
  const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
  return distanceMetres(from, [start[0] + (end[0] - start[0]) * along, start[1] + (end[1] - start[1]) * along]);
}

/**
 * Turf's booleanWithin asks only whether the corners lie within, which is wrong for an area with a bay; here an edge
 * that leaves the area, or a bay of the area that reaches into the polygon, makes it `possibly-inside`.
 */
function containmentOfPolygon(rings: readonly (readonly Corner[])[], area: AreaShape): Containment {
  const [outer] = rings;
  if (!outer || !doOverlap(boxOf([outer]), area.box)) return 'outside';
  const near = edgesOf(outer).filter((edge) => doOverlap(boxOf([edge]), area.box));
  if (near.some((edge) => area.edges.some((other) => doCross(edge, other)))) return 'possibly-inside';
  const isOuterIn = near.every(([start, end]) =>
    [start, midpoint(start, end), end].every((place) => booleanPointInPolygon([...place], area.polygon)),
  );
  if (isOuterIn && near.length === outer.length - 1) return 'inside';
  const place: GeoJsonPolygon = {
    type: 'Polygon',
    coordinates: rings.map((ring) => ring.map(([lon, lat]) => [lon, lat])),
  };
  const doTouch =
    outer.some((corner) => booleanPointInPolygon([...corner], area.polygon)) ||
    area.edges.some(([corner]) => booleanPointInPolygon([...corner], place)) ||
    rings.slice(1).some((hole) => edgesOf(hole).some((edge) => area.edges.some((other) => doCross(edge, other))));
  return doTouch ? 'possibly-inside' : 'outside';
}

/** Proper crossing: each edge's ends lie on opposite sides of the other. Touching alone is no crossing. */
function doCross([a, b]: Edge, [c, d]: Edge): boolean {
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
}

function midpoint(a: Corner, b: Corner): Corner {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function sideOf(a: Corner, b: Corner, p: Corner): number {
  return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
}

function edgesOf(closed: readonly Corner[]): Edge[] {
  return closed.slice(1).map((end, index) => [closed[index] ?? end, end]);
}

function boxOf(rings: readonly (readonly Corner[])[]): Box {
  const [west, south, east, north] = bbox({
    type: 'MultiLineString',
    coordinates: rings.map((ring) => ring.map(([x, y]) => [x, y])),
  });
  return [west, south, east, north];
}

function doOverlap(a: Box, b: Box): boolean {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}
