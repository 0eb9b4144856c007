import { useRef, useState } from 'react';
import { TokenScope, type TokenMade } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { makeToken } from './accounts.ts';
import { Field, Refusal, Select } from './field.tsx';
import { newId } from './secret.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

/** For how long a token can be made, in days; the service takes a year at most. */
const VALID_DAYS = ['7', '30', '90', '365'] as const;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Making a token. The same one is asked for again where an answer was lost, so that no second one comes of it. */
export function TokenForm({ onMade }: { onMade: (made: TokenMade) => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { isBusy, problem, send } = useSend();
  const [draft, setDraft] = useState(() => ({ id: newId(), name: '' }));
  const [scope, setScope] = useState<TokenScope>('read');
  const [days, setDays] = useState<(typeof VALID_DAYS)[number]>('30');
  const [isTried, setIsTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isNamed = draft.name.trim() !== '';

  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (!isNamed) return field.current?.focus();
    const expiresAt = new Date(Date.now() + Number(days) * DAY_MILLISECONDS).toISOString();
    const isMade = await send(async () => onMade(await makeToken({ ...draft, scope, expiresAt })));
    if (!isMade) return undefined;
    setDraft({ id: newId(), name: '' });
    setIsTried(false);
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
      <h3>{t('tokens.make')}</h3>
      <Field
        ref={field}
        label={t('tokens.name')}
        dir="auto"
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onValue={(name) => setDraft({ id: newId(), name })}
        fault={isTried && !isNamed ? t('fault.needed') : null}
      />
      <div className="auth-row">
        <Select
          label={t('tokens.scope')}
          value={scope}
          options={TokenScope.options.map((value) => [value, t(`tokens.scope-${value}`)])}
          onValue={setScope}
        />
        <Select
          label={t('tokens.expiry')}
          value={days}
          options={VALID_DAYS.map((value) => [value, t('tokens.days', { n: Number(value) })])}
          onValue={setDays}
        />
      </div>
      <Refusal words={problem === null ? null : problemWords(i18n, problem)} />
      <button type="submit" className="button primary auth-send" aria-disabled={isBusy}>
        {t(isBusy ? 'auth.busy' : 'tokens.make')}
      </button>
    </form>
  );
}
