import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { SessionShown } from '../../api/auth/contract.ts';
import { Board, type BoardItem } from '../../api/verification/shown/contract.ts';
import { useAuthDialogs } from '../auth/context.ts';
import { request } from '../auth/request.ts';
import { READER, useSession } from '../auth/session.ts';
import { useI18n } from '../i18n/index.tsx';
import { boardKey } from '../query-keys.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Doing, Selection, View } from '../view.ts';
import { actsFor, hasBoard, stepTo } from './acts.ts';
import { BoardRow } from './row.tsx';

/** Deadlines pass without anybody doing anything. */
const ASKS_AGAIN_MS = 60_000;

export type BoardPanelProps = {
  readonly view: Pick<View, 'selection' | 'knownAt'>;
  /** Opens a record beside the board, with one of its forms where one is named. */
  readonly onOpen: (selection: Selection, doing: Doing | null) => void;
  readonly onClose: () => void;
};

/** What waits for whoever looks, by deadline, and what waits for others. */
export function BoardPanel({ view, onOpen, onClose }: BoardPanelProps) {
  const { t } = useI18n();
  const { data: session = READER } = useSession();
  const element = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (element.current === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') onClose();
    else if (!walk(element.current, event.key)) return;
    event.preventDefault();
  });
  useEffect(() => {
    title.current?.focus();
    const board = element.current;
    const listen = (event: KeyboardEvent): void => onKey(event);
    board?.addEventListener('keydown', listen);
    return () => board?.removeEventListener('keydown', listen);
  }, []);
  return (
    <section ref={element} className="board" aria-labelledby="board-title">
      <header className="board-head">
        <h2 id="board-title" ref={title} tabIndex={-1}>
          {t('board.title')}
        </h2>
        <span className="spacer" />
        <button type="button" className="icon-button small" aria-label={t('app.close')} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      {view.knownAt === null ? null : <p className="board-note">{t('board.present')}</p>}
      <BoardContent session={session} selection={view.selection} onOpen={onOpen} />
    </section>
  );
}

/** Moves the focus from row to row, from the head of the board to the first; false where the key is for something else. */
function walk(board: HTMLElement, key: string): boolean {
  const rows = [...board.querySelectorAll<HTMLElement>('.board-row')];
  const isAmong = document.activeElement?.closest('.board-item') ?? null;
  const at = isAmong === null ? -1 : rows.findIndex((row) => isAmong.contains(row));
  const next = stepTo(key, at, rows.length);
  if (next !== null) rows[next]?.focus();
  return next !== null;
}

type ContentProps = {
  readonly session: SessionShown;
  readonly selection: Selection | null;
  readonly onOpen: BoardPanelProps['onOpen'];
};

function BoardContent({ session, selection, onOpen }: ContentProps) {
  const { t } = useI18n();
  const { open } = useAuthDialogs();
  const mayAsk = hasBoard(session);
  const { data, isError, refetch } = useQuery({
    queryKey: boardKey,
    queryFn: ({ signal }) => request('GET', '/api/verification/board', { shape: Board, signal }),
    enabled: mayAsk,
    staleTime: 10_000,
    refetchInterval: ASKS_AGAIN_MS,
    retry: 1,
    networkMode: 'always',
  });
  if (session.kind !== 'person')
    return (
      <Notice title={t('board.sign-in')} text={t('board.sign-in-why')}>
        <button type="button" className="button" onClick={() => open('sign-in')}>
          {t('auth.sign-in')}
        </button>
      </Notice>
    );
  if (!mayAsk) return <Notice title={t('board.nothing-mine')} text={t('board.no-part')} />;
  if (data) return <BoardLists board={data} session={session} selection={selection} onOpen={onOpen} />;
  if (!isError) return <Skeleton label={t('board.loading')} rows={7} />;
  return (
    <Notice title={t('board.failed')} text={t('board.failed-why')} role="alert">
      <button type="button" className="button" onClick={() => void refetch()}>
        {t('app.retry')}
      </button>
    </Notice>
  );
}

const keyOf = ({ incidentId, task }: BoardItem): string => `${task} ${incidentId}`;

/** The two lists as one walk; a key begins with what can be done about the row that has the focus. */
export function BoardLists({ board, session, selection, onOpen }: ContentProps & { readonly board: Board }) {
  const { t } = useI18n();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const items = [...board.mine, ...board.others];
  const at = Math.max(
    0,
    items.findIndex((item) => keyOf(item) === activeKey),
  );
  const actsOf = (index: number) => {
    const item = items[index];
    return item ? actsFor(session, item, index < board.mine.length) : [];
  };
  const openItem = (index: number, doing: Doing | null): void => {
    const item = items[index];
    if (item) onOpen({ collection: 'incidents', id: item.fid }, doing);
  };
  const rowsOf = (from: number, to: number): ReactNode =>
    items.slice(from, to).map((item, offset) => {
      const index = from + offset;
      return (
        <BoardRow
          key={keyOf(item)}
          item={item}
          acts={actsOf(index)}
          isActive={index === at}
          isOpen={selection?.collection === 'incidents' && selection.id === item.fid}
          onFocus={() => setActiveKey(keyOf(item))}
          onOpen={(doing) => openItem(index, doing)}
        />
      );
    });
  if (items.length === 0) return <Notice title={t('board.nothing-mine')} text={t('board.empty')} />;
  const { mine, others, mode } = board;
  return (
    <>
      {mode === 'full-joint' ? null : <p className="board-note">{t(`board.mode-${mode}`)}</p>}
      {board.isWhole ? null : <p className="board-note">{t('board.more', { n: MOST_LOOKED_AT })}</p>}
      <BoardList title={t('board.mine')} count={mine.length} nothing={t('board.nothing-mine')}>
        {rowsOf(0, mine.length)}
      </BoardList>
      <BoardList title={t('board.others')} count={others.length} nothing={t('board.nothing-others')}>
        {rowsOf(mine.length, items.length)}
      </BoardList>
      <p className="board-note">
        {t('board.how')} {items.some((_, index) => actsOf(index).length > 1) ? t('board.how-acts') : null}
      </p>
    </>
  );
}

/** As api/verification/board-queries.ts has it. */
const MOST_LOOKED_AT = 500;

type ListProps = {
  readonly title: string;
  readonly count: number;
  readonly nothing: string;
  readonly children: ReactNode;
};

function BoardList({ title, count, nothing, children }: ListProps) {
  const { formatNumber } = useI18n();
  return (
    <>
      <h3 className="board-title">
        {title} <span className="count">{formatNumber(count)}</span>
      </h3>
      {count === 0 ? <p className="board-note">{nothing}</p> : <ul className="board-list">{children}</ul>}
    </>
  );
}
