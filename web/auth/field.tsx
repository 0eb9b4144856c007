import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { useI18n } from '../i18n/index.tsx';

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'value' | 'onChange' | 'className'>;

export type FieldProps = InputProps & {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with it, said with the field; null where nothing is. */
  readonly fault?: string | null;
  /** A message elsewhere that is about this field too. */
  readonly describedBy?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
  /** Stands in one line with the field. */
  readonly beside?: ReactNode;
};

/** A field with its label, its hint and what is wrong with it, tied together for those who do not see them. */
export function Field({ label, value, onValue, hint, fault = null, describedBy, ref, beside, ...input }: FieldProps) {
  const id = useId();
  const about = [hint ? `${id}-hint` : '', fault === null ? '' : `${id}-fault`, describedBy ?? ''].filter(Boolean);
  return (
    <div className="auth-field">
      <label htmlFor={id}>{label}</label>
      <div className="auth-input">
        <input
          {...input}
          ref={ref}
          id={id}
          value={value}
          aria-invalid={fault === null ? input['aria-invalid'] : true}
          aria-describedby={about.length > 0 ? about.join(' ') : undefined}
          onChange={(event) => onValue(event.target.value)}
        />
        {beside}
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="auth-hint">
          {hint}
        </p>
      ) : null}
      {fault === null ? null : (
        <p id={`${id}-fault`} className="auth-fault">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A field for a password, which can be looked at. */
export function PasswordField(props: Omit<FieldProps, 'type' | 'beside'>) {
  const { t } = useI18n();
  const [isShown, setIsShown] = useState(false);
  return (
    <Field
      {...props}
      type={isShown ? 'text' : 'password'}
      dir="ltr"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={128}
      beside={
        <button
          type="button"
          className="auth-show"
          aria-label={t(isShown ? 'auth.hide-password-of' : 'auth.show-password-of', { field: props.label })}
          onClick={() => setIsShown(!isShown)}
        >
          {t(isShown ? 'auth.hide-password' : 'auth.show-password')}
        </button>
      }
    />
  );
}

type SelectProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [Value, string])[];
  readonly onValue: (value: Value) => void;
  readonly hint?: string;
};

/** A choice of one of several. */
export function Select<Value extends string>({ label, value, options, onValue, hint }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="auth-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="auth-select"
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen) onValue(chosen[0]);
        }}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
      {hint ? (
        <p id={`${id}-hint`} className="auth-hint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** What the service refused, read out at once; keeps its place in the layout where `reserved`. */
export function Refusal({ id, words, reserved = false }: { id?: string; words: string | null; reserved?: boolean }) {
  return (
    <p id={id} className={reserved ? 'auth-refusal reserved' : 'auth-refusal'} role="alert">
      {words}
    </p>
  );
}

/** What succeeded, read out when there is time. */
export function Success({ words }: { words: string | null }) {
  return (
    <p className="auth-success" role="status">
      {words}
    </p>
  );
}
