import { useEffect, useEffectEvent, useRef } from 'react';
import type { Picked } from '../map/overlay.ts';
import type { Selection } from '../view.ts';
import { useKeys } from './keys.ts';
import { readPicks } from './pick.ts';
import type { ScreenState } from './use-screen.ts';
import { resolvePreset, stepWindow } from './window.ts';

/** What a person can do from more than one part of the screen. */
export type Actions = {
  readonly open: (selection: Selection) => void;
  readonly pick: (picks: readonly Picked[] | null) => void;
  readonly draw: () => void;
  readonly step: (by: -1 | 1) => void;
};

/** The actions of the screen, and the keys that call them. */
export function useActions(screen: ScreenState): Actions {
  const { view, change, explored, map, place, records, panels, drawing, onMap } = screen;
  const open = (selection: Selection): void => {
    records.open(selection);
    panels.showAside();
  };
  const draw = (): void => {
    change({ selection: null });
    records.setTab('areas');
    panels.showAside();
    drawing.draw();
  };
  const pick = (picks: readonly Picked[] | null): void => {
    const picked = picks && readPicks(picks, onMap.drawn.incidents);
    if (!picked) return;
    if (picked.kind === 'open') return open(picked.selection);
    if (picked.kind === 'zoom') return map.showBounds(picked.bounds);
    place.holdTo(picked.ids);
    change({ selection: null });
    records.setTab('incidents');
    panels.showAside();
  };
  const step = (by: -1 | 1): void => {
    if (explored.latestDay !== null) change(stepWindow(view, by, explored.latestDay));
  };
  const actions = { open, pick, draw, step };
  useScreenKeys(screen, actions);
  return actions;
}

function useScreenKeys(screen: ScreenState, { draw, step }: Actions): void {
  const { view, records, panels, place, drawing, isDrawing, isSmall, searchInput } = screen;
  useKeys({
    '/': () => searchInput.current?.focus(),
    f: panels.toggleFilters,
    j: () => records.step(1),
    k: () => records.step(-1),
    '[': () => step(-1),
    ']': () => step(1),
    d: draw,
    e: () => panels.setDialog('export'),
    l: () => panels.setLegendOpen(!panels.legendOpen),
    b: panels.toggleBoard,
    '?': () => panels.setDialog('keys'),
    Escape: () => {
      if (isDrawing) drawing.stop();
      else if (view.selection !== null) records.close();
      else if (place.count !== null) place.release();
      else if (isSmall) panels.setStop('peek');
    },
  });
}

/** Fills in the days of a preset that an address names without them, once the readings are known. */
export function useResolvedPreset({ view, change, collections: { readings }, today }: ScreenState): void {
  useEffect(() => {
    if (view.preset === null || view.from !== null || view.to !== null) return;
    if (view.preset.startsWith('since:') && readings.length === 0) return;
    change(resolvePreset(view, readings, today));
  }, [view, change, readings, today]);
}

/** Brings the place of a record into sight when a person opens it, from wherever. */
export function useRevealed({ view: { selection }, collections, map, isSmall, panels }: ScreenState): void {
  const reveal = useEffectEvent((opened: Selection) => {
    const { incidents, airspace, crossings } = collections;
    const rows = { incidents, crossings, 'airspace-claims': airspace }[opened.collection];
    const bounds = rows.find(({ feature: { id } }) => id === opened.id)?.bounds ?? null;
    if (bounds !== null) map.reveal(bounds, isSmall && panels.stop !== 'peek' ? 0.5 : 0);
  });
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current && selection !== null) reveal(selection);
    isFirst.current = false;
  }, [selection]);
}
