import { describe, expect, test } from 'vitest';
import { findBlockedWords } from '../../scripts/wording.ts';

describe('the wording of the service (DOMAIN.md 10.1)', () => {
  test.each([
    ['Fire across the border', ['border']],
    ['Cross-border fire at the Pak-Afghan frontier', ['Cross-border', 'frontier']],
    ['The Kabul regime and the Taliban regime', ['Kabul regime', 'Taliban regime']],
    ['The Islamic Emirate of the other party', ['Islamic Emirate']],
    [
      'Terrorists, Khawarij, martyrs, aggressors and mercenaries',
      ['Terrorists', 'Khawarij', 'martyrs', 'aggressors', 'mercenaries'],
    ],
    ['They retaliated, responded, provoked; it was unprovoked', ['retaliated', 'responded', 'provoked', 'unprovoked']],
    [
      'One admitted and conceded what it claimed and the other confirmed',
      ['admitted', 'conceded', 'claimed', 'confirmed'],
    ],
    ['A ceasefire violation that violated the airspace', ['violation', 'violated']],
    ['A false and fake report, proven in a calm and quiet hour', ['false', 'fake', 'proven', 'calm', 'quiet']],
    ['The so-called line', ['so-called line']],
  ])('blocks words in "%s"', (text, words) => {
    expect(findBlockedWords(text).map(({ word }) => word)).toStrictEqual(words);
  });

  test('lets the words pass that section 10.1 writes instead', () => {
    expect(
      findBlockedWords(
        'The Afghan party stated that fire near the line was followed by a reported overflight; it would neither confirm nor deny. Not substantiated. No answer by the deadline.',
      ),
    ).toStrictEqual([]);
  });
});
