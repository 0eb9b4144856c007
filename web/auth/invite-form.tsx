import { useEffect, useRef, useState } from 'react';
import { ROLES, type PersonInvited, type Role } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { invitePerson } from './accounts.ts';
import { Field, Refusal, Select } from './field.tsx';
import { newId } from './secret.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type Draft = { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };

const ADDRESS = /^\s*[^\s@]+@[^\s@]+\s*$/;

function emptyDraft(): Draft {
  return { id: newId(), name: '', email: '', role: 'monitor' };
}

/** Inviting somebody; folded away until it is wanted. What is sent twice unchanged is done once. */
export function InviteForm({ onInvited }: { onInvited: (invited: PersonInvited) => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isBusy, problem, send, clear } = useSend();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [isTried, setIsTried] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const email = useRef<HTMLInputElement>(null);

  const isOpen = draft !== null;
  useEffect(() => {
    if (isOpen) name.current?.focus();
  }, [isOpen]);

  if (draft === null)
    return (
      <button type="button" className="button primary auth-send" onClick={() => setDraft(emptyDraft())}>
        {t('people.invite')}
      </button>
    );
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part, id: newId() });
  const close = (): void => {
    setDraft(null);
    setIsTried(false);
    clear();
  };
  const isNamed = draft.name.trim() !== '';
  const isAddress = ADDRESS.test(draft.email);
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (!isNamed) return name.current?.focus();
    if (!isAddress) return email.current?.focus();
    if (await send(async () => onInvited(await invitePerson(draft)))) close();
    return undefined;
  };
  return (
    <form
      className="auth-form auth-box"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{t('people.invite')}</h3>
      <div className="auth-row">
        <Field
          ref={name}
          label={t('auth.name')}
          autoComplete="off"
          dir="auto"
          maxLength={120}
          value={draft.name}
          onValue={(value) => change({ name: value })}
          fault={isTried && !isNamed ? t('fault.needed') : null}
        />
        <Field
          ref={email}
          label={t('auth.email')}
          type="email"
          autoComplete="off"
          dir="ltr"
          maxLength={254}
          value={draft.email}
          onValue={(value) => change({ email: value })}
          fault={isTried && !isAddress ? t('fault.email') : null}
        />
        <Select
          label={t('people.invite-role')}
          value={draft.role}
          options={ROLES.map((role) => [role, t(`roles.name-${role}`)])}
          onValue={(role) => change({ role })}
        />
      </div>
      <Refusal words={problem === null ? null : problemWords(i18n, problem, { conflict: 'refused.address-taken' })} />
      <div className="auth-actions">
        <button type="submit" className="button primary" aria-disabled={isBusy}>
          {t(isBusy ? 'auth.busy' : 'people.invite-make')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('auth.cancel')}
        </button>
      </div>
    </form>
  );
}
