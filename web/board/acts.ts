import type { SessionShown } from '../../api/auth/contract.ts';
import type { BoardItem } from '../../api/verification/shown/contract.ts';
import type { MessageKey } from '../i18n/index.tsx';
import type { Doing } from '../view.ts';

/** What can be begun with from the board, and the key for it. */
export type BoardAct = { readonly key: 'a' | 'g' | 'm' | 'v'; readonly doing: Doing; readonly label: MessageKey };

const NEUTRAL: readonly SessionShown['role'][] = ['reviewer', 'chair'];

/** What somebody can begin with for a task: reviewers and the chair work the queue, all others take part in what waits for them. */
export function actsFor(
  { role, may, seenAs }: Pick<SessionShown, 'role' | 'may' | 'seenAs'>,
  { task }: Pick<BoardItem, 'task'>,
  isMine: boolean,
): readonly BoardAct[] {
  if (seenAs !== null) return [];
  if (!NEUTRAL.includes(role)) return isMine ? [{ key: 'v', doing: 'move', label: 'board.do-take-part' }] : [];
  const first: BoardAct =
    task === 'triage'
      ? { key: 'a', doing: 'triage', label: 'board.do-triage' }
      : { key: 'a', doing: 'ask-positions', label: 'board.do-ask-positions' };
  return [
    first,
    { key: 'g', doing: 'grade', label: 'board.do-grade' },
    ...(may.includes('merge-records') ? [{ key: 'm', doing: 'merge', label: 'board.do-merge' } as const] : []),
    { key: 'v', doing: 'move', label: 'board.do-move' },
  ];
}

/** Where a key leads in a list of so many; null where it leads nowhere. */
export function stepTo(key: string, at: number, count: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  if (key === 'j' || key === 'ArrowDown') return Math.min(last, at + 1);
  if (key === 'k' || key === 'ArrowUp') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? last : null;
}

/** Has a role a part in verification, so that it has a board? */
export function hasBoard({ kind, viewer }: Pick<SessionShown, 'kind' | 'viewer'>): boolean {
  return kind === 'person' && viewer !== 'public';
}
