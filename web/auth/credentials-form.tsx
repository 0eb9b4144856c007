import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Field, PasswordField, Refusal } from './field.tsx';
import { RequestProblem } from './request.ts';
import { problemWords } from './words.ts';

export type Credentials = { readonly email: string; readonly password: string };

type CredentialsFormProps = {
  readonly given: Credentials;
  readonly onGiven: (given: Credentials) => void;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onSend: () => void;
};

/** Not checked for more: `administrator@localhost` is an address here. */
const ADDRESS = /^\s*[^\s@]+@[^\s@]+\s*$/;

/** Address and password. */
export function CredentialsForm({ given, onGiven, isBusy, problem, onSend }: CredentialsFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const refusalId = useId();
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [isTried, setIsTried] = useState(false);
  const isWrong = problem instanceof RequestProblem && problem.code === 'wrong-credentials';
  useEffect(() => email.current?.focus(), []);
  useEffect(() => {
    if (isWrong) password.current?.select();
  }, [isWrong]);

  const isAddress = ADDRESS.test(given.email);
  const submit = (): void => {
    setIsTried(true);
    if (!isAddress) email.current?.focus();
    else if (given.password === '') password.current?.focus();
    else onSend();
  };
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        ref={email}
        label={t('auth.email')}
        name="username"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        value={given.email}
        onValue={(value) => onGiven({ ...given, email: value })}
        fault={isTried && !isAddress ? t('fault.email') : null}
        aria-invalid={isWrong || undefined}
        describedBy={isWrong ? refusalId : undefined}
      />
      <PasswordField
        ref={password}
        label={t('auth.password')}
        name="password"
        autoComplete="current-password"
        value={given.password}
        onValue={(value) => onGiven({ ...given, password: value })}
        fault={isTried && given.password === '' ? t('fault.needed') : null}
        aria-invalid={isWrong || undefined}
        describedBy={isWrong ? refusalId : undefined}
      />
      <Refusal id={refusalId} words={problem === null ? null : problemWords(i18n, problem)} reserved />
      <button type="submit" className="button primary auth-send" aria-disabled={isBusy}>
        {t(isBusy ? 'auth.busy' : 'auth.sign-in')}
      </button>
    </form>
  );
}
