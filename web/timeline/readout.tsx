import { useI18n } from '../i18n/index.tsx';
import { DAY_MS } from './days.ts';
import { mayBeIn, type TimeAxis } from './geometry.ts';
import { countsOfBin, daysOfBin, type Histogram } from './histogram.ts';
import { countsWords, daysWords } from './words.ts';

type ReadoutProps = {
  readonly histogram: Histogram;
  readonly bin: number;
  readonly axis: TimeAxis;
  readonly width: number;
};

/** Beyond this share of the width the words would leave the drawing and stand on the other side. */
const TURNS_AT = 0.6;

/** What is under the pointer, in words. The table says the same without one. */
export function Readout({ histogram, bin, axis, width }: ReadoutProps) {
  const i18n = useI18n();
  const along = (x: number): number => (i18n.direction === 'rtl' ? width - x : x);
  const at = along(axis.xOf((histogram.fromMs + bin * histogram.binMs) / DAY_MS));
  const wide = mayBeIn(histogram)[bin] ?? 0;
  const place = at > width * TURNS_AT ? { insetInlineEnd: `${width - at}px` } : { insetInlineStart: `${at}px` };
  return (
    <p className="time-readout" style={place} aria-hidden="true">
      <b>{daysWords(i18n, daysOfBin(histogram, bin))}</b> {countsWords(i18n, countsOfBin(histogram, bin))}
      {wide === 0 ? null : <span className="fact-note">{i18n.t('time.may-be-here', { n: wide })}</span>}
    </p>
  );
}
