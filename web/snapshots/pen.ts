import type { Direction } from '../i18n/languages.ts';
import type { Shape, Token } from '../map/shapes.ts';
import type { Size } from './camera.ts';
import type { TextStyle } from './text.ts';

/** A symbol of the legend: paths about the origin, and CSS pixels per unit of them. */
export type LegendSymbol = { readonly shapes: readonly Shape[]; readonly scale: number };

export type Box = Size & { readonly x: number; readonly y: number };

type TextItem = {
  readonly kind: 'text';
  readonly part: string;
  readonly text: string;
  readonly style: TextStyle;
  readonly colour: Token;
  readonly x: number;
  readonly y: number;
  readonly align: 'left' | 'right' | 'center';
  readonly direction: Direction;
};

/** One thing to paint, in CSS pixels from the left top corner, already mirrored in a right-to-left sheet. */
export type SheetItem =
  | TextItem
  | {
      readonly kind: 'box';
      readonly part: string;
      readonly box: Box;
      readonly fill: Token | null;
      readonly stroke: Token | null;
    }
  | {
      readonly kind: 'symbol';
      readonly part: string;
      readonly symbol: LegendSymbol;
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'watermark'; readonly part: string; readonly text: string; readonly box: Box };

type TextPlace = {
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly colour?: Token;
  readonly anchor?: 'start' | 'end' | 'middle';
};

/** Collects items given in inline coordinates: x runs from the inline start of the sheet, whatever its direction. */
export type Pen = {
  readonly items: readonly SheetItem[];
  readonly text: (part: string, text: string, style: TextStyle, place: TextPlace) => void;
  readonly box: (part: string, box: Box, fill: Token | null, stroke: Token | null) => void;
  readonly symbol: (part: string, symbol: LegendSymbol, place: { readonly x: number; readonly y: number }) => void;
  readonly watermark: (part: string, text: string, box: Box) => void;
  readonly mirrored: (box: Box) => Box;
};

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** A pen for a sheet of this width in CSS pixels. */
export function createPen(direction: Direction, width: number): Pen {
  const items: SheetItem[] = [];
  const isMirrored = direction === 'rtl';
  const mirrorX = (x: number): number => (isMirrored ? width - x : x);
  const mirrored = (box: Box): Box => (isMirrored ? { ...box, x: width - box.x - box.width } : box);
  return {
    items,
    mirrored,
    text: (part, text, style, { x, y, colour = 'ink1', anchor = 'start' }) => {
      // A line without a right-to-left letter keeps its own order: a full stop of an English sentence stays at its end.
      const own = isMirrored && !RIGHT_TO_LEFT.test(text) ? 'ltr' : direction;
      const align = anchor === 'middle' ? 'center' : (anchor === 'start') === isMirrored ? 'right' : 'left';
      items.push({ kind: 'text', part, text, style, colour, x: mirrorX(x), y, align, direction: own });
    },
    box: (part, box, fill, stroke) => items.push({ kind: 'box', part, box: mirrored(box), fill, stroke }),
    symbol: (part, symbol, { x, y }) => items.push({ kind: 'symbol', part, symbol, x: mirrorX(x), y }),
    watermark: (part, text, box) => items.push({ kind: 'watermark', part, text, box: mirrored(box) }),
  };
}
