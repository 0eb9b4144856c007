import type { ExpressionSpecification } from 'maplibre-gl';
import type { UiLanguage } from '../i18n/languages.ts';
import { CANVAS_FONTS } from './fonts.ts';
import type { ImageDrawer, StyleImage } from './images.ts';
import { type ThemeName, themeNames, themes } from './theme.ts';

/** Pixels of text size: the first line of a place's label by weight, and the second line. */
const FIRST_LINE = {
  latin: { strong: 13, regular: 12 },
  arabic: { strong: 14, regular: 13 },
} as const;
const SECOND_LINE = { latin: 11, arabic: 12.5 } as const;
/** Width of the halo round letters, in CSS pixels on each side. */
const HALO = 1.5;

type Weight = 'strong' | 'regular';

/**
 * Draws `label:<theme>:<weight>:<pixels>:<text>`. MapLibre joins letters only through Unicode's presentation forms, which
 * the Pashto ones (ټ ځ څ ډ ړ ږ ښ ګ ڼ ۍ) do not have; a canvas shapes every script as the page does. Latin names are
 * drawn the same way: at one device pixel per CSS pixel MapLibre's own letters lose the dots of their i.
 * The fonts must be loaded before: see `loadCanvasFonts`.
 */
export const drawLabelImage: ImageDrawer = (id) => {
  const [prefix, themeName, weight, pixels, ...rest] = id.split(':');
  const name = themeNames.find((known) => known === themeName);
  if (prefix !== 'label' || !name || (weight !== 'strong' && weight !== 'regular')) return null;
  const theme = themes[name];
  return textImage(rest.join(':'), {
    font: `${weight === 'strong' ? 600 : 400} ${pixels}px ${CANVAS_FONTS}`,
    ink: weight === 'strong' ? theme.labelStrong : theme.label,
    halo: theme.land,
    line: lineOf(rest.join(':'), Number(pixels)),
  });
};

/** Room for usual letters of each script, in CSS pixels; what rises higher still gets its own. */
function lineOf(text: string, pixels: number): { ascent: number; descent: number } {
  const isArabic = /\p{Script=Arabic}/u.test(text);
  return isArabic
    ? { ascent: pixels * 0.82, descent: pixels * 0.36 }
    : { ascent: pixels * 0.74, descent: pixels * 0.2 };
}

/**
 * A line of text as an image, tight round its ink, with a halo. Right-to-left letters find their own way. `line` is the
 * least height above and below the base line, in CSS pixels, so that lines stand evenly whatever their letters.
 */
export function textImage(
  text: string,
  options: { font: string; ink: string; halo: string; line?: { ascent: number; descent: number } },
): StyleImage {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.font = options.font;
  context.textAlign = 'left';
  const box = context.measureText(text);
  const { ascent, descent } = options.line ?? { ascent: 0, descent: 0 };
  const left = box.actualBoundingBoxLeft + HALO;
  const top = Math.ceil(Math.max(ascent, box.actualBoundingBoxAscent) + HALO);
  return {
    width: Math.ceil(left + box.actualBoundingBoxRight + HALO),
    height: top + Math.ceil(Math.max(descent, box.actualBoundingBoxDescent) + HALO),
    draw: (target) => {
      target.font = options.font;
      target.textAlign = 'left';
      target.lineJoin = 'round';
      target.lineWidth = 2 * HALO;
      target.strokeStyle = options.halo;
      target.fillStyle = options.ink;
      target.strokeText(text, left, top);
      target.fillText(text, left, top);
    },
  };
}

type Expression = ExpressionSpecification;

/**
 * The label of a place as a `text-field`: Latin above the local name, or the other way round where the page is in a
 * language of the Arabic script; then the name in that language, where it is known. Both lines are images inside one
 * text, so they are placed, moved and hidden together.
 */
export function placeLabel(options: { theme: ThemeName; language: UiLanguage; weight: Weight }): Expression {
  const { theme, language, weight } = options;
  const isLatinFirst = language === 'en';
  const local: Expression = isLatinFirst ? ['get', 'local'] : ['coalesce', ['get', language], ['get', 'local']];
  const line = (text: Expression, script: 'latin' | 'arabic'): Expression => {
    const isFirst = (script === 'latin') === isLatinFirst;
    const look = isFirst ? `${weight}:${FIRST_LINE[script][weight]}` : `regular:${SECOND_LINE[script]}`;
    return ['image', ['concat', `label:${theme}:${look}:`, text]];
  };
  const latin = line(['get', 'name'], 'latin');
  const arabic = line(local, 'arabic');
  const [first, second] = isLatinFirst ? [latin, arabic] : [arabic, latin];
  const alone: Expression = [
    'image',
    ['concat', `label:${theme}:${weight}:${FIRST_LINE.latin[weight]}:`, ['get', 'name']],
  ];
  return ['case', ['has', 'local'], ['format', first, {}, '\n', {}, second, {}], ['format', alone, {}]];
}
