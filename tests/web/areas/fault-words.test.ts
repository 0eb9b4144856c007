import { describe, expect, it } from 'vitest';
import { faultWords, featureFaultWords, type AreaFault } from '../../../web/areas/fault-words.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { prs } from '../../../web/i18n/prs.ts';
import { ur } from '../../../web/i18n/ur.ts';

const FAULTS: readonly AreaFault[] = [
  { code: 'too-few-corners', found: 2, least: 3 },
  { code: 'too-many-corners', found: 201, most: 200 },
  { code: 'corner-out-of-range', corner: 4 },
  { code: 'crosses-itself', at: [69.5, 32.25] },
  { code: 'doubles-back', at: [70, 32] },
  { code: 'too-many-areas', most: 20 },
  { code: 'line-unreadable', line: 3, text: 'Torkham' },
  { code: 'file-too-large', mostBytes: 1_048_576 },
  { code: 'file-too-deep', most: 20 },
  { code: 'file-not-json' },
  { code: 'file-not-geojson' },
  { code: 'file-without-features' },
  { code: 'file-in-other-crs' },
  { code: 'file-unreadable' },
  { code: 'not-a-polygon', found: 'Point' },
  { code: 'not-a-polygon', found: '' },
  { code: 'has-holes' },
];

describe.each([
  ['English', createI18n('en', {})],
  ['Urdu', createI18n('ur', ur)],
  ['Dari', createI18n('prs', prs)],
] as const)('the faults in %s', (_, i18n) => {
  it('each have a sentence of their own, with every value filled in', () => {
    const sentences = FAULTS.map((fault) => faultWords(i18n, fault));
    expect(new Set(sentences).size).toBe(FAULTS.length);
    expect(
      sentences.filter((sentence) => sentence.startsWith('areas.') || /[{}]|undefined|NaN/.test(sentence)),
    ).toEqual([]);
  });
});

describe('a fault', () => {
  const english = createI18n('en', {});

  it('says where an outline crosses itself', () => {
    expect(faultWords(english, { code: 'crosses-itself', at: [69.5, 32.25] })).toBe(
      'The outline would cross itself at longitude 69.5, latitude 32.25. Set the corner elsewhere.',
    );
  });

  it('names the feature of a file by number and name', () => {
    const fault = { code: 'not-a-polygon', found: 'Point' } as const;
    expect([
      featureFaultWords(english, { feature: 2, name: 'Post', fault }),
      featureFaultWords(english, { feature: 3, name: null, fault }),
    ]).toEqual([
      'Feature 2, “Post”: it is a Point, and an area is a Polygon.',
      'Feature 3: it is a Point, and an area is a Polygon.',
    ]);
  });
});
