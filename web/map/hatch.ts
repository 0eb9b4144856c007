import type { ImageDrawer } from './images.ts';
import { statusToken } from './marks.ts';
import type { Token } from './shapes.ts';
import { themeNames, themes } from './theme.ts';
import { type Tone, TONES } from './tone.ts';

/** Side of the pattern's tile, CSS pixels. It must repeat without a seam, so lines run from corner to corner. */
const SIDE = 9;

/** Patterns differ as the marks do, so that areas too read in greyscale: the ramp leans and thickens, the rest is broken. */
const HATCHES: Readonly<Record<Tone, { width: number; lines: 'one-way' | 'both-ways' | 'dotted' }>> = {
  reported: { width: 0.9, lines: 'one-way' },
  triaged: { width: 1.05, lines: 'one-way' },
  'under-verification': { width: 1.2, lines: 'one-way' },
  corroborated: { width: 1.8, lines: 'one-way' },
  'jointly-verified': { width: 2.4, lines: 'one-way' },
  contested: { width: 1, lines: 'both-ways' },
  inconclusive: { width: 1.5, lines: 'dotted' },
  'not-substantiated': { width: 1, lines: 'dotted' },
  suspended: { width: 1.25, lines: 'dotted' },
  withdrawn: { width: 0.8, lines: 'dotted' },
  mixed: { width: 1.1, lines: 'one-way' },
};

/** Crossed lines lay down twice the ink. */
const OPACITIES = { 'one-way': 0.5, 'both-ways': 0.34, dotted: 0.5 } as const;

/** The colour token of an area's hatching and outline. */
export function toneToken(tone: Tone): Token {
  return tone === 'mixed' ? 'accent' : statusToken(tone);
}

function strokeHatch(
  context: CanvasRenderingContext2D,
  lines: 'one-way' | 'both-ways' | 'dotted',
  width: number,
): void {
  if (lines === 'dotted') {
    context.beginPath();
    context.arc(SIDE / 4, SIDE / 4, width, 0, 2 * Math.PI);
    context.arc((3 * SIDE) / 4, (3 * SIDE) / 4, width, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.beginPath();
  // Three parallels: the outer two fill the corners that the middle one leaves.
  for (const shift of [-SIDE, 0, SIDE]) {
    context.moveTo(shift - 1, SIDE + 1);
    context.lineTo(shift + SIDE + 1, -1);
    if (lines === 'both-ways') context.moveTo(shift - 1, -1);
    if (lines === 'both-ways') context.lineTo(shift + SIDE + 1, SIDE + 1);
  }
  context.stroke();
}

/** Draws `hatch:<theme>:<tone>` as a tile for `fill-pattern`. */
export const drawHatchImage: ImageDrawer = (id) => {
  const [prefix, themeName, toneName] = id.split(':');
  const theme = themeNames.find((name) => name === themeName);
  const tone = TONES.find((name) => name === toneName);
  if (prefix !== 'hatch' || !theme || !tone) return null;
  const colour = themes[theme][toneToken(tone)];
  return {
    width: SIDE,
    height: SIDE,
    draw: (context) => {
      const { width, lines } = HATCHES[tone];
      context.globalAlpha = OPACITIES[lines];
      context.strokeStyle = colour;
      context.fillStyle = colour;
      context.lineWidth = width;
      strokeHatch(context, lines, width);
    },
  };
};
