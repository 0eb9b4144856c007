import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, type RefObject } from 'react';

/** Browsers place nothing beyond some 17 million pixels: so many rows are in the page's reach at once, whatever their height. */
export const MOST_IN_REACH = 100_000;

/** Rows that can be scrolled to: those about one of them. */
export type Reach = {
  readonly first: number;
  readonly end: number;
  /** Whether there are rows before and after: each stands in the page as one line that leads there. */
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
};

/** The rows in reach of one of `count`; `most` at a time. */
export function reachOf(index: number, count: number, most = MOST_IN_REACH): Reach {
  const first = Math.max(0, Math.floor(Math.min(index, count - 1) / most) * most);
  const end = Math.min(count, first + most);
  return { first, end, hasBefore: first > 0, hasAfter: end < count };
}

/** What stands at a line of the page: a row, or what leads to those out of reach (the row to go to). */
export type Line = Pick<VirtualItem, 'key'> & {
  /** Its number in the page, by which its height is measured, and where it begins, CSS pixels. */
  readonly line: number;
  readonly start: number;
  /** Its height as last measured, CSS pixels. */
  readonly size: number;
} & ({ readonly index: number; readonly leadsTo: null } | { readonly index: null; readonly leadsTo: number });

type Asked = {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  /** The row that holds the focus, or would; -1 where there is none. */
  readonly at: number;
  readonly usualHeight: number;
  /** Height of what stays in place over the rows, CSS pixels. */
  readonly headHeight?: number;
  /** What takes the focus in the line of a row. */
  readonly focusable: (index: number) => string;
  /** What the rows are filled from: another one is measured before it is drawn, or a row would be drawn over the next. */
  readonly content?: unknown;
  /** Tells which rows are seen, both included. */
  readonly onSeen?: ((first: number, last: number) => void) | undefined;
};

/** Any number of rows of which only those that are seen are in the page. */
export function useRows({ scroller, count, at, usualHeight, headHeight = 0, focusable, content, onSeen }: Asked) {
  const { first, end, hasBefore, hasAfter } = reachOf(Math.max(0, at), count);
  const before = hasBefore ? 1 : 0;
  const lineOfActive = at < 0 ? -1 : at - first + before;
  // The focused row stays in the page when it is scrolled away, or the focus would be lost with it.
  const keepActive = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...(lineOfActive >= 0 ? [lineOfActive] : [])])].sort(
        (a, b) => a - b,
      ),
    [lineOfActive],
  );
  const virtual = useVirtualizer({
    count: end - first + before + (hasAfter ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: keepActive,
  });
  useLayoutEffect(() => {
    const lines = scroller.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [];
    for (const line of lines) virtual.resizeItem(Number(line.dataset['index']), line.offsetHeight);
  }, [content, scroller, virtual]);
  const rowOf = (line: number): number => Math.max(first, Math.min(end - 1, line - before + first));
  const [seenFirst, seenLast] = [rowOf(virtual.range?.startIndex ?? 0), rowOf(virtual.range?.endIndex ?? 0)];
  useEffect(() => onSeen?.(seenFirst, seenLast), [onSeen, seenFirst, seenLast]);

  const scrollTo = useCallback(
    (index: number) => {
      const about = reachOf(index, count);
      // After the page has been drawn about that row: it may have been out of reach.
      window.requestAnimationFrame(() =>
        virtual.scrollToIndex(index - about.first + (about.hasBefore ? 1 : 0), { align: 'auto' }),
      );
    },
    [virtual, count],
  );
  const focusRow = useCallback(
    (index: number) => {
      scrollTo(index);
      window.requestAnimationFrame(() =>
        window.requestAnimationFrame(() =>
          scroller.current?.querySelector<HTMLElement>(focusable(index))?.focus({ preventScroll: true }),
        ),
      );
    },
    [scrollTo, scroller, focusable],
  );
  const lines = virtual.getVirtualItems().map(({ key, index: line, start, size }): Line => {
    const drawn = { key, line, start: start - headHeight, size };
    if (hasBefore && line === 0) return { ...drawn, index: null, leadsTo: first - 1 };
    const index = line - before + first;
    return index < end ? { ...drawn, index, leadsTo: null } : { ...drawn, index: null, leadsTo: end };
  });
  return { lines, focusRow, scrollTo, measure: virtual.measureElement, height: virtual.getTotalSize() };
}

/** The row that a key leads to from another; null where the key leads nowhere. */
export function rowByKey(key: string, at: number, count: number, page: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: count - 1,
    PageDown: at + page,
    PageUp: at - page,
  };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.max(0, Math.min(count - 1, wanted));
}
