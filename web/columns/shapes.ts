import type { Bounds } from '../explore/bounds.ts';
import { boundsOf } from '../explore/bounds.ts';
import { kindOfArea, type AnchorKind } from '../map/anchor.ts';
import type { AreaGeometry } from '../map/areas.ts';
import { worldPixels } from '../incidents/grid.ts';
import { WORLD_PIXELS } from '../map/extent.ts';

export type Outline = { readonly index: number; readonly geometry: AreaGeometry };

/** One distinct place that is no point: a cell of the grid, or an area with an outline. Many rows share one. */
export type Shape = {
  /** -1: a cell of the grid. */
  readonly outline: number;
  /** The first shape with this same outline; they differ in `isGeneralised` and `isTold`. */
  readonly place: number;
  readonly isGeneralised: boolean;
  /** Whether the rows say within how many metres their place lies. */
  readonly isTold: boolean;
  /** Null for an outline that has not arrived: its rows are then not on the map. */
  bounds: Bounds | null;
  kind: AnchorKind;
  /** The middle, in shares of the world of Web Mercator and in degrees. */
  u: number;
  v: number;
  middle: readonly [longitude: number, latitude: number];
};

export type Shapes = {
  readonly list: Shape[];
  readonly keys: Map<number, number>;
  readonly places: Map<number, number>;
};

export const createShapes = (): Shapes => ({ list: [], keys: new Map(), places: new Map() });

/** The widest cell whose radius says more than the cell does. */
const PUBLIC_DEGREES = 0.01 * 1.001;
/** Room for a cell's column or row as a whole number: 180° in cells of a thousandth. */
const CELL_STEPS = 2 ** 19;

/** The number of the shape of a grid cell with its middle here; found or made. */
export function shapeOfCell(shapes: Shapes, cell: { x: number; y: number; degrees: number; isTold: boolean }): number {
  const perDegree = Math.round(1 / cell.degrees);
  if (!(Math.abs(perDegree * cell.degrees - 1) < 1e-3)) throw new RangeError(`no grid has cells of ${cell.degrees}°`);
  const [column, row] = [Math.floor(cell.x * perDegree), Math.floor(cell.y * perDegree)];
  const isTold = cell.degrees <= PUBLIC_DEGREES && cell.isTold;
  const placeKey = (perDegree * 2 * CELL_STEPS + column + CELL_STEPS) * 2 * CELL_STEPS + row + CELL_STEPS;
  // The key takes up to 2^51; the sign is free to tell the two apart.
  const key = isTold ? -placeKey : placeKey;
  const known = shapes.keys.get(key);
  if (known !== undefined) return known;
  const bounds: Bounds = [column / perDegree, row / perDegree, (column + 1) / perDegree, (row + 1) / perDegree];
  return add(shapes, { key, placeKey, outline: -1, isGeneralised: true, isTold, bounds });
}

/** The number of the shape of an outline; found or made. */
export function shapeOfOutline(
  shapes: Shapes,
  given: { outline: number; isGeneralised: boolean; isTold: boolean },
): number {
  const { outline, isGeneralised, isTold } = given;
  // Cells have keys of 2^40 and more.
  const key = outline * 4 + (isGeneralised ? 2 : 0) + (isTold ? 1 : 0);
  const known = shapes.keys.get(key);
  return known ?? add(shapes, { key, placeKey: outline * 4, outline, isGeneralised, isTold, bounds: null });
}

type NewShape = Pick<Shape, 'outline' | 'isGeneralised' | 'isTold' | 'bounds'> & { key: number; placeKey: number };

function add({ list, keys, places }: Shapes, { key, placeKey, ...given }: NewShape): number {
  const index = list.length;
  keys.set(key, index);
  const place = places.get(placeKey) ?? index;
  places.set(placeKey, place);
  const shape: Shape = { ...given, place, kind: 'area', u: NaN, v: NaN, middle: [NaN, NaN] };
  list.push(shape);
  if (shape.bounds) settle(shape, 'Polygon');
  return index;
}

/** Works out what follows from the bounds. */
function settle(shape: Shape, type: AreaGeometry['type']): void {
  const { bounds, isGeneralised, isTold } = shape;
  if (bounds === null) return;
  const [west, south, east, north] = bounds;
  shape.kind = kindOfArea(bounds, { type, isGeneralised, isTold });
  shape.middle = [(west + east) / 2, (south + north) / 2];
  const { x, y } = worldPixels(...shape.middle, 0);
  [shape.u, shape.v] = [x / WORLD_PIXELS, y / WORLD_PIXELS];
}

/** Tells the shapes their outlines. */
export function setOutlines({ list }: Shapes, outlines: ReadonlyMap<number, AreaGeometry>): void {
  const read = new Map<number, Bounds | null>();
  for (const shape of list) {
    if (shape.outline < 0) continue;
    const geometry = outlines.get(shape.outline);
    if (!geometry) {
      shape.bounds = null;
      continue;
    }
    if (!read.has(shape.outline)) read.set(shape.outline, boundsOf(geometry));
    shape.bounds = read.get(shape.outline) ?? null;
    settle(shape, geometry.type);
  }
}
