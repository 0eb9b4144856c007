import { useCallback, useEffect, useRef, useState } from 'react';
import { searchToView, viewToSearch, type View } from '../view.ts';
import { admitView } from './known-at.ts';

/**
 * Changes part of the view; the function form sees the newest view. What is `passing`, a window that plays, is
 * shown at once and not written to the address: the next change that is not is.
 */
export type ChangeView = (patch: Partial<View> | ((view: View) => Partial<View>), how?: 'passing') => void;

/** A drag of the map makes many cameras a second; browsers refuse an address that changes as often. */
const ADDRESS_DELAY_MS = 200;

/**
 * The view, held in step with the address: opening or closing a record makes a step of the browser's history, all else
 * rewrites the present one. Back and forward restore what the address says. The third is a moment to come that the
 * address asked for and that is not shown, until a moment is set.
 */
export function useView(defaults: View): readonly [View, ChangeView, string | null] {
  const [{ view, refusedMoment, isPassing }, setAdmitted] = useState(() => viewOfAddress(defaults));
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
    if (isPassing) return undefined;
    const timer = window.setTimeout(() => write(false), ADDRESS_DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [view, defaults, isPassing]);

  useEffect(() => {
    const restore = (): void => {
      const restored = viewOfAddress(defaults);
      written.current = restored.view.selection;
      setAdmitted(restored);
    };
    window.addEventListener('popstate', restore);
    return () => window.removeEventListener('popstate', restore);
  }, [defaults]);

  const change: ChangeView = useCallback((patch, how) => {
    setAdmitted((current) => {
      const changes = typeof patch === 'function' ? patch(current.view) : patch;
      const refused = 'knownAt' in changes ? null : current.refusedMoment;
      // A form belongs to the record for which it was wanted.
      const isAnother = 'selection' in changes && !('doing' in changes);
      const view = { ...current.view, ...changes, ...(isAnother ? { doing: null } : {}) };
      return { view, refusedMoment: refused, isPassing: how === 'passing' };
    });
  }, []);
  return [view, change, refusedMoment];
}

const viewOfAddress = (defaults: View) => ({
  ...admitView(searchToView(window.location.search, defaults), Date.now()),
  isPassing: false,
});

function sameSelection(a: View['selection'], b: View['selection']): boolean {
  return a === b || (a !== null && b !== null && a.collection === b.collection && a.id === b.id);
}
