import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { Selection } from '../view.ts';
import type { ListItem } from './list-items.ts';
import { ListRow } from './list-row.tsx';

/** What a row of three lines takes; a long title or a reason why it is not on the map takes more, and is measured. */
const USUAL_ROW_HEIGHT = 72;

type Identified = { readonly feature: { readonly id: number } };

export type ListProps<Row extends Identified> = {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly itemOf: (row: Row) => ListItem;
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
export function List<Row extends Identified>({
  label,
  rows,
  itemOf,
  active,
  onActive,
  onOpen,
  focusRequest,
}: ListProps<Row>) {
  const { t } = useI18n();
  const scroller = useRef<HTMLDivElement>(null);
  const at = Math.min(active, rows.length - 1);

  // The focused row stays in the page when it is scrolled away, or the focus would be lost with it.
  const keepActive = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), ...(at >= 0 ? [at] : [])])].sort((a, b) => a - b),
    [at],
  );
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.feature.id ?? index,
    overscan: 6,
    rangeExtractor: keepActive,
  });

  const focusRow = useCallback(
    (index: number) => {
      virtual.scrollToIndex(index, { align: 'auto' });
      window.requestAnimationFrame(() =>
        scroller.current
          ?.querySelector<HTMLButtonElement>(`li[data-index="${index}"] > button`)
          ?.focus({ preventScroll: true }),
      );
    },
    [virtual],
  );
  const takeFocus = useEffectEvent(() => {
    if (at >= 0) focusRow(at);
  });
  useEffect(() => {
    if (focusRequest > 0) takeFocus();
  }, [focusRequest]);

  const walk = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(rows.length - 1, wanted));
    onActive(index);
    focusRow(index);
  };

  return (
    <div ref={scroller} className="list-scroll">
      <ul className="list" aria-label={label} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          return row === undefined ? null : (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              style={{ transform: `translateY(${start}px)` }}
            >
              <ListRow
                item={itemOf(row)}
                tabStop={index === at}
                syntheticLabel={t('app.synthetic')}
                onFocus={() => onActive(index)}
                onKeyDown={walk}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
