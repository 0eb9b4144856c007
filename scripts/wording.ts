/**
 * Words that the service does not use in its own voice, and what it writes instead (DOMAIN.md 10.1). A party's own text,
 * the name of an office and the title of an article are quotations: they are never checked.
 */
type Rule = { pattern: RegExp; instead: string };

const RULES: readonly Rule[] = [
  { pattern: /\b(?:cross-)?border(?:s|ed|ing|land|lands)?\b/giu, instead: 'the line' },
  { pattern: /\bfrontiers?\b/giu, instead: 'the line' },
  { pattern: /\b(?:so-called|imaginary) line\b/giu, instead: 'the line' },
  {
    pattern: /\b(?:taliban|kabul|afghan|pakistani|islamabad) regime\b/giu,
    instead: 'the Afghan party, the Pakistani party',
  },
  { pattern: /\bislamic emirate\b/giu, instead: 'the Afghan party' },
  { pattern: /\bterror(?:ist|ists|ism)?\b/giu, instead: 'armed group (name as stated by …)' },
  { pattern: /\bkh[ao]?warij(?:ites?)?\b/giu, instead: 'armed group (name as stated by …)' },
  { pattern: /\bmercenar(?:y|ies)\b/giu, instead: 'armed group (name as stated by …)' },
  { pattern: /\bmartyr(?:s|ed|dom)?\b/giu, instead: 'persons killed' },
  { pattern: /\baggress(?:or|ors|ion)\b/giu, instead: 'the party, by its name' },
  { pattern: /\benem(?:y|ies)\b/giu, instead: 'the party, by its name' },
  { pattern: /\bretaliat(?:e|es|ed|ing|ion|ory)\b/giu, instead: 'followed by' },
  { pattern: /\b(?:responded|in response to)\b/giu, instead: 'followed by' },
  { pattern: /\b(?:un)?provoked?\b/giu, instead: 'followed by' },
  { pattern: /\bprovocations?\b/giu, instead: 'followed by' },
  { pattern: /\b(?:admit(?:s|ted)|conced(?:es|ed))\b/giu, instead: 'stated' },
  { pattern: /\bclaim(?:s|ed|ing)\b/giu, instead: 'stated' },
  { pattern: /\bconfirmed\b/giu, instead: 'stated, or the exact status label' },
  { pattern: /\bproven\b/giu, instead: 'the exact status label' },
  { pattern: /\bviolat(?:e|es|ed|ing|ion|ions)\b/giu, instead: 'reported incident, reported overflight' },
  { pattern: /\b(?:false|fake)\b/giu, instead: 'not substantiated' },
  { pattern: /\b(?:calm|quiet)\b/giu, instead: 'no incident reported; observed N hours' },
];

export type BlockedWord = {
  /** As it stands in the text. */
  word: string;
  /** Where it begins, in UTF-16 units. */
  index: number;
  /** What section 10.1 writes in its place. */
  instead: string;
};

/** The blocked words in a text of the service's own voice, in the order in which they stand; none when it is neutral. */
export function findBlockedWords(text: string): BlockedWord[] {
  return RULES.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map((match) => ({ word: match[0], index: match.index, instead })),
  ).toSorted((one, other) => one.index - other.index);
}
