import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the keys that are pressed in a form of this part of the page from being taken for the page's own. */
export function useOwnKeys(): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    const keepKeys = (event: KeyboardEvent): void => {
      // What only folds a form open takes no letters.
      if (!(event.target instanceof Element) || event.target.matches('summary')) return;
      const form = event.target.closest('.form-card');
      if (form !== null && part.current?.contains(form)) event.stopPropagation();
    };
    // The page listens further out, at the document.
    document.body.addEventListener('keydown', keepKeys);
    return () => document.body.removeEventListener('keydown', keepKeys);
  }, []);
  return part;
}
