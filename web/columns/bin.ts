import type { Bounds } from '../explore/bounds.ts';
import { isOnePlace } from '../incidents/binned.ts';
import { fromWorldPixels, GRID_PIXELS, keyOfGroup } from '../incidents/grid.ts';
import { WORLD_PIXELS } from '../map/extent.ts';
import { countedOf, type Place } from './carried.ts';
import { CATEGORY_OF_KIND, STATUSES } from './codes.ts';
import { type Columns, POINT } from './columns.ts';
import { groupOfRow, type Groups, groupSquares, keyOf, membersOf, rowsOfGroup } from './groups.ts';
import { placeKey, type PlaceLook, placesOf, rowsOfSpot, spotsIn } from './places.ts';
import type { ColumnMap } from './question.ts';
import { type Binning, fillSquares, isAnchored, type Room, type Squares } from './squares.ts';

export type MapAsked = {
  readonly extent: Bounds;
  readonly zoom: number;
  /** The selected incident, and its row; -1 where there is none. */
  readonly selectedId: number | null;
  readonly selectedRow: number;
  /** Rows that pass, by where they lie. */
  readonly onMap: { readonly inView: number; readonly elsewhere: number; readonly notOnMap: number };
} & Pick<PlaceLook, 'outlines' | 'read'>;

/** What is drawn, and the way back from a place on the map to the incidents there: `idsIn` takes keys of places. */
export type DrawnMap = { readonly map: ColumnMap; readonly idsIn: (keys: readonly string[]) => Float64Array };

/**
 * Bins the rows that pass and are in view; what tests/web/oracle/bin.ts does one by one. The room is in use for as long
 * as `idsIn` is.
 */
export function binRows(columns: Columns, words: Uint16Array, room: Room, asked: MapAsked): DrawnMap {
  const { extent, zoom, selectedId, selectedRow, onMap } = asked;
  const binning = fillSquares(columns, words, room, { zoom, extent });
  const groups = groupSquares(columns, binning);
  const isDrawn = selectedRow >= 0 && words[selectedRow] === 0;
  const selectedShape = isDrawn ? columns.shape[selectedRow]! : -1;
  const selected = isDrawn ? selectedGroup(columns, binning, groups, { selectedRow, zoom }) : -1;
  const cells = groups.kept.filter((group) => groups.totals[group]! > 1);
  const marks = groups.kept.filter((group) => groups.totals[group] === 1);
  const spots = spotsIn(columns, binning, zoom);
  const look = { view: extent, zoom, selectedShape, outlines: asked.outlines, read: asked.read };
  const map: ColumnMap = {
    extent,
    zoom,
    marks: marksOf(
      columns,
      marks.map((group) => groups.rows[group]!),
    ),
    cells: cellsOf(columns, binning, groups, { cells, selected }),
    gridCells: placesOf(columns, binning, spots.gridCells, { ...look, hasLabels: false }),
    areas: placesOf(columns, binning, spots.areas, { ...look, hasLabels: true }),
    selectedId,
    notOnMap: onMap.notOnMap,
    outOfView: onMap.elsewhere,
  };
  return { map, idsIn: (keys) => idsIn(columns, binning, groups, { keys: new Set(keys), cells, spots }) };
}

/** The map before its extent is known: all that has a place is out of view. */
export function emptyMap(columns: Columns, { zoom, selectedId, onMap }: Omit<MapAsked, 'extent'>): DrawnMap {
  const none = countedOf(columns, [], STATUSES);
  const places = { ...none, outlines: new Int32Array(), generalised: new Uint8Array(), labels: new Float64Array() };
  const map: ColumnMap = {
    extent: null,
    zoom,
    marks: marksOf(columns, []),
    cells: { ...none, at: new Float64Array(), keys: new Int32Array() },
    gridCells: places,
    areas: places,
    selectedId,
    notOnMap: onMap.notOnMap,
    outOfView: onMap.inView + onMap.elsewhere,
  };
  return { map, idsIn: () => new Float64Array() };
}

function marksOf(columns: Columns, rows: readonly number[]): ColumnMap['marks'] {
  const { id, shapes, shape, kind, status, longitude, latitude, radius } = columns;
  const size = rows.length;
  const at = new Float64Array(size * 2);
  const radii = new Int32Array(size);
  rows.forEach((row, index) => {
    const place = shape[row] === POINT ? null : shapes.list[shape[row]!]!;
    at.set(place?.middle ?? [longitude[row]!, latitude[row]!], index * 2);
    // Of a cell, the cell itself says within what the place lies.
    radii[index] = place === null || place.kind === 'point' ? radius[row]! : -1;
  });
  return {
    ids: Float64Array.from(rows, (row) => id[row]!),
    at,
    statuses: Uint8Array.from(rows, (row) => status[row]!),
    categories: Uint8Array.from(rows, (row) => CATEGORY_OF_KIND[kind[row]!]!),
    radii,
  };
}

function cellsOf(
  columns: Columns,
  binning: Binning,
  groups: Groups,
  { cells, selected }: { cells: readonly number[]; selected: number },
): ColumnMap['cells'] {
  const { squares } = binning;
  const at = new Float64Array(cells.length * 2);
  const keys = new Int32Array(cells.length * 3);
  const places = cells.map((group, index): Place => {
    at.set(fromWorldPixels(groups.x[group]!, groups.y[group]!, Math.log2(squares.side / WORLD_PIXELS)), index * 2);
    keys.set(keyOf(groups, squares, group), index * 3);
    const { counts, bounds } = sumOf(columns, squares, groups, group);
    return {
      counts,
      bounds,
      isSelected: group === selected,
      // A click on any other cell zooms in and asks for no ids.
      carries: isOnePlace({ bounds }),
      rows: () => rowsOfGroup(binning, groups, group),
    };
  });
  return { ...countedOf(columns, places, STATUSES), at, keys };
}

type Sum = { readonly counts: Uint32Array; readonly bounds: [number, number, number, number] };

/** Counts by status and the box of a group with all that it took in. */
function sumOf(columns: Columns, squares: Squares, groups: Groups, group: number): Sum {
  const counts = new Uint32Array(STATUSES);
  const bounds: Sum['bounds'] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (west: number, south: number, east: number, north: number): void => {
    bounds[0] = Math.min(bounds[0], west);
    bounds[1] = Math.min(bounds[1], south);
    bounds[2] = Math.max(bounds[2], east);
    bounds[3] = Math.max(bounds[3], north);
  };
  for (const member of membersOf(groups, group)) {
    const row = groups.rows[member]!;
    if (row >= 0) {
      const shape = columns.shape[row]!;
      const [x, y] =
        shape === POINT ? [columns.longitude[row]!, columns.latitude[row]!] : columns.shapes.list[shape]!.middle;
      reach(x, y, x, y);
      counts[columns.status[row]!]! += 1;
      continue;
    }
    const square = groups.squares[member]!;
    const box = squares.bounds;
    reach(box[square * 4]!, box[square * 4 + 1]!, box[square * 4 + 2]!, box[square * 4 + 3]!);
    for (let status = 0; status < STATUSES; status++) counts[status]! += squares.counts[square * STATUSES + status]!;
  }
  return { counts, bounds };
}

/** The kept group in which the selected row is; -1 where it is drawn as an area. */
function selectedGroup(
  columns: Columns,
  { squares }: Binning,
  groups: Groups,
  { selectedRow, zoom }: { selectedRow: number; zoom: number },
): number {
  const shape = columns.shape[selectedRow]!;
  const place = shape === POINT ? null : columns.shapes.list[shape]!;
  if (place && !isAnchored(place, zoom)) return -1;
  const perSquare = squares.side / GRID_PIXELS;
  const [u, v] = place ? [place.u, place.v] : [columns.u[selectedRow]!, columns.v[selectedRow]!];
  return groupOfRow(groups, squares.find(Math.floor(u * perSquare), Math.floor(v * perSquare)), selectedRow);
}

function idsIn(
  { id }: Columns,
  binning: Binning,
  groups: Groups,
  asked: { keys: ReadonlySet<string>; cells: readonly number[]; spots: ReturnType<typeof spotsIn> },
): Float64Array {
  const { keys, cells, spots } = asked;
  const spotsNamed = (drawnAs: 'cell' | 'area', list: typeof spots.areas): number[] =>
    list
      .filter(({ shape }) => keys.has(placeKey(drawnAs, { outline: shape.outline, bounds: shape.bounds ?? [] })))
      .flatMap(({ shapes }) => rowsOfSpot(binning, shapes));
  const rows = [
    ...cells
      .filter((group) => keys.has(keyOfGroup(keyOf(groups, binning.squares, group))))
      .flatMap((group) => rowsOfGroup(binning, groups, group)),
    ...spotsNamed('cell', spots.gridCells),
    ...spotsNamed('area', spots.areas),
  ];
  return Float64Array.from(rows, (row) => id[row]!);
}
