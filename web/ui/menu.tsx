import { useEffect, useEffectEvent, useId, useRef, useState, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

type MenuProps = {
  readonly label: ReactNode;
  /** In whole words, where the label is short. */
  readonly fullLabel?: string;
  readonly className: string;
  readonly onOpen?: () => void;
  /** Called with a function that folds the menu away. */
  readonly children: (close: () => void) => ReactNode;
};

/** A button that unfolds a short list of buttons: Escape, a press elsewhere and the focus leaving fold it away. */
export function Menu({ label, fullLabel, className, onOpen, children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = (): void => setOpen(false);
  const closeOutside = useEffectEvent((event: Event) => {
    if (!root.current?.contains(event.target as Node)) close();
  });
  const closeOnEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    button.current?.focus();
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const listen = (event: Event): void => closeOutside(event);
    const onKey = (event: KeyboardEvent): void => closeOnEscape(event);
    // Before anything else on the page takes the key for its own.
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', listen);
    document.addEventListener('focusin', listen);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', listen);
      document.removeEventListener('focusin', listen);
    };
  }, [isOpen]);
  return (
    <div ref={root} className="menu">
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={fullLabel}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          if (!isOpen) onOpen?.();
          setOpen(!isOpen);
        }}
      >
        {label}
        <Icon name="down" size={13} />
      </button>
      {isOpen ? (
        <div id={id} className="menu-list" role="group">
          {children(close)}
        </div>
      ) : null}
    </div>
  );
}
