import type { View } from '../view.ts';
import type { WindowChoice } from '../explore/window.ts';

export const DAY_MS = 86_400_000;

/** Days in UTC since 1 January 1970, both ends included. */
export type Days = { readonly first: number; readonly last: number };

/** The window of the view in day numbers; null is open. */
export type Brush = { readonly first: number | null; readonly last: number | null };

/** The number of a calendar day `YYYY-MM-DD`. */
export function numberOfDay(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

/** The number of the day in UTC in which an instant lies. */
export function numberOfInstant(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MS);
}

/** The calendar day `YYYY-MM-DD` of a number. */
export function dayOfNumber(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** How many days these are, both ends counted. */
export function lengthOf({ first, last }: Days): number {
  return last - first + 1;
}

export function brushOf({ from, to }: Pick<View, 'from' | 'to'>): Brush {
  return { first: from === null ? null : numberOfDay(from), last: to === null ? null : numberOfDay(to) };
}

/** The view's window for a brush. It is no longer the preset that it may have been. */
export function choiceOf({ first, last }: Brush): WindowChoice {
  return {
    from: first === null ? null : dayOfNumber(first),
    to: last === null ? null : dayOfNumber(last),
    preset: null,
  };
}

/** The brush with both ends, or null where one is open. */
export function closedDays({ first, last }: Brush): Days | null {
  return first === null || last === null ? null : { first, last };
}

/** Holds a number between two others; the lower one wins where they cross. */
export function hold(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
