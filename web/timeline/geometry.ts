import { max } from 'd3-array';
import { scaleLinear, scaleSymlog, type ScaleContinuousNumeric } from 'd3-scale';
import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Direction } from '../i18n/index.tsx';
import { statusCountsAt, type Tone, toneOf as toneOfCounts } from '../map/tone.ts';
import type { TimeScale } from '../view-timeline.ts';
import { DAY_MS, type Days } from './days.ts';
import { binCount, countsOfBin, sumOf, type Histogram, type Span } from './histogram.ts';

/** From a day, the very beginning of it, to pixels from the left edge and back. */
export type TimeAxis = { readonly xOf: (day: number) => number; readonly dayAt: (x: number) => number };

/** Time runs with the reading direction: from the left in English, from the right where the page is written so. */
export function createAxis({ first, last }: Days, widthPixels: number, direction: Direction): TimeAxis {
  const scale = scaleLinear()
    .domain([first, last + 1])
    .range(direction === 'rtl' ? [widthPixels, 0] : [0, widthPixels]);
  return { xOf: (day) => scale(day), dayAt: (x) => scale.invert(x) };
}

/** Left edge and width of some days, at least so wide that they are seen. */
export function boxOf(axis: TimeAxis, first: number, end: number, least = 1): { x: number; width: number } {
  const [one, other] = [axis.xOf(first), axis.xOf(end)];
  const width = Math.max(least, Math.abs(other - one));
  return { x: Math.min(one, other), width };
}

/** From a number of incidents to a height: in proportion, or by its logarithm, `log(1 + n)`. */
export function heightScale(
  scale: TimeScale,
  most: number,
  heightPixels: number,
): ScaleContinuousNumeric<number, number> {
  return (scale === 'log' ? scaleSymlog() : scaleLinear()).domain([0, Math.max(1, most)]).range([0, heightPixels]);
}

/** Whole numbers at which the heights are marked: the largest round one and, where there is room, one between. */
export function heightTicks(scale: TimeScale, most: number): number[] {
  if (most < 1) return [];
  const digit = 10 ** Math.floor(Math.log10(most));
  const top = Math.floor(most / digit) * digit;
  const between = scale === 'log' ? Math.round(Math.sqrt(1 + top)) - 1 : Math.floor(top / 2);
  return between > 0 && between < top ? [between, top] : [top];
}

/** One status of one bin. */
export type Bar = {
  readonly bin: number;
  readonly status: OccurrenceStatus;
  readonly x: number;
  readonly width: number;
  /** From the base line up to the lower edge, and the height over that. */
  readonly base: number;
  readonly height: number;
};

/** The largest number of incidents in one bin. */
export function mostInABin(histogram: Histogram): number {
  return max(Array.from({ length: binCount(histogram) }, (_, bin) => sumOf(countsOfBin(histogram, bin)))) ?? 0;
}

/**
 * The stacked bars, the first status at the base. A logarithm of parts does not add up, so the height of the whole bar
 * follows the scale, and the statuses divide it in proportion to their counts.
 */
export function barsOf(
  histogram: Histogram,
  axis: TimeAxis,
  height: ScaleContinuousNumeric<number, number>,
): readonly Bar[] {
  const bars: Bar[] = [];
  for (let bin = 0; bin < binCount(histogram); bin++) {
    const counts = countsOfBin(histogram, bin);
    const total = sumOf(counts);
    if (total === 0) continue;
    const box = binBox(histogram, axis, bin, bin);
    const whole = height(total);
    let base = 0;
    OCCURRENCE_STATUSES.forEach((status, index) => {
      const part = (whole * (counts[index] ?? 0)) / total;
      if (part > 0) bars.push({ bin, status, ...box, base, height: part });
      base += part;
    });
  }
  return bars;
}

/** Left edge and width of bins, with a gap after them where there is room for one. */
export function binBox(
  { fromMs, binMs }: Histogram,
  axis: TimeAxis,
  first: number,
  last: number,
): { x: number; width: number } {
  const { x, width } = boxOf(axis, (fromMs + first * binMs) / DAY_MS, (fromMs + (last + 1) * binMs) / DAY_MS);
  const gap = width > 4 ? 1 : 0;
  return { x: x + gap / 2, width: width - gap };
}

/** A bar under the base line for incidents whose time is wider than a bin. */
export type SpanBar = { readonly span: Span; readonly lane: number; readonly tone: Tone };

/**
 * Lays wide times side by side in as few lanes as they need, the widest first. Null where that is more lanes than there
 * are: one over another would hide it, and what lies beneath would look as if it were not there.
 */
export function laySpans(spans: readonly Span[], mostLanes: number): readonly SpanBar[] | null {
  const taken: { first: number; last: number }[][] = [];
  const bars = [...spans]
    .sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first)
    .map((span): SpanBar => {
      const free = taken.findIndex((lying) => lying.every(({ first, last }) => span.first > last || span.last < first));
      const lane = free === -1 ? taken.length : free;
      (taken[lane] ??= []).push(span);
      return { span, lane, tone: toneOf(span) };
    });
  return taken.length > mostLanes ? null : bars;
}

/** How many of those whose time is wider than a bin may belong to each bin. */
export function mayBeIn(histogram: Histogram): Uint32Array {
  const counts = new Uint32Array(binCount(histogram));
  for (const { first, last, counts: statuses } of histogram.spans) {
    const sum = sumOf(statuses);
    for (let bin = first; bin <= last; bin++) counts[bin] = (counts[bin] ?? 0) + sum;
  }
  return counts;
}

function toneOf({ counts }: Span): Tone {
  return toneOfCounts(statusCountsAt(counts));
}
