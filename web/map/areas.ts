import type { Geometry, OccurrenceStatus } from '../../api/geo/contract.ts';
import { type Bounds, boundsOf } from '../explore/bounds.ts';
import { countStatuses, type StatusCounts, type Tone, toneOf } from './tone.ts';

export type AreaGeometry = Exclude<Geometry, { type: 'Point' }>;

/** An area on the map with all records that name it: drawn once, however many they are. */
export type Area = {
  /** The same for equal outlines. */
  readonly key: string;
  readonly geometry: AreaGeometry;
  readonly bounds: Bounds;
  readonly count: number;
  /** The records, whole; none where they are too many to be carried: then whoever counted them can tell. */
  readonly ids: readonly number[];
  readonly byStatus: StatusCounts;
  readonly tone: Tone;
  /** Where the count stands: inside the area and in view, where it has such a point. Never a place of anything. */
  readonly labelAt: readonly [number, number] | null;
  readonly isSelected: boolean;
  /** The cell of a fixed grid in place of what is known more finely, and not an area that a source names. */
  readonly isGeneralised: boolean;
};

/** What is worked out once for an outline. */
type Facts = { readonly key: string; readonly bounds: Bounds; readonly labelAt: readonly [number, number] | null };

const ringsOf = (geometry: AreaGeometry): readonly (readonly (readonly [number, number])[])[] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();

/** FNV-1a over the coordinates in units of 1e-6 degrees (about 10 cm), 32 bits. */
function hashOf(geometry: AreaGeometry): string {
  let hash = 0x811c9dc5;
  let vertices = 0;
  for (const ring of ringsOf(geometry)) {
    for (const position of ring) {
      for (const value of position) hash = Math.imul(hash ^ Math.round(value * 1e6), 0x01000193);
      vertices += 1;
    }
  }
  return `${vertices}.${(hash >>> 0).toString(36)}`;
}

/** The widest stretch of the area along one parallel, between two meridians; `[west, east]`. */
function widestAlong(geometry: AreaGeometry, latitude: number, [west, , east]: Bounds): [number, number] | null {
  const cuts: number[] = [];
  for (const ring of ringsOf(geometry)) {
    for (let index = 1; index < ring.length; index++) {
      const [from, to] = [ring[index - 1], ring[index]];
      if (!from || !to || from[1] > latitude === to[1] > latitude) continue;
      cuts.push(from[0] + ((latitude - from[1]) / (to[1] - from[1])) * (to[0] - from[0]));
    }
  }
  cuts.sort((one, other) => one - other);
  let widest: [number, number] | null = null;
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    const [start, end] = [Math.max(west, cuts[index] ?? NaN), Math.min(east, cuts[index + 1] ?? NaN)];
    if (end > start && (!widest || end - start > widest[1] - widest[0])) widest = [start, end];
  }
  return widest;
}

/** Parallels tried, as shares of the height; the middle first, which wins unless another stretch is clearly wider. */
const PARALLELS = [0.5, 0.4, 0.6, 0.25, 0.75, 0.1, 0.9];
const CLEARLY_WIDER = 1.4;

/** A point well inside the part of an area that lies within the box; null where none does. */
export function pointInside(geometry: AreaGeometry, within: Bounds): [number, number] | null {
  const own = boundsOf(geometry);
  if (!own) return null;
  const box: Bounds = [
    Math.max(own[0], within[0]),
    Math.max(own[1], within[1]),
    Math.min(own[2], within[2]),
    Math.min(own[3], within[3]),
  ];
  let best: { at: [number, number]; width: number } | null = null;
  for (const share of PARALLELS) {
    const latitude = box[1] + share * (box[3] - box[1]);
    const stretch = widestAlong(geometry, latitude, box);
    if (!stretch) continue;
    const width = stretch[1] - stretch[0];
    if (!best || width > best.width * CLEARLY_WIDER) best = { at: [(stretch[0] + stretch[1]) / 2, latitude], width };
  }
  return best?.at ?? null;
}

/** Reads outlines and remembers what it read for as long as the outline itself is kept. */
export function createAreaReader(): (geometry: AreaGeometry) => Facts {
  const known = new WeakMap<AreaGeometry, Facts>();
  return (geometry) => {
    const before = known.get(geometry);
    if (before) return before;
    const bounds = boundsOf(geometry) ?? [0, 0, 0, 0];
    const facts = { key: `${hashOf(geometry)}.${bounds.join('.')}`, bounds, labelAt: pointInside(geometry, bounds) };
    known.set(geometry, facts);
    return facts;
  };
}

type AreaRecord = {
  readonly id: number;
  readonly geometry: AreaGeometry;
  readonly status: OccurrenceStatus;
  readonly generalised: boolean;
};

const isWithin = ([longitude, latitude]: readonly [number, number], [west, south, east, north]: Bounds): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** Where the count of an area stands: its own place where that is in view, else inside what of it is. */
export function labelIn(
  { labelAt, geometry }: Pick<Facts, 'labelAt'> & { readonly geometry: AreaGeometry },
  view: Bounds,
): readonly [number, number] | null {
  return labelAt && isWithin(labelAt, view) ? labelAt : pointInside(geometry, view);
}

/** Puts records of the same outline together. Larger areas come first, so that smaller ones are drawn over them. */
export function groupAreas(
  records: readonly AreaRecord[],
  options: { read: ReturnType<typeof createAreaReader>; view: Bounds; selectedId: number | null },
): Area[] {
  const groups = new Map<string, { facts: Facts; records: AreaRecord[] }>();
  for (const record of records) {
    const facts = options.read(record.geometry);
    const group = groups.get(facts.key) ?? { facts, records: [] };
    group.records.push(record);
    groups.set(facts.key, group);
  }
  const sizeOf = ({ bounds }: Area): number => (bounds[2] - bounds[0]) * (bounds[3] - bounds[1]);
  const areas = [...groups.values()].flatMap(({ facts, records: members }): Area[] => {
    const [first] = members;
    if (!first) return [];
    const byStatus = countStatuses(members.map(({ status }) => status));
    const { labelAt } = facts;
    return [
      {
        key: facts.key,
        geometry: first.geometry,
        bounds: facts.bounds,
        count: members.length,
        ids: members.map(({ id }) => id),
        byStatus,
        tone: toneOf(byStatus),
        labelAt: labelIn({ labelAt, geometry: first.geometry }, options.view),
        isSelected: members.some(({ id }) => id === options.selectedId),
        isGeneralised: members.some(({ generalised }) => generalised),
      },
    ];
  });
  return areas.toSorted((one, other) => sizeOf(other) - sizeOf(one));
}
