import { globSync, readFileSync } from 'node:fs';
import { compileMessageOrThrow, type CompiledMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, test } from 'vitest';
import { findBlockedWords } from '../../../scripts/wording.ts';
import { en } from '../../../web/i18n/en.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { prs } from '../../../web/i18n/prs.ts';
import { ps } from '../../../web/i18n/ps.ts';
import { ur } from '../../../web/i18n/ur.ts';

const english: Readonly<Record<string, string>> = en;
const others: Readonly<Record<string, Readonly<Record<string, string>>>> = { ur, prs, ps };

/** The names of the values that a message is filled with, in order, each once. */
function placeholdersOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (tokens: CompiledMessage): void => {
    for (const token of tokens) {
      if (typeof token === 'string') continue;
      const [name, , choices] = token;
      names.add(name);
      if (typeof choices !== 'object' || choices === null) continue;
      for (const inner of Object.values(choices)) if (Array.isArray(inner)) walk(inner as CompiledMessage);
    }
  };
  walk(compileMessageOrThrow(message));
  return [...names].sort();
}

describe('the catalogues', () => {
  test.each(Object.keys(others))('every key of %s is a key of English', (language) => {
    expect(Object.keys(others[language] ?? {}).filter((key) => !(key in english))).toStrictEqual([]);
  });

  test('Urdu and Dari say the same things, so that neither reader is served better', () => {
    expect(Object.keys(ur).sort()).toStrictEqual(Object.keys(prs).sort());
  });

  test.each(Object.keys(others))(
    'every message of %s is filled with the same values as the English one',
    (language) => {
      const differing = Object.entries(others[language] ?? {})
        .map(([key, message]) => [key, placeholdersOf(message), placeholdersOf(english[key] ?? '')] as const)
        .filter(([, given, wanted]) => given.join() !== wanted.join());
      expect(differing).toStrictEqual([]);
    },
  );

  test('no message is empty, and none is in English twice under a foreign name', () => {
    const empty = Object.values(others).flatMap((catalogue) =>
      Object.entries(catalogue).filter(([, message]) => message.trim() === ''),
    );
    expect(empty).toStrictEqual([]);
  });

  test('the service’s own voice keeps to section 10.1', () => {
    // "Airspace claims" names the collection; the disclaimer is the wording of DOMAIN.md 10.7.
    const spoken = Object.entries(english)
      .filter(([key]) => key !== 'foot.disclaimer')
      .map(([key, message]) => [key, message.replace(/airspace claims/gi, '')] as const);
    const blocked = spoken.flatMap(([key, message]) => findBlockedWords(message).map(({ word }) => `${key}: ${word}`));
    expect(blocked).toStrictEqual([]);
  });

  test('the two parties are never named by their countries', () => {
    const naming = Object.entries(english)
      .filter(([key]) => !key.startsWith('foot.'))
      .filter(([, message]) => /\b(Afghanistan|Pakistan)\b/.test(message));
    expect(naming).toStrictEqual([]);
  });

  test('every message of English is used somewhere', () => {
    const sources = globSync('web/**/*.{ts,tsx}', { exclude: (path) => path.includes('i18n') }).map((path) =>
      readFileSync(path, 'utf8'),
    );
    const text = sources.join('\n');
    const prefixes = [...text.matchAll(/`([a-z-]+\.(?:[a-z-]+-)?)\$\{/g)].map((match) => match[1] ?? '');
    const unused = Object.keys(english).filter(
      (key) => !text.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toStrictEqual([]);
  });
});

describe('speaking', () => {
  test('a key that a language lacks is answered in English, by itself', () => {
    const { t } = createI18n('ps', { 'app.close': 'تړل' });
    expect([t('app.close'), t('app.retry')]).toStrictEqual(['تړل', 'Try again']);
  });

  test('plurals and figures follow the language', () => {
    expect(createI18n('en', {}).t('filters.last-days', { n: 1 })).toBe('1 day');
    expect(createI18n('en', {}).t('pill.in-view', { n: 5000 })).toBe('5,000 in view');
    expect(createI18n('prs', prs).t('pill.in-view', { n: 57 })).toBe('۵۷ در دید');
  });

  test('directions', () => {
    expect(['en', 'ps', 'prs', 'ur'].map((language) => createI18n(language as 'en', {}).direction)).toStrictEqual([
      'ltr',
      'rtl',
      'rtl',
      'rtl',
    ]);
  });
});
