import { useEffect, useEffectEvent } from 'react';

/** Every key of the screen, in the order in which the dialog lists them. `Escape` and `Enter` are the browser's own words. */
export const KEYS = ['/', 'f', 'j', 'k', '[', ']', 'p', 'd', 'e', 'l', 'b', '?', 'Escape'] as const;
export type Key = (typeof KEYS)[number];

/** Whether keys belong to whatever has the focus: a field that takes text, or a dialog that is open. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (document.querySelector('dialog[open]') !== null) return true;
  if (target.isContentEditable || target.getAttribute('role') === 'spinbutton') return true;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Calls the action of a key anywhere on the page, unless the key is being typed into something. */
export function useKeys(actions: Readonly<Partial<Record<Key, () => void>>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
    const action = actions[event.key as Key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
