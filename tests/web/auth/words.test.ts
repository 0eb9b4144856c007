import { describe, expect, test } from 'vitest';
import { PROBLEMS } from '../../../api/problem.ts';
import { problemOf, RequestProblem } from '../../../web/auth/request.ts';
import { problemWords, waitWords } from '../../../web/auth/words.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { prs } from '../../../web/i18n/prs.ts';

const i18n = createI18n('en', {});

function refused(code: string, retryAfterSeconds: number | null = null): RequestProblem {
  return new RequestProblem('refused', '', { code, retryAfterSeconds });
}

describe('the time to wait', () => {
  test('is told in seconds, then in whole minutes, and is never too short', () => {
    expect([0, 1, 45.2, 90, 91, 120, 121, 900].map((seconds) => waitWords(i18n, seconds))).toStrictEqual([
      '1 second',
      '1 second',
      '46 seconds',
      '90 seconds',
      '2 minutes',
      '2 minutes',
      '3 minutes',
      '15 minutes',
    ]);
  });

  test('follows the figures of the language', () => {
    expect(waitWords(createI18n('prs', prs), 900)).toBe('۱۵ دقیقه');
  });
});

describe('what the service refused', () => {
  test('is said by its code, and ends with what to do', () => {
    expect(problemWords(i18n, refused('wrong-credentials'))).toBe(
      'The e-mail address or the password is wrong. Check both and try again.',
    );
    expect(problemWords(i18n, refused('last-administrator'))).toContain('Make somebody else administrator first.');
    expect(problemWords(i18n, refused('invitation-not-valid'))).toContain('Ask an administrator for a new link.');
  });

  test('names the time after too many attempts, where the service gave one', () => {
    expect(problemWords(i18n, refused('too-many-attempts', 840))).toBe('Too many attempts. Go on in 14 minutes.');
    expect(problemWords(i18n, refused('too-many-requests'))).toBe('Too many attempts. Go on later.');
  });

  test('means something narrower at some places', () => {
    const meanings = { conflict: 'refused.address-taken' } as const;
    expect(problemWords(i18n, refused('conflict'), meanings)).toContain('has an account with this address already');
    expect(problemWords(i18n, refused('conflict'))).toContain('changed meanwhile');
  });

  test('is never empty, never a code, whatever the code', () => {
    const told = Object.keys(PROBLEMS).map((code) => problemWords(i18n, refused(code)));
    expect(told.filter((words) => !/^[A-Z].*\.$/s.test(words))).toStrictEqual([]);
    expect(problemWords(i18n, new TypeError('x is not a function'))).toContain('This did not work');
    expect(problemWords(i18n, new RequestProblem('offline', ''))).toContain('Check the connection');
  });
});

describe('a refusal on the wire', () => {
  const body = { type: 'urn:x', title: 'T', status: 429, code: 'too-many-attempts', detail: 'go on in 60 s' };

  test('brings its code and its Retry-After', () => {
    const { kind, code, retryAfterSeconds } = problemOf(
      { status: 429, headers: new Headers({ 'retry-after': '60' }) },
      body,
    );
    expect({ kind, code, retryAfterSeconds }).toStrictEqual({
      kind: 'refused',
      code: 'too-many-attempts',
      retryAfterSeconds: 60,
    });
  });

  test('that is none of ours is still a refusal', () => {
    const { kind, code, retryAfterSeconds } = problemOf({ status: 502, headers: new Headers() }, '<html>');
    expect({ kind, code, retryAfterSeconds }).toStrictEqual({ kind: 'failed', code: null, retryAfterSeconds: null });
  });
});
