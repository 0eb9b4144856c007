import type { KeyboardEvent } from 'react';
import { ClaimMark } from '../airspace/claim-mark.tsx';
import { CrossingMark } from '../crossings/crossing-mark.tsx';
import { StatusMark } from '../incidents/status-mark.tsx';
import type { Selection } from '../view.ts';
import type { ListItem } from './list-items.ts';

type ListRowProps = {
  readonly item: ListItem;
  /** Whether this row is the list's one stop for Tab. */
  readonly tabStop: boolean;
  readonly syntheticLabel: string;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (selection: Selection) => void;
};

/** One record as a row: mark, title, what and when, where. */
export function ListRow({ item, tabStop, syntheticLabel, onFocus, onKeyDown, onOpen }: ListRowProps) {
  return (
    <button
      type="button"
      className="list-row"
      tabIndex={tabStop ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={() => onOpen(item.selection)}
    >
      <ItemMark mark={item.mark} />
      <span className="list-words">
        <span className="list-title">
          <bdi>{item.title}</bdi>
        </span>
        <span className="list-what">{item.what}</span>
        {item.why === null ? null : <span className="list-why">{item.why}</span>}
        <span className="list-line">
          <span className="list-where">{item.where}</span>
          <span className="list-tags">
            {item.synthetic ? <span className="tag-synthetic">{syntheticLabel}</span> : null}
            <span className="reference">{item.reference}</span>
          </span>
        </span>
      </span>
    </button>
  );
}

const MARK_SIZE = 26;

function ItemMark({ mark }: Pick<ListItem, 'mark'>) {
  if (mark.kind === 'crossing') return <CrossingMark headline={mark.headline} size={MARK_SIZE} />;
  if (mark.kind === 'claim') return <ClaimMark status={mark.status} size={MARK_SIZE} />;
  return <StatusMark status={mark.status} category={mark.category} size={MARK_SIZE} />;
}
