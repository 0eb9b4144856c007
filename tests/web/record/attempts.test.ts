import { expect, test } from 'vitest';
import { createAttempts } from '../../../web/record/attempts.ts';

const counted = () => {
  let last = 0;
  return createAttempts(() => `key-${(last += 1)}`);
};

test('the same words keep their key until an answer came', () => {
  const attempts = counted();
  expect([attempts.keyFor('a'), attempts.keyFor('a')]).toStrictEqual(['key-1', 'key-1']);
  attempts.answered();
  expect(attempts.keyFor('a')).toBe('key-2');
});

test('other words are another attempt', () => {
  const attempts = counted();
  expect([attempts.keyFor('a'), attempts.keyFor('b')]).toStrictEqual(['key-1', 'key-2']);
});
