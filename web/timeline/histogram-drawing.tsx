import { useMemo, type ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { TimeScale } from '../view-timeline.ts';
import {
  barsOf,
  binBox,
  heightScale,
  heightTicks,
  laySpans,
  mostInABin,
  type SpanBar,
  type TimeAxis,
} from './geometry.ts';
import type { Histogram } from './histogram.ts';
import { toneClass } from './status-fill.tsx';

/** Heights of the parts of the drawing from the top, CSS pixels. */
export const SPAN_LANE = 3.5;
export const MOST_SPAN_LANES = 3;

type BarsProps = {
  readonly histogram: Histogram;
  readonly axis: TimeAxis;
  readonly scale: TimeScale;
  /** Of the drawing and of the line on which the bars stand, from the top. */
  readonly width: number;
  readonly top: number;
  readonly base: number;
  readonly idPrefix: string;
  /** Lies over the bars and under the figures. */
  readonly children: ReactNode;
};

/** The bars, their heights in numbers, and under the base line what is known to a longer time only. */
export function HistogramDrawing({ histogram, axis, scale, width, top, base, idPrefix, children }: BarsProps) {
  const { direction } = useI18n();
  const drawn = useMemo(() => {
    const most = mostInABin(histogram);
    const height = heightScale(scale, most, base - top);
    return {
      bars: barsOf(histogram, axis, height),
      ticks: heightTicks(scale, most).map((value) => ({ value, y: base - height(value) })),
      spans: laySpans(histogram.spans, MOST_SPAN_LANES).bars,
    };
  }, [histogram, axis, scale, top, base]);
  return (
    <g>
      {drawn.ticks.map(({ value, y }) => (
        <line key={value} className="time-grid" x1={0} x2={width} y1={y} y2={y} />
      ))}
      <line className="time-base" x1={0} x2={width} y1={base} y2={base} />
      {drawn.bars.map(({ bin, status, x, width: barWidth, base: foot, height }) => (
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
      {drawn.spans.map((bar) => (
        <SpanRect
          key={`${bar.span.first}-${bar.span.last}`}
          bar={bar}
          histogram={histogram}
          axis={axis}
          base={base}
          idPrefix={idPrefix}
        />
      ))}
      {children}
      {drawn.ticks.map(({ value, y }) => (
        <HeightLabel key={value} value={value} y={y} x={direction === 'rtl' ? width + 14 : -14} />
      ))}
    </g>
  );
}

type SpanProps = Pick<BarsProps, 'histogram' | 'axis' | 'base' | 'idPrefix'> & { readonly bar: SpanBar };

function SpanRect({ bar, histogram, axis, base, idPrefix }: SpanProps) {
  const { x, width } = binBox(histogram, axis, bar.span.first, bar.span.last);
  return (
    <rect
      className={`time-bar ${toneClass(bar.tone)}${bar.tone === 'withdrawn' ? ' broken' : ''}`}
      x={x + 0.5}
      y={base + 1.5 + bar.lane * SPAN_LANE}
      width={Math.max(0.5, width - 1)}
      height={SPAN_LANE - 1}
      fill={`url(#${idPrefix}-${bar.tone})`}
    />
  );
}

function HeightLabel({ value, x, y }: { value: number; x: number; y: number }) {
  const { formatNumber } = useI18n();
  // In a page from right to left `start` is the right end, where time begins as well.
  return (
    <text className="time-figure" x={x} y={y + 3} textAnchor="start">
      {formatNumber(value)}
    </text>
  );
}
