import { describe, expect, it } from 'vitest';
import { balanceColumns, flowIntoColumns, type Block } from '../../../web/snapshots/columns.ts';
import { cutText, wrapText } from '../../../web/snapshots/text.ts';
import { roughMeasure } from './records.ts';

const STYLE = { size: 10, weight: 400 } as const;
/** 20 letters of 5.5 pixels, and a little. */
const WIDTH = 111;

describe('a wrapped text', () => {
  it('breaks at blanks, not at non-breaking ones, and loses nothing', () => {
    expect(wrapText('one two threefourxx\u00a0· five', STYLE, WIDTH, roughMeasure)).toEqual([
      'one two',
      'threefourxx\u00a0· five',
    ]);
  });

  it('breaks inside a word that is wider than a line', () => {
    const lines = wrapText(`see ${'x'.repeat(45)} now`, STYLE, WIDTH, roughMeasure);
    expect(lines).toEqual(['see', 'x'.repeat(20), 'x'.repeat(20), 'xxxxx now']);
  });

  it('ends in an ellipsis where it may not be longer', () => {
    const lines = wrapText('one two three four five six seven eight nine', STYLE, WIDTH, roughMeasure, 2);
    expect(lines).toEqual(['one two three four', 'five six seven eigh…']);
  });

  it('is never cut between a letter and its marks', () => {
    const words = 'كُرَمْ كُرَمْ كُرَمْ';
    const cut = cutText(words, STYLE, 40, roughMeasure);
    expect(words.startsWith(cut.slice(0, -1))).toBe(true);
    expect(/\p{M}/u.test(words[cut.length - 1] ?? '')).toBe(false);
  });
});

describe('columns', () => {
  const block = (part: string, count: number): Block<string> => ({
    part,
    rows: [
      { kind: 'heading', text: part },
      ...Array.from(
        { length: count },
        (_, index) => ({ kind: 'entry', symbol: 'o', text: `${part}${index}` }) as const,
      ),
    ],
  });

  it('hold every row once, whatever their height', () => {
    for (const height of [60, 90, 200, Infinity]) {
      const { placed } = flowIntoColumns([block('a', 7), block('b', 5)], { width: 150, height, measure: roughMeasure });
      expect(placed.filter(({ kind }) => kind === 'symbol')).toHaveLength(12);
      expect(placed.filter(({ kind }) => kind === 'text')).toHaveLength(14);
    }
  });

  it('never leave a heading alone at the end', () => {
    const { placed } = flowIntoColumns([block('a', 3), block('b', 3)], {
      width: 150,
      height: 105,
      measure: roughMeasure,
    });
    const heading = placed.find((item) => item.kind === 'text' && item.text === 'b');
    const first = placed.find((item) => item.kind === 'text' && item.text === 'b0');
    expect(heading?.x).toBeLessThan(150 + 20 + 1);
    expect(Math.floor((first?.x ?? 0) / 170)).toBe(Math.floor((heading?.x ?? 0) / 170));
  });

  it('are balanced, and keep a block whole where that costs little', () => {
    const { used, placed } = balanceColumns([block('a', 4), block('b', 4), block('c', 4)], {
      width: 150,
      count: 3,
      measure: roughMeasure,
    });
    expect(used).toBe(3);
    for (const name of ['a', 'b', 'c']) {
      const columns = new Set(placed.flatMap((item) => (item.part === name ? [Math.floor(item.x / 170)] : [])));
      expect(columns.size).toBe(1);
    }
  });
});
