import { OCCURRENCE_STATUSES, polygonOfBox } from '../../api/geo/contract.ts';
import { CATEGORIES, INCIDENT_TYPES } from '../../api/incidents/contract.ts';
import { MOST_AREAS, MOST_CORNERS } from '../areas/area.ts';
import { areaShape, type Containment, containmentOf, CONTAINMENTS } from '../areas/containment.ts';
import type { AreaGeometry } from '../map/areas.ts';
import { createCircleTest } from './circles.ts';
import { CATEGORY_OF_KIND, KIND_CODES, STATUS_OF_KIND, TYPE_OF_KIND } from './codes.ts';
import { type Columns, NOWHERE, POINT } from './columns.ts';
import { FAILS } from '../explore/filter-groups.ts';
import { ALL_FAILS } from './filter.ts';
import type { AreaAsked, AreaCounts, AreaTally } from './question.ts';
import type { Shape } from './shapes.ts';
import { namedCounts } from './tally.ts';

/** What is counted of areas, kept for as long as the rows, what passes and the rings are the same. */
export type AreaCounter = {
  /** Throws a RangeError where there are more than MOST_AREAS, or a ring has more than MOST_CORNERS. */
  readonly count: (words: Uint16Array, asked: readonly AreaAsked[]) => readonly AreaCounts[];
  /** Other rows pass now. */
  readonly onFiltered: () => void;
  /** Rows or outlines are others now. */
  readonly onTouched: () => void;
};

type Outlines = ReadonlyMap<number, AreaGeometry>;

export function createAreaCounter(columns: Columns, outlinesOf: () => Outlines): AreaCounter {
  /** By the ring: where each row lies to it, and the counts of it. */
  let kept = new Map<string, { readonly places: Uint8Array; tallies: AreaCounts['tallies'] | null }>();
  return {
    count: (words, asked) => {
      if (asked.length > MOST_AREAS) throw new RangeError(`more than ${MOST_AREAS} areas`);
      const wanted = new Map<string, NonNullable<ReturnType<typeof kept.get>>>();
      const counts = asked.map(({ id, ring }): AreaCounts => {
        const key = ring.join(' ');
        const known = wanted.get(key) ??
          kept.get(key) ?? { places: placeRows(columns, outlinesOf(), ring), tallies: null };
        wanted.set(key, known);
        known.tallies ??= talliesOf(columns, words, known.places);
        return { id, tallies: known.tallies };
      });
      kept = wanted;
      return counts;
    },
    onFiltered: () => {
      for (const area of kept.values()) area.tallies = null;
    },
    onTouched: () => kept.clear(),
  };
}

const PLACE_OF = Object.fromEntries(CONTAINMENTS.map((name, at) => [name, at])) as Record<Containment, number>;
const NOT_KNOWN = 255;

/**
 * Where every row lies to an area, as its place in CONTAINMENTS. A cell counts as the area that it is; one of a place that
 * everybody knows as its radius (see anchorOf in web/map). Each distinct outline is compared once.
 */
function placeRows(columns: Columns, outlines: Outlines, ring: AreaAsked['ring']): Uint8Array {
  if (ring.length > MOST_CORNERS + 1) throw new RangeError(`an area of more than ${MOST_CORNERS} corners`);
  const { shape, longitude, latitude, radius, count } = columns;
  const { list } = columns.shapes;
  const area = areaShape(ring);
  const circleIn = createCircleTest(area, widestOf(columns));
  const ofOutlines = new Uint8Array(list.length).fill(NOT_KNOWN);
  const outlineIn = ({ place, outline, bounds }: Shape): number => {
    if (ofOutlines[place] === NOT_KNOWN) {
      const geometry = outline >= 0 ? outlines.get(outline) : bounds && polygonOfBox(bounds);
      ofOutlines[place] = PLACE_OF[containmentOf(geometry ?? null, null, area)];
    }
    return ofOutlines[place]!;
  };
  const places = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const at = shape[row]!;
    const metres = Math.max(0, radius[row]!);
    if (at === POINT) places[row] = PLACE_OF[circleIn(longitude[row]!, latitude[row]!, metres)];
    else if (at === NOWHERE || list[at]!.bounds === null) places[row] = PLACE_OF.unplaced;
    else if (list[at]!.kind === 'point') places[row] = PLACE_OF[circleIn(...list[at]!.middle, metres)];
    else places[row] = outlineIn(list[at]!);
  }
  return places;
}

function widestOf({ radius, count }: Columns): number {
  let widest = 0;
  for (let row = 0; row < count; row++) widest = Math.max(widest, radius[row]!);
  return widest;
}

/** Counts the rows that all filters leave but "only in view", by where they lie and what they are. */
function talliesOf({ kind, count }: Columns, words: Uint16Array, places: Uint8Array): AreaCounts['tallies'] {
  const others = ALL_FAILS & ~FAILS.inView;
  const kinds = new Uint32Array(CONTAINMENTS.length * KIND_CODES);
  for (let row = 0; row < count; row++) {
    if ((words[row]! & others) === 0) kinds[places[row]! * KIND_CODES + kind[row]!]! += 1;
  }
  const tallies = CONTAINMENTS.map((name, at) => [
    name,
    tallyOf(kinds.subarray(at * KIND_CODES, (at + 1) * KIND_CODES)),
  ]);
  return Object.fromEntries(tallies) as AreaCounts['tallies'];
}

function tallyOf(kinds: Uint32Array): AreaTally {
  const categories = new Uint32Array(CATEGORIES.length);
  const types = new Uint32Array(INCIDENT_TYPES.length);
  const statuses = new Uint32Array(OCCURRENCE_STATUSES.length);
  let total = 0;
  kinds.forEach((count, kind) => {
    total += count;
    categories[CATEGORY_OF_KIND[kind]!]! += count;
    types[TYPE_OF_KIND[kind]!]! += count;
    statuses[STATUS_OF_KIND[kind]!]! += count;
  });
  return {
    total,
    byCategory: namedCounts(CATEGORIES, categories),
    byType: namedCounts(INCIDENT_TYPES, types),
    byStatus: namedCounts(OCCURRENCE_STATUSES, statuses),
  };
}
