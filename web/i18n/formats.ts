import { LOCALE_OF, type UiLanguage } from './languages.ts';

/** The three clocks on which an instant is shown; fixed offsets, neither place keeps daylight saving time. */
export const CLOCKS = { utc: 0, kabul: 270, islamabad: 300 } as const;
export type Clock = keyof typeof CLOCKS;

/** The two calendars of the region's readers. */
export const CALENDARS = ['gregorian', 'solar-hijri'] as const;
export type Calendar = (typeof CALENDARS)[number];

/** Months of the Solar Hijri year from Hamal, which begins at the March equinox, as they are named in Afghanistan. */
const SOLAR_MONTHS: Readonly<Record<UiLanguage, readonly string[]>> = {
  en: ['Hamal', 'Sawr', 'Jawza', 'Saratan', 'Asad', 'Sunbula', 'Mizan', 'Aqrab', 'Qaws', 'Jadi', 'Dalw', 'Hut'],
  ps: ['وری', 'غویی', 'غبرګولی', 'چنګاښ', 'زمری', 'وږی', 'تله', 'لړم', 'لیندۍ', 'مرغومی', 'سلواغه', 'کب'],
  prs: ['حمل', 'ثور', 'جوزا', 'سرطان', 'اسد', 'سنبله', 'میزان', 'عقرب', 'قوس', 'جدی', 'دلو', 'حوت'],
  ur: ['حمل', 'ثور', 'جوزا', 'سرطان', 'اسد', 'سنبلہ', 'میزان', 'عقرب', 'قوس', 'جدی', 'دلو', 'حوت'],
};

/** Gregorian months as they are named in Afghanistan; what browsers hold for Dari sets the day last, and for Pashto nothing. */
const GREGORIAN_MONTHS: Readonly<Partial<Record<UiLanguage, readonly string[]>>> = {
  ps: ['جنوري', 'فبروري', 'مارچ', 'اپریل', 'مۍ', 'جون', 'جولای', 'اګست', 'سپتمبر', 'اکتوبر', 'نومبر', 'دسمبر'],
  prs: ['جنوری', 'فبروری', 'مارچ', 'اپریل', 'می', 'جون', 'جولای', 'اگست', 'سپتمبر', 'اکتوبر', 'نومبر', 'دسمبر'],
};

export type Formats = {
  /** A calendar day `YYYY-MM-DD` in the calendar that the language's readers use: Solar Hijri for Dari and Pashto. */
  readonly formatDay: (day: string) => string;
  /** The day without its year, where the year is plain: `19 Oct`. */
  readonly formatDayShort: (day: string) => string;
  /** Days from the first to the last in the language's calendar, as short as it may be: `17–18 Oct 2025`. */
  readonly formatDays: (first: string, last: string) => string;
  /** The same day in the other calendar: Gregorian for Dari and Pashto, Solar Hijri for the others. */
  readonly formatDayBeside: (day: string) => string;
  /** An instant on one of the three clocks: day and 24-hour time, without the clock's name. */
  readonly formatInstant: (instant: string | number, clock: Clock) => string;
  /** The time of day alone on one of the three clocks, `21:50`. */
  readonly formatTime: (instant: string | number, clock: Clock) => string;
  /** A day in the calendar named, whichever the language's own is. */
  readonly formatDayIn: (day: string, calendar: Calendar) => string;
  /** The month of a day in the calendar named, with its year where that is wanted: `Oct 2025`. */
  readonly formatMonthIn: (day: string, calendar: Calendar, withYear: boolean) => string;
  /** A year without separators of thousands. */
  readonly formatYear: (year: number) => string;
  readonly formatNumber: (value: number, most?: number) => string;
};

/** The calendar day of an instant on a clock, `YYYY-MM-DD`. */
export function dayOf(instant: string | number, clock: Clock = 'utc'): string {
  const at = typeof instant === 'number' ? instant : Date.parse(instant);
  return new Date(at + CLOCKS[clock] * 60_000).toISOString().slice(0, 10);
}

const solarParts = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** Year, month (1-12) and day of the Solar Hijri calendar for a Gregorian `YYYY-MM-DD`. */
export function solarHijri(day: string): { year: number; month: number; day: number } {
  const parts = solarParts.formatToParts(new Date(`${day}T00:00:00Z`));
  const read = (kind: string): number => Number.parseInt(parts.find(({ type }) => type === kind)?.value ?? '', 10);
  return { year: read('year'), month: read('month'), day: read('day') };
}

/** The formatting functions of one language. */
export function createFormats(language: UiLanguage): Formats {
  const locale = LOCALE_OF[language];
  const figures = new Intl.NumberFormat(locale, { useGrouping: false });
  const twoFigures = new Intl.NumberFormat(locale, { useGrouping: false, minimumIntegerDigits: 2 });
  const gregorian = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });

  const gregorianShort = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });

  const solarDay = (day: string): string => {
    const at = solarHijri(day);
    return `${figures.format(at.day)} ${SOLAR_MONTHS[language][at.month - 1] ?? ''}`;
  };
  const formatSolar = (day: string): string => `${solarDay(day)} ${figures.format(solarHijri(day).year)}`;
  const formatGregorian = (day: string): string => {
    const at = new Date(`${day}T00:00:00Z`);
    const months = GREGORIAN_MONTHS[language];
    if (!months) return gregorian.format(at);
    const month = months[at.getUTCMonth()] ?? '';
    return `${figures.format(at.getUTCDate())} ${month} ${figures.format(at.getUTCFullYear())}`;
  };
  /** By the most digits after the point. Making one takes some hundred times as long as using it. */
  const numbers = new Map<number, Intl.NumberFormat>();
  const numbersWith = (most: number): Intl.NumberFormat => {
    const known = numbers.get(most) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: most });
    numbers.set(most, known);
    return known;
  };
  const gregorianMonth = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: 'short', timeZone: 'UTC' });
  const formatMonthIn = (day: string, calendar: Calendar, withYear: boolean): string => {
    const at = new Date(`${day}T00:00:00Z`);
    const solar = calendar === 'solar-hijri' ? solarHijri(day) : null;
    const month = solar
      ? (SOLAR_MONTHS[language][solar.month - 1] ?? '')
      : (GREGORIAN_MONTHS[language]?.[at.getUTCMonth()] ?? gregorianMonth.format(at));
    return withYear ? `${month} ${figures.format(solar?.year ?? at.getUTCFullYear())}` : month;
  };
  const solarFirst = language === 'prs' || language === 'ps';
  const formatDay = solarFirst ? formatSolar : formatGregorian;
  const formatTime = (instant: string | number, clock: Clock): string => {
    const at = typeof instant === 'number' ? instant : Date.parse(instant);
    const shifted = new Date(at + CLOCKS[clock] * 60_000);
    return `${twoFigures.format(shifted.getUTCHours())}:${twoFigures.format(shifted.getUTCMinutes())}`;
  };

  return {
    formatDay,
    formatDayShort: solarFirst ? solarDay : (day) => gregorianShort.format(new Date(`${day}T00:00:00Z`)),
    formatDays: (first, last) => {
      if (first === last) return formatDay(first);
      if (solarFirst) return `${formatDay(first)} – ${formatDay(last)}`;
      return gregorian.formatRange(new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`));
    },
    formatDayBeside: solarFirst ? formatGregorian : formatSolar,
    formatDayIn: (day, calendar) => (calendar === 'solar-hijri' ? formatSolar(day) : formatGregorian(day)),
    formatMonthIn,
    formatYear: (year) => figures.format(year),
    formatTime,
    formatInstant: (instant, clock) => `${formatDay(dayOf(instant, clock))} ${formatTime(instant, clock)}`,
    formatNumber: (value, most = 0) => numbersWith(most).format(value),
  };
}
