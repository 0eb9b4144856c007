import type { PlayMode } from '../view-timeline.ts';
import { hold, lengthOf, type Brush, type Days } from './days.ts';

/** Days of a window that moves, where the view's own has no length. */
const OPEN_WINDOW_DAYS = 30;

/** Playback as a value: what it shows now, and how it goes on. Time is told to it and never asked for. */
export type Clock = {
  /** What there is to play. */
  readonly bounds: Days;
  readonly mode: PlayMode;
  readonly daysASecond: number;
  readonly window: Days;
  readonly isPlaying: boolean;
  /** Days that have passed and do not make a whole one yet. */
  readonly owedDays: number;
};

type Started = Pick<Clock, 'bounds' | 'mode' | 'daysASecond'> & { readonly brush: Brush };

/** A clock that stands, at the window that the brush shows or, where that is open, at the one that play begins with. */
export function createClock({ bounds, mode, daysASecond, brush }: Started): Clock {
  return { bounds, mode, daysASecond, window: firstWindow(bounds, mode, brush), isPlaying: false, owedDays: 0 };
}

function firstWindow(bounds: Days, mode: PlayMode, { first, last }: Brush): Days {
  if (mode === 'cumulative') {
    const start = hold(first ?? bounds.first, bounds.first, bounds.last);
    return { first: start, last: hold(last ?? start, start, bounds.last) };
  }
  const length = Math.min(lengthOf(bounds), windowLength({ first, last }));
  const start = first ?? (last === null ? bounds.first : last - length + 1);
  return windowAt(bounds, start, length);
}

function windowLength({ first, last }: Brush): number {
  return first === null || last === null ? OPEN_WINDOW_DAYS : lengthOf({ first, last });
}

/** A window of so many days, moved as little as is needed to lie within the bounds. */
function windowAt(bounds: Days, first: number, length: number): Days {
  const start = hold(first, bounds.first, bounds.last - length + 1);
  return { first: start, last: start + length - 1 };
}

/** Starts it; from the beginning again where it has come to the end. What cannot move does not play. */
export function play(clock: Clock): Clock {
  const { bounds, window, mode } = clock;
  if (window.last < bounds.last) return { ...clock, isPlaying: true, owedDays: 0 };
  const start = mode === 'cumulative' ? window.first : bounds.first;
  const again = mode === 'cumulative' ? { first: start, last: start } : windowAt(bounds, start, lengthOf(window));
  return { ...clock, window: again, isPlaying: again.last < bounds.last, owedDays: 0 };
}

export function pause(clock: Clock): Clock {
  return { ...clock, isPlaying: false, owedDays: 0 };
}

/** One step on (1) or back (-1), by as many days as play shows in a second; it stands then. */
export function step(clock: Clock, by: 1 | -1): Clock {
  return pause({ ...clock, window: moved(clock, by * clock.daysASecond) });
}

/**
 * The clock so many milliseconds later. The window moves by whole days; `inSteps`, for whoever wants no motion, by a
 * whole second's days at a time. At the end it stops.
 */
export function tick(clock: Clock, elapsedMs: number, inSteps: boolean): Clock {
  if (!clock.isPlaying) return clock;
  const owed = clock.owedDays + (elapsedMs / 1_000) * clock.daysASecond;
  const unit = inSteps ? clock.daysASecond : 1;
  // A hair more, so that sixty sixtieths of a second are one.
  const due = Math.floor(owed / unit + 1e-9) * unit;
  if (due === 0) return { ...clock, owedDays: owed };
  const window = moved(clock, due);
  const isAtEnd = window.last >= clock.bounds.last;
  return { ...clock, window, isPlaying: !isAtEnd, owedDays: isAtEnd ? 0 : Math.max(0, owed - due) };
}

function moved({ bounds, mode, window }: Clock, days: number): Days {
  if (mode === 'cumulative') return { first: window.first, last: hold(window.last + days, window.first, bounds.last) };
  return windowAt(bounds, window.first + days, lengthOf(window));
}
