import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { AnyRole, type SessionShown } from '../../../api/auth/contract.ts';
import { actionsOf, ROLE_RULES } from '../../../api/auth/roles.ts';
import { AccountMenu, entriesOf } from '../../../web/auth/account-menu.tsx';
import { Account } from '../../../web/auth/account.tsx';
import { SeenAsBanner } from '../../../web/auth/banner.tsx';
import { CredentialsForm } from '../../../web/auth/credentials-form.tsx';
import { PeopleTable } from '../../../web/auth/people-table.tsx';
import { peopleMatching, stateWords } from '../../../web/auth/person-words.ts';
import { QrCode } from '../../../web/auth/qr.tsx';
import { RequestProblem } from '../../../web/auth/request.ts';
import { RoleRows } from '../../../web/auth/roles-table.tsx';
import { SecondStepForm } from '../../../web/auth/second-step-form.tsx';
import { READER } from '../../../web/auth/session.ts';
import { TokenList } from '../../../web/auth/tokens-panel.tsx';
import { createI18n } from '../../../web/i18n/index.tsx';
import { person, session } from './rows.ts';

const i18n = createI18n('en', {});
const nothing = (): undefined => undefined;
const NOW = Date.parse('2026-03-01T12:00:00Z');

function markupOf(node: ReactNode, as: SessionShown = READER): string {
  const client = new QueryClient();
  client.setQueryData(['session'], as);
  return renderToStaticMarkup(<QueryClientProvider client={client}>{node}</QueryClientProvider>);
}

/** The words of a piece of the screen, one space between any two. */
function wordsOf(node: ReactNode, as?: SessionShown): string {
  return markupOf(node, as)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the top bar', () => {
  test('offers to sign in, or names who has', () => {
    expect(wordsOf(<Account />)).toBe('Sign in');
    expect(wordsOf(<Account />, session({ role: 'analyst', viewer: 'staff' }))).toBe('Zahra');
  });
});

describe('the menu of a person', () => {
  const menu = (as: SessionShown): string =>
    wordsOf(<AccountMenu id="menu" session={as} onChoose={nothing} onSignedOut={nothing} />, as);

  test('says role and class of viewer in words', () => {
    expect(menu(session({ role: 'liaison-afg', viewer: 'afg', twoFactor: true, may: ['read', 'make-token'] }))).toBe(
      'Zahra zahra@example.org Liaison of the Afghan party You see what is open to the liaison of the Afghan party. ' +
        'Two-step sign-in on Change the password API tokens Who may do what How we decide Sign out',
    );
  });

  test('leaves an administrator who looks as another only what reads and what ends it', () => {
    const how = { isToken: false, isReadOnly: false };
    const dialogs = (may: SessionShown['may'], seenAs: SessionShown['seenAs']): string[] =>
      entriesOf({ may, seenAs }).map(([dialog]) => dialog);
    expect(dialogs(actionsOf('administrator', how), null)).toStrictEqual([
      'two-factor',
      'password',
      'tokens',
      'people',
      'look-as',
      'roles',
    ]);
    expect(dialogs(actionsOf('administrator', { ...how, isReadOnly: true }), 'afg')).toStrictEqual([
      'look-as',
      'roles',
    ]);
  });
});

describe('the banner', () => {
  test('stands only while the map is seen as another', () => {
    expect(markupOf(<SeenAsBanner />, session({ role: 'administrator' }))).toBe('');
    expect(wordsOf(<SeenAsBanner />, session({ role: 'administrator', viewer: 'public', seenAs: 'public' }))).toBe(
      'Seen as: the public. Read-only, logged. End',
    );
  });
});

describe('the sign-in form', () => {
  const form = (problem: unknown): string =>
    markupOf(
      <CredentialsForm
        given={{ email: 'zahra@example.org', password: 'x' }}
        onGiven={nothing}
        isBusy={false}
        problem={problem}
        onSend={nothing}
      />,
    );

  test('is one that password managers know', () => {
    expect(form(null)).toMatch(/<input[^>]*type="email"[^>]*autoComplete="username"/i);
    expect(form(null)).toMatch(/<input[^>]*autoComplete="current-password"[^>]*type="password"/i);
    expect(
      markupOf(
        <SecondStepForm
          kind="totp"
          isBusy={false}
          problem={null}
          onSend={nothing}
          onOther={nothing}
          onAgain={nothing}
        />,
      ),
    ).toMatch(/autoComplete="one-time-code"/i);
  });

  test('ties a refusal to both fields, for either may be wrong', () => {
    const markup = form(new RequestProblem('refused', '', { code: 'wrong-credentials' }));
    const id = /<p id="([^"]+)" class="auth-refusal reserved" role="alert">The e-mail address/.exec(markup)?.[1];
    expect(id).toBeDefined();
    const fields = markup.match(/<input[^>]*>/g) ?? [];
    const isTied = (field: string): boolean =>
      field.includes(`aria-describedby="${id}"`) && field.includes('aria-invalid="true"');
    expect(fields.map(isTied)).toStrictEqual([true, true]);
    expect(form(null)).not.toContain('aria-invalid');
  });
});

describe('people', () => {
  const words = (more: Parameters<typeof person>[0]): string => stateWords(i18n, person(more), NOW).join(' · ');
  const soon = '2026-03-05T12:00:00.000Z';

  test('how an account stands, in words', () => {
    expect(words({})).toBe('active');
    expect(words({ twoFactor: true })).toBe('active · two-step sign-in');
    expect(words({ accepted: false, invitedUntil: soon })).toBe('invited, until 5 Mar 2026');
    expect(words({ accepted: false, invitedUntil: '2026-02-01T00:00:00.000Z' })).toBe(
      'has no password; the link has ended',
    );
    expect(words({ invitedUntil: soon })).toBe('active · new link open until 5 Mar 2026');
    expect(words({ disabled: true, invitedUntil: soon, twoFactor: true })).toBe('disabled · two-step sign-in');
  });

  test('are found by name, address or role in words', () => {
    const everybody = [person(), person({ name: 'Omar', email: 'omar@example.org', role: 'chair' })];
    const found = (q: string): string[] => peopleMatching(i18n, everybody, q).map(({ name }) => name);
    expect([found(''), found('CHAIR'), found('sara example'), found('nobody')]).toStrictEqual([
      ['Sara', 'Omar'],
      ['Omar'],
      ['Sara'],
      [],
    ]);
  });

  test('stand in a table with oneself marked', () => {
    const me = session({ role: 'administrator' });
    const people = [person(), person({ id: me.id ?? '', name: 'Zahra', role: 'administrator' })];
    expect(
      wordsOf(<PeopleTable people={people} onChanged={nothing} onLink={nothing} onSignedOut={nothing} />, me),
    ).toBe(
      'People Person Role State Manage Sara sara@example.org Monitor active Manage ' +
        'Zahra you sara@example.org Administrator active Manage',
    );
  });
});

describe('tokens', () => {
  test('say what they may do, how long they are valid and when they were used', () => {
    const token = {
      id: 'c0ffee00-0000-4000-8000-000000000003',
      name: 'Bulletin',
      scope: 'write',
      createdAt: '2026-01-01T00:00:00.000Z',
      expiresAt: '2099-01-02T00:00:00.000Z',
      lastUsedAt: null,
    } as const;
    const list = (more: object): string =>
      wordsOf(<TokenList tokens={[{ ...token, ...more }]} onRevoke={async () => undefined} />);
    expect(list({})).toBe('Bulletin read and write · valid until 2 Jan 2099 · never used Revoke');
    expect(list({ scope: 'read', expiresAt: '2026-01-02T00:00:00.000Z', lastUsedAt: '2026-01-01T09:00:00.000Z' })).toBe(
      'Bulletin read · ended on 2 Jan 2026 · last used on 1 Jan 2026 Revoke',
    );
    expect(wordsOf(<TokenList tokens={[]} onRevoke={async () => undefined} />)).toBe('You have no tokens.');
  });
});

describe('who may do what', () => {
  const roles = AnyRole.options.map((role) => ({ role, ...ROLE_RULES[role], may: [...ROLE_RULES[role].may] }));
  const rowOf = (role: AnyRole): string => wordsOf(<RoleRows roles={roles.filter((each) => each.role === role)} />);

  test('has a row for every role, with the viewer whose records it reads', () => {
    expect(markupOf(<RoleRows roles={roles} />).match(/<th scope="row"/g)).toHaveLength(AnyRole.options.length);
    expect(rowOf('press')).toBe(
      'Role Reads what is open to May Press officer the public read the records make API tokens read the log and check it',
    );
  });

  test('the rows of the two liaisons differ in the party alone', () => {
    expect(rowOf('liaison-afg').replaceAll('Afghan', 'Pakistani')).toBe(rowOf('liaison-pak'));
  });
});

test('a QR code is an image with a name, drawn without markup of others', () => {
  const markup = markupOf(<QrCode text="otpauth://totp/x?secret=JBSWY3DPEHPK3PXP" label="QR code" />);
  expect(markup).toMatch(/^<svg class="auth-qr" viewBox="0 0 (\d+) \1" role="img" aria-label="QR code"/);
  expect(markup).toContain('<path d="M4 4h7v1h-7z');
});
