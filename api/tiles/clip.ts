import { TILE_BUFFER, TILE_EXTENT } from './contract.ts';

/** Corners one after the other, x and y in turn; the last is joined to the first and does not repeat it. */
export type Ring = readonly number[];

const LEAST = -TILE_BUFFER;
const MOST = TILE_EXTENT + TILE_BUFFER;

/** One side of the box: which of x and y (0, 1) it holds, at what, and whether what is greater is inside. */
interface Side {
  axis: 0 | 1;
  at: number;
  isLower: boolean;
}

const SIDES: readonly Side[] = [
  { axis: 0, at: LEAST, isLower: true },
  { axis: 0, at: MOST, isLower: false },
  { axis: 1, at: LEAST, isLower: true },
  { axis: 1, at: MOST, isLower: false },
];

function clippedAt(ring: Ring, { axis, at, isLower }: Side): number[] {
  const kept: number[] = [];
  const length = ring.length;
  for (let index = 0; index < length; index += 2) {
    const before = (index + length - 2) % length;
    const [fromX = 0, fromY = 0] = [ring[before], ring[before + 1]];
    const [toX = 0, toY = 0] = [ring[index], ring[index + 1]];
    const [from, to] = axis === 0 ? [fromX, toX] : [fromY, toY];
    const [wasIn, isIn] = isLower ? [from >= at, to >= at] : [from <= at, to <= at];
    if (wasIn !== isIn) {
      const part = (at - from) / (to - from);
      if (axis === 0) kept.push(at, fromY + (toY - fromY) * part);
      else kept.push(fromX + (toX - fromX) * part, at);
    }
    if (isIn) kept.push(toX, toY);
  }
  return kept;
}

/** The part of a ring, in units of a tile, that lies in the tile and its buffer (Sutherland and Hodgman); empty: none. */
export function clipRing(ring: Ring): Ring {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let index = 0; index < ring.length; index += 2) {
    const [x = 0, y = 0] = [ring[index], ring[index + 1]];
    west = Math.min(west, x);
    east = Math.max(east, x);
    north = Math.min(north, y);
    south = Math.max(south, y);
  }
  if (east < LEAST || west > MOST || south < LEAST || north > MOST) return [];
  if (west >= LEAST && east <= MOST && north >= LEAST && south <= MOST) return ring;
  return SIDES.reduce<Ring>(clippedAt, ring);
}

/** Twice the area, positive where the corners go around clockwise as seen, with y downwards: as an outer ring has to. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let index = 0; index < ring.length; index += 2) {
    const next = (index + 2) % ring.length;
    sum += (ring[index] ?? 0) * (ring[next + 1] ?? 0) - (ring[next] ?? 0) * (ring[index + 1] ?? 0);
  }
  return sum;
}

/** Corners on whole units, without those that fall on the one before. */
function onUnits(ring: Ring): number[] {
  const kept: number[] = [];
  for (let index = 0; index < ring.length; index += 2) {
    const [x, y] = [Math.round(ring[index] ?? 0), Math.round(ring[index + 1] ?? 0)];
    if (kept.at(-2) !== x || kept.at(-1) !== y) kept.push(x, y);
  }
  while (kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2;
  return kept;
}

/** A square or strip of a unit at least, in place of an area that is thinner than a unit: it stays an area, and is seen. */
function thin(ring: Ring): number[] {
  const xs = ring.filter((_, index) => index % 2 === 0);
  const ys = ring.filter((_, index) => index % 2 === 1);
  const [west, north] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  const [east, south] = [
    Math.max(west + 1, Math.ceil(Math.max(...xs))),
    Math.max(north + 1, Math.ceil(Math.max(...ys))),
  ];
  return [west, north, east, north, east, south, west, south];
}

function reversed(ring: readonly number[]): number[] {
  const turned: number[] = [];
  for (let index = ring.length - 2; index >= 0; index -= 2) turned.push(ring[index] ?? 0, ring[index + 1] ?? 0);
  return turned;
}

/**
 * A polygon as a tile holds it: clipped, on whole units, the outer ring clockwise as seen and its holes the other way around.
 *
 * @param rings in units of the tile, the outer one first
 * @returns no rings where nothing of it lies in the tile
 */
export function polygonInTile([outer = [], ...holes]: readonly Ring[]): number[][] {
  const clipped = clipRing(outer);
  if (clipped.length < 6) return [];
  const round = onUnits(clipped);
  const area = doubleArea(round);
  if (area === 0) return [thin(clipped)];
  const inner = holes.map((hole) => onUnits(clipRing(hole))).filter((hole) => doubleArea(hole) !== 0);
  return [area > 0 ? round : reversed(round), ...inner.map((hole) => (doubleArea(hole) < 0 ? hole : reversed(hole)))];
}
