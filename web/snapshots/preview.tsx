import { useEffect, useMemo, useRef, useState } from 'react';
import type { I18n } from '../i18n/index.tsx';
import { drawSheet, planSheet, type Choice, type Subject } from './export.ts';
import type { FindSources } from './publishers.ts';
import { SHEET_SIZES } from './sheet.ts';

type PreviewProps = {
  readonly i18n: I18n;
  readonly subject: Subject;
  readonly choice: Choice;
  readonly findSources: FindSources;
  /** While the file is being made the machine is left to it. */
  readonly isPaused: boolean;
};

/** Device pixels per CSS pixel of the sheet: enough to read the title, little enough to be quick. */
const PREVIEW_SCALE = 0.75;
/** A title is not drawn anew at every letter. */
const SETTLE_MS = 400;

/** The sheet as it will be, small. A canvas and not an image: the content security policy allows no `blob:` images. */
export function Preview({ i18n, subject, choice, findSources, isPaused }: PreviewProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { t } = i18n;
  const { title, orientation, theme } = choice;
  const { width, height } = SHEET_SIZES[orientation];
  const wanted = useMemo(
    () => ({ i18n, subject, choice: { title, orientation, theme } }),
    [i18n, subject, title, orientation, theme],
  );
  const [shown, setShown] = useState<typeof wanted | null>(null);
  const isWaiting = shown !== wanted;

  useEffect(() => {
    if (isPaused) return undefined;
    const controller = new AbortController();
    const making = { signal: controller.signal, onStep: () => undefined, findSources };
    const draw = async (): Promise<void> => {
      const planned = await planSheet(wanted.i18n, wanted.subject, wanted.choice, making);
      const canvas = await drawSheet(wanted.i18n, planned, { ...wanted, scale: PREVIEW_SCALE }, making);
      if (controller.signal.aborted) return;
      canvas.setAttribute('role', 'img');
      canvas.setAttribute('aria-label', wanted.i18n.t('snapshots.preview'));
      // Whole inside the frame, whichever way up the sheet is.
      Object.assign(canvas.style, { display: 'block', inlineSize: '100%', blockSize: '100%', objectFit: 'contain' });
      frame.current?.replaceChildren(canvas);
      setShown(wanted);
    };
    // A preview that cannot be drawn is no fault of its own: the export says what is the matter.
    const timer = setTimeout(() => void draw().catch(() => undefined), SETTLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, findSources, isPaused]);

  return (
    <figure className="export-preview" aria-busy={isWaiting}>
      <div ref={frame} className="export-sheet" style={{ aspectRatio: `${width} / ${height}` }} />
      <figcaption className="export-words" role="status">
        {isWaiting ? t('snapshots.preview-waiting') : t('snapshots.preview')}
      </figcaption>
    </figure>
  );
}
