import { TILE_BINS, TILE_BUFFER, TILE_EXTENT, type TileAddress } from './contract.ts';

/** Edges in degrees. What lies on the western or southern edge belongs to it, what lies on the others to the next tile. */
export interface Edges {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** Past the 180th meridian, so that what lies on it belongs to the last column. */
const BEYOND = 181;
/** A pole is infinitely far on this map. */
const LAST_LATITUDE = 89.9;

/** @param part of the way around, 0 to 1, from the 180th meridian eastwards */
function longitudeOf(part: number): number {
  return part >= 1 ? BEYOND : part * 360 - 180;
}

/** @param part of the way down the map, 0 to 1, from its northern edge */
function latitudeOf(part: number): number {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * part))) * 180) / Math.PI;
}

/** The part of the way around at which a longitude in degrees lies. */
export function partOfLongitude(longitude: number): number {
  return (longitude + 180) / 360;
}

/** The part of the way down at which a latitude in degrees lies; outside 0 to 1 near the poles. */
export function partOfLatitude(latitude: number): number {
  const kept = Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, latitude));
  return (1 - Math.asinh(Math.tan((kept * Math.PI) / 180)) / Math.PI) / 2;
}

/** The edges of a tile, widened by some units of its extent. Neighbours have the very same numbers for the edge between them. */
export function edgesOf({ z, x, y }: TileAddress, units = 0): Edges {
  const [side, more] = [2 ** z, units / TILE_EXTENT];
  return {
    west: longitudeOf((x - more) / side),
    south: latitudeOf((y + 1 + more) / side),
    east: longitudeOf((x + 1 + more) / side),
    north: latitudeOf((y - more) / side),
  };
}

/** What is looked for to fill a tile: its edges with the buffer for areas, within what a box of degrees may be. */
export function searchedEdges(address: TileAddress): Edges {
  const { west, south, east, north } = edgesOf(address, TILE_BUFFER);
  return { west: Math.max(west, -180), south, east: Math.min(east, 180), north };
}

/** Does a point in degrees belong to a tile? To one of each zoom exactly, unless it lies nearer to a pole than the map reaches. */
export function isWithin({ west, south, east, north }: Edges, longitude: number, latitude: number): boolean {
  return longitude >= west && longitude < east && latitude >= south && latitude < north;
}

/** Whole units of a tile at which a point lies that belongs to it. */
export function unitsOf({ z, x, y }: TileAddress, longitude: number, latitude: number): readonly [number, number] {
  const side = 2 ** z;
  const at = (part: number, tile: number) =>
    Math.max(0, Math.min(TILE_EXTENT - 1, Math.floor((part * side - tile) * TILE_EXTENT)));
  return [at(partOfLongitude(longitude), x), at(partOfLatitude(latitude), y)];
}

/** The lines between the bins of a tile in degrees, both rising; the first bin begins with the first line. */
export function binLines({ z, x, y }: TileAddress): { longitudes: number[]; latitudes: number[] } {
  const side = 2 ** z;
  const steps = Array.from({ length: TILE_BINS + 1 }, (_, at) => at);
  return {
    longitudes: steps.map((at) => longitudeOf((x + at / TILE_BINS) / side)),
    latitudes: steps.map((at) => latitudeOf((y + (TILE_BINS - at) / TILE_BINS) / side)),
  };
}

/** The width of a bin in degrees, the same in every tile of a zoom. */
export function binDegrees(z: number): number {
  return 360 / 2 ** z / TILE_BINS;
}

/** The number of a bin among those of a tile. @param column from the west, from 1 @param row from the south, from 1 */
export function binNumber(column: number, row: number): number {
  return row * TILE_BINS + column;
}
