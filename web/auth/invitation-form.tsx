import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { acceptInvitation } from './accounts.ts';
import { Refusal } from './field.tsx';
import { LEAST_LETTERS, lettersOf, NewPasswordField } from './new-password.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type InvitationFormProps = {
  readonly token: string;
  readonly onDone: () => void;
  readonly onRoles: () => void;
  readonly onCancel: () => void;
};

/** Taking an invitation: a password for the account, then signing in with it. */
export function InvitationForm({ token, onDone, onRoles, onCancel }: InvitationFormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isBusy, problem, send } = useSend();
  const [password, setPassword] = useState('');
  const [isTried, setIsTried] = useState(false);
  const [isTaken, setIsTaken] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  if (isTaken) return <SignInForm notice={t('auth.invitation-taken')} onDone={onDone} onRoles={onRoles} />;
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (lettersOf(password) < LEAST_LETTERS) return field.current?.focus();
    if (await send(() => acceptInvitation({ token, password }))) setIsTaken(true);
    return undefined;
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
      <p className="auth-words">{t('auth.invitation-purpose')}</p>
      <NewPasswordField ref={field} value={password} onValue={setPassword} isTried={isTried} />
      <Refusal words={problem === null ? null : problemWords(i18n, problem)} reserved />
      <div className="auth-actions">
        <button type="submit" className="button primary" aria-disabled={isBusy}>
          {t(isBusy ? 'auth.busy' : 'auth.invitation-save')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('auth.cancel')}
        </button>
      </div>
    </form>
  );
}
