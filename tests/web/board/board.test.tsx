import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/auth/contract.ts';
import { actionsOf, ROLE_RULES } from '../../../api/auth/roles.ts';
import type { BoardItem } from '../../../api/verification/shown/contract.ts';
import { READER } from '../../../web/auth/session.ts';
import { actsFor, hasBoard, stepTo } from '../../../web/board/acts.ts';
import { BoardLists, BoardPanel } from '../../../web/board/panel.tsx';
import { session } from '../auth/rows.ts';

const nothing = (): undefined => undefined;

function wordsOf(node: ReactNode, as = READER): string {
  const client = new QueryClient();
  client.setQueryData(['session'], as);
  return renderToStaticMarkup(<QueryClientProvider client={client}>{node}</QueryClientProvider>)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function item(fid: number, more: Partial<BoardItem> = {}): BoardItem {
  return {
    fid,
    incidentId: `00000000-0000-4000-8000-00000000000${fid}`,
    ref: `DL-2025-00000${fid}`,
    title: `Fire near Khost, ${fid}`,
    status: 'reported',
    task: 'triage',
    dueAt: '2025-11-10T12:00:00.000Z',
    overdue: false,
    waitsFor: ['reviewer', 'chair'],
    since: '2025-11-10T08:00:00.000Z',
    ...more,
  };
}

const how = { isToken: false, isReadOnly: false };
const reviewer = session({ role: 'reviewer', viewer: 'mediator', may: actionsOf('reviewer', how) });

describe('the board', () => {
  const show = (mine: BoardItem[], others: BoardItem[], more: { isWhole?: boolean; mode?: 'mediators-only' } = {}) =>
    wordsOf(
      <BoardLists
        board={{ mine, others, mode: 'full-joint', isWhole: true, ...more }}
        session={reviewer}
        selection={null}
        onOpen={nothing}
      />,
    );

  test('says what waits, by when and for whom; overdue in words', () => {
    const late = item(1, { overdue: true });
    const open = item(2, { task: 'start', dueAt: null, waitsFor: ['chair'] });
    expect(show([late], [open])).toBe(
      'Waits for you 1 Triage Fire near Khost, 1 Overdue since 10 Nov 2025 12:00 UTC DL-2025-000001 Waits for: ' +
        'Reviewer · Chair Triage a Grade g Merge m Decide v ' +
        'Waits for others 1 Start the verification Fire near Khost, 2 No deadline; since 10 Nov 2025 DL-2025-000002 ' +
        'Waits for: Chair j and k walk, Enter opens the record beside the board. ' +
        'g grades, m merges, a triages or asks for positions, v decides.',
    );
  });

  test('says when nothing waits, when there is more, and when a party takes no part', () => {
    expect(show([], [])).toContain('Nothing waits for you.');
    expect(show([], [item(1)])).toContain('Waits for you 0 Nothing waits for you.');
    expect(show([item(1)], [], { isWhole: false })).toContain('Only the first 500 incidents that wait are looked at');
    expect(show([item(1)], [], { mode: 'mediators-only' })).toContain('Neither party takes part at present');
  });

  test('tells a reader to sign in, and whoever has no part that they have none', () => {
    const panel = <BoardPanel view={{ selection: null, knownAt: null }} onOpen={nothing} onClose={nothing} />;
    expect(wordsOf(panel)).toContain('The board is for those who have signed in');
    expect(wordsOf(panel, session({ role: 'press', viewer: 'public' }))).toContain('Your role has no part');
    const past = <BoardPanel view={{ selection: null, knownAt: NOON }} onOpen={nothing} onClose={nothing} />;
    expect(wordsOf(past, reviewer)).toContain('The board shows the present');
  });
});

const NOON = '2025-11-10T12:00:00Z';

describe('what can be begun with', () => {
  test('by each role: reviewers and the chair work the queue, others take part in what waits for them', () => {
    const acts = ROLES.map((role) => {
      const as = { role, may: actionsOf(role, how), seenAs: null };
      return [
        role,
        actsFor(as, item(1), true)
          .map(({ key, doing }) => `${key} ${doing}`)
          .join(', '),
      ];
    });
    const all = 'a triage, g grade, m merge, v move';
    expect(Object.fromEntries(acts)).toStrictEqual({
      monitor: 'v move',
      reviewer: all,
      analyst: 'v move',
      press: 'v move',
      'liaison-afg': 'v move',
      'liaison-pak': 'v move',
      mediator: 'v move',
      chair: all,
      administrator: 'v move',
    });
    expect(actsFor(reviewer, item(1, { task: 'decide' }), false)[0]?.doing).toBe('ask-positions');
    expect(actsFor({ ...reviewer, role: 'monitor' }, item(1), false)).toStrictEqual([]);
    expect(actsFor({ ...reviewer, seenAs: 'staff' }, item(1), true)).toStrictEqual([]);
  });

  test('the liaisons are the same', () => {
    const of = (role: 'liaison-afg' | 'liaison-pak') =>
      actsFor({ role, may: actionsOf(role, how), seenAs: null }, item(1, { task: 'sign' }), true);
    expect(of('liaison-afg')).toStrictEqual(of('liaison-pak'));
  });

  test('a board is for those who read more than the public', () => {
    const having = ROLES.filter((role) => hasBoard({ kind: 'person', viewer: ROLE_RULES[role].viewer }));
    expect(having).toStrictEqual(ROLES.filter((role) => role !== 'press' && role !== 'administrator'));
    expect(hasBoard(READER)).toBe(false);
  });

  test.each([
    ['j', 0, 1],
    ['j', 2, 2],
    ['ArrowDown', -1, 0],
    ['k', 0, 0],
    ['ArrowUp', 2, 1],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['x', 1, null],
  ])('%s leads from %s of three to %s', (key, at, to) => {
    expect(stepTo(key, at, 3)).toBe(to);
    expect(stepTo(key, at, 0)).toBeNull();
  });
});
