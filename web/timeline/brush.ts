import type { Direction } from '../i18n/index.tsx';
import { closedDays, hold, lengthOf, type Brush, type Days } from './days.ts';

/** What of the window can be taken hold of. */
export type BrushPart = 'start' | 'end' | 'window';

/** Days by which Page Up and Page Down move one end; the whole window they move by its own length. */
const PAGE_DAYS = 7;

export const NO_WINDOW: Brush = { first: null, last: null };

/** The days of the brush that the axis shows; null where none of them is on it. */
export function shownDays({ first, last }: Brush, axis: Days): Days | null {
  const shown = { first: Math.max(first ?? axis.first, axis.first), last: Math.min(last ?? axis.last, axis.last) };
  return shown.first > shown.last ? null : shown;
}

/** One end of the window set to a day. At the end of the axis it is open: what is recorded later lies inside too. */
export function moveEnd(brush: Brush, part: 'start' | 'end', day: number, axis: Days): Brush {
  if (part === 'start') {
    const first = hold(day, axis.first, brush.last ?? axis.last);
    return { ...brush, first: first <= axis.first ? null : first };
  }
  const last = hold(day, brush.first ?? axis.first, axis.last);
  return { ...brush, last: last >= axis.last ? null : last };
}

/** The whole window moved by some days, as far as the axis goes; it keeps its length. An open one has nowhere to go. */
export function moveWindow(brush: Brush, days: number, axis: Days): Brush {
  const closed = closedDays(brush);
  if (closed === null) return brush;
  const length = lengthOf(closed);
  const first = hold(closed.first + days, axis.first, axis.last - length + 1);
  return { first, last: first + length - 1 };
}

/** The days between two, whichever is earlier, as a window. */
export function spanDays(one: number, other: number, axis: Days): Brush {
  const [first, last] = one <= other ? [one, other] : [other, one];
  return { first: hold(first, axis.first, axis.last), last: hold(last, axis.first, axis.last) };
}

/**
 * How far a key moves a part, in days. Time runs with the reading direction, so in a language that is written from the
 * right the left arrow leads to later days; up is later and down earlier everywhere. Null: no key of the brush.
 */
export function daysOfKey(key: string, direction: Direction, pageDays: number): number | null {
  const onward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  if (key === onward || key === 'ArrowUp') return 1;
  if (key === back || key === 'ArrowDown') return -1;
  if (key === 'PageUp') return pageDays;
  if (key === 'PageDown') return -pageDays;
  if (key === 'Home') return -Infinity;
  return key === 'End' ? Infinity : null;
}

type Keyed = { readonly part: BrushPart; readonly key: string; readonly direction: Direction; readonly axis: Days };

/**
 * The brush after a key; null where the key is none of its own. Escape clears. `whenOpen` is the window with which the
 * keys of an open one begin.
 */
export function brushAfterKey(brush: Brush, { part, key, direction, axis }: Keyed, whenOpen: Days): Brush | null {
  if (key === 'Escape') return NO_WINDOW;
  const closed = closedDays(brush);
  const days = daysOfKey(key, direction, part === 'window' && closed !== null ? lengthOf(closed) : PAGE_DAYS);
  if (days === null) return null;
  if (part === 'window') return closed === null ? whenOpen : moveWindow(brush, days, axis);
  const from = part === 'start' ? (brush.first ?? axis.first) : (brush.last ?? axis.last);
  return moveEnd(brush, part, from + days, axis);
}
