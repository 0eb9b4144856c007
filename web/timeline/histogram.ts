import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { DAY_MS, lengthOf, type Days } from './days.ts';

export const STATUSES = OCCURRENCE_STATUSES.length;

/** Which bins are wanted: `bins` of equal length between two instants. */
export type HistogramRange = { readonly fromMs: number; readonly toMs: number; readonly bins: number };

/** Incidents whose time is wider than a bin, and that share the same first and last bin; a count a status. */
export type Span = { readonly first: number; readonly last: number; readonly counts: Uint32Array };

/**
 * Incidents under all filters but the window. Every incident is counted exactly once: in a bin where its range fits into
 * one bin width (by the beginning of its range), else in a span as wide as its range.
 */
export type Histogram = {
  readonly fromMs: number;
  readonly binMs: number;
  /** bins × statuses, row-major: `counts[bin * STATUSES + status]`, in the order of OCCURRENCE_STATUSES. */
  readonly counts: Uint32Array;
  /** First and last bin (included); wide ranges with the same ends are one. */
  readonly spans: readonly Span[];
  /** Earlier than the first and later than the last bin. */
  readonly before: number;
  readonly after: number;
};

/**
 * Lengths of a bin in days. A day as a source knows it is up to 24.5 hours wide in UTC, for the region has two clocks:
 * bins of one day would hold nothing that is known to the day.
 */
const BIN_DAYS = [2, 4, 7, 14, 28, 56, 91, 182, 364] as const;
/** Narrower than this a bar is no longer told from its neighbour, CSS pixels. */
const LEAST_BIN_PIXELS = 6;

/** Bins that cover the days, of the shortest length that can still be drawn in so many pixels. */
export function rangeFor(days: Days, widthPixels: number): HistogramRange {
  const pixelsADay = widthPixels / lengthOf(days);
  const binDays = BIN_DAYS.find((length) => length * pixelsADay >= LEAST_BIN_PIXELS) ?? 364;
  const bins = Math.ceil(lengthOf(days) / binDays);
  const fromMs = days.first * DAY_MS;
  return { fromMs, toMs: fromMs + bins * binDays * DAY_MS, bins };
}

/** Before anything has been counted. */
export function emptyHistogram({ fromMs, toMs, bins }: HistogramRange): Histogram {
  const counts = new Uint32Array(bins * STATUSES);
  return { fromMs, binMs: (toMs - fromMs) / bins, counts, spans: [], before: 0, after: 0 };
}

/** Do both say the same of the same bins? */
export function isSameHistogram(one: Histogram | null, other: Histogram | null): boolean {
  if (one === null || other === null) return one === other;
  const isSameCounts = (a: Uint32Array, b: Uint32Array): boolean =>
    a.length === b.length && a.every((n, at) => n === b[at]);
  return (
    one.fromMs === other.fromMs &&
    one.binMs === other.binMs &&
    one.before === other.before &&
    one.after === other.after &&
    one.spans.length === other.spans.length &&
    isSameCounts(one.counts, other.counts) &&
    one.spans.every(({ first, last, counts }, at) => {
      const beside = other.spans[at];
      return beside?.first === first && beside.last === last && isSameCounts(beside.counts, counts);
    })
  );
}

export function binCount({ counts }: Pick<Histogram, 'counts'>): number {
  return counts.length / STATUSES;
}

/** The days of a bin, both ends included. */
export function daysOfBin({ fromMs, binMs }: Pick<Histogram, 'fromMs' | 'binMs'>, first: number, last = first): Days {
  return {
    first: Math.round((fromMs + first * binMs) / DAY_MS),
    last: Math.round((fromMs + (last + 1) * binMs) / DAY_MS) - 1,
  };
}

export function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at] ?? 0;
  return sum;
}

/** The counts of one bin, a count a status. */
export function countsOfBin({ counts }: Pick<Histogram, 'counts'>, bin: number): Uint32Array {
  return counts.subarray(bin * STATUSES, (bin + 1) * STATUSES);
}

/** Every incident that the histogram holds, those outside its bins included. */
export function totalOf({ counts, spans, before, after }: Histogram): number {
  return sumOf(counts) + spans.reduce((sum, span) => sum + sumOf(span.counts), 0) + before + after;
}
