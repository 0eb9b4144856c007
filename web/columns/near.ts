import { kilometresBetween } from '../explore/bounds.ts';
import { type Columns, POINT } from './columns.ts';
import type { Near, NearAsked } from './question.ts';

/** A degree of latitude is longer than this. */
const LEAST_KILOMETRES = 110;

/** The rows nearest to a place, from middle to middle; of those equally near the lower id first. */
export function nearestTo(columns: Columns, asked: NearAsked): Near {
  const { at, exceptId, kilometres: within, count: most } = asked;
  const { id, shape, longitude, latitude, shapes, count } = columns;
  const reach = within / LEAST_KILOMETRES;
  const found: { id: number; kilometres: number }[] = [];
  for (let row = 0; row < count; row++) {
    const index = shape[row]!;
    if (index !== POINT && (index < 0 || shapes.list[index]!.bounds === null)) continue;
    const y = index === POINT ? latitude[row]! : shapes.list[index]!.middle[1];
    if (Math.abs(y - at[1]) > reach || id[row] === exceptId) continue;
    const there = index === POINT ? ([longitude[row]!, y] as const) : shapes.list[index]!.middle;
    const one = { id: id[row]!, kilometres: kilometresBetween(at, there) };
    if (one.kilometres > within || (found.length === most && !isNearer(one, found.at(-1)))) continue;
    const place = found.findIndex((other) => isNearer(one, other));
    found.splice(place < 0 ? found.length : place, 0, one);
    found.length = Math.min(found.length, most);
  }
  return {
    asked,
    ids: Float64Array.from(found, (one) => one.id),
    kilometres: Float64Array.from(found, (one) => one.kilometres),
  };
}

type Measured = { readonly id: number; readonly kilometres: number };

function isNearer(one: Measured, other: Measured | undefined): boolean {
  return other !== undefined && (one.kilometres - other.kilometres || one.id - other.id) < 0;
}

export function isSameNear(one: NearAsked, other: NearAsked): boolean {
  return (
    one.at[0] === other.at[0] &&
    one.at[1] === other.at[1] &&
    one.exceptId === other.exceptId &&
    one.kilometres === other.kilometres &&
    one.count === other.count
  );
}
