import arabic from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2?url';
import arabicStrong from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-600-normal.woff2?url';
import latin from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latinStrong from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import latinExtended from '@fontsource/noto-sans/files/noto-sans-latin-ext-400-normal.woff2?url';
import latinExtendedStrong from '@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url';
import { CANVAS_FONTS, loadCanvasFonts } from '../map/fonts.ts';
import type { Measure, TextStyle } from './text.ts';

/** Latin letters with marks, as in Spīn Bōldak, are in files of their own. */
const EXTENDED = 'Sheet Sans Extended';

/** A style as a canvas takes it, in CSS pixels. */
export function canvasFont({ size, weight }: TextStyle): string {
  return `${weight} ${size}px ${CANVAS_FONTS}, "${EXTENDED}", sans-serif`;
}

/** Loads every font of a sheet: a canvas does not wait for one and would draw and measure in another. */
export async function loadSheetFonts(): Promise<void> {
  await loadCanvasFonts({ latin, latinStrong, arabic, arabicStrong });
  const isPresent = [...document.fonts].some(({ family }) => family.replaceAll('"', '') === EXTENDED);
  if (isPresent) return;
  const faces = [
    new FontFace(EXTENDED, `url("${latinExtended}")`, { weight: '400' }),
    new FontFace(EXTENDED, `url("${latinExtendedStrong}")`, { weight: '600' }),
  ];
  for (const face of faces) document.fonts.add(face);
  await Promise.all(faces.map((face) => face.load()));
}

/** Measures text as it will be painted. The fonts must be loaded before. */
export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.textRendering = 'geometricPrecision';
  return (text, style) => {
    context.font = canvasFont(style);
    return context.measureText(text).width;
  };
}
