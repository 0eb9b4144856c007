import type { TimePrecision } from '../../api/geo/contract.ts';
import { CLOCKS, type Clock } from '../i18n/formats.ts';
import { latinFigures } from './figures.ts';

/** The clocks in which a time may be entered, the one that is neither party's first. */
export const ZONES = ['utc', 'kabul', 'islamabad'] as const satisfies readonly Clock[];

/** A day `YYYY-MM-DD` and a time of day `HH:MM` on some clock; each is empty where it was not given. */
export type Moment = { readonly day: string; readonly time: string };

/** When something happened, as it is typed. `to` is empty where the precision says how long it is. */
export type SpanEntry = {
  readonly zone: Clock;
  readonly precision: TimePrecision | null;
  readonly from: Moment;
  readonly to: Moment;
};

export const NO_MOMENT: Moment = { day: '', time: '' };
export const BLANK_SPAN: SpanEntry = { zone: 'utc', precision: 'day', from: NO_MOMENT, to: NO_MOMENT };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Precisions at which a time of day is asked for. */
const TIMED: readonly TimePrecision[] = ['minute', 'hour', 'part-of-day'];
/** Precisions that say nothing about how long it is: both ends are asked for. */
const OPEN: readonly TimePrecision[] = ['part-of-day', 'longer'];

export function asksForTime({ precision, to }: SpanEntry): boolean {
  return precision !== null && (TIMED.includes(precision) || (to.day !== '' && precision !== 'longer'));
}

export function asksForEnd({ precision, to }: SpanEntry): boolean {
  return precision !== null && (OPEN.includes(precision) || to.day !== '');
}

/** A time of day as it is being typed: figures of any keyboard and colons, nothing else. */
export function typedTime(text: string): string {
  return latinFigures(text)
    .replace(/[^\d:.]/g, '')
    .slice(0, 12);
}

/** A typed time as `HH:MM`, where it can be read as one; else as it was typed. */
export function tidyTime(text: string): string {
  const [, hours = '', minutes = ''] = /^(\d{1,2}):?(\d{2})$/.exec(text) ?? [];
  return hours === '' ? text : `${hours.padStart(2, '0')}:${minutes}`;
}

/** The instant at which a day and time stand on a clock, in milliseconds; null where there is no such moment. */
function millisOf({ day, time }: Moment, zone: Clock): number | null {
  const at = Date.parse(`${day}T${time === '' ? '00:00' : tidyTime(time)}Z`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && dayOfMillis(at) === day;
  return isDay ? at - CLOCKS[zone] * MINUTE_MS : null;
}

function dayOfMillis(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** RFC 3339 in UTC, without milliseconds where there are none. */
function instantOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Day and time of an instant on a clock; seconds only where there are some. */
function momentOf(at: number, zone: Clock): Moment {
  const text = new Date(at + CLOCKS[zone] * MINUTE_MS).toISOString();
  return {
    day: text.slice(0, 10),
    time: text
      .slice(11, 23)
      .replace(/\.000$/, '')
      .replace(/^(\d\d:\d\d):00$/, '$1'),
  };
}

/** The first moment that a precision means by a moment typed, and the first one after it; both on the typed clock. */
function boundsOf(precision: TimePrecision, local: number): { from: number; to: number } | null {
  if (precision === 'minute') return { from: local, to: local + MINUTE_MS };
  if (precision === 'hour') return { from: local, to: local + HOUR_MS };
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  if (precision === 'day') return { from: midnight, to: midnight + DAY_MS };
  if (precision === 'week') return { from: midnight, to: midnight + 7 * DAY_MS };
  if (precision !== 'month') return null;
  const at = new Date(midnight);
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) };
}

/** The range [from, to) that an entry means, as instants; null where something is still missing. */
export function rangeOfSpan(span: SpanEntry): { from: string | null; to: string | null } {
  const { zone, precision, from, to } = span;
  if (precision === null || from.day === '') return { from: null, to: null };
  if (asksForEnd(span)) {
    // A last day that is named without a time is whole.
    const end = millisOf(to, zone);
    return {
      from: instantOf(millisOf(from, zone)),
      to: instantOf(end === null || to.time !== '' ? end : end + DAY_MS),
    };
  }
  const isTimeMissing = TIMED.includes(precision) && from.time === '';
  const start = millisOf(from, zone);
  const shift = CLOCKS[zone] * MINUTE_MS;
  const bounds = isTimeMissing || start === null ? null : boundsOf(precision, start + shift);
  if (bounds === null) return { from: null, to: null };
  return { from: instantOf(bounds.from - shift), to: instantOf(bounds.to - shift) };
}

type Range = { readonly from: string; readonly to: string; readonly precision: TimePrecision };

/** A range as it would be typed: on the first clock on which its precision says how long it is, else with both ends. */
export function spanOfRange({ from, to, precision }: Range): SpanEntry {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  for (const zone of ZONES) {
    const shift = CLOCKS[zone] * MINUTE_MS;
    const bounds = boundsOf(precision, start + shift);
    if (bounds?.from !== start + shift || bounds.to !== end + shift) continue;
    const { day, time } = momentOf(start, zone);
    return { zone, precision, from: { day, time: TIMED.includes(precision) ? time : '' }, to: NO_MOMENT };
  }
  const whole = ZONES.find((zone) => [start, end].every((at) => (at + CLOCKS[zone] * MINUTE_MS) % DAY_MS === 0));
  if (whole === undefined || end <= start)
    return { zone: 'utc', precision, from: momentOf(start, 'utc'), to: momentOf(end, 'utc') };
  const dayAt = (at: number): Moment => ({ day: momentOf(at, whole).day, time: '' });
  return { zone: whole, precision, from: dayAt(start), to: dayAt(end - 1) };
}

/** A day or a moment alone, as the beginning of a report that may have no end: on the typed clock. */
export function instantOfMoment(moment: Moment, zone: Clock): string | null {
  return moment.day === '' ? null : instantOf(millisOf(moment, zone));
}

/** The moment of an instant on a clock; a midnight is a day alone. */
export function momentOfInstant(instant: string, zone: Clock): Moment {
  const moment = momentOf(Date.parse(instant), zone);
  return moment.time === '00:00' ? { day: moment.day, time: '' } : moment;
}

/** The first clock on which all of these are midnights; UTC where there is none. */
export function clockOfMidnights(instants: readonly string[]): Clock {
  return (
    ZONES.find((zone) => instants.every((at) => (Date.parse(at) + CLOCKS[zone] * MINUTE_MS) % DAY_MS === 0)) ?? 'utc'
  );
}
