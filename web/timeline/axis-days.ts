import { hold, lengthOf, numberOfInstant, type Brush, type Days } from './days.ts';

/** Milliseconds, half-open. */
type Timed = { readonly from: number; readonly to: number };

/** Days beside what is on record, so that the first and the last are not drawn into the corners. */
const MARGIN_DAYS = 3;
/** An axis shorter than this says nothing. */
const LEAST_DAYS = 30;

/** The first and the last day on which an incident on record may have happened; null where none is on record. */
export function recordedDays(rows: readonly Timed[]): Days | null {
  let [first, last] = [Infinity, -Infinity];
  for (const { from, to } of rows) {
    first = Math.min(first, numberOfInstant(from));
    last = Math.max(last, numberOfInstant(to - 1));
  }
  return first > last ? null : { first, last };
}

type Told = {
  /** The days with incidents, whatever the filters. */
  readonly recorded: Days | null;
  /** Marks and closures, days. */
  readonly events: readonly number[];
  readonly brush: Brush;
  readonly today: number;
  /** About the window alone. */
  readonly close: boolean;
};

/**
 * The days of the axis: all that is on record, and the window as far as it is not to come, so that a window after the
 * last record is seen to lie there. `close` shows the window with half its length on either side,
 * and a month at least.
 */
export function axisDays({ recorded, events, brush, today, close }: Told): Days {
  const whole = wholeDays({ recorded, events, brush, today });
  if (!close || brush.first === null) return whole;
  const window = { first: brush.first, last: brush.last ?? whole.last };
  const length = lengthOf(window);
  const aside = Math.ceil(Math.max(length / 2, (LEAST_DAYS - length) / 2));
  const first = hold(window.first - aside, whole.first, whole.last - LEAST_DAYS);
  return { first, last: hold(window.last + aside, first + LEAST_DAYS, whole.last) };
}

function wholeDays({ recorded, events, brush, today }: Omit<Told, 'close'>): Days {
  let { first, last } = recorded ?? { first: Infinity, last: -Infinity };
  for (const day of events) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  if (first > last) [first, last] = [today - LEAST_DAYS, today];
  [first, last] = [first - MARGIN_DAYS, last + MARGIN_DAYS];
  if (brush.last !== null && brush.last <= today) last = Math.max(last, brush.last);
  if (brush.first !== null && brush.first <= today) last = Math.max(last, brush.first);
  return { first, last: Math.max(last, first + LEAST_DAYS) };
}
