import { parseAbsolute, type ZonedDateTime } from '@internationalized/date';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Label } from 'react-aria-components/Label';
import { dayOf } from '../i18n/formats.ts';
import { useI18n, type Clock } from '../i18n/index.tsx';
import { LOCALE_OF } from '../i18n/languages.ts';
import { toInstant } from '../view.ts';
import { isToCome, knownRange, momentAt, stepOf } from './known-at.ts';

/** A hand on the slider passes many moments; each would be a question to the service. */
const SETTLES_MS = 300;
/** Years before these are slips of the keyboard while a year is being typed. */
const FIRST_YEAR = 1900;
const CLOCK_ORDER: readonly Clock[] = ['utc', 'kabul', 'islamabad'];

type KnownAtFormProps = {
  readonly knownAt: string | null;
  readonly earliest: string | null;
  readonly onChange: (knownAt: string | null) => void;
};

/**
 * Holds a choice until the hand rests, and hands it on at once when the form goes away. Gives the choice as it looks
 * now, and the ways to make one.
 */
function useSettled({ knownAt, onChange }: Pick<KnownAtFormProps, 'knownAt' | 'onChange'>) {
  const [held, setHeld] = useState<{ readonly moment: string | null } | null>(null);
  const timer = useRef(0);
  const settle = useEffectEvent(() => {
    window.clearTimeout(timer.current);
    if (held === null) return;
    setHeld(null);
    onChange(held.moment);
  });
  useEffect(() => () => settle(), []);
  useEffect(() => {
    if (held === null) return undefined;
    timer.current = window.setTimeout(() => settle(), SETTLES_MS);
    return () => window.clearTimeout(timer.current);
  }, [held]);
  return {
    shown: held === null ? knownAt : held.moment,
    hold: (moment: string | null): void => setHeld({ moment }),
    set: (moment: string | null): void => {
      setHeld(null);
      onChange(moment);
    },
  };
}

/** A slider from the first record to now, a field for the exact moment, and that moment on three clocks. */
export function KnownAtForm({ knownAt, earliest, onChange }: KnownAtFormProps) {
  const { t, formatInstant, formatDay } = useI18n();
  const sliderId = useId();
  const [now] = useState(() => Date.now());
  const { shown, hold, set } = useSettled({ knownAt, onChange });
  const range = knownRange({ earliest, knownAt: shown, now });
  const words = shown === null ? t('known.now') : t('known.at-utc', { at: formatInstant(shown, 'utc') });
  return (
    <div className="known-form">
      <label className="known-label" htmlFor={sliderId}>
        {t('known.slider')}
      </label>
      <input
        id={sliderId}
        className="known-slider"
        type="range"
        min={0}
        max={range.count}
        step={1}
        value={stepOf(range, shown)}
        aria-valuetext={words}
        onChange={(event) => hold(momentAt(range, Number(event.target.value)))}
      />
      <p className="known-ends" aria-hidden="true">
        <span>{formatDay(dayOf(range.from))}</span>
        <span>{t('known.now')}</span>
      </p>
      <MomentField shown={shown} now={now} onChange={hold} />
      <Clocks shown={shown} />
      <button type="button" className="button" disabled={shown === null} onClick={() => set(null)}>
        {t('known.back-to-now')}
      </button>
    </div>
  );
}

type FieldProps = {
  readonly shown: string | null;
  readonly now: number;
  readonly onChange: (moment: string | null) => void;
};

/** Day and time in UTC; in Dari and Pashto by the Solar Hijri calendar, as the date filter has it. */
function MomentField({ shown, now, onChange }: FieldProps) {
  const { t, language, formatInstant } = useI18n();
  const [refused, setRefused] = useState<string | null>(null);
  const value = parseAbsolute(shown ?? toInstant(Math.floor(now / 60_000) * 60_000), 'UTC');
  const read = (next: ZonedDateTime | null): void => {
    if (next === null || next.toDate().getUTCFullYear() < FIRST_YEAR) return;
    const moment = toInstant(next.toDate().getTime());
    const toCome = isToCome(moment, now);
    setRefused(toCome ? moment : null);
    onChange(toCome ? null : moment);
  };
  return (
    <I18nProvider locale={LOCALE_OF[language]}>
      <DateField value={value} granularity="minute" hourCycle={24} hideTimeZone onChange={read}>
        <Label>{t('known.field')}</Label>
        <span className="date-field">
          <DateInput className="date-input">
            {(segment) => <DateSegment segment={segment} className="date-segment" />}
          </DateInput>
        </span>
        <p className="fact-note" role="status">
          {refused === null || shown !== null ? null : t('known.not-yet', { at: formatInstant(refused, 'utc') })}
        </p>
      </DateField>
    </I18nProvider>
  );
}

/** The moment on the three clocks, each day in both calendars. */
function Clocks({ shown }: { readonly shown: string | null }) {
  const { t, formatInstant, formatDayBeside } = useI18n();
  if (shown === null) return <p className="fact-note">{t('known.now-means')}</p>;
  return (
    <dl className="clocks known-clocks">
      {CLOCK_ORDER.map((clock) => (
        <div key={clock}>
          <dt>{t(`clock.${clock}`)}</dt>
          <dd>
            {formatInstant(shown, clock)} <span className="beside">{formatDayBeside(dayOf(shown, clock))}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
