import { describe, expect, test } from 'vitest';
import type { ListedAct } from '../../../web/verification/act.ts';
import { actFor } from '../../../web/verification/beginning.ts';

const offers = (...acts: ListedAct['act'][]) => acts.map((act) => ({ act }));

describe('what is opened for somebody who comes from the board', () => {
  test('is what they asked for, where the case offers it', () => {
    expect(actFor('triage', offers('triage', 'ask-positions'))).toBe('triage');
    expect(actFor('ask-positions', offers('corroborate', 'ask-positions'))).toBe('ask-positions');
    expect(actFor('triage', offers('corroborate'))).toBeNull();
  });

  test('to move the case on: the first act that moves it, and a note where there is none', () => {
    expect(actFor('move', offers('ask-positions', 'note-alternative', 'corroborate', 'find-not-substantiated'))).toBe(
      'corroborate',
    );
    expect(actFor('move', offers('note-robustness'))).toBe('note-robustness');
    expect(actFor('move', [])).toBeNull();
  });
});
