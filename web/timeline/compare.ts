import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';
import { CATEGORIES, type Category } from '../../api/incidents/contract.ts';
import { lengthOf, type Days } from './days.ts';

/** How many incident reports are on record for some days, in all and by their status and category. Absent is none. */
export type Tally = {
  readonly total: number;
  readonly byStatus: Readonly<Partial<Record<OccurrenceStatus, number>>>;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  /** Those whose time is known so loosely that the other window counts them as well. */
  readonly alsoInOther: number;
};

/** One line of the comparison. */
export type Compared<Name extends string> = {
  readonly name: Name;
  readonly earlier: number;
  readonly now: number;
  readonly difference: number;
  /** Of the earlier count, rounded; null where that is 0 and a share of it says nothing. */
  readonly percent: number | null;
};

/** Two windows of equal length side by side. It counts reports and says nothing of parties or of why. */
export type Comparison = {
  readonly earlierDays: Days;
  readonly days: Days;
  readonly total: Compared<'total'>;
  readonly statuses: readonly Compared<OccurrenceStatus>[];
  readonly categories: readonly Compared<Category>[];
  readonly inBoth: number;
};

/** The days just before these, as many. */
export function daysBefore(days: Days): Days {
  return { first: days.first - lengthOf(days), last: days.first - 1 };
}

/** Sets the counts of a window beside those of the one before it; what is in neither has no line. */
export function compareTallies(days: Days, now: Tally, earlier: Tally): Comparison {
  return {
    earlierDays: daysBefore(days),
    days,
    total: compared('total', earlier.total, now.total),
    statuses: lines(OCCURRENCE_STATUSES, earlier.byStatus, now.byStatus),
    categories: lines(CATEGORIES, earlier.byCategory, now.byCategory),
    inBoth: now.alsoInOther,
  };
}

/** In the order of the enum, whatever the counts: an order by size would be a ranking. */
function lines<Name extends string>(
  names: readonly Name[],
  earlier: Readonly<Partial<Record<Name, number>>>,
  now: Readonly<Partial<Record<Name, number>>>,
): Compared<Name>[] {
  return names
    .map((name) => compared(name, earlier[name] ?? 0, now[name] ?? 0))
    .filter((line) => line.earlier > 0 || line.now > 0);
}

function compared<Name extends string>(name: Name, earlier: number, now: number): Compared<Name> {
  const difference = now - earlier;
  return { name, earlier, now, difference, percent: earlier === 0 ? null : Math.round((100 * difference) / earlier) };
}
