import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useEffectEvent, useRef, type KeyboardEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { Selection } from '../view.ts';
import type { ListItem } from './list-items.ts';
import { ListRow } from './list-row.tsx';

/** What a row of three lines takes; a long title or a reason why it is not on the map takes more, and is measured. */
const USUAL_ROW_HEIGHT = 72;

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

  // The focused row stays in the page when it is scrolled away, or the focus would be lost with it.
  const keepActive = useCallback(
    (range: Range) => [...new Set([...defaultRangeExtractor(range), ...(at >= 0 ? [at] : [])])].sort((a, b) => a - b),
    [at],
  );
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_ROW_HEIGHT,
    overscan: 6,
    rangeExtractor: keepActive,
  });

  const [first, last] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 0];
  useEffect(() => onSeen?.(first, last), [onSeen, first, last]);

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
      End: count - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const wanted = moves[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(count - 1, wanted));
    onActive(index);
    focusRow(index);
  };

  return (
    <div ref={scroller} className="list-scroll">
      <ul className="list" aria-label={label} style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-posinset={index + 1}
            aria-setsize={count}
            style={{ transform: `translateY(${start}px)` }}
          >
            <ListRow
              item={itemAt(index)}
              awaitedLabel={t('list.row-awaited', { n: formatNumber(index + 1), of: formatNumber(count) })}
              tabStop={index === at}
              syntheticLabel={t('app.synthetic')}
              onFocus={() => onActive(index)}
              onKeyDown={walk}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
