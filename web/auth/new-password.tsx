import { useI18n } from '../i18n/index.tsx';
import { PasswordField, type FieldProps } from './field.tsx';

/** The least letters of a password, as NewPassword of api/auth/contract.ts has it. */
export const LEAST_LETTERS = 12;

/** How many letters a password has for the service: it compares passwords in one form (NFC) and counts as JavaScript does. */
export function lettersOf(password: string): number {
  return password.normalize('NFC').length;
}

type NewPasswordProps = Pick<FieldProps, 'value' | 'onValue' | 'ref' | 'aria-invalid' | 'describedBy'> & {
  /** Whether it was sent too short; until then only its length is told. */
  readonly isTried: boolean;
};

/** A field for a new password, with the one rule that it has to keep and how far it is. */
export function NewPasswordField({ isTried, value, ...field }: NewPasswordProps) {
  const { t } = useI18n();
  const n = lettersOf(value);
  const isEnough = n >= LEAST_LETTERS;
  return (
    <div className="auth-new-password">
      <PasswordField
        {...field}
        value={value}
        label={t('auth.password-next')}
        name="new-password"
        autoComplete="new-password"
        hint={t('auth.password-rule', { least: LEAST_LETTERS })}
        fault={isTried && !isEnough ? t('fault.password-short', { least: LEAST_LETTERS }) : null}
      />
      <progress className="auth-length" max={LEAST_LETTERS} value={Math.min(n, LEAST_LETTERS)} aria-hidden="true" />
      <p className="auth-hint">
        {isEnough ? t('auth.password-long-enough', { n }) : t('auth.password-length', { n, least: LEAST_LETTERS })}
      </p>
    </div>
  );
}
