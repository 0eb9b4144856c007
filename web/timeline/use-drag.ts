import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { moveEnd, moveWindow, shownDays, spanDays } from './brush.ts';
import { closedDays, type Brush, type Days } from './days.ts';
import type { TimeAxis } from './geometry.ts';

/** Pixels beside an end of the window at which a pointer takes hold of it; a finger is broader. */
const REACH = { mouse: 6, touch: 18 } as const;
/** A hand that moves less only clicks. */
const CLICK_PIXELS = 3;

type Grip = 'start' | 'end' | 'window' | 'new';
type Drag = { readonly grip: Grip; readonly fromX: number; readonly from: Brush; readonly moved: boolean };

type DragOptions = {
  readonly brush: Brush;
  readonly days: Days;
  readonly axis: TimeAxis;
  /** Once a frame at most while the hand moves. */
  readonly onPassing: (brush: Brush) => void;
  /** When the hand lets go. */
  readonly onSettled: (brush: Brush) => void;
  /** A click at a day, where it is not on the window. */
  readonly onClick: (day: number) => void;
  readonly onHold: (isHeld: boolean) => void;
};

/** Draws a window, moves it, or moves one of its ends with a pointer. */
export function useDrag({ brush, days, axis, onPassing, onSettled, onClick, onHold }: DragOptions) {
  const { direction } = useI18n();
  const drag = useRef<Drag | null>(null);
  const latest = useRef<Brush>(brush);
  const frame = useRef(0);
  const [grip, setGrip] = useState<Grip | null>(null);
  useEffect(() => () => window.cancelAnimationFrame(frame.current), []);

  const gripAt = (x: number, reach: number): Grip => {
    const shown = shownDays(brush, days);
    if (shown === null) return 'new';
    const [start, end] = [axis.xOf(shown.first), axis.xOf(shown.last + 1)];
    const [toStart, toEnd] = [Math.abs(x - start), Math.abs(x - end)];
    if (Math.min(toStart, toEnd) <= reach) return toStart < toEnd ? 'start' : 'end';
    const isInside = direction === 'rtl' ? x < start && x > end : x > start && x < end;
    return isInside && closedDays(brush) !== null ? 'window' : 'new';
  };

  const xIn = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  const brushAt = ({ grip: held, fromX, from }: Drag, x: number): Brush => {
    if (held === 'start') return moveEnd(from, 'start', Math.round(axis.dayAt(x)), days);
    if (held === 'end') return moveEnd(from, 'end', Math.round(axis.dayAt(x)) - 1, days);
    if (held === 'window') return moveWindow(from, Math.round(axis.dayAt(x) - axis.dayAt(fromX)), days);
    return spanDays(Math.floor(axis.dayAt(fromX)), Math.floor(axis.dayAt(x)), days);
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const x = xIn(event);
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse;
    drag.current = { grip: gripAt(x, reach), fromX: x, from: brush, moved: false };
    onHold(true);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const x = xIn(event);
    if (drag.current === null) return setGrip(gripAt(x, REACH.mouse));
    if (!drag.current.moved && Math.abs(x - drag.current.fromX) < CLICK_PIXELS) return;
    drag.current = { ...drag.current, moved: true };
    latest.current = brushAt(drag.current, x);
    if (frame.current !== 0) return;
    frame.current = window.requestAnimationFrame(() => {
      frame.current = 0;
      onPassing(latest.current);
    });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>): void => {
    const held = drag.current;
    if (held === null) return;
    drag.current = null;
    window.cancelAnimationFrame(frame.current);
    frame.current = 0;
    onHold(false);
    if (event.type === 'pointercancel') onSettled(held.from);
    else if (held.moved) onSettled(brushAt(held, xIn(event)));
    else if (held.grip === 'new') onClick(Math.floor(axis.dayAt(held.fromX)));
  };
  return { grip, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp } };
}
