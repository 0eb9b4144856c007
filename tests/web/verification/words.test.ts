import { describe, expect, test } from 'vitest';
import type { GuardShown, PositionShown } from '../../../api/verification/shown/contract.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { prs } from '../../../web/i18n/prs.ts';
import {
  assertionsOf,
  byWords,
  guardState,
  guardWords,
  positionsOf,
  requestWords,
  standWords,
  whyKey,
} from '../../../web/verification/words.ts';
import { position, step } from './rows.ts';

const i18n = createI18n('en', {});
const REQUEST = {
  id: '00000000-0000-4000-8000-000000000001',
  urgency: 'ordinary',
  sentAt: '2025-11-03T10:00:00Z',
  dueAt: '2025-11-06T10:00:00Z',
} as const;

describe('a condition in words', () => {
  const groups: GuardShown = { guard: 'two-independent-groups', holds: false, facts: { groups: 1, needed: 2 } };

  test('says what would satisfy it, with its facts', () => {
    expect(guardWords(i18n, groups)).toBe(
      '1 independent origin is on record; 2 are needed. Add a source or evidence of another origin.',
    );
    expect(guardWords(createI18n('prs', prs), groups)).toContain('۲ لازم است');
  });

  test('says what it is where it holds, and where it came without facts', () => {
    const general = 'Sources or evidence of independent origins say so.';
    expect(guardWords(i18n, { ...groups, holds: true })).toBe(general);
    expect(guardWords(i18n, { ...groups, facts: {} })).toBe(general);
  });

  test('neither holds nor fails where the form itself fulfils it', () => {
    expect(guardState({ guard: 'duplicates-checked', holds: true })).toBe('by-form');
    expect(guardState({ guard: 'duplicates-checked', holds: false })).toBe('open');
    expect(guardState({ guard: 'record-stands', holds: true })).toBe('holds');
  });
});

describe('the way so far', () => {
  test('names roles and nobody', () => {
    expect(byWords(i18n, step({ by: 'chair' }))).toBe('by the chair');
    expect(byWords(i18n, step({ by: 'reviewer', with: ['reviewer'] }))).toBe('by a reviewer, with a reviewer');
  });

  test('gives the rule of the last step on whether it happened, not of one on another question', () => {
    const steps = [step({ move: 'corroborate' }), step({ move: 'assess', axis: 'attribution' })];
    expect(whyKey(steps)).toBe('because.corroborate');
    expect(whyKey([])).toBeNull();
  });

  test('names a stand by its axis, and one that has no words by itself', () => {
    expect(standWords(i18n, 'occurrence', 'under-verification')).toBe('Under verification');
    expect(standWords(i18n, 'compliance', 'violation')).toBe('provision broken');
    expect(standWords(i18n, 'attribution', 'something-new')).toBe('something-new');
  });
});

describe('a request to a party', () => {
  test('is awaited, has run out, or was answered in confidence', () => {
    const words = (value: Parameters<typeof requestWords>[1]) => requestWords(i18n, value, { requests: [REQUEST] });
    expect(words('requested')).toBe(
      'Requested on 3 Nov 2025 10:00 UTC. An answer is awaited until 6 Nov 2025 10:00 UTC.',
    );
    expect(words('no-response-by-deadline')).toBe(
      'Requested on 3 Nov 2025 10:00 UTC. No answer by 6 Nov 2025 10:00 UTC.',
    );
    expect(words('stated-in-confidence')).toContain('mediators alone');
    expect(words('denies')).toBeNull();
  });
});

describe('positions', () => {
  const former: PositionShown = position(1, { superseded: true, recordedAt: '2025-11-04T00:00:00Z' });
  const newer: PositionShown = position(2, { recordedAt: '2025-11-05T00:00:00Z' });

  test('the one that stands comes first, those before it below, and the other party’s not at all', () => {
    const other = position(3, { party: 'pak' });
    expect(positionsOf([former, other, newer], 'afg')).toStrictEqual({ current: newer, earlier: [former] });
    expect(positionsOf([other], 'afg')).toStrictEqual({ current: null, earlier: [] });
  });

  test('what is asserted is stated, and the party’s own words stand apart to be quoted', () => {
    const { asserts } = position(1, {});
    const said = { asserts: { ...asserts, occurred: 'no', place: 'Gate 4', attributedTo: 'nobody' } } as const;
    expect(assertionsOf(i18n, said)).toStrictEqual([
      { words: 'States that it did not happen.', quoted: null },
      { words: 'States the place as', quoted: 'Gate 4' },
      { words: 'States that nobody did it.', quoted: null },
    ]);
  });
});
