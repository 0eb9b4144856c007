import { useEffect, useId, useMemo, useRef, useState, type PointerEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { ChangeView } from '../explore/use-view.ts';
import type { WindowChoice } from '../explore/window.ts';
import type { TimeScale } from '../view-timeline.ts';
import { AXIS_ROW, AxisDrawing } from './axis-drawing.tsx';
import { shownDays } from './brush.ts';
import { choiceOf, DAY_MS, type Brush, type Days } from './days.ts';
import { createAxis, type TimeAxis } from './geometry.ts';
import { binCount, daysOfBin, totalOf } from './histogram.ts';
import { HistogramDrawing, spanRoom } from './histogram-drawing.tsx';
import { CLOSURE_ROW, ClosuresDrawing, MARK_ROW, MarksDrawing } from './marks-drawing.tsx';
import { Readout } from './readout.tsx';
import { Sliders } from './sliders.tsx';
import { StatusPatterns } from './status-fill.tsx';
import { useDrag } from './use-drag.ts';
import type { TimelineState } from './use-timeline.ts';

type PlotProps = {
  readonly timeline: TimelineState;
  readonly change: ChangeView;
  readonly pass: (window: WindowChoice | null) => void;
  readonly scale: TimeScale;
  readonly height: number;
};

/** The drawing with the window on it. React draws; the scales are d3's. */
export function Plot({ timeline, change, pass, scale, height }: PlotProps) {
  const { t, direction } = useI18n();
  const { axis: days, histogram, marks, closures, width, setWidth, playback, whenOpen } = timeline;
  const idPrefix = useId();
  const box = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  // What a hand holds is drawn where the hand is; all else follows with the answer about it.
  const [inHand, setInHand] = useState<Brush | null>(null);
  const brush = inHand ?? timeline.brush;
  useEffect(() => () => pass(null), [pass]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(120, Math.round(entry.contentRect.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [setWidth]);

  const axis = useMemo(() => createAxis(days, width, direction), [days, width, direction]);
  const room = useMemo(() => spanRoom(histogram), [histogram]);
  const axisTop = height - 2 * AXIS_ROW;
  const closureTop = axisTop - (closures.length > 0 ? CLOSURE_ROW : 0);
  const base = closureTop - room;

  const window = { brush, days, axis, top: MARK_ROW, bottom: closureTop };
  const set = (next: Brush): void => {
    playback.stop();
    change(choiceOf(next));
  };
  const binAt = (day: number): number | null => {
    const bin = Math.floor((day * DAY_MS - histogram.fromMs) / histogram.binMs);
    return bin >= 0 && bin < binCount(histogram) ? bin : null;
  };
  const { grip, handlers } = useDrag({
    brush,
    days,
    axis,
    onPassing: (next) => {
      playback.stop();
      setInHand(next);
      pass(choiceOf(next));
    },
    onSettled: (next) => {
      setInHand(null);
      pass(null);
      set(next);
    },
    onClick: (day) => {
      const bin = binAt(day);
      if (bin !== null) set(daysOfBin(histogram, bin));
    },
    onHold: timeline.holdAxis,
  });
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    handlers.onPointerMove(event);
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setPointed(event.buttons === 0 && event.pointerType !== 'touch' ? binAt(axis.dayAt(x)) : null);
  };
  return (
    <div ref={box} className="time-plot" style={{ blockSize: `${height}px` }}>
      <svg width={width} height={height} role="img" aria-label={t('time.drawing', { n: totalOf(histogram) })}>
        <StatusPatterns idPrefix={idPrefix} />
        <HistogramDrawing
          histogram={histogram}
          axis={axis}
          scale={scale}
          width={width}
          top={MARK_ROW + 3}
          base={base}
          idPrefix={idPrefix}
        >
          <Veil {...window} />
        </HistogramDrawing>
        <MarksDrawing marks={marks} days={days} axis={axis} top={MARK_ROW} base={base} />
        <ClosuresDrawing closures={closures} days={days} axis={axis} top={closureTop} width={width} />
        <AxisDrawing days={days} axis={axis} width={width} top={axisTop} />
        <Handles {...window} />
      </svg>
      <div
        className={`time-surface${grip === null ? '' : ` on-${grip}`}`}
        style={{ blockSize: `${axisTop}px` }}
        {...handlers}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(null)}
      >
        <Sliders brush={brush} days={days} width={width} whenOpen={whenOpen} onChange={(next) => set(next)} />
      </div>
      {pointed === null ? null : <Readout histogram={histogram} bin={pointed} axis={axis} width={width} />}
    </div>
  );
}

type WindowProps = {
  readonly brush: Brush;
  readonly days: Days;
  readonly axis: TimeAxis;
  readonly top: number;
  readonly bottom: number;
};

/** Left and right edge of the window as far as the axis shows it; null where none of it is on the axis. */
function edgesOf({ brush, days, axis }: WindowProps): readonly [number, number] | null {
  const shown = shownDays(brush, days);
  if (shown === null) return null;
  const [one, other] = [axis.xOf(shown.first), axis.xOf(shown.last + 1)];
  return [Math.min(one, other), Math.max(one, other)];
}

/** What lies outside the window is paler. Nothing is drawn where both ends are open. */
function Veil(props: WindowProps) {
  const { brush, days, axis, top, bottom } = props;
  if (brush.first === null && brush.last === null) return null;
  const width = axis.xOf(days.first) + axis.xOf(days.last + 1);
  const [from, to] = edgesOf(props) ?? [0, 0];
  const height = bottom - top;
  return (
    <g className="time-window">
      <rect className="outside" x={0} y={top} width={from} height={height} />
      <rect className="outside" x={to} y={top} width={width - to} height={height} />
      <rect className="inside" x={from} y={top} width={to - from} height={height} />
    </g>
  );
}

/** The ends of the window, to be taken hold of. */
function Handles(props: WindowProps) {
  const { brush, top, bottom } = props;
  const edges = brush.first === null && brush.last === null ? null : edgesOf(props);
  if (edges === null) return null;
  const middle = (top + bottom) / 2;
  return (
    <g className="time-window">
      {edges.map((x) => (
        <g key={x} className="handle">
          <line x1={x} x2={x} y1={top} y2={bottom} />
          <rect x={x - 2.5} y={middle - 8} width={5} height={16} rx={2.5} />
        </g>
      ))}
    </g>
  );
}
