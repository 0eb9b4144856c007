import type { Bounds } from '../explore/bounds.ts';

/**
 * What the map shows first, `[west, south, east, north]` in degrees. At 16:10 the land of either party fills the same
 * share of it, 36 % each, and 98 % of the line is in it; a test measures that on the basemap's own areas.
 */
export const DEFAULT_BOUNDS: Bounds = [59, 27.61, 76.6, 36.9];

/** As far as one may pan. The basemap's land reaches further, so that its cut edge is never seen. */
export const MAP_BOUNDS: Bounds = [50, 20, 86, 43];

/** Zooms as MapLibre counts them, with tiles of 512 px. */
export const MIN_ZOOM = 3;
export const MAX_ZOOM = 15;

/** Pixels of the whole world at zoom 0 in MapLibre. */
export const WORLD_PIXELS = 512;

const mercatorDegrees = (latitude: number): number =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;

/**
 * The camera that shows DEFAULT_BOUNDS whole in a map of this size in CSS pixels: what `View` holds before anybody has
 * moved the map.
 */
export function defaultCamera(size: { width: number; height: number }): {
  longitude: number;
  latitude: number;
  zoom: number;
} {
  const [west, south, east, north] = DEFAULT_BOUNDS;
  const [bottom, top] = [mercatorDegrees(south), mercatorDegrees(north)];
  const across = Math.log2((size.width * 360) / (WORLD_PIXELS * (east - west)));
  const upright = Math.log2((size.height * 360) / (WORLD_PIXELS * (top - bottom)));
  const middle = ((bottom + top) / 2) * (Math.PI / 180);
  const latitude = (Math.atan(Math.exp(middle)) * 360) / Math.PI - 90;
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Math.min(across, upright)));
  return { longitude: (west + east) / 2, latitude, zoom };
}
