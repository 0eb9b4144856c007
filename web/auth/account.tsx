import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import { AccountMenu } from './account-menu.tsx';
import { useAuthDialogs, type AuthDialogName } from './context.ts';
import { READER, useSession } from './session.ts';

/** In the top bar: the way to sign in, or the person's menu. One button in both, so that the focus finds it again. */
export function Account({ onBoard }: { readonly onBoard?: () => void }) {
  const { t } = useI18n();
  const { open } = useAuthDialogs();
  const { data, isPending } = useSession();
  const session = data ?? READER;
  const isPerson = session.kind === 'person';
  const menuId = useId();
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  const closeMenu = useEffectEvent((takeFocus: boolean) => {
    setIsOpen(false);
    if (takeFocus) button.current?.focus();
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !place.current?.contains(event.target)) closeMenu(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      closeMenu(true);
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey, { capture: true });
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [isOpen]);

  const choose = (dialog: AuthDialogName): void => {
    setIsOpen(false);
    // The dialog gives the focus back to where it was: an entry of the menu will be gone by then.
    button.current?.focus();
    open(dialog);
  };
  const name = session.name ?? '';
  return (
    <div
      ref={place}
      className={isPending ? 'account waiting' : 'account'}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={isPerson ? 'button account-button' : 'button primary account-button'}
        aria-expanded={isPerson ? isOpen : undefined}
        aria-controls={isPerson && isOpen ? menuId : undefined}
        aria-haspopup={isPerson ? undefined : 'dialog'}
        aria-label={isPerson ? t('auth.menu', { name }) : undefined}
        onClick={() => (isPerson ? setIsOpen(!isOpen) : choose('sign-in'))}
      >
        <Icon name="person" size={16} />
        <span className="account-name">{isPerson ? <bdi>{name}</bdi> : t('auth.sign-in')}</span>
        {isPerson ? <Icon name="down" size={12} /> : null}
      </button>
      {isPerson && isOpen ? (
        <AccountMenu
          id={menuId}
          session={session}
          onChoose={choose}
          onBoard={
            onBoard &&
            (() => {
              setIsOpen(false);
              onBoard();
            })
          }
          onSignedOut={() => {
            setIsOpen(false);
            button.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
