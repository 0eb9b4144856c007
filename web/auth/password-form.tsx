import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { changePassword } from './accounts.ts';
import { DoneWith } from './done-with.tsx';
import { PasswordField, Refusal } from './field.tsx';
import { LEAST_LETTERS, lettersOf, NewPasswordField } from './new-password.tsx';
import { useSession } from './session.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

/** Changing one's own password. */
export function PasswordForm({ onClose }: { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { data } = useSession();
  const { isBusy, problem, send } = useSend();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);

  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (current === '') return first.current?.focus();
    if (lettersOf(next) < LEAST_LETTERS) return second.current?.focus();
    if (await send(() => changePassword({ current, next }))) setIsDone(true);
    return undefined;
  };
  if (isDone) return <DoneWith words={t('auth.password-changed')} onClose={onClose} />;
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {/* For password managers, which ask whose password it is. */}
      <input type="email" name="username" autoComplete="username" value={data?.email ?? ''} readOnly hidden />
      <PasswordField
        ref={first}
        label={t('auth.password-now')}
        name="current-password"
        autoComplete="current-password"
        value={current}
        onValue={setCurrent}
        fault={isTried && current === '' ? t('fault.needed') : null}
      />
      <NewPasswordField ref={second} value={next} onValue={setNext} isTried={isTried} />
      <p className="auth-words">{t('auth.password-ends-sessions')}</p>
      <Refusal
        words={problem === null ? null : problemWords(i18n, problem, { 'wrong-credentials': 'refused.wrong-password' })}
        reserved
      />
      <button type="submit" className="button primary auth-send" aria-disabled={isBusy}>
        {t(isBusy ? 'auth.busy' : 'auth.password-save')}
      </button>
    </form>
  );
}
