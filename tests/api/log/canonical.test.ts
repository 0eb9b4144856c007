import { describe, expect, test } from 'vitest';
import { canonicalJson, contentHashOf, sha256Hex } from '../../../api/log/canonical.ts';

describe('canonical JSON', () => {
  test('is what RFC 8785, 3.2.3 gives for its example', () => {
    const value = {
      numbers: JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001]') as number[],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('does not depend on the order in which keys were written, and does on everything else', () => {
    expect(contentHashOf({ a: 1, b: { c: 2, d: 3 } })).toBe(contentHashOf({ b: { d: 3, c: 2 }, a: 1 }));
    expect(contentHashOf({ a: 1, b: [1, 2] })).not.toBe(contentHashOf({ a: 1, b: [2, 1] }));
    expect(contentHashOf({ a: null })).not.toBe(contentHashOf({}));
  });

  test('is refused for what JSON cannot say', () => {
    for (const value of [undefined, () => 1])
      expect(() => canonicalJson(value)).toThrow('there is no JSON of undefined');
    expect(() => canonicalJson({ n: NaN })).toThrow('NaN is not allowed');
    expect(() => canonicalJson([Infinity])).toThrow('Infinity is not allowed');
    expect(() => canonicalJson({ text: '\ud800' })).toThrow('Lone surrogate is not allowed');
  });

  test('is hashed in UTF-8 with SHA-256', () => {
    // FIPS 180-2, B.1.
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(contentHashOf('طورخم')).toBe(sha256Hex('"طورخم"'));
  });
});
