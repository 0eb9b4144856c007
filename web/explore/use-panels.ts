import { useCallback, useState } from 'react';
import type { SheetStop } from '../ui/sheet.tsx';
import type { SheetTab } from './small-screen.tsx';

export type DialogName = 'keys' | 'export';

/** What is open of the screen, apart from the view: nothing of it is in the address. */
export type Panels = {
  readonly filtersOpen: boolean;
  readonly setFiltersOpen: (open: boolean) => void;
  readonly legendOpen: boolean;
  readonly setLegendOpen: (open: boolean) => void;
  readonly dialog: DialogName | null;
  readonly setDialog: (dialog: DialogName | null) => void;
  readonly sheetTab: SheetTab;
  readonly setSheetTab: (tab: SheetTab) => void;
  readonly stop: SheetStop;
  readonly setStop: (stop: SheetStop) => void;
  /** What waits for whom, in place of the filters. */
  readonly boardOpen: boolean;
  readonly closeBoard: () => void;
  /** Brings the board into sight, where it takes the focus; closes it where it has it. */
  readonly toggleBoard: () => void;
  /** Brings the list or the record into sight on a small screen. */
  readonly showAside: () => void;
  /** Brings the filters into sight and gives them the focus; folds them away where they have it. */
  readonly toggleFilters: () => void;
};

/** `small`: the panels lie in the sheet, and the legend would cover the map. */
export function usePanels(small: boolean, asideOpen: boolean): Panels {
  const [filtersOpen, setFiltersOpen] = useState(true);
  const [legendOpen, setLegendOpen] = useState(!small);
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const [sheetTab, setSheetTab] = useState<SheetTab>('list');
  const [stop, setStop] = useState<SheetStop>(asideOpen ? 'half' : 'peek');

  const showAside = useCallback(() => {
    setSheetTab('list');
    setStop((current) => (current === 'peek' ? 'half' : current));
  }, []);
  const [boardOpen, setBoardOpen] = useState(false);
  const closeBoard = useCallback(() => {
    setBoardOpen(false);
    if (small) setStop('peek');
    document.getElementById('map')?.focus();
  }, [small]);
  const toggleBoard = useCallback(() => {
    if (document.activeElement?.closest('.board')) return closeBoard();
    // Where it is open already, back to the row at which the walk stands.
    const row = document.querySelector<HTMLElement>('.board-row[tabindex="0"]');
    (row ?? document.getElementById('board-title'))?.focus();
    setBoardOpen(true);
    setSheetTab('filters');
    setStop((current) => (current === 'peek' ? 'half' : current));
  }, [closeBoard]);
  const toggleFilters = useCallback(() => {
    setBoardOpen(false);
    const within = document.activeElement?.closest('.filters') ?? null;
    if (within !== null) {
      if (small) setStop('peek');
      else setFiltersOpen(false);
      document.getElementById('map')?.focus();
      return;
    }
    setFiltersOpen(true);
    setSheetTab('filters');
    setStop((current) => (current === 'peek' ? 'half' : current));
    window.requestAnimationFrame(() => document.getElementById('filters-title')?.focus());
  }, [small]);
  return {
    filtersOpen,
    setFiltersOpen,
    legendOpen,
    setLegendOpen,
    dialog,
    setDialog,
    sheetTab,
    setSheetTab,
    stop,
    setStop,
    boardOpen,
    closeBoard,
    toggleBoard,
    showAside,
    toggleFilters,
  };
}
