import { solarHijri, type Calendar } from '../i18n/formats.ts';
import type { I18n } from '../i18n/index.tsx';
import { dayOfNumber, lengthOf, type Days } from './days.ts';

/** A day at which the axis is marked, and what part of the calendar begins with it. */
export type Tick = { readonly day: number; readonly unit: 'year' | 'month' | 'day' };

/** A tick with its words; null where they would touch those before it. */
export type LabelledTick = Tick & { readonly label: string | null };

/** Pixels that a mark with its words needs, by what the words are. */
const ROOM = { day: 30, month: 62, year: 44 } as const;
/** Words may reach so far into the margin of the drawing. */
const END_MARGIN = 20;
const DAY_STEPS = [1, 2, 5] as const;
const MONTH_STEPS = [1, 2, 3, 6] as const;
const YEAR_STEPS = [1, 2, 5, 10, 20, 50] as const;
const DAYS_A_MONTH = 30.4;
const DAYS_A_YEAR = 365.2;

type Parts = { readonly year: number; readonly month: number; readonly day: number };

/** Year, month (1-12) and day of the month of a day in a calendar. */
function partsOf(calendar: Calendar, number: number): Parts {
  const day = dayOfNumber(number);
  if (calendar === 'solar-hijri') return solarHijri(day);
  const at = new Date(`${day}T00:00:00Z`);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** The first days of all months of a calendar that begin within the days. */
export function monthStarts(calendar: Calendar, { first, last }: Days): number[] {
  const starts: number[] = [];
  let start = first - partsOf(calendar, first).day + 1;
  while (start <= last) {
    if (start >= first) starts.push(start);
    // A month has 28 to 31 days: 31 on is always in the next one, and near its beginning.
    start = start + 31 - partsOf(calendar, start + 31).day + 1;
  }
  return starts;
}

/** Marks of an axis: as fine as there is room for, and always at beginnings of the calendar's own months or years. */
export function ticksOf(calendar: Calendar, days: Days, widthPixels: number): Tick[] {
  const pixelsADay = widthPixels / lengthOf(days);
  const dayStep = DAY_STEPS.find((step) => step * pixelsADay >= ROOM.day);
  if (dayStep !== undefined) return dayTicks(calendar, days, dayStep);
  const monthStep = MONTH_STEPS.find((step) => step * DAYS_A_MONTH * pixelsADay >= ROOM.month);
  const starts = monthStarts(calendar, days);
  if (monthStep !== undefined)
    return starts
      .filter((start) => (partsOf(calendar, start).month - 1) % monthStep === 0)
      .map((day) => ({ day, unit: 'month' }));
  const yearStep = YEAR_STEPS.find((step) => step * DAYS_A_YEAR * pixelsADay >= ROOM.year) ?? 100;
  return starts
    .filter((start) => {
      const { year, month } = partsOf(calendar, start);
      return month === 1 && year % yearStep === 0;
    })
    .map((day) => ({ day, unit: 'year' }));
}

/** Every so many days from the first of each month; none so near its end that it would touch the next first. */
function dayTicks(calendar: Calendar, { first, last }: Days, step: number): Tick[] {
  const ticks: Tick[] = [];
  for (let number = first; number <= last; number++) {
    const { day } = partsOf(calendar, number);
    if (day === 1) ticks.push({ day: number, unit: 'month' });
    else if ((day - 1) % step === 0 && day <= 31 - step * 0.6) ticks.push({ day: number, unit: 'day' });
  }
  return ticks;
}

/**
 * The words at the ticks. The first says where the axis begins, with its year; after it a month has its year only where
 * the year is new.
 */
export function labelTicks(
  i18n: Pick<I18n, 'formatMonthIn' | 'formatDayIn' | 'formatYear' | 'formatNumber'>,
  calendar: Calendar,
  ticks: readonly Tick[],
  { first, last }: Days,
  widthPixels: number,
): LabelledTick[] {
  const pixelsADay = widthPixels / lengthOf({ first, last });
  let [free, year] = [-Infinity, NaN];
  return ticks.map((tick): LabelledTick => {
    const at = partsOf(calendar, tick.day);
    const label = wordsOf(i18n, calendar, tick, at, year);
    const x = (tick.day - first) * pixelsADay;
    if (x < free || x + widthOf(label) > widthPixels + END_MARGIN) return { ...tick, label: null };
    free = x + widthOf(label);
    year = at.year;
    return { ...tick, label };
  });
}

function wordsOf(
  i18n: Pick<I18n, 'formatMonthIn' | 'formatDayIn' | 'formatYear' | 'formatNumber'>,
  calendar: Calendar,
  { day, unit }: Tick,
  at: Parts,
  yearBefore: number,
): string {
  if (unit === 'year') return i18n.formatYear(at.year);
  const isNewYear = at.year !== yearBefore;
  if (unit === 'month') return i18n.formatMonthIn(dayOfNumber(day), calendar, isNewYear);
  return isNewYear ? i18n.formatDayIn(dayOfNumber(day), calendar) : i18n.formatNumber(at.day);
}

/** About how wide words are at the size of the axis, with the gap after them; exact is not needed. */
function widthOf(label: string): number {
  return label.length * 6 + 8;
}
