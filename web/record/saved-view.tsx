import { useEffect, useRef } from 'react';
import type { WriteAnswer } from '../../api/record/contract.ts';
import { useI18n } from '../i18n/index.tsx';

type SavedProps = {
  readonly answer: WriteAnswer;
  readonly isNew: boolean;
  /** Null where the record has no panel of its own. */
  readonly onOpen: (() => void) | null;
  readonly onAnother: () => void;
  readonly onClose: () => void;
};

/** What was done, who may read it, and what can be done next. */
export function SavedView({ answer, isNew, onOpen, onAnother, onClose }: SavedProps) {
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="saved-view">
      <h2 ref={heading} tabIndex={-1}>
        {isNew
          ? t('form.saved-filed', { ref: answer.ref ?? t(`form.file-${shownKind(answer.kind)}`) })
          : t('form.saved-edited', { version: answer.version })}
      </h2>
      <p>{t('form.saved-text', { level: t(`form.level-${answer.level}`) })}</p>
      <div className="form-actions">
        {onOpen === null ? null : (
          <button type="button" className="button primary" onClick={onOpen}>
            {t('form.saved-open')}
          </button>
        )}
        {isNew ? (
          <button type="button" className="button" onClick={onAnother}>
            {t('form.saved-another')}
          </button>
        ) : null}
        <button type="button" className="button" onClick={onClose}>
          {t('form.cancel')}
        </button>
      </div>
    </div>
  );
}

function shownKind(kind: WriteAnswer['kind']): 'incident' | 'airspace-claim' | 'status-report' | 'agreement' {
  if (kind === 'position' || kind === 'evidence' || kind === 'case') return 'incident';
  return kind === 'source' || kind === 'crossing' ? 'status-report' : kind;
}
