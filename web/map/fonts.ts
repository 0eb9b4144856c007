/** Addresses of the font files, all served by the app. */
export type FontFiles = {
  readonly latin: string;
  readonly latinStrong: string;
  readonly arabic: string;
  readonly arabicStrong: string;
};

/** Names of the fonts on a canvas: our own, so that they cannot fall back to a font of the system by the same name. */
export const CANVAS_LATIN = 'Monitor Sans';
export const CANVAS_ARABIC = 'Monitor Naskh';
/** For text that may hold both scripts; the browser picks by letter. */
export const CANVAS_FONTS = `"${CANVAS_LATIN}", "${CANVAS_ARABIC}"`;

/**
 * Loads the fonts that are painted on canvases: a canvas does not wait for one and would draw in another. Calling it
 * again, for the second map of an export, loads nothing anew.
 */
export async function loadCanvasFonts(files: FontFiles): Promise<void> {
  const wanted = [
    [CANVAS_LATIN, '400', files.latin],
    [CANVAS_LATIN, '600', files.latinStrong],
    [CANVAS_ARABIC, '400', files.arabic],
    [CANVAS_ARABIC, '600', files.arabicStrong],
  ] as const;
  const present = new Set([...document.fonts].map(({ family, weight }) => `${family.replaceAll('"', '')} ${weight}`));
  const faces = wanted
    .filter(([family, weight]) => !present.has(`${family} ${weight}`))
    .map(([family, weight, url]) => new FontFace(family, `url("${url}")`, { weight }));
  for (const face of faces) document.fonts.add(face);
  const ours = [...document.fonts].filter(({ family }) => CANVAS_FONTS.includes(family.replaceAll('"', '')));
  await Promise.all(ours.map((face) => face.load()));
}
