import type { Geometry } from '../../../api/geo/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { boundsMeet, boundsOf, middleOf, type Bounds } from '../../../web/explore/bounds.ts';
import type { Binned, Cell, Mark, UncertaintyCircle } from '../../../web/incidents/binned.ts';
import {
  CARD_PIXELS,
  fromWorldPixels,
  GRID_PIXELS,
  keyOfGroup,
  MARK_PIXELS,
  MOST_APART,
  worldPixels,
} from '../../../web/incidents/grid.ts';
import { type Anchor, type Anchored, anchorOf, cellRound, circleRound, isNarrow } from '../../../web/map/anchor.ts';
import { createAreaReader, groupAreas } from '../../../web/map/areas.ts';
import { countStatuses } from '../../../web/map/tone.ts';

// What a view shows, worked out incident by incident: what the worker has to agree with.

/** Something with a place on the map, in pixels of the world at the grid's zoom. */
type Placed<Item> = { readonly item: Item; readonly x: number; readonly y: number };

/** Items that stand together on the map, and the middle of them. One item alone is a mark, more are a cell. */
type Group<Item> = {
  /** Column and row of the square and, of one item alone, its place among those of the square. */
  readonly square: readonly [column: number, row: number, place: number];
  readonly key: string;
  readonly members: Placed<Item>[];
  readonly x: number;
  readonly y: number;
};

const distance = (one: { x: number; y: number }, other: { x: number; y: number }): number =>
  Math.hypot(one.x - other.x, one.y - other.y);

function groupOf<Item>(square: Group<Item>['square'], members: Placed<Item>[]): Group<Item> {
  const sum = members.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { square, key: keyOfGroup(square), members, x: sum.x / members.length, y: sum.y / members.length };
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
function groupByGrid<Item>(items: readonly Placed<Item>[]): Group<Item>[] {
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

/**
 * The anchor of a record at a zoom: as `anchorOf`, and a wider generalised cell has its middle too for as long as it is no
 * wider than what stands on the map for several records. There it would be an area that nobody can see; nearer by it is
 * that area, without a dot.
 */
function anchorAt(record: Anchored, zoom: number): Anchor | null {
  const anchor = anchorOf(record);
  const bounds = record.properties.generalised ? boundsOf(record.geometry) : null;
  if (anchor !== null || bounds === null || !isNarrow(bounds, zoom)) return anchor;
  return { at: middleOf(bounds), radiusMetres: null, cell: null };
}

type BinInput = {
  readonly features: readonly IncidentFeature[];
  readonly zoom: number;
  /** What the map shows, `[west, south, east, north]`. */
  readonly bounds: Bounds;
  readonly selectedId: number | null;
};

type PointIncident = { feature: IncidentFeature; anchor: Anchor };

function toMark({ feature, anchor }: PointIncident, selectedId: number | null): Mark {
  const { status, category } = feature.properties;
  const [longitude, latitude] = anchor.at;
  return { id: feature.id, longitude, latitude, status, category, isSelected: feature.id === selectedId };
}

function toCircle({ feature, anchor }: PointIncident, zoom: number): UncertaintyCircle[] {
  const geometry = circleRound(anchor, zoom);
  if (geometry === null || anchor.radiusMetres === null) return [];
  return [{ id: feature.id, status: feature.properties.status, radiusMetres: anchor.radiusMetres, geometry }];
}

function toCell(group: Group<PointIncident>, zoom: number, selectedId: number | null): Cell {
  const members = group.members.map(({ item }) => item);
  const [longitude, latitude] = fromWorldPixels(group.x, group.y, zoom);
  const longitudes = members.map(({ anchor }) => anchor.at[0]);
  const latitudes = members.map(({ anchor }) => anchor.at[1]);
  return {
    key: group.key,
    longitude,
    latitude,
    count: members.length,
    ids: members.map(({ feature }) => feature.id),
    byStatus: countStatuses(members.map(({ feature }) => feature.properties.status)),
    bounds: [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)],
    isSelected: members.some(({ feature }) => feature.id === selectedId),
  };
}

/** Grouping changes at every half zoom, not at every turn of the wheel. */
const gridZoom = (zoom: number): number => Math.floor(zoom * 2) / 2;

/**
 * Makes the function that sorts incidents into what a view can show. It remembers what it worked out for each outline.
 */
export function createIncidentBinner(): (input: BinInput) => Binned {
  const read = createAreaReader();
  return ({ features, zoom, bounds, selectedId }) => {
    const points: Placed<PointIncident>[] = [];
    const inAreas: Parameters<typeof groupAreas>[0][number][] = [];
    const inCells: typeof inAreas = [];
    let [notOnMap, outOfView] = [0, 0];
    const grid = gridZoom(zoom);
    // A cell is in view where any of it is, as areas are: the counts beside the list follow the same rule.
    const isInView = (geometry: Geometry): boolean => {
      if (geometry.type !== 'Point') return boundsMeet(read(geometry).bounds, bounds);
      const [longitude, latitude] = geometry.coordinates;
      return boundsMeet([longitude, latitude, longitude, latitude], bounds);
    };
    for (const feature of features) {
      const { id, geometry, properties } = feature;
      const anchor = anchorAt(feature, zoom);
      if (geometry === null) {
        notOnMap += 1;
      } else if (!isInView(geometry)) {
        outOfView += 1;
      } else if (anchor) {
        points.push({ item: { feature, anchor }, ...worldPixels(...anchor.at, grid) });
        const cell = cellRound(anchor, zoom);
        if (cell) inCells.push({ id, geometry: cell, status: properties.status, generalised: true });
      } else if (geometry.type !== 'Point') {
        const { status, generalised } = properties;
        inAreas.push({ id, geometry, status, generalised });
      }
    }
    const groups = groupByGrid(points);
    const alone = groups.flatMap(({ members: [first, ...others] }) =>
      first && others.length === 0 ? [first.item] : [],
    );
    const together = groups.filter(({ members }) => members.length > 1);
    return {
      marks: alone.map((point) => toMark(point, selectedId)),
      circles: alone.flatMap((point) => toCircle(point, zoom)),
      gridCells: groupAreas(inCells, { read, view: bounds, selectedId }),
      cells: together.map((group) => toCell(group, grid, selectedId)),
      areas: groupAreas(inAreas, { read, view: bounds, selectedId }),
      notOnMap,
      outOfView,
    };
  };
}
