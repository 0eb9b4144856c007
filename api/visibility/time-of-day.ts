/** Hours for which the public is told the day and not the time of day (DOMAIN.md 7.2, 5). */
export const WITHHELD_HOURS = 72;

const DAY_MILLISECONDS = 86_400_000;
const HOUR_MILLISECONDS = 3_600_000;

/** A half-open range of time in milliseconds. */
export interface Moments {
  from: number;
  to: number;
}

/** The whole days, in UTC, that a range of time touches. */
export function wholeDays({ from, to }: Moments): Moments {
  return {
    from: Math.floor(from / DAY_MILLISECONDS) * DAY_MILLISECONDS,
    to: Math.ceil(to / DAY_MILLISECONDS) * DAY_MILLISECONDS,
  };
}

/**
 * What may be told of the time at a moment: the range itself once 72 hours have passed since the day on which it ended, and
 * until then whole days. `dueAt` is when more may be told; null where nothing is kept back. The wait is counted from the end
 * of the day, so that its end does not give the hour away.
 */
export function toldTime(range: Moments, at: number): { told: Moments; withheld: boolean; dueAt: number | null } {
  const days = wholeDays(range);
  const isWhole = days.from === range.from && days.to === range.to;
  const dueAt = days.to + WITHHELD_HOURS * HOUR_MILLISECONDS;
  if (isWhole || at >= dueAt) return { told: range, withheld: false, dueAt: null };
  return { told: days, withheld: true, dueAt };
}
