import { wrapText, type Measure, type TextStyle } from './text.ts';

/** A run of text that is broken into lines, or one entry of the legend: a symbol and its words. */
export type Row<Symbol> =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly mostLines?: number }
  | { readonly kind: 'entry'; readonly symbol: Symbol; readonly text: string };

/** Rows that belong together, named by the part of the sheet that they are. */
export type Block<Symbol> = { readonly part: string; readonly rows: readonly Row<Symbol>[] };

/** What stands where inside columns: x from the inline start of the first column, y of the baseline or the symbol's middle. */
export type Placed<Symbol> =
  | {
      readonly kind: 'text';
      readonly part: string;
      readonly text: string;
      readonly style: TextStyle;
      readonly tone: 'strong' | 'plain';
      readonly x: number;
      readonly y: number;
    }
  | { readonly kind: 'symbol'; readonly part: string; readonly symbol: Symbol; readonly x: number; readonly y: number };

export type Columns<Symbol> = {
  readonly placed: readonly Placed<Symbol>[];
  readonly height: number;
  readonly used: number;
};

export const HEADING: TextStyle = { size: 11, weight: 600 };
export const PLAIN: TextStyle = { size: 10.5, weight: 400 };
/** Room for a symbol before its words. */
export const SYMBOL_WIDTH = 30;
export const COLUMN_GAP = 20;
const LINE = 14;
const ENTRY = 19;
const HEADING_SPACE = 6;
const BLOCK_SPACE = 12;

type Line<Symbol> = {
  readonly height: number;
  readonly placed: readonly Placed<Symbol>[];
  readonly keepsNext: boolean;
  /** Height of the whole block, at its first line. */
  readonly blockHeight: number | null;
};

type Setting = { readonly width: number; readonly height: number; readonly measure: Measure };

/**
 * Sets blocks into columns of one width, filling each to at most `height` before the next begins. A heading never stands
 * alone at a column's end; with `keepsBlocks` no block is parted that fits into a column. `used` may come out larger
 * than the number of columns that there are: then it does not fit.
 */
export function flowIntoColumns<Symbol>(
  blocks: readonly Block<Symbol>[],
  { width, height, measure }: Setting,
  keepsBlocks = false,
): Columns<Symbol> {
  const lines = blocks.flatMap((block) => linesOf(block, width, measure));
  const placed: Placed<Symbol>[] = [];
  let [column, y, tallest] = [0, 0, 0];
  for (const [index, line] of lines.entries()) {
    const lead = line.blockHeight !== null && y > 0 ? BLOCK_SPACE : 0;
    const next = line.keepsNext ? (lines[index + 1]?.height ?? 0) : 0;
    const isBlockTooHigh = keepsBlocks && line.blockHeight !== null && y + lead + line.blockHeight > height;
    if (y > 0 && (isBlockTooHigh || y + lead + line.height + next > height)) {
      column += 1;
      y = 0;
    } else y += lead;
    const [x, top] = [column * (width + COLUMN_GAP), y];
    placed.push(...line.placed.map((item) => ({ ...item, x: item.x + x, y: item.y + top })));
    y += line.height;
    tallest = Math.max(tallest, y);
  }
  return { placed, height: tallest, used: column + 1 };
}

/** How much taller columns may be so that no block is parted, in CSS pixels. */
const WHOLE_BLOCKS_WORTH = 48;

/** Sets blocks into so many columns, as low as they go; a little higher where that keeps every block whole. */
export function balanceColumns<Symbol>(
  blocks: readonly Block<Symbol>[],
  { width, count, measure }: { readonly width: number; readonly count: number; readonly measure: Measure },
): Columns<Symbol> {
  const whole = flowIntoColumns(blocks, { width, height: Infinity, measure });
  const lowest = (keepsBlocks: boolean): Columns<Symbol> => {
    for (let height = Math.ceil(whole.height / count); height < whole.height; height += 4) {
      const tried = flowIntoColumns(blocks, { width, height, measure }, keepsBlocks);
      if (tried.used <= count) return tried;
    }
    return whole;
  };
  const [parted, kept] = [lowest(false), lowest(true)];
  return kept.height <= parted.height + WHOLE_BLOCKS_WORTH ? kept : parted;
}

function linesOf<Symbol>({ part, rows }: Block<Symbol>, width: number, measure: Measure): Line<Symbol>[] {
  const lines = rows.flatMap((row) => linesOfRow(part, row, width, measure));
  const blockHeight = lines.reduce((sum, { height }) => sum + height, 0);
  return lines.map((line, index) => ({ ...line, blockHeight: index === 0 ? blockHeight : null }));
}

function linesOfRow<Symbol>(
  part: string,
  row: Row<Symbol>,
  width: number,
  measure: Measure,
): Omit<Line<Symbol>, 'blockHeight'>[] {
  const text = (words: string, style: TextStyle, x: number, y: number): Placed<Symbol> => ({
    kind: 'text',
    part,
    text: words,
    style,
    tone: style === HEADING ? 'strong' : 'plain',
    x,
    y,
  });
  if (row.kind === 'heading') {
    const words = wrapText(row.text, HEADING, width, measure);
    return words.map((line, index) => {
      const isLast = index === words.length - 1;
      return { height: LINE + (isLast ? HEADING_SPACE : 0), placed: [text(line, HEADING, 0, 11)], keepsNext: true };
    });
  }
  if (row.kind === 'paragraph')
    return wrapText(row.text, PLAIN, width, measure, row.mostLines).map((line) => ({
      height: LINE,
      placed: [text(line, PLAIN, 0, 11)],
      keepsNext: false,
    }));
  const words = wrapText(row.text, PLAIN, width - SYMBOL_WIDTH, measure);
  const height = Math.max(ENTRY, words.length * LINE + 5);
  const first = (height - words.length * LINE) / 2 + 10.5;
  const symbol: Placed<Symbol> = { kind: 'symbol', part, symbol: row.symbol, x: SYMBOL_WIDTH / 2 - 4, y: height / 2 };
  return [
    {
      height,
      placed: [symbol, ...words.map((line, index) => text(line, PLAIN, SYMBOL_WIDTH, first + index * LINE))],
      keepsNext: false,
    },
  ];
}
