import { circle } from '@turf/circle';
import type { Feature, Polygon } from 'geojson';
import type { Geometry } from '../../api/geo/contract.ts';
import { boundsOf, middleOf, type Bounds } from '../explore/bounds.ts';
import { WORLD_PIXELS } from './extent.ts';

/** Radius of a mark on the map, CSS pixels: what lies round it is drawn once it is wider than the mark. */
export const MARK_RADIUS_PIXELS = 12;

/** Width of the card that stands for several records, CSS pixels. */
const WIDEST_SYMBOL_PIXELS = 44;

/** Degrees of the widest cell of the grid that stands for a place, and of the cell of a place that everybody knows. */
const WIDEST_CELL = 0.1;
const PUBLIC_CELL = 0.01;
/** Corners are decimal fractions; a thousandth of a cell is no difference. */
const SLACK = 1.001;

/** Metres along the equator of a Web Mercator world, by the WGS 84 semi-major axis. */
const EQUATOR_METRES = 2 * Math.PI * 6_378_137;
const METRES_PER_DEGREE = 111_320;
const CIRCLE_STEPS = 64;

export type CellGeometry = Extract<Geometry, { type: 'Polygon' }>;

/** What of a record says where it is drawn. `generalised`: this viewer is shown a cell of the grid in place of a point. */
export type Anchored = {
  readonly geometry: Geometry | null;
  readonly properties: { readonly generalised: boolean; readonly uncertaintyMetres: number | null };
};

/** Where the mark of a record stands, and what may be drawn round it: exactly one of circle and cell, or neither. */
export type Anchor = {
  readonly at: readonly [longitude: number, latitude: number];
  /** The place lies within so many metres of the mark. */
  readonly radiusMetres: number | null;
  /** The place lies in this cell; the mark stands in its middle, which is nobody's place. */
  readonly cell: CellGeometry | null;
};

/**
 * The anchor of a record: a point is its own; a cell of the grid of up to 0.1° has its middle; all other areas, the cell in
 * place of a district among them, have none and are drawn as areas. The 0.01° cell of a place that everybody knows says
 * nothing on how far from there something was: its radius does.
 */
export function anchorOf({ geometry, properties }: Anchored): Anchor | null {
  const { generalised, uncertaintyMetres: radiusMetres } = properties;
  if (geometry === null || geometry.type === 'MultiPolygon') return null;
  if (geometry.type === 'Point') return { at: geometry.coordinates, radiusMetres, cell: null };
  const bounds = generalised ? boundsOf(geometry) : null;
  if (bounds === null) return null;
  const kind = kindOfArea(bounds, { type: geometry.type, isGeneralised: true, isTold: radiusMetres !== null });
  if (kind === 'point') return { at: middleOf(bounds), radiusMetres, cell: null };
  return kind === 'cell' ? { at: middleOf(bounds), radiusMetres: null, cell: geometry } : null;
}

/**
 * What an area is to the map: `point` its middle with the record's radius; `cell` its middle with the cell round it;
 * `wide` its middle for as long as it is narrow on the screen, else the area; `area` nothing but the area.
 */
export type AnchorKind = 'point' | 'cell' | 'wide' | 'area';

/** The rule of `anchorOf` for areas. `isTold`: the record says within how many metres the place lies. */
export function kindOfArea(
  bounds: Bounds,
  area: { type: CellGeometry['type'] | 'MultiPolygon'; isGeneralised: boolean; isTold: boolean },
): AnchorKind {
  if (!area.isGeneralised) return 'area';
  const degrees = degreesOf(bounds);
  if (area.type === 'MultiPolygon' || degrees > WIDEST_CELL * SLACK) return 'wide';
  return degrees <= PUBLIC_CELL * SLACK && area.isTold ? 'point' : 'cell';
}

/** Whether a box is no wider than the card that stands for several records. */
export function isNarrow(bounds: Bounds, zoom: number): boolean {
  return widthPixels(bounds, zoom) <= WIDEST_SYMBOL_PIXELS;
}

/** Whether a cell of the grid is drawn round the marks in its middle: once it is wider than a mark. */
export function isCellDrawn(bounds: Bounds, zoom: number): boolean {
  return widthPixels(bounds, zoom) > 2 * MARK_RADIUS_PIXELS;
}

function widthPixels([west, , east]: Bounds, zoom: number): number {
  return ((east - west) / 360) * WORLD_PIXELS * 2 ** zoom;
}

function degreesOf([west, south, east, north]: Bounds): number {
  return Math.max(east - west, north - south);
}

/** Metres on the ground that one CSS pixel covers. */
export function metresPerPixel(latitude: number, zoom: number): number {
  return (EQUATOR_METRES * Math.cos((latitude * Math.PI) / 180)) / (WORLD_PIXELS * 2 ** zoom);
}

/** The circle of an anchor as a polygon of true size; null where it has none, or none wider than the mark at this zoom. */
export function circleRound({ at, radiusMetres }: Anchor, zoom: number): Polygon | null {
  if (radiusMetres === null || radiusMetres / metresPerPixel(at[1], zoom) <= MARK_RADIUS_PIXELS) return null;
  const drawn: Feature<Polygon> = circle([...at], radiusMetres, { steps: CIRCLE_STEPS, units: 'meters' });
  return drawn.geometry;
}

/** The cell of an anchor; null where it has none, or none wider than the mark at this zoom. */
export function cellRound({ cell }: Anchor, zoom: number): CellGeometry | null {
  const bounds = boundsOf(cell);
  if (cell === null || bounds === null) return null;
  return isCellDrawn(bounds, zoom) ? cell : null;
}

/** Metres across a box and up it, along its middle parallel and meridian, as on a sphere. */
export function metresAcross([west, south, east, north]: Bounds): { readonly width: number; readonly height: number } {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return { width: (east - west) * METRES_PER_DEGREE * squeeze, height: (north - south) * METRES_PER_DEGREE };
}
