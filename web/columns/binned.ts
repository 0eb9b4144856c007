import { OCCURRENCE_STATUSES, polygonOfBox } from '../../api/geo/contract.ts';
import { CATEGORIES } from '../../api/incidents/contract.ts';
import type { Bounds } from '../explore/bounds.ts';
import type { Binned, Cell, Mark, UncertaintyCircle } from '../incidents/binned.ts';
import { keyOfGroup } from '../incidents/grid.ts';
import { circleRound } from '../map/anchor.ts';
import type { Area, AreaGeometry } from '../map/areas.ts';
import { statusCountsAt, toneOf } from '../map/tone.ts';
import { placeKey } from './places.ts';
import type { ColumnMap, Counted, Places } from './question.ts';

/** Makes of the columns of an answer what the layers of the map, the legend and clicks read: some thousand objects. */
export function binnedOf(map: ColumnMap, outlines: ReadonlyMap<number, AreaGeometry>): Binned {
  const marks = marksOf(map);
  return {
    marks,
    circles: marks.flatMap((mark, index) => circleOf(mark, map.marks.radii[index]!, map.zoom)),
    gridCells: areasOf('cell', map.gridCells, outlines),
    cells: Array.from({ length: map.cells.size }, (_, index) => cellOf(map.cells, index)),
    areas: areasOf('area', map.areas, outlines),
    notOnMap: map.notOnMap,
    outOfView: map.outOfView,
  };
}

function marksOf({ marks: { ids, at, statuses, categories }, selectedId }: ColumnMap): Mark[] {
  return Array.from(ids, (id, index) => ({
    id,
    longitude: at[index * 2]!,
    latitude: at[index * 2 + 1]!,
    status: OCCURRENCE_STATUSES[statuses[index]!]!,
    category: CATEGORIES[categories[index]!]!,
    isSelected: id === selectedId,
  }));
}

function circleOf({ id, status, longitude, latitude }: Mark, radius: number, zoom: number): UncertaintyCircle[] {
  const radiusMetres = radius < 0 ? null : radius;
  const geometry = circleRound({ at: [longitude, latitude], radiusMetres, cell: null }, zoom);
  return geometry === null || radiusMetres === null ? [] : [{ id, status, radiusMetres, geometry }];
}

function cellOf(cells: ColumnMap['cells'], index: number): Cell {
  const [column = 0, row = 0, place = 0] = cells.keys.subarray(index * 3, index * 3 + 3);
  return {
    ...countedAt(cells, index),
    key: keyOfGroup([column, row, place]),
    longitude: cells.at[index * 2]!,
    latitude: cells.at[index * 2 + 1]!,
  };
}

function areasOf(drawnAs: 'cell' | 'area', places: Places, outlines: ReadonlyMap<number, AreaGeometry>): Area[] {
  return Array.from({ length: places.size }, (_, index) => index).flatMap((index): Area[] => {
    const counted = countedAt(places, index);
    const outline = places.outlines[index]!;
    const geometry = outline >= 0 ? outlines.get(outline) : polygonOfBox(counted.bounds);
    if (geometry === undefined) return [];
    const [x = NaN, y = NaN] = places.labels.subarray(index * 2, index * 2 + 2);
    return [
      {
        ...counted,
        key: placeKey(drawnAs, { outline, bounds: counted.bounds }),
        geometry,
        tone: toneOf(counted.byStatus),
        labelAt: Number.isNaN(x) ? null : [x, y],
        isGeneralised: places.generalised[index] === 1,
      },
    ];
  });
}

type CountedAt = Pick<Cell, 'count' | 'ids' | 'byStatus' | 'bounds' | 'isSelected'>;

function countedAt({ counts, bounds, selected, starts, ids }: Counted, index: number): CountedAt {
  const byStatus = statusCountsAt(counts, index * OCCURRENCE_STATUSES.length);
  const [west = 0, south = 0, east = 0, north = 0] = bounds.subarray(index * 4, index * 4 + 4);
  const box: Bounds = [west, south, east, north];
  return {
    count: Object.values(byStatus).reduce((sum, count) => sum + count, 0),
    ids: [...ids.subarray(starts[index], starts[index + 1])],
    byStatus,
    bounds: box,
    isSelected: selected[index] === 1,
  };
}
