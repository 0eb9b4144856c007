import type { CrossingProperties } from '../../api/crossings/contract.ts';
import { dayOf } from '../i18n/formats.ts';
import type { I18n } from '../i18n/index.tsx';

const HOUR_MS = 3_600_000;

/**
 * The day that begins, or ends, at an instant. The region's days begin at 19:00 and 19:30 UTC; six hours inside, every
 * clock agrees on the day's name, and no party's clock decides.
 */
export function dayBegunAt(instant: string): string {
  return dayOf(Date.parse(instant) + 6 * HOUR_MS);
}
export function dayEndedAt(instant: string): string {
  return dayOf(Date.parse(instant) - 6 * HOUR_MS);
}

/** "Stated closed as of 12 Oct 2025": what a crossing point is said to be, and the day of the report it rests on. */
export function headlineWords(
  { t, formatDay }: Pick<I18n, 't' | 'formatDay'>,
  { status, statusAsOf }: Pick<CrossingProperties, 'status' | 'statusAsOf'>,
): string {
  const headline = t(`headline.${status}`);
  return statusAsOf === null ? headline : t('crossing.as-of', { headline, day: formatDay(dayBegunAt(statusAsOf)) });
}
