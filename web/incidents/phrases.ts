import { PARTIES, type LocationPrecision, type OccurrenceStatus, type TimePrecision } from '../../api/geo/contract.ts';
import type { CasualtyFigure, Statement } from '../../api/accounts/contract.ts';
import type { IncidentProperties } from '../../api/incidents/contract.ts';
import { boundsOf } from '../explore/bounds.ts';
import { dayOf, type Clock } from '../i18n/formats.ts';
import type { I18n, MessageKey } from '../i18n/index.tsx';
import { metresAcross, type Anchored } from '../map/anchor.ts';

const HOUR_MS = 3_600_000;
/** Precisions at which a time of day says what is known, and not more. */
const TIMED: readonly TimePrecision[] = ['minute', 'hour'];

type Happened = Pick<IncidentProperties, 'happenedFrom' | 'happenedTo' | 'timePrecision'>;

/**
 * The first and last calendar day that a range stands for. A day begins at 19:00, 19:30 or 00:00 UTC depending on
 * whose day it is; six hours inside either end every clock agrees on its name.
 */
export function daysOf({ happenedFrom, happenedTo, timePrecision }: Happened): { first: string; last: string } {
  const [from, to] = [Date.parse(happenedFrom), Date.parse(happenedTo)];
  // A night belongs to two days. Of the region's two clocks neither is preferred: the days are those that either names.
  if (timePrecision === 'part-of-day') return { first: dayOf(from, 'kabul'), last: dayOf(to - 1, 'islamabad') };
  const inset = Math.min(6 * HOUR_MS, (to - from) / 2);
  return { first: dayOf(from + inset), last: dayOf(to - inset) };
}

/**
 * When it happened, in one line: a day, days, or a day and a time where the time is known. The time is in UTC, which is
 * neither party's; an hour is written as the range that it is, so that its beginning is not taken for the moment.
 */
export function dateWords(i18n: I18n, happened: Happened): string {
  if (TIMED.includes(happened.timePrecision)) {
    const { happenedFrom, happenedTo, timePrecision } = happened;
    const day = i18n.formatDay(dayOf(happenedFrom));
    const [from, to] = [i18n.formatTime(happenedFrom, 'utc'), i18n.formatTime(happenedTo, 'utc')];
    const time = timePrecision === 'minute' ? from : i18n.t('when.range', { from, to });
    return i18n.t('when.day-and-time', { day, time });
  }
  const { first, last } = daysOf(happened);
  return i18n.formatDays(first, last);
}

/** The same days in the other calendar. */
export function dateWordsBeside(i18n: I18n, happened: Happened): string {
  const { first, last } = daysOf(happened);
  const [from, to] = [i18n.formatDayBeside(first), i18n.formatDayBeside(last)];
  return first === last ? from : i18n.t('when.range', { from, to });
}

/** The range on one clock, as wide as the uncertainty: `9 Oct 21:30 – 22:30`. The year stands in the line above. */
export function clockWords(i18n: I18n, { happenedFrom, happenedTo, timePrecision }: Happened, clock: Clock): string {
  const instant = (at: string): string => `${i18n.formatDayShort(dayOf(at, clock))} ${i18n.formatTime(at, clock)}`;
  if (timePrecision === 'minute') return instant(happenedFrom);
  const sameDay = dayOf(happenedFrom, clock) === dayOf(happenedTo, clock);
  const to = sameDay ? i18n.formatTime(happenedTo, clock) : instant(happenedTo);
  return i18n.t('when.range', { from: instant(happenedFrom), to });
}

type Placed = {
  readonly locationPrecision: LocationPrecision;
  readonly uncertaintyMetres: number | null;
  readonly generalised: boolean;
  readonly placeName: string | null;
  readonly district: string | null;
  readonly province: string | null;
};

/** Metres as a person says them: below 1 km in metres, above in kilometres. */
export function distanceWords({ t, formatNumber }: I18n, metres: number): string {
  return metres < 1_000
    ? t('unit.metres', { n: formatNumber(metres) })
    : t('unit.kilometres', { n: formatNumber(metres / 1_000, metres < 10_000 ? 1 : 0) });
}

/** Where, with the precision in words: "Within 5 km of Spin Boldak". */
export function placeWords(i18n: I18n, placed: Placed): string {
  const { locationPrecision: precision, uncertaintyMetres, placeName, district, province } = placed;
  const { t } = i18n;
  const named = placeName ?? district ?? province;
  if (placed.generalised && named === null) return t('where.generalised-unnamed');
  if (precision === 'unknown' || (named === null && precision !== 'country')) return t('where.unknown');
  const place = named ?? '';
  // A cell of the grid lies in the district; it is not a distance from it.
  if (placed.generalised && placeName === null) return t('where.generalised', { place });
  if (uncertaintyMetres !== null && ['exact', 'site', 'settlement', 'near'].includes(precision))
    return t('where.within', { distance: distanceWords(i18n, uncertaintyMetres), place });
  const words: Readonly<Record<LocationPrecision, string>> = {
    exact: place,
    site: place,
    settlement: place,
    near: t('where.near', { place }),
    adm2: t('where.district', { place: [district ?? place, province].filter(Boolean).join(', ') }),
    adm1: t('where.province', { place: province ?? place }),
    feature: t('where.feature', { place }),
    country: t('where.country'),
    airspace: t('where.airspace', { place }),
    unknown: t('where.unknown'),
  };
  return words[precision];
}

/** How large the cell is that stands for a place; null where the place is not generalised. */
export function generalisedWords(
  { t, formatNumber }: I18n,
  { geometry, properties: { generalised } }: Anchored,
): string | null {
  const bounds = generalised ? boundsOf(geometry) : null;
  if (bounds === null) return null;
  const { width, height } = metresAcross(bounds);
  const kilometres = (metres: number): string => formatNumber(metres / 1_000, metres < 5_000 ? 1 : 0);
  return t('drawn.generalised', { width: kilometres(width), height: kilometres(height) });
}

/** Why a record has no place on the map, in one line. */
export function notOnMapReason(precision: LocationPrecision): MessageKey {
  if (precision === 'country') return 'not-on-map.country';
  if (precision === 'airspace') return 'not-on-map.airspace';
  if (precision === 'unknown') return 'not-on-map.unknown';
  return 'not-on-map.no-coordinate';
}

type Summed = Happened &
  Placed & {
    readonly status: OccurrenceStatus;
    readonly statements: readonly Statement[];
    readonly sources: readonly { readonly publisher: string }[];
  };

const DISPUTING: readonly Statement['position'][] = [
  'disputes-facts',
  'disputes-attribution',
  'denies',
  'counter-alleges',
];

/** The sentence that goes with a status (DOMAIN.md 10.3), with what kind of thing `what` it is about. */
export function statusSentence(i18n: I18n, what: string, record: Summed): string {
  const { t } = i18n;
  const place = record.placeName ?? record.district ?? record.province ?? t('where.unnamed');
  const source = record.sources[0]?.publisher ?? t('status-sentence.a-source');
  const values = { date: dateWords(i18n, record), source, what, place };
  const sentence = t(`status-sentence.${record.status}`, values);
  if (record.status !== 'contested') return sentence;
  const disputing = new Set(
    record.statements.filter((said) => DISPUTING.includes(said.position)).map(({ party }) => party),
  );
  const by = PARTIES.filter((party) => disputing.has(party));
  const [only] = by;
  if (only === undefined) return sentence;
  // One sentence for both: two would set one party before the other.
  if (by.length > 1) return `${sentence} ${t('status-sentence.disputed-by-both')}`;
  return `${sentence} ${t('status-sentence.disputed-by', { party: t(`party.${only}`) })}`;
}

/** A casualty figure as stated: one number, a range, or an end of one. Never worked out from other figures. */
export function figureWords({ t, formatNumber }: I18n, { low, best, high, outcome }: CasualtyFigure): string {
  const what = t(`outcome.${outcome}`);
  const value = (n: number): string => (n === 0 ? t('figure.none') : formatNumber(n));
  if (best !== null && (low !== null || high !== null))
    return t('figure.best-of-range', { n: value(best), range: rangeWords(value, low, high, best), what });
  if (best !== null) return t('figure.one', { n: value(best), what });
  if (low !== null && high !== null) return t('figure.range', { low: value(low), high: value(high), what });
  if (low !== null) return t('figure.at-least', { n: value(low), what });
  if (high !== null) return t('figure.at-most', { n: value(high), what });
  return t('figure.no-number', { what });
}

function rangeWords(value: (n: number) => string, low: number | null, high: number | null, best: number): string {
  return `${value(low ?? best)}–${value(high ?? best)}`;
}
