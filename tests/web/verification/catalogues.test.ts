import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { GUARDS } from '../../../api/verification/contract.ts';
import { enGuards } from '../../../web/i18n/en-guards.ts';
import { enPosition } from '../../../web/i18n/en-position.ts';
import { enVerification } from '../../../web/i18n/en-verification.ts';
import { prsGuards } from '../../../web/i18n/prs-guards.ts';
import { prsPosition } from '../../../web/i18n/prs-position.ts';
import { prsVerification } from '../../../web/i18n/prs-verification.ts';
import { urGuards } from '../../../web/i18n/ur-guards.ts';
import { urPosition } from '../../../web/i18n/ur-position.ts';
import { urVerification } from '../../../web/i18n/ur-verification.ts';
import { FACTS_OF } from '../../../web/verification/words.ts';

const keysOf = (...catalogues: object[]): string[] => catalogues.flatMap((one) => Object.keys(one)).sort();

test('whoever verifies in Urdu or Dari reads every sentence in it', () => {
  const keys = keysOf(enVerification, enGuards, enPosition);
  expect(keysOf(urVerification, urGuards, urPosition)).toStrictEqual(keys);
  expect(keysOf(prsVerification, prsGuards, prsPosition)).toStrictEqual(keys);
});

test('the sentence on an open condition is filled with exactly the facts that are looked for', () => {
  const filled = GUARDS.map((guard) => {
    const tokens = compileMessageOrThrow(enGuards[`guard-missing.${guard}`]);
    const names = tokens.flatMap((token) => (typeof token === 'string' ? [] : [token[0]]));
    return [guard, [...new Set(names)].sort()];
  });
  const expected = GUARDS.map((guard) => [guard, [...(FACTS_OF[guard] ?? [])].sort()]);
  expect(filled).toStrictEqual(expected);
});
