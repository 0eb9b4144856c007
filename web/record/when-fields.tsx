import { TIME_PRECISIONS } from '../../api/geo/contract.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { ChoiceField, DayField, Field } from './field.tsx';
import {
  asksForEnd,
  asksForTime,
  NO_MOMENT,
  rangeOfSpan,
  tidyTime,
  typedTime,
  ZONES,
  type Moment,
  type SpanEntry,
} from './span.ts';

type TimeProps = {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
};

/** A time of day on the 24-hour clock, whatever the browser would make of it; `2150` is read as `21:50`. */
export function TimeField({ value, onChange, ...field }: TimeProps) {
  const { t } = useI18n();
  return (
    <Field {...field} hint={t('form.time-hint')}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="numeric"
          className="input"
          dir="ltr"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(typedTime(event.target.value))}
          onBlur={() => onChange(tidyTime(value))}
        />
      )}
    </Field>
  );
}

/** On which clock the times beside it are typed. */
export function ZoneField({ path, value, onChange }: ZoneProps) {
  const { t } = useI18n();
  return (
    <ChoiceField
      path={path}
      label={t('form.zone')}
      none={null}
      options={ZONES}
      words={(zone) => t(`clock.${zone}`)}
      value={value}
      onChange={(zone) => onChange(zone ?? 'utc')}
    />
  );
}
type ZoneProps = {
  readonly path: string;
  readonly value: SpanEntry['zone'];
  readonly onChange: (zone: SpanEntry['zone']) => void;
};

type SpanProps = {
  /** `happened` or `readings.0.start`. */
  readonly path: string;
  readonly value: SpanEntry;
  readonly onChange: (span: SpanEntry) => void;
};

function dayLabel({ precision }: SpanEntry, hasEnd: boolean): MessageKey {
  if (hasEnd) return 'form.from-day';
  return precision === 'week' ? 'form.day-in-week' : precision === 'month' ? 'form.day-in-month' : 'form.day';
}

/** When: how finely it is known, on which clock it is typed, and what that is on all three. */
export function SpanFields({ path, value: span, onChange }: SpanProps) {
  const { t } = useI18n();
  const [hasEnd, hasTime] = [asksForEnd(span), asksForTime(span)];
  const moment = (name: 'from' | 'to', patch: Partial<Moment>): void =>
    onChange({ ...span, [name]: { ...span[name], ...patch } });
  return (
    <>
      <ChoiceField
        path={`${path}.precision`}
        label={t('form.when-precision')}
        required
        options={TIME_PRECISIONS}
        words={(precision) => t(`form.precision-${precision}`)}
        value={span.precision}
        onChange={(precision) => onChange({ ...span, precision, to: NO_MOMENT })}
      />
      <ZoneField path={`${path}.zone`} value={span.zone} onChange={(zone) => onChange({ ...span, zone })} />
      <div className="field-row">
        <DayField
          path={`${path}.from`}
          label={t(dayLabel(span, hasEnd))}
          required
          value={span.from.day === '' ? null : span.from.day}
          onChange={(day) => moment('from', { day: day ?? '' })}
        />
        {hasTime ? (
          <TimeField
            path={`${path}.from.time`}
            label={t(hasEnd ? 'form.from-time' : 'form.time')}
            value={span.from.time}
            onChange={(time) => moment('from', { time })}
          />
        ) : null}
      </div>
      {hasEnd ? (
        <div className="field-row">
          <DayField
            path={`${path}.to`}
            label={t('form.to-day')}
            required
            value={span.to.day === '' ? null : span.to.day}
            onChange={(day) => moment('to', { day: day ?? '' })}
          />
          {hasTime ? (
            <TimeField
              path={`${path}.to.time`}
              label={t('form.to-time')}
              value={span.to.time}
              onChange={(time) => moment('to', { time })}
            />
          ) : null}
        </div>
      ) : null}
      <OnThreeClocks {...rangeOfSpan(span)} />
    </>
  );
}

/** What goes on record, on the clocks of UTC, Kabul and Islamabad. */
export function OnThreeClocks({ from, to }: { from: string | null; to: string | null }) {
  const { t, formatInstant } = useI18n();
  return (
    <div className="span-shown" role="status">
      <p className="field-hint">{t('form.span-shown')}</p>
      {from === null ? (
        <p className="field-hint">{t('form.span-missing')}</p>
      ) : (
        <dl className="clocks">
          {ZONES.map((clock) => (
            <div key={clock}>
              <dt>{t(`clock.${clock}`)}</dt>
              <dd>
                {to === null
                  ? formatInstant(from, clock)
                  : t('form.span-from-to', { from: formatInstant(from, clock), to: formatInstant(to, clock) })}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
