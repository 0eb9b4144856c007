import type { Polygon } from 'geojson';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category } from '../../api/incidents/contract.ts';
import type { Bounds } from '../explore/bounds.ts';
import type { Area } from '../map/areas.ts';
import { MAX_ZOOM } from '../map/extent.ts';
import type { StatusCounts } from '../map/tone.ts';
import { CARD_PIXELS, worldPixels } from './grid.ts';

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

/** Whether a cell cannot be taken apart even at the nearest zoom: then a click opens the list of what is inside. */
export function isOnePlace({ bounds: [west, south, east, north] }: Pick<Cell, 'bounds'>): boolean {
  const [one, other] = [worldPixels(west, north, MAX_ZOOM), worldPixels(east, south, MAX_ZOOM)];
  return Math.hypot(other.x - one.x, other.y - one.y) < CARD_PIXELS;
}
