import { WORLD_PIXELS } from '../map/extent.ts';

/** Something with a place on the map, in pixels of the world at the grid's zoom. */
export type Placed<Item> = { readonly item: Item; readonly x: number; readonly y: number };

/** Items that stand together on the map, and the middle of them. One item alone is a mark, more are a cell. */
export type Group<Item> = {
  /** Column and row of the square and, of one item alone, its place among those of the square. */
  readonly square: readonly [column: number, row: number, place: number];
  readonly key: string;
  readonly members: Placed<Item>[];
  readonly x: number;
  readonly y: number;
};

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

const distance = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
  Math.hypot(one.x - other.x, one.y - other.y);

function groupOf<Item>(square: Group<Item>['square'], members: Placed<Item>[]): Group<Item> {
  const sum = members.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { square, key: keyOfGroup(square), members, x: sum.x / members.length, y: sum.y / members.length };
}

/** The name of a group; a place of -1 is no place. */
export function keyOfGroup([column, row, place]: readonly [number, number, number]): string {
  return place < 0 ? `${column}/${row}` : `${column}/${row}/${place}`;
}

const standApart = <Item>(members: readonly Placed<Item>[]): boolean =>
  members.every((one, index) => members.slice(index + 1).every((other) => distance(one, other) >= MARK_PIXELS));

function fillSquares<Item>(items: readonly Placed<Item>[]): Group<Item>[] {
  const squares = new Map<string, { column: number; row: number; members: Placed<Item>[] }>();
  for (const placed of items) {
    const [column, row] = [Math.floor(placed.x / GRID_PIXELS), Math.floor(placed.y / GRID_PIXELS)];
    const known = squares.get(`${column}/${row}`);
    if (known) known.members.push(placed);
    else squares.set(`${column}/${row}`, { column, row, members: [placed] });
  }
  return [...squares.values()].flatMap(({ column, row, members }) =>
    members.length <= MOST_APART && standApart(members)
      ? members.map((member, place) => groupOf([column, row, place], [member]))
      : [groupOf([column, row, -1], members)],
  );
}

const tooNear = <Item>(one: Group<Item>, other: Group<Item>): boolean => {
  const isCard = one.members.length > 1 || other.members.length > 1;
  return distance(one, other) < (isCard ? CARD_PIXELS : MARK_PIXELS);
};

/**
 * Groups items so that no two groups cover each other: first by the squares of a grid that is fixed to the world, so that
 * panning does not regroup, then across the edges of squares, the larger taking in the smaller. Every item is in exactly
 * one group.
 */
export function groupByGrid<Item>(items: readonly Placed<Item>[]): Group<Item>[] {
  const groups = fillSquares(items).toSorted(
    (one, other) =>
      other.members.length - one.members.length ||
      one.square[0] - other.square[0] ||
      one.square[1] - other.square[1] ||
      one.square[2] - other.square[2],
  );
  const kept = new Map<string, Group<Item>[]>();
  const squareOf = (group: Group<Item>, dx: number, dy: number): string =>
    `${Math.floor(group.x / GRID_PIXELS) + dx}/${Math.floor(group.y / GRID_PIXELS) + dy}`;
  const steps = [-1, 0, 1];
  const findNear = (group: Group<Item>): Group<Item> | undefined => {
    const around = steps.flatMap((dx) => steps.flatMap((dy) => kept.get(squareOf(group, dx, dy)) ?? []));
    return around.find((other) => tooNear(group, other));
  };
  for (const group of groups) {
    const near = findNear(group);
    if (near) {
      // The larger group keeps its middle: a card must not wander off towards those that came later.
      near.members.push(...group.members);
      continue;
    }
    const square = squareOf(group, 0, 0);
    kept.set(square, [...(kept.get(square) ?? []), group]);
  }
  return [...kept.values()].flat();
}
