import { describe, expect, test } from 'vitest';
import { enAuth } from '../../../web/i18n/en-auth.ts';
import { prsAuth } from '../../../web/i18n/prs-auth.ts';
import { urAuth } from '../../../web/i18n/ur-auth.ts';

type Messages = Readonly<Record<string, string>>;

const CATALOGUES: readonly (readonly [string, Messages, afghan: string, pakistani: string])[] = [
  ['English', enAuth, 'Afghan', 'Pakistani'],
  ['Urdu', urAuth, 'افغان', 'پاکستانی'],
  ['Dari', prsAuth, 'افغان', 'پاکستانی'],
];

/** A text with each of two words in the place of the other. */
function swapped(text: string, one: string, other: string): string {
  return text.replaceAll(one, '\u0000').replaceAll(other, one).replaceAll('\u0000', other);
}

describe('the two parties', () => {
  test.each(CATALOGUES)(
    'are worded alike in %s: swapping them swaps the words',
    (_name, messages, afghan, pakistani) => {
      const swappedCatalogue = Object.fromEntries(
        Object.entries(messages).map(([key, message]) => [
          swapped(key, '-afg', '-pak'),
          swapped(message, afghan, pakistani),
        ]),
      );
      expect(swappedCatalogue).toStrictEqual({ ...messages });
      expect(Object.keys(messages).filter((key) => key.endsWith('-afg'))).toHaveLength(2);
    },
  );
});

describe('the catalogues of accounts', () => {
  test.each(CATALOGUES)('%s says everything that English says', (_name, messages) => {
    expect(Object.keys(messages).sort()).toStrictEqual(Object.keys(enAuth).sort());
  });
});
