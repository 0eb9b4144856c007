import type { Bounds } from '../explore/bounds.ts';
import { MAP_BOUNDS, MAX_ZOOM, MIN_ZOOM } from '../map/extent.ts';
import type { Camera } from '../view.ts';

/** A size in CSS pixels. */
export type Size = { readonly width: number; readonly height: number };

/** MapLibre's world is 512 CSS pixels wide at zoom 0. */
const TILE_PIXELS = 512;
/** Mean radius of the earth in metres (IUGG), the one by which MapLibre measures distances. */
const EARTH_RADIUS_METRES = 6_371_008.8;

/**
 * The camera that shows in `paper` all that `screen` shows, around the same centre. Only at the edge of the world that
 * the basemap draws it gives way, as the map itself does.
 */
export function fitCamera(camera: Camera, screen: Size, paper: Size): Camera {
  const growth = Math.min(paper.width / screen.width, paper.height / screen.height);
  return withinMap({ ...camera, zoom: camera.zoom + Math.log2(growth) }, paper);
}

/** The camera moved and zoomed by as little as keeps a map of this size inside MAP_BOUNDS. */
function withinMap({ longitude, latitude, zoom }: Camera, { width, height }: Size): Camera {
  const [west, south, east, north] = MAP_BOUNDS;
  const [top, bottom] = [mercatorY(north), mercatorY(south)];
  const [worldWide, worldHigh] = [(east - west) / 360, bottom - top];
  const least = Math.log2(Math.max(width / worldWide, height / worldHigh) / TILE_PIXELS);
  const kept = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, least, zoom));
  const [halfX, halfY] = [width / (TILE_PIXELS * 2 ** kept) / 2, height / (TILE_PIXELS * 2 ** kept) / 2];
  const between = (value: number, low: number, high: number): number =>
    Math.min(Math.max(value, low), Math.max(low, high));
  return {
    longitude: between(longitude, west + halfX * 360, east - halfX * 360),
    latitude: latitudeOf(between(mercatorY(latitude), top + halfY, bottom - halfY)),
    zoom: kept,
  };
}

/** The box of the earth that a map of this size shows, north up (Web Mercator). */
export function extentOf({ longitude, latitude, zoom }: Camera, { width, height }: Size): Bounds {
  const worldPixels = TILE_PIXELS * 2 ** zoom;
  const middle = mercatorY(latitude);
  const [halfX, halfY] = [width / 2 / worldPixels, height / 2 / worldPixels];
  return [
    Math.max(-180, longitude - halfX * 360),
    latitudeOf(Math.min(1, middle + halfY)),
    Math.min(180, longitude + halfX * 360),
    latitudeOf(Math.max(0, middle - halfY)),
  ];
}

/** Metres on the ground that one CSS pixel stands for at the map's centre. */
export function metresPerPixel({ latitude, zoom }: Camera): number {
  return (2 * Math.PI * EARTH_RADIUS_METRES * Math.cos((latitude * Math.PI) / 180)) / (TILE_PIXELS * 2 ** zoom);
}

/** The longest round length (1, 2 or 5 times a power of ten) whose bar is at most so many pixels wide. */
export function scaleBarOf(camera: Camera, mostPixels: number): { readonly metres: number; readonly pixels: number } {
  const perPixel = metresPerPixel(camera);
  const most = perPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2].find((step) => step * power <= most) ?? 1) * power;
  return { metres, pixels: metres / perPixel };
}

/** 0 at the northern edge of the Mercator world, 1 at the southern. */
function mercatorY(latitude: number): number {
  const angle = (latitude * Math.PI) / 180;
  return (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2;
}

function latitudeOf(y: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}
