import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromWire, toWire, type Written } from '../../../web/columns/wire.ts';

const typed = fc.oneof(
  fc.float64Array({ noDefaultInfinity: true }).map((list) => list.map((value) => value + 0)),
  fc.float32Array({ noNaN: true, noDefaultInfinity: true }).map((list) => list.map((value) => value + 0)),
  fc.int32Array(),
  fc.uint32Array(),
  fc.uint16Array(),
  fc.uint8Array(),
);
const name = fc.stringMatching(/^[a-z]{1,3}$/);
const plain = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null), fc.constant([1, 2, 3]));
const { value: message } = fc.letrec<{ value: Record<string, unknown>; part: unknown }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plain,
    typed,
    // In a list all typed arrays at one place are of one kind, as in every answer.
    fc.array(fc.record({ counts: fc.uint32Array(), of: plain }, { noNullPrototype: true }), { maxLength: 3 }),
    tie('value'),
  ),
  value: fc.dictionary(name, tie('part'), { maxKeys: 5, noNullPrototype: true }),
}));

const sent = <Value extends object>(value: Value): Value =>
  fromWire(JSON.parse(JSON.stringify(toWire(value))) as Written<Value>);

test('what is read is what was written, every typed array of its own kind', () => {
  fc.assert(
    fc.property(message, (value) => {
      expect(sent(value)).toStrictEqual(value);
    }),
  );
});

test('arrays are plain lists of numbers, with the places of the typed ones beside', () => {
  const spans = [{ counts: Uint32Array.of(1) }, { counts: Uint32Array.of(2, 3) }];
  expect(toWire({ at: Float64Array.of(1.5, NaN), spans, extent: [1, 2], none: null })).toStrictEqual({
    at: [1.5, NaN],
    spans: [{ counts: [1] }, { counts: [2, 3] }],
    extent: [1, 2],
    none: null,
    arrays: { Float64Array: ['at'], Uint32Array: ['spans.*.counts'] },
  });
  expect(sent({ at: Float64Array.of(NaN), arrayed: [] })).toStrictEqual({ at: Float64Array.of(NaN), arrayed: [] });
});

test('an array of a kind that nobody reads is not sent', () => {
  expect(() => toWire({ list: { ids: BigInt64Array.of(1n) } })).toThrow('list.ids is a BigInt64Array');
});
