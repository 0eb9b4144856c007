import { describe, expect, test } from 'vitest';
import { Attempts } from '../../../api/auth/attempts.ts';
import { PersonDraft, SecondStep, SignIn } from '../../../api/auth/contract.ts';
import { cookieRules } from '../../../api/auth/cookies.ts';
import { hashPassword, isPassword } from '../../../api/auth/passwords.ts';
import { actionsOf } from '../../../api/auth/roles.ts';
import { hashOf, newSecret } from '../../../api/auth/secrets.ts';
import { codeOfStep, stepAt, stepOfCode } from '../../../api/auth/totp.ts';
import { Problem } from '../../../api/problem.ts';

describe('codes of a second step', () => {
  test('are those of RFC 6238, appendix B, in six digits', () => {
    const vectors = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const;
    for (const [seconds, code] of vectors)
      expect(codeOfStep('12345678901234567890', stepAt(seconds * 1000))).toBe(code);
  });

  test('belong to the present step or a neighbour', () => {
    const at = 1_111_111_111_000;
    const of = (step: number) => stepOfCode('secret', codeOfStep('secret', step), at);
    const now = stepAt(at);
    expect([-2, -1, 0, 1, 2].map((away) => of(now + away))).toStrictEqual([null, now - 1, now, now + 1, null]);
    for (const text of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
      expect(stepOfCode('secret', text, at)).toBe(null);
  });
});

describe('a password', () => {
  test('is kept as argon2id at the cost that is said', async () => {
    const kept = await hashPassword('correct horse battery staple');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await isPassword('correct horse battery staple', kept)).toBe(true);
    expect(await isPassword('correct horse battery stable', kept)).toBe(false);
    expect(await isPassword('nobody has this password', null)).toBe(false);
  });

  test('is the same in both ways in which a keyboard may write a letter', () => {
    const [composed, decomposed] = ['\u0622', '\u0627\u0653'].map(
      (letter) => SignIn.parse({ email: ' A@B.example ', password: letter.repeat(3) }).password,
    );
    expect(decomposed).toBe(composed);
  });
});

test('what is sent is brought into one form, and is refused where it has none', () => {
  expect(SecondStep.parse({ code: ' 123 456', kind: 'totp' }).code).toBe('123456');
  const draft = { id: '6f0a4f0e-3f57-4a5e-9d8e-111111111111', email: 'A@B', name: 'A', role: 'chair' };
  expect(PersonDraft.parse(draft).email).toBe('a@b');
  for (const wrong of [
    { name: 'a\nb' },
    { name: ' ' },
    { email: 'a b@c' },
    { email: 'a' },
    { id: '1' },
    { role: 'reader' },
  ])
    expect(PersonDraft.safeParse({ ...draft, ...wrong }).success).toBe(false);
  expect(PersonDraft.parse({ ...draft, name: 'نجیب‌الله' }).name).toBe('نجیب‌الله');
});

test('secrets are 32 random bytes and are kept as SHA-256', () => {
  expect(Buffer.from(newSecret(), 'base64url')).toHaveLength(32);
  expect(newSecret()).not.toBe(newSecret());
  expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('cookies are bound to this host by their name wherever the service is reached over https', () => {
  expect(cookieRules('https://monitor.example').session).toBe('__Host-durand_session');
  for (const url of [null, 'http://127.0.0.1:8080', 'http://monitor.example'])
    expect(cookieRules(url)).toStrictEqual({
      session: 'durand_session',
      secondStep: 'durand_second_step',
      isSecure: false,
    });
});

test('a role keeps nothing that writes while it only reads', () => {
  expect(actionsOf('administrator', { isToken: false, isReadOnly: true })).toStrictEqual([
    'read',
    'look-as',
    'read-log',
  ]);
  expect(actionsOf('administrator', { isToken: true, isReadOnly: false })).toStrictEqual(['read', 'read-log']);
  expect(actionsOf('chair', { isToken: true, isReadOnly: true })).toStrictEqual(['read', 'read-log']);
});

describe('attempts', () => {
  function attempts() {
    const clock = { now: new Date(0) };
    const counted = new Attempts({ most: 2, milliseconds: 1000, now: () => clock.now });
    const take = (key: string) => {
      try {
        counted.take(key);
        return 'taken';
      } catch (error) {
        return error instanceof Problem ? error.retryAfterSeconds : error;
      }
    };
    return { counted, take, at: (milliseconds: number) => (clock.now = new Date(milliseconds)) };
  }

  test('are refused after so many, until so long after the last that was made', () => {
    const { take, at } = attempts();
    expect(take('a')).toBe('taken');
    at(900);
    expect([take('a'), take('a'), take('b')]).toStrictEqual(['taken', 1, 'taken']);
    at(1899);
    expect(take('a')).toBe(1);
    at(1900);
    expect(take('a')).toBe('taken');
  });

  test('are forgotten or given back when one succeeds', () => {
    const { counted, take } = attempts();
    expect([take('a'), take('a')]).toStrictEqual(['taken', 'taken']);
    counted.giveBack('a');
    expect([take('a'), take('a')]).toStrictEqual(['taken', 1]);
    counted.clear('a');
    expect(take('a')).toBe('taken');
  });

  test('are counted for so many keys at most', () => {
    const { counted, take } = attempts();
    expect([take('first'), take('first'), take('first')]).toStrictEqual(['taken', 'taken', 1]);
    for (let key = 0; key < 50_000; key++) counted.take(String(key));
    expect(take('first')).toBe('taken');
  });
});
