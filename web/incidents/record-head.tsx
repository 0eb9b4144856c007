import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react';
import type { Level } from '../../api/visibility/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';

/** Where the open record stands among those that the filters leave, and how to move between them. */
export type Walk = {
  /** 1-based; 0 where the filters do not leave this record. */
  readonly at: number;
  readonly of: number;
  /** Whether the title takes the focus: after a person opened the record, not when the page opens with it. */
  readonly takesFocus: boolean;
  readonly onPrevious: () => void;
  readonly onNext: () => void;
  readonly onClose: () => void;
};

type RecordHeadProps = {
  readonly reference: string;
  readonly title: string;
  readonly synthetic: boolean;
  /** Who may read the record; left out for those who are not told. */
  readonly level?: Level | undefined;
  readonly walk: Walk;
  readonly children?: ReactNode;
};

/** Reference, place in the walk, and title: the head of every record panel. */
export function RecordHead({ reference, title, synthetic, level, walk, children }: RecordHeadProps) {
  const { t, formatNumber } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  const takeFocus = useEffectEvent(() => {
    if (walk.takesFocus) heading.current?.focus({ preventScroll: true });
  });
  // Once for each record: the panel is made anew for the next.
  useEffect(() => takeFocus(), []);
  return (
    <header className="record-head">
      <div className="record-ref">
        <span className="reference">{reference}</span>
        {synthetic ? <span className="tag-synthetic">{t('app.synthetic')}</span> : null}
        <span className="spacer" />
        <button type="button" className="icon-button small" aria-label={t('record.previous')} onClick={walk.onPrevious}>
          <Icon name="start" size={16} />
        </button>
        <span className="walk">
          {walk.at > 0
            ? t('record.n-of-m', { n: formatNumber(walk.at), m: formatNumber(walk.of) })
            : t('record.outside-filters')}
        </span>
        <button type="button" className="icon-button small" aria-label={t('record.next')} onClick={walk.onNext}>
          <Icon name="end" size={16} />
        </button>
        <button type="button" className="icon-button small" aria-label={t('record.close')} onClick={walk.onClose}>
          <Icon name="close" size={16} />
        </button>
      </div>
      <h2 id="record-title" ref={heading} tabIndex={-1}>
        <bdi>{title}</bdi>
      </h2>
      {children}
      {level === undefined ? null : (
        <p className="fact-note">{t('record.level', { level: t(`form.level-${level}`) })}</p>
      )}
    </header>
  );
}
