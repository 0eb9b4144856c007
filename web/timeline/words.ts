import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { readingWords } from '../explore/window.ts';
import { dayBegunAt, dayEndedAt } from '../crossings/headline.ts';
import type { Calendar, I18n } from '../i18n/index.tsx';
import { closedDays, dayOfNumber, lengthOf, type Brush, type Days } from './days.ts';
import { sumOf } from './histogram.ts';
import type { Closure, Mark } from './marks.ts';

/** The calendar of the language's own readers first, the other beneath it. */
export function calendarsOf(language: I18n['language']): readonly [Calendar, Calendar] {
  return language === 'prs' || language === 'ps' ? ['solar-hijri', 'gregorian'] : ['gregorian', 'solar-hijri'];
}

/** Days in the language's own calendar. */
export function daysWords({ formatDays }: Pick<I18n, 'formatDays'>, { first, last }: Days): string {
  return formatDays(dayOfNumber(first), dayOfNumber(last));
}

/** A day in both calendars. */
export function dayInBoth({ formatDay, formatDayBeside }: I18n, day: number): string {
  return `${formatDay(dayOfNumber(day))} · ${formatDayBeside(dayOfNumber(day))}`;
}

/** The window in words; open ends are said to be open. */
export function windowWords(i18n: I18n, brush: Brush): string {
  const { t, formatDay } = i18n;
  const closed = closedDays(brush);
  if (closed) return t('time.window', { days: daysWords(i18n, closed), n: lengthOf(closed) });
  if (brush.first !== null) return t('filters.since', { day: formatDay(dayOfNumber(brush.first)) });
  if (brush.last !== null) return t('chips.until', { day: formatDay(dayOfNumber(brush.last)) });
  return t('filters.all-dates');
}

/** What one end of the window says when it has the focus. */
export function endWords(i18n: I18n, brush: Brush, part: 'start' | 'end'): string {
  const day = part === 'start' ? brush.first : brush.last;
  if (day !== null) return dayInBoth(i18n, day);
  return i18n.t(part === 'start' ? 'time.start-open' : 'time.end-open');
}

/** "5 incident reports on record: 4 reported, 1 contested". */
export function countsWords({ t, formatNumber }: Pick<I18n, 't' | 'formatNumber'>, counts: Uint32Array): string {
  const n = sumOf(counts);
  if (n === 0) return t('time.count', { n });
  const parts = OCCURRENCE_STATUSES.map((status, index) => ({ status, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${t(`status.${status}`)} ${formatNumber(count)}`);
  return t('time.count-by-status', { n, statuses: parts.join(' · ') });
}

/** The day, or days, of a mark, short: what stands at it. */
export function markDays(i18n: I18n, mark: Mark): string {
  if (mark.reading) return readingWords(i18n, mark.reading);
  const [first, last] = [dayBegunAt(mark.agreement.happenedFrom), dayEndedAt(mark.agreement.happenedTo)];
  return last <= first ? i18n.formatDay(first) : i18n.formatDays(first, last);
}

/** What a mark is, whole: who holds the reading, or which talks. The title of talks is as it was recorded. */
export function markWords(i18n: I18n, mark: Mark): string {
  const { t } = i18n;
  const days = markDays(i18n, mark);
  if (mark.reading) return t('time.reading', { days, holder: mark.reading.heldBy });
  return t('time.talks', { days, title: mark.agreement.title });
}

/** "Torkham, Ghulam Khan: stated closed as of 12 Oct 2025". */
export function closureWords({ t, formatDay }: Pick<I18n, 't' | 'formatDay'>, closure: Closure): string {
  const headline = t(`headline.${closure.headline}`);
  return t('time.closure', {
    names: closure.crossings.map(({ feature }) => feature.properties.name).join(t('time.list-comma')),
    state: t('crossing.as-of', { headline, day: formatDay(dayOfNumber(closure.day)) }),
  });
}

/** With its sign: `+3`, `−2`, `0`. */
export function signedWords({ formatNumber }: Pick<I18n, 'formatNumber'>, value: number): string {
  if (value === 0) return formatNumber(0);
  return `${value > 0 ? '+' : '−'}${formatNumber(Math.abs(value))}`;
}
