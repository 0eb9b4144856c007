import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ROLES, type Invitation, type PersonShown, type Role } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { changePerson, endSessionsOf, inviteAgain } from './accounts.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Refusal, Select } from './field.tsx';
import { readSession } from './session.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type PersonManageProps = {
  readonly person: PersonShown;
  /** Whether it is the administrator's own account: what ends it ends what they are doing. */
  readonly isSelf: boolean;
  readonly onChanged: (words: string) => void;
  readonly onLink: (person: PersonShown, invitation: Invitation) => void;
  readonly onSignedOut: () => void;
};

/** What an administrator can do about one person. */
export function PersonManage({ person, isSelf, onChanged, onLink, onSignedOut }: PersonManageProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const { isBusy, problem, send } = useSend();
  const [role, setRole] = useState<Role>(person.role);
  const { id, name, disabled } = person;

  /** Does one thing and tells it; where it was about oneself, asks whether one is still somebody. */
  const act = async (change: () => Promise<unknown>, words: string): Promise<void> => {
    const isDone = await send(async () => void (await change()));
    if (!isDone) return;
    onChanged(words);
    if (!isSelf) return;
    const { kind, may } = await readSession(client);
    if (kind === 'reader' || !may.includes('manage-people')) onSignedOut();
  };
  const saveRole = (): Promise<void> =>
    act(() => changePerson(id, { role }), t('people.role-changed', { name, role: t(`roles.name-${role}`) }));
  return (
    <div className="person-manage" role="group" aria-label={t('people.manage-named', { name })}>
      <form
        className="auth-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (role !== person.role) void saveRole();
        }}
      >
        <Select
          label={t('people.column-role')}
          value={role}
          options={ROLES.map((each) => [each, t(`roles.name-${each}`)])}
          onValue={setRole}
          hint={t('people.role-hint')}
        />
        <button type="submit" className="button" aria-disabled={isBusy || role === person.role}>
          {t('people.change-role')}
        </button>
      </form>
      <div className="person-acts">
        {disabled ? null : (
          <Act hint={t('people.new-link-hint')}>
            <ConfirmButton
              words={t('people.new-link')}
              really={t('people.new-link-hint')}
              onConfirm={async () => void (await send(async () => onLink(person, await inviteAgain(id))))}
            />
          </Act>
        )}
        <Act hint={t('people.end-sessions-hint')}>
          <button
            type="button"
            className="button"
            onClick={() => void act(() => endSessionsOf(id), t('people.sessions-ended', { name }))}
          >
            {t('people.end-sessions')}
          </button>
        </Act>
        {disabled ? (
          <Act hint={t('people.role-hint')}>
            <button
              type="button"
              className="button"
              onClick={() => void act(() => changePerson(id, { disabled: false }), t('people.enabled', { name }))}
            >
              {t('people.enable')}
            </button>
          </Act>
        ) : (
          <Act hint={t('people.disable-hint')}>
            <ConfirmButton
              words={t('people.disable')}
              really={[t('people.disable-really', { name }), ...(isSelf ? [t('people.disable-yourself')] : [])].join(
                ' ',
              )}
              onConfirm={() => act(() => changePerson(id, { disabled: true }), t('people.disabled', { name }))}
            />
          </Act>
        )}
      </div>
      <Refusal words={problem === null ? null : problemWords(i18n, problem, { conflict: 'refused.disabled' })} />
    </div>
  );
}

function Act({ hint, children }: { hint: string; children: ReactNode }) {
  return (
    <div className="person-act">
      {children}
      <p className="auth-hint">{hint}</p>
    </div>
  );
}
