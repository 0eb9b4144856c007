import {
  type DrawnAs,
  type Geometry,
  type LocationPrecision,
  type Placed,
  polygonOfBox,
  type Position,
  type Where,
} from '../geo/contract.ts';
import type { z } from 'zod';
import type { PlaceClass } from './contract.ts';

/** Degrees of the cells of the grid, from the finest; each is a whole multiple of those before it. */
export const CELL_DEGREES = [0.01, 0.05, 0.1, 0.5] as const;
export type CellDegrees = (typeof CELL_DEGREES)[number];

/** A cell about as large as a district of the area (some 55 × 47 km), for which there are no open outlines. */
const DISTRICT_CELL: CellDegrees = 0.5;
/** A cell with fewer named settlements points at one of them (DOMAIN.md 7.2, 4). */
const LEAST_SETTLEMENTS = 3;
const METRES_PER_DEGREE = 111_320;

/** Where named settlements lie; from data/reference/gazetteer.json. */
export type Settlements = readonly Position[];

/** How finely a cell tells a place; never finer than the source knew. */
const PRECISION_OF_CELL: Record<CellDegrees, LocationPrecision> = {
  0.01: 'site',
  0.05: 'settlement',
  0.1: 'near',
  0.5: 'adm2',
};

/** Column and row of the cell that holds a position, counted in whole cells so that no rounding moves a corner. */
function cellIndex([longitude, latitude]: Position, degrees: CellDegrees): { column: number; row: number } {
  const perDegree = Math.round(1 / degrees);
  return { column: Math.floor(longitude * perDegree), row: Math.floor(latitude * perDegree) };
}

type Box = { west: number; south: number; east: number; north: number };

/** The bounds of the cell that holds a position. */
function cellOf(position: Position, degrees: CellDegrees): Box {
  const perDegree = Math.round(1 / degrees);
  const { column, row } = cellIndex(position, degrees);
  return {
    west: column / perDegree,
    south: row / perDegree,
    east: (column + 1) / perDegree,
    north: (row + 1) / perDegree,
  };
}

/** Metres from the middle of a box to its corners, as on a sphere at its middle latitude; rounded up. */
function halfDiagonalMetres({ west, south, east, north }: Box): number {
  const width = (east - west) * METRES_PER_DEGREE * Math.cos((((north + south) / 2) * Math.PI) / 180);
  return Math.ceil(Math.hypot(width, (north - south) * METRES_PER_DEGREE) / 2);
}

function settlementsIn(settlements: Settlements, { west, south, east, north }: Box): number {
  return settlements.filter(([x, y]) => x >= west && x < east && y >= south && y < north).length;
}

/**
 * The cell for a point (DOMAIN.md 7.2): the larger of the policy's cell and what the source knew; and where the source
 * knew it to a kilometre or better, a cell with fewer than three named settlements goes up one size, and at last to a cell
 * in place of the district.
 */
function degreesFor(
  position: Position,
  uncertaintyMetres: number,
  placeClass: PlaceClass,
  settlements: Settlements,
): CellDegrees {
  if (placeClass === 'protected') return DISTRICT_CELL;
  // Everybody knows the place; how far from it something may have been is told by the radius and not by the cell.
  if (placeClass === 'widely-public') return 0.01;
  const first =
    CELL_DEGREES.find((degrees) => degrees >= 0.05 && degrees * METRES_PER_DEGREE >= 2 * uncertaintyMetres) ??
    DISTRICT_CELL;
  if (first !== 0.05) return first;
  const rising: readonly CellDegrees[] = [0.05, 0.1];
  const peopled = rising.find((degrees) => settlementsIn(settlements, cellOf(position, degrees)) >= LEAST_SETTLEMENTS);
  return peopled ?? DISTRICT_CELL;
}

const KNOWN_ORDER: readonly LocationPrecision[] = [
  'exact',
  'site',
  'settlement',
  'near',
  'adm2',
  'adm1',
  'feature',
  'country',
  'airspace',
  'unknown',
];

function coarserPrecision(one: LocationPrecision, other: LocationPrecision): LocationPrecision {
  return KNOWN_ORDER.indexOf(one) >= KNOWN_ORDER.indexOf(other) ? one : other;
}

function boundsOf(geometry: Geometry): Box {
  const positions =
    geometry.type === 'Point'
      ? [geometry.coordinates]
      : geometry.type === 'Polygon'
        ? geometry.coordinates.flat()
        : geometry.coordinates.flat(2);
  const box = { west: 180, south: 90, east: -180, north: -90 };
  for (const [x, y] of positions) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

/** A box grown outward to the lines of the grid. */
function snappedOut({ west, south, east, north }: Box, degrees: CellDegrees): Box {
  const perDegree = Math.round(1 / degrees);
  return {
    west: Math.floor(west * perDegree) / perDegree,
    south: Math.floor(south * perDegree) / perDegree,
    east: Math.ceil(east * perDegree) / perDegree,
    north: Math.ceil(north * perDegree) / perDegree,
  };
}

/** What a place comes to for a viewer: the parts of `Where`, and whether it was made coarser. */
export type SeenWhere = Where & Pick<z.infer<typeof Placed>, 'generalised'>;

function generalised(where: Where, box: Box, degrees: CellDegrees, placeClass: PlaceClass): SeenWhere {
  const drawnAs: DrawnAs = degrees === DISTRICT_CELL ? 'cell-in-place-of-the-district' : 'cell-of-the-grid';
  const wasFine = where.precision === 'exact' || where.precision === 'site';
  return {
    ...where,
    geometry: polygonOfBox([box.west, box.south, box.east, box.north]),
    role: 'cell',
    // A cell chosen for what the source knew tells no less than the source did.
    precision:
      wasFine || placeClass === 'protected'
        ? coarserPrecision(where.precision, PRECISION_OF_CELL[degrees])
        : where.precision,
    // From the middle of the cell: as far as its corners, and as far again as the source's own radius.
    uncertaintyMetres: halfDiagonalMetres(box) + (where.uncertaintyMetres ?? 0),
    drawnAs,
    // The name of a site would undo its cell.
    placeName: wasFine ? null : where.placeName,
    otherNames: wasFine ? [] : where.otherNames,
    generalised: true,
  };
}

/** Outlines that are nobody's position: areas as named, stretches of a road or of the line. */
const OPEN_ROLES: readonly Where['role'][] = ['admin-area', 'route'];

/**
 * The place as a viewer sees it who may not know it exactly (DOMAIN.md 7.2): always the same cell for the same place, never
 * jitter, and the same for every position inside the cell. Named areas stay as they are; what a monitor's or a sensor's
 * position could be read from becomes a box on the grid.
 */
export function coarsen(where: Where, placeClass: PlaceClass, settlements: Settlements): SeenWhere {
  const { geometry } = where;
  if (geometry === null) return { ...where, generalised: false };
  if (geometry.type === 'Point') {
    const degrees = degreesFor(geometry.coordinates, where.uncertaintyMetres ?? 0, placeClass, settlements);
    return generalised(where, cellOf(geometry.coordinates, degrees), degrees, placeClass);
  }
  const box = boundsOf(geometry);
  const least = placeClass === 'protected' ? DISTRICT_CELL : 0.05;
  const isSmall = box.east - box.west < least && box.north - box.south < least;
  if (!isSmall && OPEN_ROLES.includes(where.role)) return { ...where, generalised: false };
  const isLarge = box.east - box.west > DISTRICT_CELL || box.north - box.south > DISTRICT_CELL;
  if (isLarge) return generalised(where, snappedOut(box, DISTRICT_CELL), DISTRICT_CELL, placeClass);
  const middle: Position = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  const degrees = degreesFor(middle, halfDiagonalMetres(box), placeClass, settlements);
  return generalised(where, cellOf(middle, degrees), degrees, placeClass);
}
