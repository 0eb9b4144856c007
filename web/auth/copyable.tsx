import { useId, useRef, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';

type CopyableProps = {
  readonly label: string;
  readonly text: string;
  readonly hint?: string;
  /** What is copied, where the text is set in groups to be read. */
  readonly copied?: string;
  /** Lines of the field; one unless told otherwise. */
  readonly rows?: number;
};

/** A text that is shown once, to be copied whole. Where the page may not reach the clipboard, it is selected. */
export function Copyable({ label, text, hint, copied = text, rows = 1 }: CopyableProps) {
  const { t } = useI18n();
  const id = useId();
  const element = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [told, setTold] = useState<'copied' | 'copy-by-hand' | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(copied);
      setTold('copied');
    } catch {
      element.current?.focus();
      element.current?.select();
      setTold('copy-by-hand');
    }
  };
  const field = {
    ref: element,
    id,
    className: 'auth-once',
    dir: 'ltr',
    readOnly: true,
    value: text,
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onFocus: () => element.current?.select(),
  };
  return (
    <div className="auth-field">
      <label htmlFor={id}>{label}</label>
      <div className="auth-input">
        {rows === 1 ? <input {...field} /> : <textarea {...field} rows={rows} />}
        <button type="button" className="button" onClick={() => void copy()}>
          {t('auth.copy')}
        </button>
      </div>
      {hint ? (
        <p id={`${id}-hint`} className="auth-hint">
          {hint}
        </p>
      ) : null}
      <p className="auth-success" role="status">
        {told === null ? null : t(`auth.${told}`)}
      </p>
    </div>
  );
}
