import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ChangeView } from '../explore/use-view.ts';
import { useMedia } from '../ui/use-media.ts';
import type { View } from '../view.ts';
import { createClock, play, step, tick, type Clock } from './clock.ts';
import { brushOf, choiceOf, closedDays, type Days } from './days.ts';

/** A page that was not drawn for a while does not leap when it comes back. */
const LONGEST_FRAME_MS = 1_000;

export type Playback = {
  readonly isPlaying: boolean;
  readonly toggle: () => void;
  readonly stop: () => void;
  /** One step of playback on or back, by the days that pass in a second. */
  readonly step: (by: 1 | -1) => void;
};

type Options = {
  readonly view: Pick<View, 'from' | 'to' | 'timeline'>;
  readonly change: ChangeView;
  readonly bounds: Days;
};

const keyOf = ({ from, to }: Pick<View, 'from' | 'to'>): string => `${from}..${to}`;

/**
 * Moves the view's window as the clock goes. While it plays nothing is written to the address; when it stops, its last
 * window is. A window that somebody else sets ends it.
 */
export function usePlayback({ view, change, bounds }: Options): Playback {
  const inSteps = useMedia('(prefers-reduced-motion: reduce)');
  const [isPlaying, setPlaying] = useState(false);
  const clock = useRef<Clock | null>(null);
  /** Windows that were set by the clock and that the view has not shown yet. */
  const given = useRef<string[]>([]);
  const { mode, speed } = view.timeline;

  const newClock = (): Clock => createClock({ bounds, mode, daysASecond: speed, brush: brushOf(view) });
  const show = (next: Clock, how?: 'passing'): void => {
    const choice = choiceOf(next.window);
    given.current.push(keyOf(choice));
    change(choice, how);
  };
  const stop = useCallback(() => {
    if (clock.current?.isPlaying !== true) return;
    clock.current = null;
    setPlaying(false);
    change({});
  }, [change]);

  const toggle = (): void => {
    if (isPlaying) return stop();
    const started = play(newClock());
    if (!started.isPlaying) return;
    clock.current = started;
    given.current = [keyOf(view)];
    show(started, 'passing');
    setPlaying(true);
  };

  const advance = useEffectEvent((elapsedMs: number) => {
    const before = clock.current;
    if (before === null) return;
    const next = tick({ ...before, daysASecond: speed }, Math.min(elapsedMs, LONGEST_FRAME_MS), inSteps);
    clock.current = next;
    if (next.window !== before.window) show(next, next.isPlaying ? 'passing' : undefined);
    if (!next.isPlaying) setPlaying(false);
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    let last = performance.now();
    let frame = 0;
    const onFrame = (now: number): void => {
      advance(Math.max(0, now - last));
      last = now;
      frame = window.requestAnimationFrame(onFrame);
    };
    frame = window.requestAnimationFrame(onFrame);
    return () => window.cancelAnimationFrame(frame);
  }, [isPlaying]);

  const shown = keyOf(view);
  const followed = useEffectEvent(() => {
    const at = given.current.indexOf(shown);
    if (at === -1) stop();
    else given.current.splice(0, at);
  });
  useEffect(() => followed(), [shown]);
  useEffect(() => stop(), [mode, stop]);

  return {
    isPlaying,
    toggle,
    stop,
    step: (by) => {
      stop();
      const at = newClock();
      // From an open window the first step leads to the one that play begins with.
      show(closedDays(brushOf(view)) === null ? at : step(at, by));
    },
  };
}
