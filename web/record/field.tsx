import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { useField, useIsHidden, type ControlProps } from './form-context.ts';
import { latinFigures } from './figures.ts';

type FieldProps = {
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean | undefined;
};

type FieldShellProps = FieldProps & { readonly children: (control: ControlProps) => ReactNode };

/** A label, its control, what helps to fill it in, and what is to be mended. */
export function Field({ path, label, hint, required = false, children }: FieldShellProps) {
  const { t } = useI18n();
  const { control, faultId, hintId, faultText } = useField(path, { hint: hint !== undefined, required });
  if (useIsHidden(path))
    return (
      <div className="field">
        <p className="field-label">{label}</p>
        <p className="field-hint">{t('form.hidden-field')}</p>
      </div>
    );
  return (
    <div className={faultText === null ? 'field' : 'field faulty'}>
      <label htmlFor={control.id}>
        {label}
        {required ? <RequiredMark /> : null}
      </label>
      {children(control)}
      {hint === undefined ? null : (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
      {faultText === null ? null : (
        <p id={faultId} className="field-fault">
          {faultText}
        </p>
      )}
    </div>
  );
}

function RequiredMark() {
  return (
    <span className="field-required" aria-hidden="true">
      {' *'}
    </span>
  );
}

type GroupProps = FieldProps & { readonly children: ReactNode };

/** Controls that are one field together. The group takes the focus where the field is at fault. */
export function FieldGroup({ path, label, hint, required = false, children }: GroupProps) {
  const { control, faultId, hintId, faultText } = useField(path, { hint: hint !== undefined });
  return (
    <fieldset
      id={control.id}
      className={faultText === null ? 'field-group' : 'field-group faulty'}
      tabIndex={-1}
      aria-describedby={control['aria-describedby']}
    >
      <legend>
        {label}
        {required ? <RequiredMark /> : null}
      </legend>
      {hint === undefined ? null : (
        <p id={hintId} className="field-hint">
          {hint}
        </p>
      )}
      {faultText === null ? null : (
        <p id={faultId} className="field-fault">
          {faultText}
        </p>
      )}
      {children}
    </fieldset>
  );
}

type Bound<Value> = { readonly value: Value; readonly onChange: (value: Value) => void };

type TextProps = FieldProps &
  Bound<string | null> & { readonly lines?: number; readonly dir?: 'auto' | 'ltr'; readonly lang?: string | undefined };

/** One line of text, or several; nothing typed is null. */
export function TextField({ value, onChange, lines = 1, dir = 'auto', lang, ...field }: TextProps) {
  const change = (text: string): void => onChange(text === '' ? null : text);
  return (
    <Field {...field}>
      {(control) =>
        lines === 1 ? (
          <input
            {...control}
            type="text"
            className="input"
            dir={dir}
            lang={lang}
            autoComplete="off"
            value={value ?? ''}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <textarea
            {...control}
            className="input"
            dir={dir}
            lang={lang}
            rows={lines}
            value={value ?? ''}
            onChange={(event) => change(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** Texts, one a line. */
export function LinesField({ value, onChange, ...field }: FieldProps & Bound<readonly string[]>) {
  return (
    <TextField
      {...field}
      lines={2}
      value={value.join('\n')}
      onChange={(text) => onChange(text === null ? [] : text.split('\n'))}
    />
  );
}

type NumberProps = FieldProps & Bound<number | null>;

/** A whole number from 0, in the figures of any keyboard; anything else cannot be typed. */
export function NumberField({ value, onChange, ...field }: NumberProps) {
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="numeric"
          className="input"
          dir="ltr"
          autoComplete="off"
          maxLength={9}
          value={value ?? ''}
          onChange={(event) => {
            const digits = latinFigures(event.target.value).replace(/\D/g, '');
            onChange(digits === '' ? null : Number(digits));
          }}
        />
      )}
    </Field>
  );
}

/** A calendar day, `YYYY-MM-DD`, with the same day in the other calendar beside it. */
export function DayField({ value, onChange, ...field }: FieldProps & Bound<string | null>) {
  const { formatDayBeside } = useI18n();
  const isDay = value !== null && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
  return (
    <Field {...field} hint={isDay ? formatDayBeside(value) : field.hint}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          min="1970-01-01"
          max="2100-01-01"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      )}
    </Field>
  );
}

type ChoiceProps<Value extends string> = FieldProps &
  Bound<Value | null> & {
    readonly options: readonly Value[];
    readonly words: (option: Value) => string;
    /** What stands for no choice: one still to be made, or words of its own; null where something is always chosen. */
    readonly none?: string | null | undefined;
    readonly groups?: readonly { readonly label: string; readonly options: readonly Value[] }[];
  };

/** One of a few, in the browser's own list. */
export function ChoiceField<Value extends string>(props: ChoiceProps<Value>) {
  const { value, onChange, options, words, none, groups, ...field } = props;
  const { t } = useI18n();
  const option = (name: Value) => (
    <option key={name} value={name}>
      {words(name)}
    </option>
  );
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={(event) => onChange(options.find((name) => name === event.target.value) ?? null)}
        >
          {none === null ? null : <option value="">{none ?? t('form.choose')}</option>}
          {groups === undefined
            ? options.map(option)
            : groups.map((group) => (
                <optgroup key={group.label} label={group.label}>
                  {group.options.map(option)}
                </optgroup>
              ))}
        </select>
      )}
    </Field>
  );
}

type TicksProps<Value extends string> = FieldProps &
  Bound<readonly Value[]> & { readonly options: readonly Value[]; readonly words: (option: Value) => string };

/** Any number of a few. */
export function TicksField<Value extends string>(props: TicksProps<Value>) {
  const { value, onChange, options, words, ...field } = props;
  const toggle = (name: Value, isTicked: boolean): void =>
    onChange(isTicked ? [...value, name] : value.filter((ticked) => ticked !== name));
  return (
    <FieldGroup {...field}>
      <div className="ticks">
        {options.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={value.includes(name)}
              onChange={(event) => toggle(name, event.target.checked)}
            />
            <bdi>{words(name)}</bdi>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

/** A part of a form under a heading; in place of its fields, a note where they are above this reader's level. */
export function Part({ title, field, children }: { title: string; field?: string; children: ReactNode }) {
  const { t } = useI18n();
  const isHidden = useIsHidden(field ?? '');
  return (
    <section className="form-part">
      <h3>{title}</h3>
      {isHidden ? <p className="field-hint">{t('form.hidden-field')}</p> : children}
    </section>
  );
}
