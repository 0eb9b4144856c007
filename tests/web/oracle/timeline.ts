import { OCCURRENCE_STATUSES } from '../../../api/geo/contract.ts';
import { filterTimed, type Filters, type IncidentRow } from '../../../web/explore/filter.ts';
import { overlaps, windowOf } from '../../../web/explore/window.ts';
import { dayOfNumber, type Days } from '../../../web/timeline/days.ts';
import { STATUSES, type Histogram, type HistogramRange, type Span } from '../../../web/timeline/histogram.ts';
import type { Tally } from '../../../web/timeline/compare.ts';

/** The filters without the window: the timeline shows what they leave, and the window is chosen on it. */
export type FiltersButWindow = Omit<Filters, 'from' | 'to'>;

/** The incidents that all filters but the window leave. */
export function filterButWindow(rows: readonly IncidentRow[], filters: FiltersButWindow): IncidentRow[] {
  return filterTimed(rows, { ...filters, from: null, to: null });
}

/**
 * Counts incidents that the filters have left into bins and spans. One that fits into a bin and begins before the first
 * is `before`, one that begins after the last is `after`; a wide one is so where it lies there as a whole, and else it is
 * drawn as far as the bins reach.
 */
export function countHistogram(rows: readonly IncidentRow[], { fromMs, toMs, bins }: HistogramRange): Histogram {
  const binMs = (toMs - fromMs) / bins;
  const counts = new Uint32Array(bins * STATUSES);
  const spans = new Map<string, Span>();
  let [before, after] = [0, 0];
  for (const { from, to, feature } of rows) {
    const status = OCCURRENCE_STATUSES.indexOf(feature.properties.status);
    const isWide = (to - from) * bins > toMs - fromMs;
    if (isWide ? to <= fromMs : from < fromMs) before += 1;
    else if (from >= toMs) after += 1;
    else if (isWide) addToSpan(spans, { from, to, fromMs, toMs, bins }, status);
    else {
      const at = Math.floor(((from - fromMs) * bins) / (toMs - fromMs)) * STATUSES + status;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return { fromMs, binMs, counts, spans: [...spans.values()], before, after };
}

type Wide = HistogramRange & { readonly from: number; readonly to: number };

function addToSpan(spans: Map<string, Span>, { from, to, fromMs, toMs, bins }: Wide, status: number): void {
  const first = Math.max(0, Math.floor(((from - fromMs) * bins) / (toMs - fromMs)));
  const last = Math.min(bins - 1, Math.ceil(((to - fromMs) * bins) / (toMs - fromMs)) - 1);
  const key = `${first}-${last}`;
  const span = spans.get(key) ?? { first, last, counts: new Uint32Array(STATUSES) };
  span.counts[status] = (span.counts[status] ?? 0) + 1;
  spans.set(key, span);
}

/** Counts the incidents that may have happened in these days (UTC), and those of them that may have in others too. */
export function tallyDays(rows: readonly IncidentRow[], days: Days, others: Days | null = null): Tally {
  const window = windowOfDays(days);
  const other = others && windowOfDays(others);
  const byStatus: Partial<Record<string, number>> = {};
  const byCategory: Partial<Record<string, number>> = {};
  let [total, alsoInOther] = [0, 0];
  for (const { from, to, feature } of rows) {
    if (!overlaps(window, from, to)) continue;
    const { status, category } = feature.properties;
    total += 1;
    byStatus[status] = (byStatus[status] ?? 0) + 1;
    byCategory[category] = (byCategory[category] ?? 0) + 1;
    if (other && overlaps(other, from, to)) alsoInOther += 1;
  }
  return { total, byStatus, byCategory, alsoInOther };
}

const windowOfDays = ({ first, last }: Days) => windowOf({ from: dayOfNumber(first), to: dayOfNumber(last) });
