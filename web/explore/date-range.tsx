import { parseDate, toCalendar, GregorianCalendar, type CalendarDate, type DateValue } from '@internationalized/date';
import { Button } from 'react-aria-components/Button';
import { DateField, DateInput, DateSegment } from 'react-aria-components/DateField';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Label } from 'react-aria-components/Label';
import { CalendarCell, CalendarGrid, RangeCalendar } from 'react-aria-components/RangeCalendar';
import { useI18n } from '../i18n/index.tsx';
import { LOCALE_OF } from '../i18n/languages.ts';
import { Icon } from '../ui/icon.tsx';

type DateRangeProps = {
  readonly from: string | null;
  readonly to: string | null;
  readonly today: string;
  readonly onChange: (from: string | null, to: string | null) => void;
};

/** Years before these are slips of the keyboard while a year is being typed. */
const FIRST_YEAR = 1900;

const gregorian = new GregorianCalendar();

function toDay(value: DateValue): string {
  return toCalendar(value, gregorian).toString().slice(0, 10);
}

/**
 * Two fields and a month to choose from. In Dari and Pashto both speak the Solar Hijri calendar; the view always keeps
 * the Gregorian day. Loaded when the date is first opened.
 */
export function DateRange({ from, to, today, onChange }: DateRangeProps) {
  const { t, language } = useI18n();
  const chosen = from !== null && to !== null ? { start: parseDate(from), end: parseDate(to) } : null;
  return (
    <I18nProvider locale={LOCALE_OF[language]}>
      <div className="date-range">
        <div className="date-fields">
          <DayField
            label={t('filters.from')}
            day={from}
            onChange={(day) => onChange(day, to !== null && day !== null && day > to ? day : to)}
          />
          <DayField
            label={t('filters.to')}
            day={to}
            onChange={(day) => onChange(from !== null && day !== null && day < from ? day : from, day)}
          />
        </div>
        <RangeCalendar
          aria-label={t('filters.date')}
          value={chosen}
          defaultFocusedValue={parseDate(from ?? to ?? today)}
          onChange={(range) => onChange(toDay(range.start), toDay(range.end))}
        >
          <div className="calendar-head">
            <Button slot="previous" className="icon-button small" aria-label={t('filters.previous-month')}>
              <Icon name="start" size={16} />
            </Button>
            <Heading className="calendar-month" />
            <Button slot="next" className="icon-button small" aria-label={t('filters.next-month')}>
              <Icon name="end" size={16} />
            </Button>
          </div>
          <CalendarGrid weekdayStyle="narrow">
            {(date) => <CalendarCell date={date} className="calendar-day" />}
          </CalendarGrid>
        </RangeCalendar>
        <p className="fact-note">{t('filters.days-are-utc')}</p>
      </div>
    </I18nProvider>
  );
}

type DayFieldProps = {
  readonly label: string;
  readonly day: string | null;
  readonly onChange: (day: string | null) => void;
};

function DayField({ label, day, onChange }: DayFieldProps) {
  const { t } = useI18n();
  const value: CalendarDate | null = day === null ? null : parseDate(day);
  return (
    <DateField
      value={value}
      onChange={(next) => {
        if (next === null) onChange(null);
        else if (toCalendar(next, gregorian).year >= FIRST_YEAR) onChange(toDay(next));
      }}
    >
      <Label>{label}</Label>
      <span className="date-field">
        <DateInput className="date-input">
          {(segment) => <DateSegment segment={segment} className="date-segment" />}
        </DateInput>
        {day === null ? null : (
          <button
            type="button"
            className="icon-button tiny"
            aria-label={t('filters.open-end', { which: label })}
            onClick={() => onChange(null)}
          >
            <Icon name="close" size={12} />
          </button>
        )}
      </span>
    </DateField>
  );
}
