import { useEffect, useRef } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Success } from './field.tsx';

/** What was done, in place of the form that did it; the way out has the focus. */
export function DoneWith({ words, onClose }: { words: string; onClose: () => void }) {
  const { t } = useI18n();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <>
      <Success words={words} />
      <button ref={button} type="button" className="button primary" onClick={onClose}>
        {t('auth.done')}
      </button>
    </>
  );
}
