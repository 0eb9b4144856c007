import { useQueryClient } from '@tanstack/react-query';
import { useReducer, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { CredentialsForm, type Credentials } from './credentials-form.tsx';
import { SecondStepForm } from './second-step-form.tsx';
import { readSession, sendSecondStep, signIn } from './session.ts';
import { SIGN_IN_START, stepSignIn } from './steps.ts';

type SignInFormProps = {
  readonly onDone: () => void;
  readonly onRoles: () => void;
  /** What led here, where it is worth saying. */
  readonly notice?: string;
};

/** Signing in: address and password, then the second step where the account has one. */
export function SignInForm({ onDone, onRoles, notice }: SignInFormProps) {
  const { t } = useI18n();
  const client = useQueryClient();
  const [state, dispatch] = useReducer(stepSignIn, SIGN_IN_START);
  const [given, setGiven] = useState<Credentials>({ email: '', password: '' });

  const send = async (act: () => Promise<{ twoFactor: boolean }>): Promise<void> => {
    if (state.isBusy) return;
    dispatch({ type: 'sent' });
    try {
      const { twoFactor } = await act();
      if (!twoFactor) await readSession(client);
      dispatch({ type: 'taken', twoFactor });
      if (!twoFactor) onDone();
    } catch (problem) {
      dispatch({ type: 'refused', problem });
    }
  };

  if (state.step === 'credentials')
    return (
      <>
        {notice === undefined ? null : (
          <p className="auth-success" role="status">
            {notice}
          </p>
        )}
        <CredentialsForm
          given={given}
          onGiven={setGiven}
          isBusy={state.isBusy}
          problem={state.problem}
          onSend={() => void send(() => signIn(given))}
        />
        <p className="auth-words">{t('auth.no-account')}</p>
        <button type="button" className="link-button" onClick={onRoles}>
          {t('roles.title')}
        </button>
      </>
    );
  return (
    <SecondStepForm
      key={state.step}
      kind={state.step === 'backup' ? 'backup' : 'totp'}
      isBusy={state.isBusy}
      problem={state.problem}
      onSend={(code, kind) => void send(() => sendSecondStep({ code, kind }))}
      onOther={() => dispatch({ type: 'other-code' })}
      onAgain={() => {
        setGiven({ ...given, password: '' });
        dispatch({ type: 'began-again' });
      }}
    />
  );
}
