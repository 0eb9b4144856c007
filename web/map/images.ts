import { paintShapes, type Shape } from './shapes.ts';
import type { Theme } from './theme.ts';

/** A drawing for the map: its size in CSS pixels and what to paint, with the origin at its left top corner. */
export type StyleImage = {
  readonly width: number;
  readonly height: number;
  readonly draw: (context: CanvasRenderingContext2D) => void;
};

/**
 * Draws the image that a style names, or null where the name is not this drawer's. Names carry everything that the
 * drawing depends on, theme included, so an image never has to be drawn again.
 */
export type ImageDrawer = (id: string) => StyleImage | null;

/** A drawing made of shapes about its middle, at a scale. `extent` is half its side in the shapes' units. */
export function shapesImage(
  shapes: readonly Shape[],
  theme: Theme,
  size: { extent: number; scale: number },
): StyleImage {
  const side = Math.ceil(2 * size.extent * size.scale);
  return {
    width: side,
    height: side,
    draw: (context) => {
      context.translate(side / 2, side / 2);
      context.scale(size.scale, size.scale);
      paintShapes(context, shapes, theme);
    },
  };
}

/** On which images are drawn, one after the other: made once, for they are drawn by the dozen while a hand moves. */
let sheet: CanvasRenderingContext2D | null = null;

/** The pixels of a drawing at a device pixel ratio, as MapLibre's `addImage` takes them. */
export function rasterise(image: StyleImage, pixelRatio: number): ImageData {
  sheet ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!sheet) throw new Error('this browser gives no 2D canvas');
  const { canvas } = sheet;
  const width = Math.max(1, Math.ceil(image.width * pixelRatio));
  const height = Math.max(1, Math.ceil(image.height * pixelRatio));
  // As large as the largest so far: another size is another canvas, which takes longer to make than most images to draw.
  if (canvas.width < width) canvas.width = width;
  if (canvas.height < height) canvas.height = height;
  sheet.reset();
  sheet.scale(pixelRatio, pixelRatio);
  image.draw(sheet);
  return sheet.getImageData(0, 0, width, height);
}
