import { useEffect, useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';

type ConfirmButtonProps = {
  readonly words: string;
  /** Its whole name, where several say the same words. */
  readonly label?: string;
  /** What will have happened, and whether it is meant. */
  readonly really: string;
  readonly onConfirm: () => Promise<void>;
};

/** A button for what cannot be taken back: it asks once more, in its own place, with the safe answer in focus. */
export function ConfirmButton({ words, label, really, onConfirm }: ConfirmButtonProps) {
  const { t } = useI18n();
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const wasAsking = useRef(false);
  const ask = useRef<HTMLButtonElement>(null);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) keep.current?.focus();
    else if (wasAsking.current) ask.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);
  if (!isAsking)
    return (
      <button ref={ask} type="button" className="button" aria-label={label} onClick={() => setIsAsking(true)}>
        {words}
      </button>
    );
  const confirm = async (): Promise<void> => {
    if (isBusy) return;
    setIsBusy(true);
    await onConfirm();
    setIsBusy(false);
    setIsAsking(false);
  };
  return (
    <div className="auth-really" role="group" aria-labelledby={id}>
      <p id={id}>{really}</p>
      <div className="auth-actions">
        <button type="button" className="button primary" aria-disabled={isBusy} onClick={() => void confirm()}>
          {words}
        </button>
        <button ref={keep} type="button" className="button" onClick={() => setIsAsking(false)}>
          {t('auth.cancel')}
        </button>
      </div>
    </div>
  );
}
