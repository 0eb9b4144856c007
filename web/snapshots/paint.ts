import { paintShapes } from '../map/shapes.ts';
import type { Theme } from '../map/theme.ts';
import type { Size } from './camera.ts';
import { canvasFont } from './fonts.ts';
import type { SheetItem } from './pen.ts';
import type { Sheet } from './sheet.ts';

/** How strongly SYNTHETIC lies over the map: read at once, the map still legible beneath. */
const WATERMARK_OPACITY = 0.17;

/** `scale` is device pixels per CSS pixel. */
type PaintOptions = { readonly scale: number; readonly theme: Theme };
type Watermark = Extract<SheetItem, { kind: 'watermark' }>;

/** Paints a sheet at a scale, with the picture of its map. */
export function paintSheet(sheet: Sheet, map: CanvasImageSource, options: PaintOptions): HTMLCanvasElement {
  const { scale, theme } = options;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(sheet.size.width * scale);
  canvas.height = Math.round(sheet.size.height * scale);
  // Without an alpha channel the PNG is smaller, and a PDF needs no mask beside the image. A canvas that is read often is
  // painted by the processor: the edges of letters then come out the same every time, which on a graphics card they do not.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.textRendering = 'geometricPrecision';
  context.scale(scale, scale);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, sheet.size.width, sheet.size.height);
  context.drawImage(map, sheet.map.x, sheet.map.y, sheet.map.width, sheet.map.height);
  for (const item of sheet.items) {
    if (item.kind === 'watermark') paintWatermark(context, item, options);
    else paintItem(context, item, theme);
  }
  return canvas;
}

function paintItem(context: CanvasRenderingContext2D, item: Exclude<SheetItem, Watermark>, theme: Theme): void {
  context.save();
  if (item.kind === 'text') {
    context.font = canvasFont(item.style);
    context.fillStyle = theme[item.colour];
    context.textAlign = item.align;
    context.direction = item.direction;
    context.fillText(item.text, item.x, item.y);
  } else if (item.kind === 'box') {
    const { x, y, width, height } = item.box;
    if (item.fill) {
      context.fillStyle = theme[item.fill];
      context.fillRect(x, y, width, height);
    }
    if (item.stroke) {
      context.strokeStyle = theme[item.stroke];
      context.lineWidth = 1;
      // On the half pixel a line of one pixel is sharp.
      context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width) - 1, Math.round(height) - 1);
    }
  } else {
    context.translate(item.x, item.y);
    context.scale(item.symbol.scale, item.symbol.scale);
    paintShapes(context, item.symbol.shapes, theme);
  }
  context.restore();
}

/**
 * The word along the map's rising diagonal, as large as it goes. It is mixed with the map here, in whole numbers: the
 * browser rounds a translucent edge differently from one run to the next, and the same view must give the same bytes.
 */
function paintWatermark(
  context: CanvasRenderingContext2D,
  { text, box }: Watermark,
  { scale, theme }: PaintOptions,
): void {
  const [x, y] = [Math.round(box.x * scale), Math.round(box.y * scale)];
  const [width, height] = [Math.round(box.width * scale), Math.round(box.height * scale)];
  const cover = coverOf(text, { width, height });
  const ink = [1, 3, 5].map((at) => Number.parseInt(theme.ink1.slice(at, at + 2), 16));
  const picture = context.getImageData(x, y, width, height);
  const { data } = picture;
  for (let at = 0; at < data.length; at += 4) {
    const share = (cover[at + 3] ?? 0) * WATERMARK_OPACITY;
    if (share === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const below = data[at + channel] ?? 0;
      data[at + channel] = Math.round(below + (((ink[channel] ?? 0) - below) * share) / 255);
    }
  }
  context.putImageData(picture, x, y);
}

/** How far the word covers each pixel of a field, as the alpha of an image. */
function coverOf(text: string, { width, height }: Size): Uint8ClampedArray {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2D canvas');
  context.textRendering = 'geometricPrecision';
  context.font = canvasFont({ size: 100, weight: 600 });
  const size = (100 * 0.72 * Math.hypot(width, height)) / context.measureText(text).width;
  context.font = canvasFont({ size: Math.round(Math.min(size, height * 0.4)), weight: 600 });
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.translate(width / 2, height / 2);
  context.rotate(-Math.atan2(height, width));
  context.fillText(text, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}
