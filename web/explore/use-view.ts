import { useCallback, useEffect, useRef, useState } from 'react';
import { searchToView, viewToSearch, type View } from '../view.ts';

/** Changes part of the view; the function form sees the newest view. */
export type ChangeView = (patch: Partial<View> | ((view: View) => Partial<View>)) => void;

/** A drag of the map makes many cameras a second; browsers refuse an address that changes as often. */
const ADDRESS_DELAY_MS = 200;

/**
 * The view, held in step with the address: opening or closing a record makes a step of the browser's history, all else
 * rewrites the present one. Back and forward restore what the address says.
 */
export function useView(defaults: View): readonly [View, ChangeView] {
  const [view, setView] = useState(() => searchToView(window.location.search, defaults));
  const written = useRef(view.selection);

  useEffect(() => {
    const write = (push: boolean): void => {
      const search = viewToSearch(view, defaults);
      const address = `${window.location.pathname}${search ? `?${search}` : ''}`;
      if (push) window.history.pushState(null, '', address);
      else window.history.replaceState(null, '', address);
      written.current = view.selection;
    };
    if (!sameSelection(view.selection, written.current)) {
      write(true);
      return undefined;
    }
    const timer = window.setTimeout(() => write(false), ADDRESS_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [view, defaults]);

  useEffect(() => {
    const restore = (): void => {
      const restored = searchToView(window.location.search, defaults);
      written.current = restored.selection;
      setView(restored);
    };
    window.addEventListener('popstate', restore);
    return () => window.removeEventListener('popstate', restore);
  }, [defaults]);

  const change: ChangeView = useCallback((patch) => {
    setView((current) => ({ ...current, ...(typeof patch === 'function' ? patch(current) : patch) }));
  }, []);
  return [view, change];
}

function sameSelection(a: View['selection'], b: View['selection']): boolean {
  return a === b || (a !== null && b !== null && a.collection === b.collection && a.id === b.id);
}
