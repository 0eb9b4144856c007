import { memo, useMemo, type ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { TimeScale } from '../view-timeline.ts';
import {
  barsOf,
  binBox,
  heightScale,
  heightTicks,
  laySpans,
  mayBeIn,
  mostInABin,
  type SpanBar,
  type TimeAxis,
} from './geometry.ts';
import type { Histogram } from './histogram.ts';
import { toneClass } from './status-fill.tsx';

/** Heights of the parts of the drawing from the top, CSS pixels. */
const SPAN_LANE = 3.5;
const MOST_SPAN_LANES = 3;
const SPAN_GAP = 1.5;

/** The room that wide times take under the base line, CSS pixels. */
export function spanRoom({ spans }: Pick<Histogram, 'spans'>): number {
  if (spans.length === 0) return 0;
  const bars = laySpans(spans, MOST_SPAN_LANES);
  const lanes = bars === null ? MOST_SPAN_LANES : Math.max(...bars.map(({ lane }) => lane)) + 1;
  return lanes * SPAN_LANE + SPAN_GAP + 0.5;
}

type BarsProps = {
  readonly histogram: Histogram;
  readonly axis: TimeAxis;
  readonly scale: TimeScale;
  /** Of the drawing and of the line on which the bars stand, from the top. */
  readonly width: number;
  readonly top: number;
  readonly base: number;
  readonly idPrefix: string;
};

/** The bars, their heights in numbers, and under the base line what is known to a longer time only; `children` lie over the bars and under the figures. */
export function HistogramDrawing({ children, ...drawing }: BarsProps & { readonly children: ReactNode }) {
  const { direction } = useI18n();
  const { histogram, scale, width, top, base } = drawing;
  const ticks = useMemo(() => ticksOf({ histogram, scale, top, base }), [histogram, scale, top, base]);
  return (
    <g>
      <Bars {...drawing} />
      {children}
      {ticks.map(({ value, y }) => (
        <HeightLabel key={value} value={value} y={y} x={direction === 'rtl' ? width + 4 : -4} />
      ))}
    </g>
  );
}

function ticksOf({ histogram, scale, top, base }: Pick<BarsProps, 'histogram' | 'scale' | 'top' | 'base'>) {
  const most = mostInABin(histogram);
  const height = heightScale(scale, most, base - top);
  return heightTicks(scale, most).map((value) => ({ value, y: base - height(value) }));
}

/** Some hundred bars, which stay as they are while the window moves over them. */
const Bars = memo(function Bars({ histogram, axis, scale, width, top, base, idPrefix }: BarsProps) {
  const bars = barsOf(histogram, axis, heightScale(scale, mostInABin(histogram), base - top));
  const spans = laySpans(histogram.spans, MOST_SPAN_LANES);
  return (
    <>
      {ticksOf({ histogram, scale, top, base }).map(({ value, y }) => (
        <line key={value} className="time-grid" x1={0} x2={width} y1={y} y2={y} />
      ))}
      <line className="time-base" x1={0} x2={width} y1={base} y2={base} />
      {bars.map(({ bin, status, x, width: barWidth, base: foot, height }) => (
        <rect
          key={`${bin}-${status}`}
          className={`time-bar ${toneClass(status)}${status === 'withdrawn' ? ' broken' : ''}`}
          x={x + 0.5}
          y={base - foot - height + 0.5}
          width={Math.max(0.5, barWidth - 1)}
          height={Math.max(0.5, height - 1)}
          fill={`url(#${idPrefix}-${status})`}
        />
      ))}
      {spans === null ? (
        <MayBeHere histogram={histogram} axis={axis} scale={scale} base={base} idPrefix={idPrefix} />
      ) : (
        spans.map((bar) => (
          <SpanRect
            key={`${bar.span.first}-${bar.span.last}`}
            bar={bar}
            histogram={histogram}
            axis={axis}
            base={base}
            idPrefix={idPrefix}
          />
        ))
      )}
    </>
  );
});

type SpanProps = Pick<BarsProps, 'histogram' | 'axis' | 'base' | 'idPrefix'> & { readonly bar: SpanBar };

function SpanRect({ bar, histogram, axis, base, idPrefix }: SpanProps) {
  const { x, width } = binBox(histogram, axis, bar.span.first, bar.span.last);
  return (
    <rect
      className={`time-bar ${toneClass(bar.tone)}${bar.tone === 'withdrawn' ? ' broken' : ''}`}
      x={x + 0.5}
      y={base + SPAN_GAP + bar.lane * SPAN_LANE}
      width={Math.max(0.5, width - 1)}
      height={SPAN_LANE - 1}
      fill={`url(#${idPrefix}-${bar.tone})`}
    />
  );
}

type MayBeHereProps = Pick<BarsProps, 'histogram' | 'axis' | 'scale' | 'base' | 'idPrefix'>;

/**
 * Under each bin, hanging down, how many of the wide times may belong there; for where there are too many to lie side by
 * side. Their statuses are in the table.
 */
function MayBeHere({ histogram, axis, scale, base, idPrefix }: MayBeHereProps) {
  const counts = useMemo(() => mayBeIn(histogram), [histogram]);
  const height = heightScale(scale, Math.max(...counts), MOST_SPAN_LANES * SPAN_LANE - 1);
  return [...counts].map((count, bin) => {
    const box = binBox(histogram, axis, bin, bin);
    return count === 0 ? null : (
      <rect
        key={box.x}
        className={`time-bar time-may-be ${toneClass('mixed')}`}
        {...box}
        y={base + SPAN_GAP}
        height={Math.max(1, height(count))}
        fill={`url(#${idPrefix}-mixed)`}
      />
    );
  });
}

function HeightLabel({ value, x, y }: { value: number; x: number; y: number }) {
  const { formatNumber } = useI18n();
  // Beside the axis, whatever its length: in a page from right to left `end` is the left end, where time begins as well.
  return (
    <text className="time-figure" x={x} y={y + 3} textAnchor="end">
      {formatNumber(value)}
    </text>
  );
}
