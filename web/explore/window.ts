import type { Reading } from '../../api/agreements/contract.ts';
import { dayOf } from '../i18n/formats.ts';
import type { I18n } from '../i18n/index.tsx';
import type { View } from '../view.ts';

const DAY_MS = 86_400_000;

/** The half-open range [from, to) of instants, in milliseconds; infinite where the view is open. */
export type Window = { readonly from: number; readonly to: number };
export type WindowChoice = Pick<View, 'from' | 'to' | 'preset'>;

/** The window that the view's calendar days (UTC, both included) stand for. */
export function windowOf({ from, to }: Pick<View, 'from' | 'to'>): Window {
  return {
    from: from === null ? -Infinity : Date.parse(`${from}T00:00:00Z`),
    to: to === null ? Infinity : Date.parse(`${to}T00:00:00Z`) + DAY_MS,
  };
}

/** Whether something that happened inside [from, to) may have happened inside the window: half-open ranges overlap. */
export function overlaps(window: Window, from: number, to: number): boolean {
  return from < window.to && to > window.from;
}

/** A day so many days later, or earlier where negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days that a closed window spans, both ends counted; null where an end is open. */
export function windowDays({ from, to }: Pick<View, 'from' | 'to'>): number | null {
  return from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The last so many days up to and including `today`. */
export function lastDays(days: 7 | 30, today: string): WindowChoice {
  return { from: addDays(today, 1 - days), to: today, preset: `${days}d` };
}

/**
 * The first day on which a reading may have begun to hold. A start that is only known to the day begins with the first
 * midnight of that day in the region, which is Islamabad's.
 */
export function readingDay({ effectiveFrom }: Pick<Reading, 'effectiveFrom'>): string {
  return dayOf(effectiveFrom, 'islamabad');
}

/**
 * The day, or days, on which a reading may have begun to hold, in words: a start that is not known to one day is not
 * given as one. Six hours before its latest instant every clock of the region is still on the last of those days.
 */
export function readingWords(
  { t, formatDayShort }: Pick<I18n, 't' | 'formatDayShort'>,
  reading: Pick<Reading, 'effectiveFrom' | 'effectiveFromLatest'>,
): string {
  const first = readingDay(reading);
  const last = dayOf(Date.parse(reading.effectiveFromLatest) - DAY_MS / 4);
  if (last <= first) return formatDayShort(first);
  return t('when.range', { from: formatDayShort(first), to: formatDayShort(last) });
}

/** From a reading's first day on, open at the end. */
export function sinceReading(reading: Pick<Reading, 'key' | 'effectiveFrom'>): WindowChoice {
  return { from: readingDay(reading), to: null, preset: `since:${reading.key}` };
}

/** The 30 days that end with a day. */
export function thirtyDaysBefore(day: string): WindowChoice {
  return { from: addDays(day, -29), to: day, preset: null };
}

/**
 * The window moved by its own length, earlier (-1) or later (1). An open window has no length: it first becomes the 30
 * days that end with the latest record.
 */
export function stepWindow(view: Pick<View, 'from' | 'to'>, step: -1 | 1, latestDay: string): WindowChoice {
  const days = windowDays(view);
  if (days === null || view.from === null || view.to === null) return thirtyDaysBefore(latestDay);
  return { from: addDays(view.from, step * days), to: addDays(view.to, step * days), preset: null };
}

/**
 * Fills in the days of a preset that an address names without them (`?since=19-oct`). A preset whose reading is unknown
 * is dropped; days given in the address win.
 */
export function resolvePreset(view: View, readings: readonly Reading[], today: string): WindowChoice {
  const { from, to, preset } = view;
  if (preset === null || from !== null || to !== null) return { from, to, preset };
  if (preset === '7d') return lastDays(7, today);
  if (preset === '30d') return lastDays(30, today);
  const reading = readings.find(({ key }) => `since:${key}` === preset);
  return reading ? sinceReading(reading) : { from, to, preset: null };
}
