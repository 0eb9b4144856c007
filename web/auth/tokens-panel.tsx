import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { TokenMade, TokenShown } from '../../api/auth/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { revokeToken, tokensQuery } from './accounts.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { Copyable } from './copyable.tsx';
import { Refusal, Success } from './field.tsx';
import { Loaded } from './loaded.tsx';
import { TokenForm } from './token-form.tsx';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

/** One's API tokens: made, and their secret shown once; listed; revoked. */
export function TokensPanel() {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const asked = useQuery(tokensQuery);
  const { problem, send } = useSend();
  const [made, setMade] = useState<TokenMade | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const list = useRef<HTMLHeadingElement>(null);
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: tokensQuery.queryKey });

  const revoke = async ({ id, name }: TokenShown): Promise<void> => {
    setTold(null);
    const isRevoked = await send(() => revokeToken(id));
    await reload();
    if (isRevoked) setTold(t('tokens.revoked', { name }));
    if (isRevoked && made?.token.id === id) setMade(null);
    list.current?.focus();
  };
  return (
    <>
      <p className="auth-words">{t('tokens.purpose')}</p>
      {made === null ? null : made.secret === null ? (
        <Refusal words={t('tokens.secret-gone', { name: made.token.name })} />
      ) : (
        <div className="auth-given">
          <Copyable
            key={made.token.id}
            label={t('tokens.secret', { name: made.token.name })}
            text={made.secret}
            hint={t('tokens.secret-hint')}
          />
        </div>
      )}
      <h3 ref={list} tabIndex={-1}>
        {t('tokens.list')}
      </h3>
      <Success words={told} />
      <Refusal words={problem === null ? null : problemWords(i18n, problem)} />
      <Loaded asked={asked} rows={2}>
        {({ tokens }) => <TokenList tokens={tokens} onRevoke={revoke} />}
      </Loaded>
      <TokenForm
        onMade={(token) => {
          setMade(token);
          void reload();
        }}
      />
    </>
  );
}

type TokenListProps = {
  readonly tokens: readonly TokenShown[];
  readonly onRevoke: (token: TokenShown) => Promise<void>;
};

/** The tokens, each with what it may do, how long it is valid and when it was used. */
export function TokenList({ tokens, onRevoke }: TokenListProps) {
  const { t, formatDay } = useI18n();
  const [now] = useState(() => Date.now());
  if (tokens.length === 0) return <p className="auth-hint">{t('tokens.none')}</p>;
  return (
    <ul className="auth-list">
      {tokens.map((token) => {
        const { id, name, scope, expiresAt, lastUsedAt } = token;
        const day = formatDay(expiresAt.slice(0, 10));
        const used = lastUsedAt === null ? null : formatDay(lastUsedAt.slice(0, 10));
        return (
          <li key={id}>
            <div>
              <p className="auth-strong">
                <bdi>{name}</bdi>
              </p>
              <p className="auth-hint">
                {[
                  t(`tokens.scope-${scope}`),
                  t(Date.parse(expiresAt) > now ? 'tokens.valid-until' : 'tokens.ended', { day }),
                  used === null ? t('tokens.never-used') : t('tokens.last-used', { day: used }),
                ].join(' · ')}
              </p>
            </div>
            <ConfirmButton
              words={t('tokens.revoke')}
              label={t('tokens.revoke-named', { name })}
              really={t('tokens.revoke-really', { name })}
              onConfirm={() => onRevoke(token)}
            />
          </li>
        );
      })}
    </ul>
  );
}
