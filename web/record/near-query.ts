import { NearDuplicatesQuery } from '../../api/record/contract.ts';
import type { Draft } from './draft.ts';
import { isPointPrecision, positionOf, type PlaceEntry } from './place.ts';
import { rangeOfSpan } from './span.ts';

/** The middle of what will be drawn; null where nothing is. */
function middleOf(place: PlaceEntry): [number, number] | null {
  const point = isPointPrecision(place.precision) ? positionOf(place) : null;
  if (point !== null) return [...point];
  if (place.shape === null) return null;
  const positions = (place.shape.type === 'Polygon' ? [place.shape.coordinates] : place.shape.coordinates).flat(2);
  const middle = (axis: 0 | 1): number => {
    const degrees = positions.map((position) => position[axis]);
    return (Math.min(...degrees) + Math.max(...degrees)) / 2;
  };
  return [middle(0), middle(1)];
}

/** What a new record is compared with before it is filed; null for an edit, and for kinds that are not compared. */
export function nearDuplicatesQuery(draft: Draft): NearDuplicatesQuery | null {
  if (draft.base !== null || (draft.kind !== 'incident' && draft.kind !== 'airspace-claim')) return null;
  const { id, title, happened, where } = draft.fields;
  const query = {
    kind: draft.kind,
    id,
    title: (title ?? '').trim(),
    ...rangeOfSpan(happened),
    position: middleOf(where),
  };
  const parsed = NearDuplicatesQuery.safeParse(query);
  return parsed.success ? parsed.data : null;
}
