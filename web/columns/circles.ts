import type { Corner } from '../areas/area.ts';
import {
  type AreaShape,
  type Containment,
  containmentOf,
  distanceMetres,
  edgeDistanceMetres,
  isInArea,
} from '../areas/containment.ts';

/** Squares along each side of what an area may reach. */
const SIDE = 128;
/** What a distance may be out by: it is found on a plane, edge by edge. */
const SHARE_OFF = 0.02;
const METRES_OFF = 10;
const METRES_PER_DEGREE = 111_000;

/**
 * A function that says of circles by the hundred thousand what `containmentOf` says of each. The land round the area is cut
 * into squares; of each is worked out once, when a circle first lies there, how far the edge is from all that is in it. Only
 * where that does not decide is a circle looked at alone.
 *
 * @param widestMetres the widest radius that it will be asked about; a wider one is answered all the same
 */
export function createCircleTest(
  area: AreaShape,
  widestMetres: number,
): (longitude: number, latitude: number, radiusMetres: number) => Containment {
  const [west, south, east, north] = reachOf(area, widestMetres);
  const [width, height] = [(east - west) / SIDE, (north - south) / SIDE];
  // The edge is at least and at most so far from anything in a square; NaN: not known yet.
  const least = new Float64Array(SIDE * SIDE).fill(NaN);
  const most = new Float64Array(SIDE * SIDE);
  const isIn = new Uint8Array(SIDE * SIDE);

  const look = (square: number, column: number, row: number): void => {
    const middle: Corner = [west + (column + 0.5) * width, south + (row + 0.5) * height];
    const corners: Corner[] = [0, 1].map((up) => [west + column * width, south + (row + up) * height]);
    const across = Math.max(...corners.map((corner) => distanceMetres(middle, corner)));
    const distance = edgeDistanceMetres(middle, area);
    const off = (across + distance) * SHARE_OFF + METRES_OFF;
    least[square] = distance - across - off;
    most[square] = distance + across + off;
    isIn[square] = isInArea(middle, area) ? 1 : 0;
  };
  // Many have one place: the same circle is looked at once while it comes again and again.
  let last = { longitude: NaN, latitude: NaN, radius: NaN, containment: 'outside' as Containment };
  const lookAlone = (longitude: number, latitude: number, radius: number): Containment => {
    if (last.longitude !== longitude || last.latitude !== latitude || last.radius !== radius) {
      const point = { type: 'Point' as const, coordinates: [longitude, latitude] as [number, number] };
      last = { longitude, latitude, radius, containment: containmentOf(point, radius, area) };
    }
    return last.containment;
  };
  return (longitude, latitude, radiusMetres) => {
    const [column, row] = [Math.floor((longitude - west) / width), Math.floor((latitude - south) / height)];
    // Written so that squares without a size hold nothing.
    if (!(column >= 0 && column < SIDE && row >= 0 && row < SIDE)) return lookAlone(longitude, latitude, radiusMetres);
    const square = row * SIDE + column;
    if (Number.isNaN(least[square])) look(square, column, row);
    if (radiusMetres < least[square]!) return isIn[square] === 1 ? 'inside' : 'outside';
    return radiusMetres > most[square]! ? 'possibly-inside' : lookAlone(longitude, latitude, radiusMetres);
  };
}

/** The box of an area with what lies so near that a circle from there may reach it; for speed alone. */
function reachOf({ box: [west, south, east, north] }: AreaShape, metres: number): AreaShape['box'] {
  const up = metres / METRES_PER_DEGREE + 0.01;
  const highest = Math.min(80, Math.max(Math.abs(south), Math.abs(north)) + up);
  const along = up / Math.cos((highest * Math.PI) / 180);
  return [west - along, south - up, east + along, north + up];
}
