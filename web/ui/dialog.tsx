import { useEffectEvent, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

type DialogProps = {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/**
 * A modal dialog on the browser's own element, which keeps the focus inside, closes on Escape and gives the focus back
 * to where it came from.
 */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  const closeOutside = useEffectEvent((event: MouseEvent) => {
    if (event.target === element.current) onClose();
  });

  // In the layout phase: an element that has left the page already gives no focus back when it is closed.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (!dialog) return undefined;
    // A click on the backdrop is a click on the element itself; Escape does the same by key.
    const listen = (event: MouseEvent): void => closeOutside(event);
    dialog.addEventListener('click', listen);
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.removeEventListener('click', listen);
      dialog.close();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" className="icon-button" aria-label={closeLabel} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
