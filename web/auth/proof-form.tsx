import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { PasswordField, Refusal } from './field.tsx';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type ProofFormProps = {
  /** What this is about, a paragraph each. */
  readonly words: readonly string[];
  readonly sendWords: string;
  readonly act: (password: string) => Promise<void>;
};

/** Asks for the password once more before something that whoever finds an open page shall not do. */
export function ProofForm({ words, sendWords, act }: ProofFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isBusy, problem, send } = useSend();
  const [password, setPassword] = useState('');
  const [isTried, setIsTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (password === '') field.current?.focus();
        else void send(() => act(password));
      }}
    >
      {words.map((sentence) => (
        <p key={sentence} className="auth-words">
          {sentence}
        </p>
      ))}
      <PasswordField
        ref={field}
        label={t('auth.two-factor-prove')}
        name="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        fault={isTried && password === '' ? t('fault.needed') : null}
      />
      <Refusal
        words={problem === null ? null : problemWords(i18n, problem, { 'wrong-credentials': 'refused.wrong-password' })}
        reserved
      />
      <button type="submit" className="button primary auth-send" aria-disabled={isBusy}>
        {isBusy ? t('auth.busy') : sendWords}
      </button>
    </form>
  );
}
