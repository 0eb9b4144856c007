import { WORLD_PIXELS } from '../map/extent.ts';

/** Side of a square of the grid, in pixels. */
export const GRID_PIXELS = 64;
/** Marks nearer to each other than this cannot be told apart or clicked. */
export const MARK_PIXELS = 25;
/** A cell's card is wider than a mark. */
export const CARD_PIXELS = 44;
/** Only few can stand apart within one square. */
export const MOST_APART = 4;

/** The poles lie at infinity in the Mercator projection. */
const MOST_LATITUDE = 85.05;

/** Pixels of the world, from its north-west corner, in the Mercator projection that the map uses. */
export function worldPixels(longitude: number, latitude: number, zoom: number): { x: number; y: number } {
  const side = WORLD_PIXELS * 2 ** zoom;
  const phi = (Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude)) * Math.PI) / 180;
  return {
    x: ((longitude + 180) / 360) * side,
    y: ((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * side,
  };
}

/** The inverse of `worldPixels`: `[longitude, latitude]`. */
export function fromWorldPixels(x: number, y: number, zoom: number): [number, number] {
  const side = WORLD_PIXELS * 2 ** zoom;
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / side))) * 180) / Math.PI;
  return [(x / side) * 360 - 180, latitude];
}

/** The name of a group; a place of -1 is no place. */
export function keyOfGroup([column, row, place]: readonly [number, number, number]): string {
  return place < 0 ? `${column}/${row}` : `${column}/${row}/${place}`;
}
