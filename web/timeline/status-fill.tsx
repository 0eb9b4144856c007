import { memo } from 'react';
import { statusToken } from '../map/marks.ts';
import type { Token } from '../map/shapes.ts';
import { type Tone, TONES } from '../map/tone.ts';

/**
 * How a bar of a status is filled, after its mark on the map: hollow where it is only reported, fuller as more is known,
 * split where it is contested, broken where it is open or bare. In greyscale no two look alike.
 */
type Fill = { readonly opacity: number; readonly lines: 'none' | 'rising' | 'crossed' | 'dots' | 'upright' | 'level' };

const FILLS: Readonly<Record<Tone, Fill>> = {
  reported: { opacity: 0.2, lines: 'none' },
  triaged: { opacity: 0.2, lines: 'upright' },
  'under-verification': { opacity: 0.55, lines: 'none' },
  corroborated: { opacity: 1, lines: 'none' },
  'jointly-verified': { opacity: 1, lines: 'level' },
  contested: { opacity: 0.3, lines: 'crossed' },
  inconclusive: { opacity: 0.12, lines: 'dots' },
  'not-substantiated': { opacity: 0.12, lines: 'rising' },
  suspended: { opacity: 0.35, lines: 'level' },
  withdrawn: { opacity: 0, lines: 'none' },
  mixed: { opacity: 0.35, lines: 'rising' },
};

const CLASSES: Readonly<Partial<Record<Token, string>>> = {
  status1: 'tone-1',
  status2: 'tone-2',
  status3: 'tone-3',
  status4: 'tone-4',
  contested: 'tone-contested',
  inconclusive: 'tone-open',
};

/** The class that gives a bar its colour as `currentColor`; the pattern takes it from there. */
export function toneClass(tone: Tone): string {
  return tone === 'mixed' ? 'tone-mixed' : (CLASSES[statusToken(tone)] ?? 'tone-open');
}

const SIDE = 4;
const LINES: Readonly<Record<Exclude<Fill['lines'], 'none' | 'dots'>, string>> = {
  rising: `M-1 ${SIDE + 1}L${SIDE + 1} -1M-1 1L1 -1M${SIDE - 1} ${SIDE + 1}L${SIDE + 1} ${SIDE - 1}`,
  crossed: `M-1 ${SIDE + 1}L${SIDE + 1} -1M-1 -1L${SIDE + 1} ${SIDE + 1}`,
  upright: `M${SIDE / 2} 0V${SIDE}`,
  level: `M0 ${SIDE / 2}H${SIDE}`,
};

/** The patterns, once a drawing; `idPrefix` keeps them apart from those of another drawing. */
export const StatusPatterns = memo(function StatusPatterns({ idPrefix }: { idPrefix: string }) {
  return (
    <defs>
      {TONES.map((tone) => {
        const { opacity, lines } = FILLS[tone];
        // On a filled bar the lines are cut out, on a pale one they are drawn.
        const ink = opacity === 1 ? 'pattern-cut' : 'pattern-ink';
        return (
          <pattern
            key={tone}
            id={`${idPrefix}-${tone}`}
            className={toneClass(tone)}
            width={SIDE}
            height={SIDE}
            patternUnits="userSpaceOnUse"
          >
            <rect className="pattern-ground" width={SIDE} height={SIDE} fillOpacity={opacity} />
            {lines === 'dots' ? <circle className="pattern-dot" cx={SIDE / 2} cy={SIDE / 2} r={1} /> : null}
            {lines === 'none' || lines === 'dots' ? null : <path className={ink} d={LINES[lines]} />}
          </pattern>
        );
      })}
    </defs>
  );
});

/** The patterns for swatches that stand outside a drawing. */
export function UnseenPatterns({ idPrefix }: { idPrefix: string }) {
  return (
    <svg className="time-defs" width={0} height={0} aria-hidden="true">
      <StatusPatterns idPrefix={idPrefix} />
    </svg>
  );
}

type SwatchProps = { readonly idPrefix: string; readonly tone: Tone };

/** A piece of the bar, beside its name. */
export function StatusSwatch({ idPrefix, tone }: SwatchProps) {
  return (
    <svg className="time-swatch" width={12} height={12} aria-hidden="true">
      <rect
        className={`time-bar ${toneClass(tone)}${tone === 'withdrawn' ? ' broken' : ''}`}
        x={0.5}
        y={0.5}
        width={11}
        height={11}
        fill={`url(#${idPrefix}-${tone})`}
      />
    </svg>
  );
}
