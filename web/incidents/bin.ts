import { circle } from '@turf/circle';
import type { Feature, Polygon } from 'geojson';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category, IncidentFeature } from '../../api/incidents/contract.ts';
import type { Bounds } from '../explore/bounds.ts';
import {
  type Area,
  countStatuses,
  createAreaReader,
  groupAreas,
  isAreaInView,
  type StatusCounts,
} from '../map/areas.ts';
import { MAX_ZOOM, WORLD_PIXELS } from '../map/extent.ts';
import { CARD_PIXELS, fromWorldPixels, type Group, groupByGrid, type Placed, worldPixels } from './grid.ts';

/** One incident whose place is known as a point, drawn alone. */
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
  readonly ids: readonly number[];
  readonly byStatus: StatusCounts;
  /** The box of what is inside: where a click zooms to. Without extent when all lie at one place: then a list opens. */
  readonly bounds: Bounds;
  readonly isSelected: boolean;
};

/** What a view can show of the incidents. Every incident is in exactly one of the lists, circles apart. */
export type Binned = {
  readonly marks: readonly Mark[];
  readonly circles: readonly UncertaintyCircle[];
  readonly cells: readonly Cell[];
  readonly areas: readonly Area[];
  /** No source gives a place that can be drawn; the list says so. */
  readonly notOnMap: readonly number[];
  readonly outOfView: readonly number[];
};

export type BinInput = {
  readonly features: readonly IncidentFeature[];
  readonly zoom: number;
  /** What the map shows, `[west, south, east, north]`. */
  readonly bounds: Bounds;
  readonly selectedId: number | null;
};

/** Radius of a mark on the map, CSS pixels: a circle is drawn once it is wider than the mark. */
export const MARK_RADIUS_PIXELS = 12;

/** Metres along the equator of a Web Mercator world, by the WGS 84 semi-major axis. */
const EQUATOR_METRES = 2 * Math.PI * 6_378_137;
const CIRCLE_STEPS = 64;

/** Metres on the ground that one CSS pixel covers. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (EQUATOR_METRES * Math.cos((latitude * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** zoom);
}

type PointIncident = { feature: IncidentFeature; longitude: number; latitude: number };

const isIn = ({ longitude, latitude }: PointIncident, [west, south, east, north]: Bounds): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

function toMark({ feature, longitude, latitude }: PointIncident, selectedId: number | null): Mark {
  const { status, category } = feature.properties;
  return { id: feature.id, longitude, latitude, status, category, isSelected: feature.id === selectedId };
}

function toCircle({ feature, longitude, latitude }: PointIncident, zoom: number): UncertaintyCircle[] {
  const { uncertaintyMetres, status } = feature.properties;
  if (uncertaintyMetres === null) return [];
  if (uncertaintyMetres / metresPerPixel(latitude, zoom) <= MARK_RADIUS_PIXELS) return [];
  const drawn: Feature<Polygon> = circle([longitude, latitude], uncertaintyMetres, {
    steps: CIRCLE_STEPS,
    units: 'meters',
  });
  return [{ id: feature.id, status, radiusMetres: uncertaintyMetres, geometry: drawn.geometry }];
}

function toCell(group: Group<PointIncident>, zoom: number, selectedId: number | null): Cell {
  const members = group.members.map(({ item }) => item);
  const [longitude, latitude] = fromWorldPixels(group.x, group.y, zoom);
  const longitudes = members.map((member) => member.longitude);
  const latitudes = members.map((member) => member.latitude);
  return {
    key: group.key,
    longitude,
    latitude,
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
    const notOnMap: number[] = [];
    const outOfView: number[] = [];
    const grid = gridZoom(zoom);
    for (const feature of features) {
      const { id, geometry, properties } = feature;
      if (geometry === null) {
        notOnMap.push(id);
      } else if (geometry.type === 'Point') {
        const [longitude, latitude] = geometry.coordinates;
        const item = { feature, longitude, latitude };
        if (isIn(item, bounds)) points.push({ item, ...worldPixels(longitude, latitude, grid) });
        else outOfView.push(id);
      } else if (isAreaInView(read(geometry).bounds, bounds)) {
        inAreas.push({ id, geometry, status: properties.status });
      } else {
        outOfView.push(id);
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
