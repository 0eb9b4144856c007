import { lazy, Suspense, useEffect, useEffectEvent, useId, useRef, useState, type RefObject } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';

const KnownAtForm = lazy(() =>
  import('./known-at-form.tsx').then(({ KnownAtForm: component }) => ({ default: component })),
);

type KnownAtChipProps = {
  readonly knownAt: string | null;
  /** When the first record was put on record. */
  readonly earliest: string | null;
  readonly onChange: (knownAt: string | null) => void;
};

/** As of when the screen shows the record, "now" unless set; opens what sets it. */
export function KnownAtChip({ knownAt, earliest, onChange }: KnownAtChipProps) {
  const { t, formatInstant } = useI18n();
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const close = (): void => {
    setOpen(false);
    chip.current?.focus();
  };
  useLeaving(whole, open, { onLeave: () => setOpen(false), onEscape: close });
  const moment = knownAt === null ? t('known.now') : t('known.at-utc', { at: formatInstant(knownAt, 'utc') });
  return (
    <div className="known" ref={whole}>
      <button
        ref={chip}
        type="button"
        className={knownAt === null ? 'chip known-chip' : 'chip known-chip on'}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        <Icon name="clock" size={15} />
        <span className="known-words">
          {t('known.as-known')} <b>{moment}</b>
        </span>
        <span className="visually-hidden">{t('known.change')}</span>
      </button>
      {open ? (
        <div className="known-popover" role="dialog" aria-labelledby={titleId}>
          <div className="known-head">
            <h2 id={titleId}>{t('known.title')}</h2>
            <button type="button" className="icon-button small" aria-label={t('app.close')} onClick={close}>
              <Icon name="close" size={14} />
            </button>
          </div>
          <p className="fact-note">{t('known.purpose')}</p>
          <Suspense fallback={<p className="fact-note">{t('app.loading')}</p>}>
            <KnownAtForm knownAt={knownAt} earliest={earliest} onChange={onChange} />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}

type Leaving = { readonly onLeave: () => void; readonly onEscape: () => void };

/** While it is open: a press or the focus elsewhere leaves it, and Escape closes it before anything else on the screen. */
function useLeaving(whole: RefObject<HTMLElement | null>, open: boolean, { onLeave, onEscape }: Leaving): void {
  const leave = useEffectEvent(({ target }: Event) => {
    if (target instanceof Node && !whole.current?.contains(target)) onLeave();
  });
  const escape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onEscape();
  });
  useEffect(() => {
    const element = whole.current;
    if (!open || element === null) return undefined;
    const onAway = (event: Event): void => leave(event);
    const onKey = (event: KeyboardEvent): void => escape(event);
    document.addEventListener('pointerdown', onAway);
    document.addEventListener('focusin', onAway);
    element.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onAway);
      document.removeEventListener('focusin', onAway);
      element.removeEventListener('keydown', onKey);
    };
  }, [open, whole]);
}
