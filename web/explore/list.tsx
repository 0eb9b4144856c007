import { useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { rowByKey, useRows } from '../ui/use-rows.ts';
import { useSteady } from '../ui/use-steady.ts';
import type { Selection } from '../view.ts';
import type { ListItem } from './list-items.ts';
import { ListRow } from './list-row.tsx';

/** What a row of three lines takes; a long title or a reason why it is not on the map takes more, and is measured. */
const USUAL_ROW_HEIGHT = 72;
/** Rows that PageDown goes on by. */
const PAGE = 8;

const buttonOf = (index: number): string => `li[data-row="${index}"] > button`;

export type ListProps = {
  readonly label: string;
  readonly count: number;
  /** What stands at a place; null where it is on its way. */
  readonly itemAt: (index: number) => ListItem | null;
  /** Tells which places are seen, both included. */
  readonly onSeen?: ((first: number, last: number) => void) | undefined;
  /** The row that holds the focus, or would. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (selection: Selection) => void;
  /** Counts up when the focus is to move to the active row, as after j and k. */
  readonly focusRequest: number;
};

/**
 * The records left by the filters, the equal of the map: one stop for Tab, arrows, Home and End to walk, Enter to open.
 * Only what is seen is in the page, whatever the number of records.
 */
export function List({ label, count, itemAt, onSeen, active, onActive, onOpen, focusRequest }: ListProps) {
  const { t, formatNumber } = useI18n();
  const scroller = useRef<HTMLDivElement>(null);
  const at = Math.min(active, count - 1);
  const { lines, focusRow, measure, height } = useRows({
    scroller,
    count,
    at,
    usualHeight: USUAL_ROW_HEIGHT,
    focusable: buttonOf,
    content: itemAt,
    onSeen,
  });
  const takeFocus = useEffectEvent(() => {
    if (at >= 0) focusRow(at);
  });
  useEffect(() => {
    if (focusRequest > 0) takeFocus();
  }, [focusRequest]);

  const goTo = (index: number): void => {
    onActive(index);
    focusRow(index);
  };
  const walk = useSteady((event: KeyboardEvent): void => {
    const index = rowByKey(event.key, at, count, PAGE);
    if (index === null) return;
    event.preventDefault();
    goTo(index);
  });
  const open = useSteady(onOpen);

  return (
    <div ref={scroller} className="list-scroll">
      <ul className="list" aria-label={label} style={{ blockSize: height }}>
        {lines.map(({ key, line, start, size, index, leadsTo }) => {
          const item = index === null ? null : itemAt(index);
          // What is on its way takes the room of what was there, so that nothing moves twice.
          const blockSize = item === null ? size : undefined;
          return (
            <li
              key={key}
              ref={measure}
              data-index={line}
              data-row={index ?? undefined}
              aria-posinset={index === null ? undefined : index + 1}
              aria-setsize={index === null ? undefined : count}
              style={{ transform: `translateY(${start}px)`, blockSize }}
            >
              {index === null ? (
                <button type="button" className="list-further" onClick={() => goTo(leadsTo)}>
                  {t('list.further', { n: leadsTo + 1, of: count })}
                </button>
              ) : (
                <ListRow
                  item={item}
                  awaitedLabel={
                    item === null
                      ? t('list.row-awaited', { n: formatNumber(index + 1), of: formatNumber(count) })
                      : undefined
                  }
                  index={index}
                  tabStop={index === at}
                  syntheticLabel={t('app.synthetic')}
                  onActive={onActive}
                  onKeyDown={walk}
                  onOpen={open}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
