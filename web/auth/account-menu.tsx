import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SessionShown } from '../../api/auth/contract.ts';
import { hasBoard } from '../board/acts.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { addressOfRules } from '../verification/address.ts';
import type { AuthDialogName } from './context.ts';
import { Refusal } from './field.tsx';
import { signOut } from './session.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

type MenuProps = {
  readonly id: string;
  readonly session: SessionShown;
  readonly onChoose: (dialog: AuthDialogName) => void;
  /** Opens the board; absent where there is none. */
  readonly onBoard?: (() => void) | undefined;
  readonly onSignedOut: () => void;
};

type Entry = readonly [dialog: AuthDialogName, words: MessageKey];

/** What stands in somebody's menu. While they look as another nothing can be written, so only what is read stays. */
export function entriesOf({ may, seenAs }: Pick<SessionShown, 'may' | 'seenAs'>): readonly Entry[] {
  const own: Entry[] = [
    ['two-factor', 'auth.two-factor'],
    ['password', 'auth.password-change'],
  ];
  return [
    ...(seenAs === null ? own : []),
    ...(may.includes('make-token') ? [['tokens', 'tokens.title'] as const] : []),
    ...(may.includes('manage-people') ? [['people', 'people.title'] as const] : []),
    ...(may.includes('look-as') ? [['look-as', 'auth.look-as'] as const] : []),
    ['roles', 'roles.title'],
  ];
}

/** Who is signed in, what they see, and what they can do about their account. */
export function AccountMenu({ id, session, onChoose, onBoard, onSignedOut }: MenuProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const { isBusy, problem, send } = useSend();
  const first = useRef<HTMLButtonElement>(null);
  const ownBoard = hasBoard(session) ? onBoard : undefined;
  useEffect(() => first.current?.focus(), []);
  return (
    <div id={id} className="account-menu">
      <p className="account-who">
        <bdi>{session.name}</bdi>
      </p>
      <p className="account-fact">
        <bdi dir="ltr">{session.email}</bdi>
      </p>
      <p className="account-fact">
        <b>{t(`roles.name-${session.role}`)}</b>
      </p>
      <p className="account-fact">{t('roles.sees', { viewer: t(`roles.viewer-${session.viewer}`) })}</p>
      <ul>
        {ownBoard === undefined ? null : (
          <li>
            <button ref={first} type="button" onClick={ownBoard}>
              <span>{t('board.title')}</span>
              <kbd>b</kbd>
            </button>
          </li>
        )}
        {entriesOf(session).map(([dialog, words], index) => (
          <li key={dialog}>
            <button
              ref={index === 0 && ownBoard === undefined ? first : undefined}
              type="button"
              onClick={() => onChoose(dialog)}
            >
              <span>{t(words)}</span>
              {dialog === 'two-factor' ? (
                <span className="account-beside">{t(`auth.two-factor-${session.twoFactor ? 'on' : 'off'}`)}</span>
              ) : null}
            </button>
          </li>
        ))}
        <li>
          <a href={addressOfRules()}>{t('way.rules')}</a>
        </li>
        <li>
          <button
            type="button"
            disabled={isBusy}
            onClick={() => void send(() => signOut(client)).then((isOut) => isOut && onSignedOut())}
          >
            {t('auth.sign-out')}
          </button>
        </li>
      </ul>
      <Refusal words={problem === null ? null : problemWords(i18n, problem)} />
    </div>
  );
}
