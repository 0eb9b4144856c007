import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Field, Refusal } from './field.tsx';
import { problemWords } from './words.ts';

type Kind = 'totp' | 'backup';

type SecondStepFormProps = {
  readonly kind: Kind;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onSend: (code: string, kind: Kind) => void;
  readonly onOther: () => void;
  readonly onAgain: () => void;
};

/** A code as it is typed, in any digits and with spaces; what the service takes. */
export function cleanCode(text: string): string {
  const latin = text.replace(/\p{Nd}/gu, (digit) => {
    const at = digit.codePointAt(0) ?? 0;
    // Arabic-Indic digits begin at U+0660, those of Urdu, Dari and Pashto at U+06F0.
    const first = at >= 0x6f0 && at <= 0x6f9 ? 0x6f0 : at >= 0x660 && at <= 0x669 ? 0x660 : at - Number(digit);
    return String(at - first);
  });
  return latin.replace(/\s+/g, '');
}

/** The second step of a sign-in: a code of the authenticator, or one of the backup codes. */
export function SecondStepForm({ kind, isBusy, problem, onSend, onOther, onAgain }: SecondStepFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const refusalId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (problem !== null) field.current?.select();
  }, [problem]);

  const isTotp = kind === 'totp';
  const code = cleanCode(text);
  const isCode = isTotp ? /^\d{6}$/.test(code) : code.length >= 6 && code.length <= 20;
  const fault = t(isTotp ? 'fault.six-digits' : 'fault.backup-code');
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsTried(true);
        if (isCode) onSend(code, kind);
        else field.current?.focus();
      }}
    >
      <h3>{t('auth.second-step')}</h3>
      <Field
        ref={field}
        label={t(isTotp ? 'auth.code' : 'auth.backup-code')}
        hint={t(isTotp ? 'auth.code-hint' : 'auth.backup-hint')}
        name="code"
        autoComplete={isTotp ? 'one-time-code' : 'off'}
        inputMode={isTotp ? 'numeric' : 'text'}
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        maxLength={40}
        value={text}
        onValue={setText}
        fault={isTried && !isCode ? fault : null}
        aria-invalid={problem !== null || undefined}
        describedBy={problem === null ? undefined : refusalId}
      />
      <Refusal id={refusalId} words={problem === null ? null : problemWords(i18n, problem)} reserved />
      <div className="auth-actions">
        <button type="submit" className="button primary" aria-disabled={isBusy}>
          {t(isBusy ? 'auth.busy' : 'auth.sign-in')}
        </button>
        <button type="button" className="button" onClick={onAgain}>
          {t('auth.begin-again')}
        </button>
      </div>
      <button type="button" className="link-button" onClick={onOther}>
        {t(isTotp ? 'auth.use-backup' : 'auth.use-code')}
      </button>
    </form>
  );
}
