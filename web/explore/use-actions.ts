import { useEffect, useEffectEvent, useState } from 'react';
import type { Picked } from '../map/overlay.ts';
import type { Selection } from '../view.ts';
import { useKeys } from './keys.ts';
import { readPicks } from './pick.ts';
import type { ScreenState } from './use-screen.ts';
import { useOpenedBounds } from './use-nearby.ts';
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
  const { view, change, columns, explored, map, place, records, panels, drawing, onMap } = screen;
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
  const showPlace = (ids: readonly number[]): void => {
    place.holdTo(ids);
    change({ selection: null });
    records.setTab('incidents');
    panels.showAside();
  };
  const pick = (picks: readonly Picked[] | null): void => {
    const picked = picks && readPicks(picks, onMap.drawn.incidents);
    if (!picked) return;
    if (picked.kind === 'open') return open(picked.selection);
    if (picked.kind === 'zoom') return map.showBounds(picked.bounds);
    if (picked.kind === 'places') void columns.store.idsIn(picked.keys).then(showPlace);
    else showPlace(picked.ids);
  };
  const step = (by: -1 | 1): void => {
    if (explored.latest !== null) change(stepWindow(view, by, explored.latest.day));
  };
  const actions = { open, pick, draw, step };
  useScreenKeys(screen, actions);
  return actions;
}

function useScreenKeys(screen: ScreenState, { draw, step }: Actions): void {
  const { view, records, panels, place, drawing, isDrawing, isSmall, searchInput, timeline } = screen;
  useKeys({
    '/': () => searchInput.current?.focus(),
    f: panels.toggleFilters,
    j: () => records.step(1),
    k: () => records.step(-1),
    '[': () => step(-1),
    ']': () => step(1),
    p: timeline.playback.toggle,
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

/** Brings the place of a record into sight when a person opens it, from wherever, as soon as it is known. */
export function useRevealed({ view, collections, map, isSmall, panels }: ScreenState): void {
  const { selection } = view;
  const bounds = useOpenedBounds(view, collections);
  const reveal = useEffectEvent(() => {
    if (bounds !== null) map.reveal(bounds, isSmall && panels.stop !== 'peek' ? 0.5 : 0);
  });
  // What was open when the page came lies where the address says.
  const [initial] = useState(selection);
  const isKnown = bounds !== null;
  useEffect(() => {
    if (selection !== null && selection !== initial && isKnown) reveal();
  }, [selection, initial, isKnown]);
}
