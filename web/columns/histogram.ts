import { MOST_BINS } from '../../api/explore/question/contract.ts';
import { STATUSES } from './codes.ts';
import type { Columns } from './columns.ts';
import { FAILS } from '../explore/filter-groups.ts';
import type { Histogram, HistogramRange, Span } from '../timeline/histogram.ts';
import { ALL_FAILS } from './filter.ts';

/**
 * Counts the rows that pass all filters but the window, each exactly once. Ranges are half-open. Throws a RangeError where
 * there are no bins, more than MOST_BINS, or no time in them.
 */
export function countHistogram(columns: Columns, words: Uint16Array, asked: HistogramRange): Histogram {
  const { fromMs, toMs, bins } = asked;
  if (!(bins >= 1 && bins <= MOST_BINS && toMs > fromMs)) throw new RangeError(`no histogram of ${bins} bins`);
  const binMs = (toMs - fromMs) / bins;
  const spanMs = toMs - fromMs;
  const { from, to, status, count } = columns;
  const others = ALL_FAILS & ~FAILS.window;
  const counts = new Uint32Array(bins * STATUSES);
  const wide = createSpans(bins);
  let [before, after] = [0, 0];
  for (let row = 0; row < count; row++) {
    if ((words[row]! & others) !== 0) continue;
    // In whole numbers, bins times milliseconds: a bin may be no whole number long, and what begins or ends where a bin does
    // would fall to either side of it by the last digit of a fraction.
    const [begins, ends] = [(from[row]! * 1000 - fromMs) * bins, (to[row]! * 1000 - fromMs) * bins];
    const first = Math.floor(begins / spanMs);
    const isNarrow = ends - begins <= spanMs;
    // A range that ends where a bin begins has no part of it.
    const last = isNarrow ? first : Math.ceil(ends / spanMs) - 1;
    if (last < 0) before += 1;
    else if (first >= bins) after += 1;
    else if (isNarrow) counts[first * STATUSES + status[row]!]! += 1;
    else wide.add(Math.max(0, first), Math.min(bins - 1, last), status[row]!);
  }
  return { fromMs, binMs, counts, spans: wide.spans, before, after };
}

/** Puts wide ranges with the same ends together. */
function createSpans(bins: number): { spans: Span[]; add: (first: number, last: number, status: number) => void } {
  const places = new Int32Array(bins * bins).fill(-1);
  const spans: Span[] = [];
  return {
    spans,
    add: (first, last, status) => {
      const at = first * bins + last;
      if (places[at]! < 0) {
        places[at] = spans.length;
        spans.push({ first, last, counts: new Uint32Array(STATUSES) });
      }
      spans[places[at]!]!.counts[status]! += 1;
    },
  };
}
