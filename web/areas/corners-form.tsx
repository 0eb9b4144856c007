import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { ViewArea } from '../view.ts';
import { findRingFault, formatTypedCorners, openRing, parseTypedCorners, tidyRing, type Corner } from './area.ts';
import { faultWords, type AreaFault } from './fault-words.ts';
import { measureRing } from './measure.ts';

type CornersFormProps = {
  /** The corners to begin with: none for a new area. */
  readonly ring: ViewArea['ring'];
  readonly mapCentre: () => Corner | null;
  /** Corners as they stand, for the map to show. */
  readonly onDraft: (corners: readonly Corner[]) => void;
  readonly onDone: (ring: ViewArea['ring']) => void;
  readonly onCancel: () => void;
};

/**
 * An area without a pointer: every corner is a line of text that can be read, typed and mended, and the map's centre,
 * moved with the arrow keys, can be added as a corner.
 */
export function CornersForm({ ring, mapCentre, onDraft, onDone, onCancel }: CornersFormProps) {
  const i18n = useI18n();
  const { t, formatNumber } = i18n;
  const ids = { text: useId(), hint: useId(), fault: useId() };
  const [text, setText] = useState(() => formatTypedCorners(openRing(ring)));
  const [fault, setFault] = useState<AreaFault | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const parsed = parseTypedCorners(text);
  const corners = 'corners' in parsed ? parsed.corners : [];
  const { squareKilometres } = measureRing(corners);

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const now = parseTypedCorners(text);
    if ('corners' in now) onDraft(now.corners);
  }, [text, onDraft]);

  const addCentre = (): void => {
    const centre = mapCentre();
    if (!centre) return;
    const [corner] = tidyRing([centre]);
    setFault(null);
    setText((before) => [before.trimEnd(), corner ? formatTypedCorners([corner]) : ''].filter(Boolean).join('\n'));
  };
  const finish = (event: FormEvent): void => {
    event.preventDefault();
    if ('fault' in parsed) return setFault(parsed.fault);
    const tidy = tidyRing(parsed.corners);
    const found = findRingFault(tidy);
    if (found) setFault(found);
    else onDone(tidy);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };

  return (
    <form className="corners-form" onSubmit={finish}>
      <label htmlFor={ids.text}>{t('areas.corners-label')}</label>
      <p id={ids.hint} className="areas-hint">
        {t('areas.corners-hint')}
      </p>
      <textarea
        ref={field}
        id={ids.text}
        dir="ltr"
        rows={6}
        spellCheck={false}
        onKeyDown={onKeyDown}
        value={text}
        aria-describedby={`${ids.hint} ${ids.fault}`}
        aria-invalid={fault !== null}
        onChange={(event) => {
          setFault(null);
          setText(event.target.value);
        }}
      />
      <p className="areas-hint" role="status">
        {t('areas.corners-count', {
          count: corners.length,
          area: formatNumber(squareKilometres, squareKilometres < 100 ? 1 : 0),
        })}
      </p>
      <p id={ids.fault} className="areas-fault" role="alert">
        {fault === null ? '' : faultWords(i18n, fault)}
      </p>
      <div className="areas-actions">
        <button type="button" className="button" onClick={addCentre}>
          {t('areas.add-centre')}
        </button>
        <button type="submit" className="button button-primary">
          {t('areas.finish')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('areas.cancel')}
        </button>
      </div>
    </form>
  );
}
