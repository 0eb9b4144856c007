import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';
import type { StatusCounts } from './tone.ts';
import { statusToken } from './marks.ts';
import { arcPath, circlePath, type Shape } from './shapes.ts';

/** Gap between two parts of a ring, in turns. */
const GAP = 0.018;
/** No part is drawn smaller than this, in turns, or a single record among hundreds would not be seen. */
const LEAST = 0.045;

/** Statuses that leave the matter open or bare are broken lines, as in the marks. */
const DASHES: Partial<Record<OccurrenceStatus, readonly number[]>> = {
  inconclusive: [0.1, 3.4],
  'not-substantiated': [2.4, 2.6],
  suspended: [3.4, 1.6],
  withdrawn: [1, 3],
};
/** Hollow marks are thin rings, full marks thick ones. */
const WIDTHS: Partial<Record<OccurrenceStatus, number>> = {
  reported: 0.62,
  triaged: 0.71,
  'under-verification': 0.8,
  inconclusive: 0.7,
  'not-substantiated': 0.45,
  suspended: 0.55,
  withdrawn: 0.4,
};

/**
 * Shares of statuses as a ring about the origin, in the order of the statuses, from the top, clockwise. Used in cells on
 * the map and wherever a count is broken down beside a number.
 */
export function statusRingShapes(counts: StatusCounts, ring: { radius: number; width: number }): Shape[] {
  const present = OCCURRENCE_STATUSES.filter((status) => counts[status] > 0);
  const total = present.reduce((sum, status) => sum + counts[status], 0);
  if (total === 0) return [];
  const widened = present.map((status) => Math.max(LEAST, counts[status] / total));
  const whole = widened.reduce((sum, share) => sum + share, 0);
  let turn = 0;
  return present.map((status, index): Shape => {
    const share = (widened[index] ?? 0) / whole;
    const [from, to] = [turn + GAP, turn + share - GAP];
    turn += share;
    const dash = DASHES[status];
    return {
      // A whole turn as an arc would begin where it ends, and nothing would be drawn.
      d: present.length === 1 ? circlePath(ring.radius) : arcPath(ring.radius, from, Math.max(to, from + 0.01)),
      stroke: statusToken(status),
      width: ring.width * (WIDTHS[status] ?? 1),
      ...(dash ? { dash } : {}),
    };
  });
}
