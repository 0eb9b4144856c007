import { lazy, Suspense, useState } from 'react';
import type { Reading } from '../../api/agreements/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import type { View } from '../view.ts';
import { FacetGroup } from './facet.tsx';
import { lastDays, readingWords, sinceReading, type WindowChoice } from './window.ts';

const DateRange = lazy(() => import('./date-range.tsx').then(({ DateRange: component }) => ({ default: component })));

const FOOTNOTES = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** The sign that ties a preset to the note which names who holds the reading. */
export function footnoteOf(index: number): string {
  return FOOTNOTES[index] ?? '*';
}

type FilterDateProps = {
  readonly view: Pick<View, 'from' | 'to' | 'preset'>;
  readonly readings: readonly Reading[];
  readonly today: string;
  readonly onChange: (choice: WindowChoice) => void;
};

/**
 * The window: a range to be opened, and presets. When the ceasefire began differs by source, so each "since" is one
 * named reading and its holder stands below.
 */
export function FilterDate({ view, readings, today, onChange }: FilterDateProps) {
  const i18n = useI18n();
  const { t, formatDay } = i18n;
  const [open, setOpen] = useState(false);
  const shown =
    view.from === null && view.to === null
      ? t('filters.all-dates')
      : t('when.range', {
          from: view.from === null ? t('filters.from-the-first') : formatDay(view.from),
          to: view.to === null ? t('filters.to-the-last') : formatDay(view.to),
        });
  const choose = (choice: WindowChoice): void =>
    onChange(choice.preset !== null && choice.preset === view.preset ? { from: null, to: null, preset: null } : choice);
  return (
    <FacetGroup title={t('filters.date')}>
      <button type="button" className="date-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{shown}</span>
        <Icon name={open ? 'up' : 'down'} size={15} />
      </button>
      {open ? (
        <Suspense fallback={<p className="fact-note">{t('app.loading')}</p>}>
          <DateRange
            from={view.from}
            to={view.to}
            today={today}
            onChange={(from, to) => onChange({ from, to, preset: null })}
          />
        </Suspense>
      ) : null}
      <div className="presets">
        {([7, 30] as const).map((days) => (
          <button
            key={days}
            type="button"
            className="preset"
            aria-pressed={view.preset === `${days}d`}
            onClick={() => choose(lastDays(days, today))}
          >
            {t('filters.last-days', { n: days })}
          </button>
        ))}
        {readings.map((reading, index) => (
          <button
            key={reading.key}
            type="button"
            className="preset"
            aria-pressed={view.preset === `since:${reading.key}`}
            aria-describedby="reading-notes"
            onClick={() => choose(sinceReading(reading))}
          >
            {t('filters.since', { day: readingWords(i18n, reading) })}
            <sup>{footnoteOf(index)}</sup>
          </button>
        ))}
      </div>
      {readings.length === 0 ? null : (
        <div id="reading-notes" className="reading-notes">
          <p>{t('filters.readings')}</p>
          <ul>
            {readings.map((reading, index) => (
              <li key={reading.key}>
                {footnoteOf(index)} <bdi>{reading.heldBy}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
    </FacetGroup>
  );
}
