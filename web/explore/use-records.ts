import { useCallback, useMemo, useState } from 'react';
import type { Walk } from '../incidents/record-head.tsx';
import type { CollectionName, Doing, Selection, View } from '../view.ts';
import type { Explored } from './explored.ts';
import { indexOf, neighbour } from './order.ts';
import type { ChangeView } from './use-view.ts';
import { useOrder } from './use-walk.ts';

/** What the panel at the inline end lists. */
export type AsideTab = CollectionName | 'areas';

/** The list and the open record: where the walk stands and how to move it. */
export type Records = {
  readonly tab: AsideTab;
  readonly setTab: (tab: AsideTab) => void;
  readonly active: number;
  readonly setActive: (index: number) => void;
  /** Counts up when the list is to take the focus. */
  readonly focusRequest: number;
  readonly walk: Walk;
  readonly open: (selection: Selection) => void;
  /** Opens a record beside where the focus is and stays, with one of its forms where one is named. */
  readonly show: (selection: Selection, doing: Doing | null) => void;
  readonly close: () => void;
  /** One record on or back: opens it where a record is open, else moves the focus in the list. */
  readonly step: (by: 1 | -1) => void;
};

type Options = {
  readonly view: Pick<View, 'selection'>;
  readonly change: ChangeView;
  readonly explored: Pick<Explored, 'incidents' | 'airspace' | 'crossings'>;
};

/** Keeps the list, the open record and the walk through them in step. */
export function useRecords({ view: { selection }, change, explored }: Options): Records {
  const [tab, setTab] = useState<AsideTab>(selection?.collection ?? 'incidents');
  const [active, setActive] = useState(0);
  const [focusRequest, setFocusRequest] = useState(0);
  const [opened, setOpened] = useState(false);
  const collection = selection?.collection ?? (tab === 'areas' ? 'incidents' : tab);
  const order = useOrder(collection, explored);

  const open = useCallback(
    (next: Selection) => {
      setOpened(true);
      setTab(next.collection);
      change({ selection: next });
    },
    [change],
  );
  const show = useCallback(
    (next: Selection, doing: Doing | null) => {
      setOpened(doing !== null);
      setTab(next.collection);
      change({ selection: next, doing });
    },
    [change],
  );
  const close = useCallback(() => {
    if (selection === null) return;
    const index = indexOf(order, selection.id);
    if (index !== -1) setActive(index);
    setFocusRequest((count) => count + 1);
    change({ selection: null });
  }, [selection, order, change]);
  const step = useCallback(
    (by: 1 | -1) => {
      if (selection !== null) {
        const next = neighbour(order, selection.id, by);
        if (next !== null) open({ collection: selection.collection, id: next });
        return;
      }
      // The first key only brings the focus to where the walk stands.
      const inList = document.activeElement?.closest('.list') !== null && document.activeElement !== null;
      if (tab === 'areas') setTab('incidents');
      setActive((at) => Math.max(0, Math.min(order.count - 1, inList ? at + by : at)));
      setFocusRequest((count) => count + 1);
    },
    [selection, order, open, tab],
  );
  const changeTab = useCallback((next: AsideTab) => {
    setTab(next);
    setActive(0);
  }, []);

  const walk = useMemo(
    (): Walk => ({
      at: selection === null ? 0 : indexOf(order, selection.id) + 1,
      of: order.count,
      takesFocus: opened,
      onPrevious: () => step(-1),
      onNext: () => step(1),
      onClose: close,
    }),
    [selection, order, opened, step, close],
  );
  return { tab, setTab: changeTab, active, setActive, focusRequest, walk, open, show, close, step };
}
