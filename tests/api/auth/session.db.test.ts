import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { ORIGIN, PASSWORD, problemOf, SECRET, SESSION_COOKIE, withAuth } from './harness.ts';

const READER = {
  kind: 'reader',
  id: null,
  name: null,
  role: 'reader',
  viewer: 'public',
  seenAs: null,
  email: null,
  twoFactor: false,
  may: ['read', 'read-log'],
};

describe('signing in', () => {
  test('makes a reader a person, and signing out makes them a reader again', () =>
    withAuth(async (service) => {
      const { id, email } = await service.person('Amina', 'monitor');
      const browser = service.client();
      expect(await browser.answer('GET', '/session')).toStrictEqual(READER);
      const signedIn = await browser.send('POST', '/session', {
        body: { email: 'Amina@Example.org', password: PASSWORD },
      });
      expect(await signedIn.json()).toStrictEqual({ twoFactor: false });
      const [cookie, ...others] = signedIn.headers.getSetCookie();
      expect(others).toStrictEqual([]);
      expect(cookie).toMatch(
        /^__Host-durand_session=[^;]+; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
      );
      expect(await browser.answer('GET', '/session')).toStrictEqual({
        kind: 'person',
        id,
        name: 'Amina',
        role: 'monitor',
        viewer: 'staff',
        seenAs: null,
        email,
        twoFactor: false,
        may: ['read', 'file-record', 'raise-level', 'make-token', 'read-log'],
      });
      expect(service.told()).toStrictEqual(['session.started person']);
      const held = new Map(browser.cookies);
      expect(await browser.answer('DELETE', '/session')).toBe(204);
      expect(browser.cookies.size).toBe(0);
      expect(service.told()).toStrictEqual(['session.ended person']);
      // The cookie itself is dead, whoever kept it.
      held.forEach((value, name) => browser.cookies.set(name, value));
      expect(await browser.answer('GET', '/session')).toStrictEqual(READER);
    }));

  test('again in the same browser ends the session before', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const before = amina.cookies.get(SESSION_COOKIE);
      const { email } = await service.person('Bilal', 'analyst');
      await amina.send('POST', '/session', { body: { email, password: PASSWORD } });
      expect(await amina.answer('GET', '/actor')).toMatchObject({ name: 'Bilal' });
      amina.cookies.set(SESSION_COOKIE, before ?? '');
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
    }));

  test('clears away sessions that are over', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      service.clock.now = new Date(Date.now() + 25 * 3_600_000);
      await service.signedIn('Bilal', 'monitor');
      expect(await service.database.all(sql`select from sessions where person_id = ${amina.id}`)).toStrictEqual([]);
    }));

  test('ends after a day', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      service.clock.now = new Date(Date.now() + 23 * 3_600_000);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'person' });
      service.clock.now = new Date(Date.now() + 25 * 3_600_000);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
    }));

  test('answers the same to a wrong password, an unknown address and a disabled person', () =>
    withAuth(async (service) => {
      const { email } = await service.person('Amina', 'monitor');
      const disabled = await service.person('Bilal', 'monitor');
      await service.database.all(sql`update people set disabled_at = now() where id = ${disabled.id}`);
      const answers = [];
      for (const body of [
        { email, password: 'not the password' },
        { email: 'nobody@example.org', password: PASSWORD },
        { email: disabled.email, password: PASSWORD },
      ]) {
        const response = await service.client().send('POST', '/session', { body });
        answers.push({ status: response.status, headers: [...response.headers], body: await response.text() });
      }
      expect(answers[0]?.status).toBe(401);
      expect(answers[0]?.body).toContain('wrong-credentials');
      expect(answers[1]).toStrictEqual(answers[0]);
      expect(answers[2]).toStrictEqual(answers[0]);
      expect(service.told()).toStrictEqual([]);
    }));

  test('does the work of a hash for an unknown address too', () =>
    withAuth(async (service) => {
      const { email } = await service.person('Amina', 'monitor');
      async function fastest(of: string): Promise<number> {
        let best = Infinity;
        for (let time = 0; time < 5; time++) {
          const began = performance.now();
          await service.client().send('POST', '/session', { body: { email: of, password: 'not the password' } });
          best = Math.min(best, performance.now() - began);
        }
        return best;
      }
      const [known, unknown] = [await fastest(email), await fastest('nobody@example.org')];
      expect(unknown).toBeGreaterThan(known / 2);
    }));

  test('has no other way in: nothing of better-auth has an address', () =>
    withAuth(async (service) => {
      const browser = await service.signedIn('Amina', 'administrator');
      const paths = ['sign-up/email', 'sign-in/email', 'sign-in/social', 'update-user', 'delete-user', 'ok', 'error'];
      for (const path of [...paths, '/sign-up/email', 'admin/set-role', 'open-session', 'get-session']) {
        const at = `/auth/${path}`;
        expect([at, await browser.answer('GET', at)]).toStrictEqual([at, [404, 'not-found']]);
        expect([at, await browser.answer('POST', at, { email: 'x@example.org' })]).toStrictEqual([
          at,
          [404, 'not-found'],
        ]);
      }
    }));
});

describe('a session at rest', () => {
  test('is kept as a hash, with neither address nor browser', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const cookie = decodeURIComponent(amina.cookies.get(SESSION_COOKIE) ?? '');
      const [token = ''] = cookie.split('.');
      expect(token.length).toBeGreaterThanOrEqual(32);
      const [row] = await service.database.all(sql<{ whole: string; tokenHash: string }>`
        select s::text as whole, token_hash as "tokenHash" from sessions s where person_id = ${amina.id}`);
      expect(row?.whole).not.toContain(token);
      expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
      const columns = await service.database.all(sql<{ name: string }>`
        select column_name as name from information_schema.columns where table_name = 'sessions' order by 1`);
      expect(columns.map(({ name }) => name)).toStrictEqual([
        'created_at',
        'expires_at',
        'id',
        'person_id',
        'seen_as',
        'token_hash',
        'updated_at',
      ]);
      // Whoever reads the table has nothing to send: not with the signature of the true cookie, and not with one of its
      // own, had they the key of the service.
      const kept = row?.tokenHash ?? '';
      const signature = createHmac('sha256', SECRET).update(kept).digest('base64');
      for (const value of [kept, cookie.replace(token, kept), `${kept}.${signature}`]) {
        amina.cookies.set(SESSION_COOKIE, encodeURIComponent(value));
        expect(await amina.answer('GET', '/session')).toStrictEqual(READER);
      }
    }));
});

describe('guessing', () => {
  test('from eight addresses at one account ends in a wait, the same for an account that is not there', () =>
    withAuth(async (service) => {
      const { email } = await service.person('Amina', 'monitor');
      const outcomes: Record<string, unknown[]> = {};
      for (const address of [email, 'nobody@example.org']) {
        const statuses: unknown[] = [];
        for (let from = 1; from <= 8; from++)
          statuses.push(
            await service.client(`192.0.2.${from}`).answer('POST', '/session', { email: address, password: 'a guess' }),
          );
        const refused = await service
          .client('192.0.2.9')
          .send('POST', '/session', { body: { email: address, password: PASSWORD } });
        statuses.push(refused.headers.get('retry-after'), await problemOf(refused));
        outcomes[address] = statuses;
      }
      expect(outcomes[email]).toStrictEqual([
        ...Array.from({ length: 8 }, () => [401, 'wrong-credentials']),
        '900',
        [429, 'too-many-attempts'],
      ]);
      expect(outcomes['nobody@example.org']).toStrictEqual(outcomes[email]);
      service.clock.now = new Date(service.clock.now.getTime() + 15 * 60_000 + 1);
      expect(await service.client().answer('POST', '/session', { email, password: PASSWORD })).toStrictEqual({
        twoFactor: false,
      });
    }));

  test('at many accounts from one address ends in a wait', () =>
    withAuth(async (service) => {
      const guesser = service.client('192.0.2.1');
      const answers: unknown[] = [];
      for (let account = 0; account < 41; account++)
        answers.push(
          await guesser.answer('POST', '/session', { email: `p${account}@example.org`, password: 'a guess' }),
        );
      expect(answers.slice(39)).toStrictEqual([
        [401, 'wrong-credentials'],
        [429, 'too-many-attempts'],
      ]);
    }));

  test('is forgotten with the right password', () =>
    withAuth(async (service) => {
      const { email } = await service.person('Amina', 'monitor');
      for (let round = 0; round < 2; round++) {
        for (let wrong = 0; wrong < 7; wrong++)
          await service.client().answer('POST', '/session', { email, password: 'a guess' });
        expect(await service.client().answer('POST', '/session', { email, password: PASSWORD })).toStrictEqual({
          twoFactor: false,
        });
      }
    }));

  test('with a body that is no sign-in tells what is wrong', () =>
    withAuth(async (service) => {
      const response = await service.client().send('POST', '/session', { body: { email: 'x', extra: 1 } });
      expect(response.status).toBe(400);
      expect(((await response.json()) as { errors: unknown }).errors).toStrictEqual([
        { code: 'bad-field', parameter: 'email', detail: 'must be an e-mail address' },
        { code: 'bad-field', parameter: 'password', detail: expect.any(String) },
        { code: 'unknown-field', parameter: 'extra', detail: 'unknown field' },
      ]);
    }));
});

describe('a request from elsewhere', () => {
  test('is refused by its Origin, with JSON as with a form', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      for (const origin of ['https://evil.example', 'null', `${ORIGIN}.evil.example`, 'http://monitor.example'])
        for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
          expect(
            await problemOf(
              await amina.send('POST', '/records', { body: {}, headers: { origin, 'content-type': type } }),
            ),
          ).toStrictEqual([403, 'foreign-origin']);
      expect(await amina.answer('POST', '/records', {})).toMatchObject({ id: amina.id });
    }));

  test('with our cookie and without Origin is refused, unless the browser says that it is from here', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const send = async (site: string) =>
        (await amina.send('POST', '/records', { body: {}, headers: { origin: '', 'sec-fetch-site': site } })).status;
      expect(await send('')).toBe(403);
      expect(await send('none')).toBe(403);
      expect(await send('same-site')).toBe(403);
      expect(await send('same-origin')).toBe(201);
    }));

  test('without Origin and without cookie is a program, which may sign in', () =>
    withAuth(async (service) => {
      const { email } = await service.person('Amina', 'monitor');
      const body = { email, password: PASSWORD };
      const response = await service.client().send('POST', '/session', { body, headers: { origin: '' } });
      expect(response.status).toBe(200);
    }));

  test('may read', () =>
    withAuth(async (service) => {
      const response = await service.client().send('GET', '/session', { headers: { origin: 'https://evil.example' } });
      expect(response.status).toBe(200);
      expect(response.headers.get('access-control-allow-origin')).toBe(null);
    }));
});
