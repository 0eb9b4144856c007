import { memo, type KeyboardEvent } from 'react';
import { ClaimMark } from '../airspace/claim-mark.tsx';
import { CrossingMark } from '../crossings/crossing-mark.tsx';
import { StatusMark } from '../incidents/status-mark.tsx';
import type { Selection } from '../view.ts';
import type { ListItem } from './list-items.ts';

type ListRowProps = {
  /** Null while it is on its way: the row stands there already, at its place and with its height. */
  readonly item: ListItem | null;
  /** What an awaited row says; of another one it is not asked. */
  readonly awaitedLabel: string | undefined;
  readonly index: number;
  /** Whether this row is the list's one stop for Tab. */
  readonly tabStop: boolean;
  readonly syntheticLabel: string;
  readonly onActive: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (selection: Selection) => void;
};

/** One record as a row: mark, title, what and when, where. */
export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { item, awaitedLabel, index, tabStop, syntheticLabel, onActive, onKeyDown, onOpen } = props;
  return (
    <button
      type="button"
      className={item === null ? 'list-row awaited' : 'list-row'}
      aria-label={awaitedLabel}
      aria-disabled={item === null || undefined}
      tabIndex={tabStop ? 0 : -1}
      onFocus={() => onActive(index)}
      onKeyDown={onKeyDown}
      onClick={() => (item === null ? undefined : onOpen(item.selection))}
    >
      {item === null ? <AwaitedRow /> : <ItemWords item={item} syntheticLabel={syntheticLabel} />}
    </button>
  );
});

function AwaitedRow() {
  return (
    <>
      <span className="skeleton-mark" />
      <span className="skeleton-lines">
        <i />
        <i />
      </span>
    </>
  );
}

const ItemWords = memo(function ItemWords({
  item,
  syntheticLabel,
}: {
  readonly item: ListItem;
  readonly syntheticLabel: string;
}) {
  return (
    <>
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
    </>
  );
});

const MARK_SIZE = 26;

function ItemMark({ mark }: Pick<ListItem, 'mark'>) {
  if (mark.kind === 'crossing') return <CrossingMark headline={mark.headline} size={MARK_SIZE} />;
  if (mark.kind === 'claim') return <ClaimMark status={mark.status} size={MARK_SIZE} />;
  return <StatusMark status={mark.status} category={mark.category} size={MARK_SIZE} />;
}
