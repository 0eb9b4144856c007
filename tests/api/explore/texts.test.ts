import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Texts } from '../../../api/explore/texts.ts';

describe('texts', () => {
  test('are read as they were written, of whatever letters and however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 200 }), (written) => {
        const texts = new Texts();
        const placed = written.map((text) => texts.add(text));
        expect(placed.map(({ at, bytes }) => texts.read(at, bytes))).toStrictEqual(written);
      }),
    );
  });

  test('want moving together once most of them are let go of, and not for a few', () => {
    const texts = new Texts();
    const { bytes } = texts.add('ط'.repeat(50_000));
    texts.add('طورخم');
    expect(texts.isWasteful).toBe(false);
    texts.release(bytes);
    expect(texts.isWasteful).toBe(true);
    const few = new Texts();
    few.release(few.add('طورخم').bytes);
    expect(few.isWasteful).toBe(false);
  });
});
