import type { Direction } from '../i18n/languages.ts';
import type { Camera } from '../view.ts';
import { fitCamera, scaleBarOf, type Size } from './camera.ts';
import { balanceColumns, COLUMN_GAP, flowIntoColumns, type Block, type Columns } from './columns.ts';
import { createPen, type Box, type LegendSymbol, type Pen, type SheetItem } from './pen.ts';
import { wrapText, type Measure, type TextStyle } from './text.ts';

export const ORIENTATIONS = ['landscape', 'portrait'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

/** A4, 297 by 210 mm, in CSS pixels (96 to the inch). */
export const SHEET_SIZES: Readonly<Record<Orientation, Size>> = {
  landscape: { width: 1123, height: 794 },
  portrait: { width: 794, height: 1123 },
};

/**
 * Landscape, unless a screen's map comes out clearly larger on a portrait sheet. The sizes are those of a sheet's map with
 * a short legend, in CSS pixels.
 */
export function orientationFor(screen: Size): Orientation {
  const growthIn = (width: number, height: number): number => Math.min(width / screen.width, height / screen.height);
  return growthIn(815, 460) * 1.15 >= growthIn(734, 620) ? 'landscape' : 'portrait';
}

/** Every word on the sheet, ready to be set; made by content.ts. */
export type SheetContent = {
  readonly direction: Direction;
  readonly product: string;
  readonly title: string;
  readonly subtitle: string;
  readonly dataTime: string;
  readonly filters: string;
  /** What is on the map and what is not. */
  readonly counts: string;
  /** The legend. */
  readonly blocks: readonly Block<LegendSymbol>[];
  /** Footnotes, sources, the disclaimer, the licences: small, whole, never cut. */
  readonly notes: readonly { readonly part: string; readonly text: string }[];
  readonly address: { readonly label: string; readonly url: string };
  readonly north: string;
  /** The words for a length in metres on the scale bar, and the line that says where it holds. */
  readonly scale: { readonly lengthOf: (metres: number) => string; readonly note: string };
  /** Set when any record on the sheet is invented. */
  readonly synthetic: string | null;
};

/** The sheet, laid out: where the map goes with which camera, and all that is painted around and over it. */
export type Sheet = {
  readonly size: Size;
  readonly map: Box;
  readonly camera: Camera;
  readonly items: readonly SheetItem[];
};

const MARGIN = 30;
const STRIP = 30;
const SIDE_WIDTHS = { one: 226, two: 168 } as const;
const SIDE_GAP = 22;
const STYLES = {
  product: { size: 11, weight: 600 },
  dataTime: { size: 11, weight: 400 },
  title: { size: 21, weight: 600 },
  subtitle: { size: 13, weight: 400 },
  filters: { size: 11, weight: 400 },
  counts: { size: 11, weight: 400 },
  note: { size: 9, weight: 400 },
  scale: { size: 10, weight: 400 },
  north: { size: 11, weight: 600 },
} as const satisfies Record<string, TextStyle>;
const NORTH_ARROW: LegendSymbol = { shapes: [{ d: 'M0-9L5.5 8L0 4.5L-5.5 8Z', fill: 'ink1' }], scale: 1 };
const NOTE_LINE = 12.5;
/** An address may hold many areas; the whole of it is in the metadata of the file. */
const MOST_ADDRESS_LINES = 3;

/**
 * Lays out one sheet. `screen` is the size of the map on the screen, so that all that is seen there is on the sheet.
 * Pure: the same words and the same measure give the same sheet.
 */
export function layoutSheet(
  content: SheetContent,
  options: {
    readonly orientation: Orientation;
    readonly camera: Camera;
    readonly screen: Size;
    readonly measure: Measure;
  },
): Sheet {
  const { orientation, measure } = options;
  const size = SHEET_SIZES[orientation];
  const pen = createPen(content.direction, size.width);
  const width = size.width - 2 * MARGIN;
  const top = placeHead(pen, content, width, measure);
  const bottom = placeFoot(pen, content, size, measure);
  const body = { x: MARGIN, y: top, width, height: bottom - top };
  const frame =
    orientation === 'landscape' ? placeSide(pen, content, body, measure) : placeBelow(pen, content, body, measure);
  const mapBox = { ...frame, height: Math.floor(frame.height - STRIP) };
  const camera = fitCamera(options.camera, options.screen, mapBox);
  placeStrip(pen, content, mapBox, camera);
  pen.box('map', mapBox, null, 'ink3');
  if (content.synthetic !== null) pen.watermark('synthetic', content.synthetic, mapBox);
  return { size, map: pen.mirrored(mapBox), camera, items: pen.items };
}

/** Product and time of the data, title, period and counts, filters; gives the y at which the body begins. */
function placeHead(pen: Pen, content: SheetContent, width: number, measure: Measure): number {
  let y = MARGIN + 8;
  pen.text('product', content.product, STYLES.product, { x: MARGIN, y, colour: 'accent' });
  pen.text('data-time', content.dataTime, STYLES.dataTime, { x: MARGIN + width, y, colour: 'ink2', anchor: 'end' });
  y += 6;
  for (const line of wrapText(content.title, STYLES.title, width, measure, 2)) {
    y += 25;
    pen.text('title', line, STYLES.title, { x: MARGIN, y });
  }
  y += 20;
  for (const [index, line] of wrapText(content.subtitle, STYLES.subtitle, width, measure, 2).entries()) {
    y += index * 17;
    pen.text('subtitle', line, STYLES.subtitle, { x: MARGIN, y, colour: 'ink2' });
  }
  y += 3;
  for (const part of ['filters', 'counts'] as const)
    for (const line of wrapText(content[part], STYLES[part], width, measure, 4)) {
      y += 15;
      pen.text(part, line, STYLES[part], { x: MARGIN, y, colour: 'ink2' });
    }
  return y + 12;
}

/** Notes, disclaimer, licences and the address, from the bottom edge up; gives the y at which the body ends. */
function placeFoot(pen: Pen, content: SheetContent, size: Size, measure: Measure): number {
  const width = size.width - 2 * MARGIN;
  const notes = content.notes.flatMap(({ part, text }) =>
    wrapText(text, STYLES.note, width, measure).map((line) => ({ part, line })),
  );
  const label = `${content.address.label} `;
  const indent = measure(label, STYLES.note);
  const address = wrapText(content.address.url, STYLES.note, width - indent, measure, MOST_ADDRESS_LINES);
  const top = size.height - MARGIN + 4 - (notes.length + address.length) * NOTE_LINE;
  const rule = top - 12;
  pen.box('foot', { x: MARGIN, y: rule, width, height: 1 }, 'rule', null);
  let y = top;
  for (const { part, line } of notes) {
    pen.text(part, line, STYLES.note, { x: MARGIN, y, colour: 'ink2' });
    y += NOTE_LINE;
  }
  pen.text('address', label.trim(), STYLES.note, { x: MARGIN, y, colour: 'ink2' });
  for (const line of address) {
    pen.text('address', line, STYLES.note, { x: MARGIN + indent, y, colour: 'ink2' });
    y += NOTE_LINE;
  }
  return rule - 10;
}

/** The legend at the inline end of a landscape sheet, in one column or, where that is too short, in two. */
function placeSide(pen: Pen, content: SheetContent, body: Box, measure: Measure): Box {
  const one = flowIntoColumns(content.blocks, { width: SIDE_WIDTHS.one, height: body.height, measure });
  const two = flowIntoColumns(content.blocks, { width: SIDE_WIDTHS.two, height: body.height, measure }, true);
  const [columns, side] =
    one.used === 1 ? [one, SIDE_WIDTHS.one] : [two, two.used * (SIDE_WIDTHS.two + COLUMN_GAP) - COLUMN_GAP];
  const map = { ...body, width: Math.floor(body.width - side - SIDE_GAP) };
  placeColumns(pen, columns, { x: map.x + map.width + SIDE_GAP, y: body.y });
  return map;
}

/** The legend below the map of a portrait sheet, in three columns. */
function placeBelow(pen: Pen, content: SheetContent, body: Box, measure: Measure): Box {
  const width = (body.width - 2 * COLUMN_GAP) / 3;
  const columns = balanceColumns(content.blocks, { width, count: 3, measure });
  const height = Math.floor(body.height - columns.height - 10);
  placeColumns(pen, columns, { x: body.x, y: body.y + height + 10 });
  return { ...body, height };
}

function placeColumns(pen: Pen, { placed }: Columns<LegendSymbol>, at: { x: number; y: number }): void {
  for (const item of placed) {
    const place = { x: at.x + item.x, y: at.y + item.y };
    if (item.kind === 'symbol') pen.symbol(item.part, item.symbol, place);
    else pen.text(item.part, item.text, item.style, { ...place, colour: item.tone === 'strong' ? 'ink1' : 'ink2' });
  }
}

/** Below the map: the scale bar at the inline start, true at the map's centre, and the arrow to the north at the end. */
function placeStrip(pen: Pen, content: SheetContent, map: Box, camera: Camera): void {
  const { metres, pixels } = scaleBarOf(camera, Math.min(220, map.width / 3));
  const y = map.y + map.height + 8;
  const quarter = pixels / 4;
  for (let part = 0; part < 4; part += 1)
    pen.box(
      'scale',
      { x: map.x + part * quarter, y, width: quarter, height: 5 },
      part % 2 === 0 ? 'ink1' : 'surface',
      'ink1',
    );
  const label = { y: y + 17, colour: 'ink2' } as const;
  pen.text('scale', content.scale.lengthOf(0), STYLES.scale, { ...label, x: map.x });
  pen.text('scale', content.scale.lengthOf(metres / 2), STYLES.scale, {
    ...label,
    x: map.x + pixels / 2,
    anchor: 'middle',
  });
  pen.text('scale', content.scale.lengthOf(metres), STYLES.scale, { ...label, x: map.x + pixels, anchor: 'middle' });
  pen.text('scale', content.scale.note, STYLES.scale, { x: map.x + pixels + 34, y: y + 6, colour: 'ink2' });
  const end = map.x + map.width;
  pen.symbol('north', NORTH_ARROW, { x: end - 8, y: y + 9 });
  pen.text('north', content.north, STYLES.north, { x: end - 22, y: y + 13, anchor: 'end' });
}
