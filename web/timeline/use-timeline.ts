import { useCallback, useMemo, useState } from 'react';
import type { Explored } from '../explore/explored.ts';
import type { Collections } from '../explore/use-collections.ts';
import type { ChangeView } from '../explore/use-view.ts';
import { thirtyDaysBefore } from '../explore/window.ts';
import type { View } from '../view.ts';
import { axisDays, recordedDays } from './axis-days.ts';
import { compareTallies, daysBefore, type Comparison } from './compare.ts';
import { brushOf, closedDays, DAY_MS, lengthOf, numberOfDay, type Brush, type Days } from './days.ts';
import type { Answer, TallyAsked } from '../columns/question.ts';
import { emptyHistogram, rangeFor, type Histogram, type HistogramRange } from './histogram.ts';
import { closuresOf, dayOfMark, marksOf, type Closure, type Mark } from './marks.ts';
import { usePlayback, type Playback } from './use-playback.ts';

/** What the timeline draws and what it can do; the screen holds it, for keys reach it from everywhere. */
export type TimelineState = {
  /** The days from edge to edge. */
  readonly axis: Days;
  readonly brush: Brush;
  /** The window of which the counts are: what passes under a hand before it has let go, else that of the view. */
  readonly shown: Brush;
  readonly histogram: Histogram;
  /** Incidents in the window under all filters. */
  readonly inWindow: number;
  readonly marks: readonly Mark[];
  readonly closures: readonly Closure[];
  /** Null unless it is asked for and the window has both ends. */
  readonly comparison: Comparison | null;
  /** Whether the window has both ends, so that there is one before it. */
  readonly isComparable: boolean;
  /** The bins in which the worker is to count. */
  readonly range: HistogramRange;
  /** The window with which the keys of an open one begin. */
  readonly whenOpen: Days;
  /** The first and the last day on which anything is on record. */
  readonly recorded: Days | null;
  readonly width: number;
  readonly setWidth: (pixels: number) => void;
  readonly playback: Playback;
  /** While a hand drags, the axis stands still. */
  readonly holdAxis: (isHeld: boolean) => void;
};

/** Before it has been measured, CSS pixels. */
const FIRST_WIDTH = 720;

type Options = {
  readonly view: View;
  /** The window that the newest answer is about. */
  readonly window: Pick<View, 'from' | 'to'>;
  readonly change: ChangeView;
  readonly collections: Pick<Collections, 'agreements'>;
  readonly explored: Explored;
  readonly today: string;
};

/** The axis and the bins of the timeline are the question; what stands on them is of the worker's newest answer. */
export function useTimeline({ view, window, change, collections, explored, today }: Options): TimelineState {
  const [width, setWidth] = useState(FIRST_WIDTH);
  const [held, setHeld] = useState<Days | null>(null);
  const { from, to } = view;
  const brush = useMemo(() => brushOf({ from, to }), [from, to]);
  const shown = useMemo(() => brushOf({ from: window.from, to: window.to }), [window.from, window.to]);
  const marks = useMemo(() => marksOf(collections.agreements), [collections.agreements]);
  const closures = useMemo(() => closuresOf(explored.crossings), [explored.crossings]);
  const events = useMemo(
    () => [...marks.flatMap((mark) => [dayOfMark(mark), Math.floor(mark.to)]), ...closures.map(({ day }) => day)],
    [marks, closures],
  );
  const answer = explored.shown?.answer ?? null;
  const [fromMs, toMs] = [answer?.recorded?.fromMs, answer?.recorded?.toMs];
  const recorded = useMemo(
    () => (fromMs === undefined || toMs === undefined ? null : recordedDays([{ from: fromMs, to: toMs }])),
    [fromMs, toMs],
  );
  const told = { recorded, events, today: numberOfDay(view.knownAt?.slice(0, 10) ?? today) };
  const whole = axisDays({ ...told, brush, close: false });
  const playback = usePlayback({ view, change, bounds: held ?? whole });
  const { first, last } = held ?? axisDays({ ...told, brush, close: view.timeline.close && !playback.isPlaying });
  const axis = useMemo(() => ({ first, last }), [first, last]);

  const range = useMemo(() => rangeFor(axis, width), [axis, width]);
  const isCompared = view.timeline.panel === 'compare';
  const tallies = answer?.tallies;
  const comparison = useMemo(() => comparisonOf(tallies ?? []), [tallies]);

  const latestDay = explored.latest?.day;
  const holdAxis = useCallback((isHeld: boolean) => setHeld(isHeld ? axis : null), [axis]);
  return {
    axis,
    brush,
    shown,
    histogram: answer?.histogram ?? emptyHistogram(range),
    inWindow: answer?.matched ?? 0,
    marks,
    closures,
    comparison: isCompared && closedDays(shown) !== null ? comparison : null,
    isComparable: closedDays(shown) !== null,
    range,
    whenOpen: useMemo(() => monthBefore(latestDay ?? today), [latestDay, today]),
    recorded,
    width,
    setWidth,
    playback,
    holdAxis,
  };
}

/** What a comparison counts: the days of the window and those before it, as many; none where an end is open or nobody compares. */
export function talliesFor(view: Pick<View, 'from' | 'to' | 'timeline'>): TallyAsked[] {
  const days = closedDays(brushOf(view));
  if (days === null || view.timeline.panel !== 'compare') return [];
  const [now, before] = [instantsOf(days), instantsOf(daysBefore(days))];
  return [
    { ...now, other: before },
    { ...before, other: null },
  ];
}

function instantsOf(days: Days): { fromMs: number; toMs: number } {
  return { fromMs: days.first * DAY_MS, toMs: (days.first + lengthOf(days)) * DAY_MS };
}

function comparisonOf([now, before]: Answer['tallies']): Comparison | null {
  if (now === undefined || before === undefined) return null;
  const { fromMs, toMs } = now.asked;
  return compareTallies({ first: fromMs / DAY_MS, last: toMs / DAY_MS - 1 }, now.tally, before.tally);
}

function monthBefore(day: string): Days {
  const { first, last } = brushOf(thirtyDaysBefore(day));
  return { first: first ?? numberOfDay(day), last: last ?? numberOfDay(day) };
}
