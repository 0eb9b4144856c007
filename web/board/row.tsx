import type { BoardItem } from '../../api/verification/shown/contract.ts';
import { useI18n, type I18n } from '../i18n/index.tsx';
import { dayOf } from '../i18n/formats.ts';
import { StatusMark } from '../incidents/status-mark.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Doing } from '../view.ts';
import type { BoardAct } from './acts.ts';

/** By when, in words: that something is overdue is never said by colour alone. */
export function dueWords({ t, formatInstant, formatDay }: I18n, { dueAt, overdue, since }: BoardItem): string {
  if (dueAt === null) return t('board.no-deadline', { day: formatDay(dayOf(since)) });
  return t(overdue ? 'board.overdue' : 'board.due', { at: formatInstant(dueAt, 'utc') });
}

type BoardRowProps = {
  readonly item: BoardItem;
  readonly acts: readonly BoardAct[];
  /** Whether this row is the board's one stop for Tab; then it also shows what can be done. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly onFocus: () => void;
  readonly onOpen: (doing: Doing | null) => void;
};

/** One task: what, about which record, by when, and for whom it waits. */
export function BoardRow({ item, acts, isActive, isOpen, onFocus, onOpen }: BoardRowProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const roles = item.waitsFor.map((role) => t(`roles.name-${role}`)).join(' · ');
  return (
    <li className={isOpen ? 'board-item open' : 'board-item'}>
      <button
        type="button"
        className="board-row"
        tabIndex={isActive ? 0 : -1}
        aria-current={isOpen ? 'true' : undefined}
        onFocus={onFocus}
        onClick={() => onOpen(null)}
        onKeyDown={(event) => {
          const act = acts.find(({ key }) => key === event.key);
          if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          onOpen(act.doing);
        }}
      >
        <StatusMark status={item.status} size={20} />
        <span className="board-words">
          <span className="board-task">{t(`board.task-${item.task}`)}</span>
          <span className="board-record">
            <bdi>{item.title}</bdi>
          </span>
          <span className={item.overdue ? 'board-due overdue' : 'board-due'}>
            {item.overdue ? <Icon name="clock" size={13} /> : null}
            {dueWords(i18n, item)}
          </span>
          <span className="board-line">
            <bdi className="reference">{item.ref}</bdi>
            <span>{t('board.waits-for', { roles })}</span>
          </span>
        </span>
      </button>
      {isActive && acts.length > 0 ? (
        <div className="board-acts" role="group" aria-label={t('board.acts', { ref: item.ref })}>
          {acts.map(({ key, doing, label }) => (
            <button key={key} type="button" className="button small" onClick={() => onOpen(doing)}>
              <span>{t(label)}</span>
              <kbd>{key}</kbd>
            </button>
          ))}
        </div>
      ) : null}
    </li>
  );
}
