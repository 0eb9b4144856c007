import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';

/** The status that all records of a group share, or `mixed`. */
export type Tone = OccurrenceStatus | 'mixed';
export const TONES: readonly Tone[] = [...OCCURRENCE_STATUSES, 'mixed'];

/** How many of each status; zeros included, so that counts add up without a special case. */
export type StatusCounts = Readonly<Record<OccurrenceStatus, number>>;

/** Counts statuses; zeros for those that do not occur. */
export function countStatuses(statuses: Iterable<OccurrenceStatus>): StatusCounts {
  const counts = Object.fromEntries(OCCURRENCE_STATUSES.map((status) => [status, 0])) as Record<
    OccurrenceStatus,
    number
  >;
  for (const status of statuses) counts[status] += 1;
  return counts;
}

/** The one status that all share, or `mixed`. */
export function toneOf(counts: StatusCounts): Tone {
  const present = OCCURRENCE_STATUSES.filter((status) => counts[status] > 0);
  return present.length === 1 && present[0] ? present[0] : 'mixed';
}

/** Counts that lie one after the other from `start`, in the order of OCCURRENCE_STATUSES. */
export function statusCountsAt(counts: ArrayLike<number>, start = 0): StatusCounts {
  const entries = OCCURRENCE_STATUSES.map((status, at): [OccurrenceStatus, number] => [
    status,
    counts[start + at] ?? 0,
  ]);
  return Object.fromEntries(entries) as StatusCounts;
}
