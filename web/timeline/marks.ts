import type { AgreementShown } from '../../api/agreements/contract.ts';
import type { CrossingRow } from '../explore/filter.ts';
import { dayBegunAt } from '../crossings/headline.ts';
import { readingDay } from '../explore/window.ts';
import { DAY_MS, numberOfDay } from './days.ts';

/** A start of the ceasefire as somebody holds it, or talks: as wide as its time is known. */
export type Mark = {
  readonly key: string;
  /** Readings have the numbers that the filters give them; talks follow. */
  readonly number: number;
  readonly kind: 'reading' | 'talks';
  /** Days as fractions: an instant has one, a day has two. */
  readonly from: number;
  readonly to: number;
  readonly agreement: AgreementShown;
  /** Set for a reading. */
  readonly reading: AgreementShown['readings'][number] | null;
};

const HALF_DAY = 0.5;

/** Readings of the ceasefire, then talks and what came of them. */
export function marksOf(agreements: readonly AgreementShown[]): Mark[] {
  const readings = agreements.flatMap((agreement) =>
    agreement.readings.map((reading) => ({
      key: reading.key,
      kind: 'reading' as const,
      ...daysFrom(reading.effectiveFrom, reading.effectiveFromLatest),
      agreement,
      reading,
    })),
  );
  const talks = agreements
    .filter(({ kind }) => kind === 'talks' || kind === 'joint-statement')
    .map((agreement) => ({
      key: agreement.key,
      kind: 'talks' as const,
      ...daysFrom(agreement.happenedFrom, agreement.happenedTo),
      agreement,
      reading: null,
    }));
  return [...readings, ...talks].map((mark, index) => ({ ...mark, number: index + 1 }));
}

const daysFrom = (from: string, to: string) => ({ from: Date.parse(from) / DAY_MS, to: Date.parse(to) / DAY_MS });

/** The first day that a mark may mean; of a reading it is the day with which "since" begins. */
export function dayOfMark({ reading, from }: Mark): number {
  return reading ? numberOfDay(readingDay(reading)) : Math.floor(from + HALF_DAY / 2);
}

/** Crossing points that the newest report on record says are closed, together where it is of the same day. */
export type Closure = {
  readonly day: number;
  readonly headline: 'closed' | 'partly-open';
  readonly crossings: readonly CrossingRow[];
};

/**
 * What the features carry of a closure: what a point is said to be, and the day of the report on which that rests. No end
 * is on record with them, so none is drawn; the beginning of the closure may lie earlier.
 */
export function closuresOf(crossings: readonly CrossingRow[]): Closure[] {
  const groups = new Map<string, { day: number; headline: Closure['headline']; crossings: CrossingRow[] }>();
  for (const row of crossings) {
    const { status, statusAsOf } = row.feature.properties;
    if (statusAsOf === null || (status !== 'closed' && status !== 'partly-open')) continue;
    const day = numberOfDay(dayBegunAt(statusAsOf));
    const key = `${day}-${status}`;
    const group = groups.get(key) ?? { day, headline: status, crossings: [] };
    group.crossings.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.day - b.day || a.headline.localeCompare(b.headline));
}
