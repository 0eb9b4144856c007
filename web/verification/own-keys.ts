import { useEffect, useRef, type RefObject } from 'react';

/** Keeps the keys that are pressed in a form of this part of the page from being taken for the page's own. */
export function useOwnKeys(): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    const keepKeys = (event: KeyboardEvent): void => {
      const form = event.target instanceof Element ? event.target.closest('.form-card') : null;
      if (form !== null && part.current?.contains(form)) event.stopPropagation();
    };
    // The page listens further out, at the document.
    document.body.addEventListener('keydown', keepKeys);
    return () => document.body.removeEventListener('keydown', keepKeys);
  }, []);
  return part;
}
