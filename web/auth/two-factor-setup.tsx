import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { saveFile } from '../snapshots/save.ts';
import { confirmTwoFactor, type TwoFactorStart } from './accounts.ts';
import { Copyable } from './copyable.tsx';
import { Field, Refusal } from './field.tsx';
import { QrCode } from './qr.tsx';
import { cleanCode } from './second-step-form.tsx';
import { backupFile, groupSecret } from './secret.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type SetupProps = { readonly prepared: TwoFactorStart; readonly onOn: () => void };

/** What an authenticator needs, the backup codes, and the code that shows that it works. */
export function TwoFactorSetup({ prepared: { uri, secret, backupCodes }, onOn }: SetupProps) {
  const { t } = useI18n();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <div className="auth-setup">
      <section>
        <h3 ref={head} tabIndex={-1}>
          {t('auth.two-factor-scan')}
        </h3>
        <QrCode text={uri} label={t('auth.two-factor-qr')} />
        <Copyable label={t('auth.two-factor-type')} text={groupSecret(secret)} copied={secret} rows={2} />
        <a className="link" href={uri}>
          {t('auth.two-factor-open')}
        </a>
      </section>
      <section>
        <BackupCodes codes={backupCodes} />
        <ConfirmForm onOn={onOn} />
      </section>
    </div>
  );
}

function BackupCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useI18n();
  const [told, setTold] = useState<'copied' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      setTold('copied');
    } catch {
      setTold(null);
    }
  };
  const save = (): void => {
    const text = backupFile(t('auth.two-factor-file', { app: t('app.name') }), codes);
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), 'backup-codes.txt');
  };
  return (
    <>
      <h3>{t('auth.two-factor-keep')}</h3>
      <p className="auth-words">{t('auth.two-factor-keep-hint')}</p>
      <ol className="auth-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="auth-actions">
        <button type="button" className="button" onClick={() => void copy()}>
          {t('auth.copy')}
        </button>
        <button type="button" className="button" onClick={save}>
          {t('auth.two-factor-download')}
        </button>
        <p className="auth-success" role="status">
          {told === null ? null : t('auth.copied')}
        </p>
      </div>
    </>
  );
}

function ConfirmForm({ onOn }: { onOn: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isBusy, problem, send } = useSend();
  const [text, setText] = useState('');
  const [isTried, setIsTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const refusalId = useId();
  const code = cleanCode(text);
  const isCode = /^\d{6}$/.test(code);
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (isCode && (await send(() => confirmTwoFactor(code)))) onOn();
    else field.current?.select();
  };
  return (
    <form
      className="auth-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('auth.two-factor-confirm')}</h3>
      <Field
        ref={field}
        label={t('auth.code')}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        dir="ltr"
        maxLength={40}
        value={text}
        onValue={setText}
        fault={isTried && !isCode ? t('fault.six-digits') : null}
        describedBy={problem === null ? undefined : refusalId}
      />
      <Refusal id={refusalId} words={problem === null ? null : problemWords(i18n, problem)} reserved />
      <button type="submit" className="button primary auth-send" aria-disabled={isBusy}>
        {t(isBusy ? 'auth.busy' : 'auth.two-factor-turn-on')}
      </button>
    </form>
  );
}
