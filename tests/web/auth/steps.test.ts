import { describe, expect, test } from 'vitest';
import { SIGN_IN_START, stepSignIn, type SignInEvent, type SignInState } from '../../../web/auth/steps.ts';

function after(...events: SignInEvent[]): SignInState {
  return events.reduce(stepSignIn, SIGN_IN_START);
}

const sent: SignInEvent = { type: 'sent' };
const waits: SignInEvent = { type: 'taken', twoFactor: true };

describe('signing in', () => {
  test('is done at once where there is no second step', () => {
    expect(after(sent, { type: 'taken', twoFactor: false })).toStrictEqual({
      step: 'done',
      isBusy: false,
      problem: null,
    });
  });

  test('asks for a code, takes a backup code instead, and goes back to the code', () => {
    expect(after(sent, waits).step).toBe('code');
    expect(after(sent, waits, { type: 'other-code' }).step).toBe('backup');
    expect(after(sent, waits, { type: 'other-code' }, { type: 'other-code' }).step).toBe('code');
    expect(after({ type: 'other-code' })).toBe(SIGN_IN_START);
  });

  test('keeps its step when it is refused, and forgets the refusal with the next attempt', () => {
    const refused = after(sent, waits, sent, { type: 'refused', problem: 'wrong' });
    expect(refused).toStrictEqual({ step: 'code', isBusy: false, problem: 'wrong' });
    expect(stepSignIn(refused, sent)).toStrictEqual({ step: 'code', isBusy: true, problem: null });
    expect(stepSignIn(refused, { type: 'other-code' })).toStrictEqual({ step: 'backup', isBusy: false, problem: null });
  });

  test('begins again from anywhere', () => {
    expect(after(sent, waits, sent, { type: 'refused', problem: 'wrong' }, { type: 'began-again' })).toBe(
      SIGN_IN_START,
    );
  });
});
