import type { KeyboardEvent } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { brushAfterKey, shownDays, type BrushPart } from './brush.ts';
import type { Brush, Days } from './days.ts';
import { endWords, windowWords } from './words.ts';

type SlidersProps = {
  readonly brush: Brush;
  readonly days: Days;
  readonly width: number;
  readonly whenOpen: Days;
  readonly onChange: (brush: Brush) => void;
};

/** Wide enough to be found by a magnifier; a pointer never meets them, the surface beneath takes it. */
const HANDLE_PIXELS = 24;

/**
 * The window for the keyboard and for screen readers: the whole of it and each end, as sliders whose value is said in
 * words. Ends lie outside the window, so that they never cover each other.
 */
export function Sliders({ brush, days, width, whenOpen, onChange }: SlidersProps) {
  const i18n = useI18n();
  const { t, direction } = i18n;
  const shown = shownDays(brush, days) ?? days;
  const pixelsADay = width / (days.last - days.first + 1);
  const [start, end] = [(shown.first - days.first) * pixelsADay, (shown.last + 1 - days.first) * pixelsADay];
  const onKeyDown = (part: BrushPart) => (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // With nothing to clear, Escape belongs to the screen.
    if (event.key === 'Escape' && brush.first === null && brush.last === null) return;
    const next = brushAfterKey(brush, { part, key: event.key, direction, axis: days }, whenOpen);
    if (next === null) return;
    event.preventDefault();
    onChange(next);
  };
  const slider = (part: BrushPart, value: number, words: string, from: number, wide: number) => (
    <div
      key={part}
      className={`time-slider ${part}`}
      role="slider"
      tabIndex={0}
      aria-label={t(`time.slider-${part}`)}
      aria-orientation="horizontal"
      aria-valuemin={days.first}
      aria-valuemax={days.last}
      aria-valuenow={value}
      aria-valuetext={words}
      style={{ insetInlineStart: `${from}px`, inlineSize: `${wide}px` }}
      onKeyDown={onKeyDown(part)}
    />
  );
  return (
    <>
      {slider('start', shown.first, endWords(i18n, brush, 'start'), start - HANDLE_PIXELS, HANDLE_PIXELS)}
      {slider('window', shown.first, windowWords(i18n, brush), start, Math.max(2, end - start))}
      {slider('end', shown.last, endWords(i18n, brush, 'end'), end, HANDLE_PIXELS)}
    </>
  );
}
