import { polygonOfBox } from '../../api/geo/contract.ts';
import type { Bounds } from '../explore/bounds.ts';
import { isCellDrawn } from '../map/anchor.ts';
import { type AreaGeometry, type createAreaReader, labelIn } from '../map/areas.ts';
import { countedOf, type Place } from './carried.ts';
import { STATUSES } from './codes.ts';
import type { Columns } from './columns.ts';
import { chainOf } from './groups.ts';
import type { Places } from './question.ts';
import type { Shape } from './shapes.ts';
import { type Binning, isAnchored } from './squares.ts';

/** One outline or cell with all shapes that have it. */
type Spot = { readonly shape: Shape; readonly shapes: number[]; isGeneralised: boolean };

export type PlaceLook = {
  readonly view: Bounds;
  readonly zoom: number;
  /** Shape of the selected row where that is drawn, else -1. */
  readonly selectedShape: number;
  readonly outlines: ReadonlyMap<number, AreaGeometry>;
  readonly read: ReturnType<typeof createAreaReader>;
};

/** The shapes that hold rows and are drawn as grid cells or as areas, those with the same outline together. */
export function spotsIn(
  { shapes }: Columns,
  { shapesHeld }: Binning,
  zoom: number,
): { gridCells: Spot[]; areas: Spot[] } {
  const gridCells = new Map<number, Spot>();
  const areas = new Map<number, Spot>();
  for (const index of shapesHeld) {
    const shape = shapes.list[index]!;
    const { bounds, kind, place, isGeneralised } = shape;
    const isArea = !isAnchored(shape, zoom);
    if (bounds === null || (!isArea && !(kind === 'cell' && isCellDrawn(bounds, zoom)))) continue;
    const spots = isArea ? areas : gridCells;
    const spot = spots.get(place);
    if (spot) {
      spot.shapes.push(index);
      spot.isGeneralised ||= isGeneralised;
    } else spots.set(place, { shape, shapes: [index], isGeneralised });
  }
  return { gridCells: largestFirst(gridCells), areas: largestFirst(areas) };
}

/** Larger ones come first, so that smaller ones are drawn over them. */
function largestFirst(spots: ReadonlyMap<number, Spot>): Spot[] {
  const sizeOf = ({ shape }: Spot): number => {
    const [west, south, east, north] = shape.bounds ?? [0, 0, 0, 0];
    return (east - west) * (north - south);
  };
  return [...spots.values()].sort((one, other) => sizeOf(other) - sizeOf(one));
}

/** Lays spots side by side. Grid cells bear no counts, so they have no labels. */
export function placesOf(
  columns: Columns,
  binning: Binning,
  spots: readonly Spot[],
  look: PlaceLook & { readonly hasLabels: boolean },
): Places {
  const places = spots.map(({ shape, shapes }): Place => ({
    counts: countsOf(binning, shapes),
    bounds: [...(shape.bounds ?? ([0, 0, 0, 0] as const))],
    isSelected: shapes.includes(look.selectedShape),
    carries: true,
    rows: () => rowsOfSpot(binning, shapes),
  }));
  return {
    ...countedOf(columns, places, STATUSES),
    outlines: Int32Array.from(spots, ({ shape }) => shape.outline),
    generalised: Uint8Array.from(spots, ({ isGeneralised }) => (isGeneralised ? 1 : 0)),
    labels: Float64Array.from(look.hasLabels ? spots.flatMap(({ shape }) => labelOf(shape, look)) : []),
  };
}

export function rowsOfSpot({ next, shapeHeads }: Binning, shapes: readonly number[]): number[] {
  return shapes.flatMap((shape) => chainOf(next, shapeHeads[shape]!));
}

function countsOf({ shapeCounts }: Binning, shapes: readonly number[]): Uint32Array {
  const counts = new Uint32Array(STATUSES);
  for (const shape of shapes) {
    for (let status = 0; status < STATUSES; status++) counts[status]! += shapeCounts[shape * STATUSES + status]!;
  }
  return counts;
}

function labelOf({ outline, bounds }: Shape, { outlines, read, view }: PlaceLook): readonly [number, number] {
  const geometry = outline >= 0 ? outlines.get(outline) : bounds && polygonOfBox(bounds);
  const at = geometry ? labelIn({ labelAt: read(geometry).labelAt, geometry }, view) : null;
  return at ?? [NaN, NaN];
}

/** What names a place on the map: how it is drawn, and its outline, or its corners where those are the outline. */
export function placeKey(
  drawnAs: 'cell' | 'area',
  { outline, bounds: [west, south, east] }: { outline: number; bounds: readonly number[] },
): string {
  return outline >= 0 ? `${drawnAs}:${outline}` : `${drawnAs}:${west}/${south}/${east}`;
}
