import type { Polygon } from 'geojson';
import type { Geometry, OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category, IncidentFeature } from '../../api/incidents/contract.ts';
import { boundsMeet, type Bounds } from '../explore/bounds.ts';
import { type Anchor, anchorAt, cellRound, circleRound } from '../map/anchor.ts';
import { type Area, createAreaReader, groupAreas, isAreaInView } from '../map/areas.ts';
import { countStatuses, type StatusCounts } from '../map/tone.ts';
import { MAX_ZOOM } from '../map/extent.ts';
import { CARD_PIXELS, fromWorldPixels, type Group, groupByGrid, type Placed, worldPixels } from './grid.ts';

/** One incident whose place is known as a point or as a cell of the grid, drawn alone. */
export type Mark = {
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly status: OccurrenceStatus;
  readonly category: Category;
  readonly isSelected: boolean;
};

/** The distance within which a mark's incident lies, as an area of true size. */
export type UncertaintyCircle = {
  readonly id: number;
  readonly status: OccurrenceStatus;
  readonly radiusMetres: number;
  readonly geometry: Polygon;
};

/** Incidents too close together to be drawn apart. */
export type Cell = {
  readonly key: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly count: number;
  /** The incidents, whole; none where they are too many to be carried: then whoever counted them can tell. */
  readonly ids: readonly number[];
  readonly byStatus: StatusCounts;
  /** The box of what is inside: where a click zooms to. Without extent when all lie at one place: then a list opens. */
  readonly bounds: Bounds;
  readonly isSelected: boolean;
};

/**
 * What a view can show of the incidents. Every incident counts in exactly one of marks, cells and areas, or is not on the
 * map or out of view.
 */
export type Binned = {
  readonly marks: readonly Mark[];
  readonly circles: readonly UncertaintyCircle[];
  /** Cells of the grid in which marks lie that stand in their middle, once they are wider than a mark. */
  readonly gridCells: readonly Area[];
  readonly cells: readonly Cell[];
  readonly areas: readonly Area[];
  /** How many have no place that can be drawn; the list says so. */
  readonly notOnMap: number;
  readonly outOfView: number;
};

/** What is drawn where nothing is. */
export const NOTHING_BINNED: Binned = {
  marks: [],
  circles: [],
  gridCells: [],
  cells: [],
  areas: [],
  notOnMap: 0,
  outOfView: 0,
};

export type BinInput = {
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
 * Makes the function that sorts incidents into what a view can show. It remembers what it worked out for each outline,
 * so keep one for the life of the page. 5,000 incidents take a few milliseconds.
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
      if (geometry.type !== 'Point') return isAreaInView(read(geometry).bounds, bounds);
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

/** Whether a cell cannot be taken apart even at the nearest zoom: then a click opens the list of what is inside. */
export function isOnePlace({ bounds: [west, south, east, north] }: Pick<Cell, 'bounds'>): boolean {
  const [one, other] = [worldPixels(west, north, MAX_ZOOM), worldPixels(east, south, MAX_ZOOM)];
  return Math.hypot(other.x - one.x, other.y - one.y) < CARD_PIXELS;
}
