import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TokenMade } from '../../../api/auth/contract.ts';
import { sql } from '../../../api/db/sql.ts';
import { type AuthService, type Client, withAuth } from './harness.ts';

function draftOf(service: AuthService, more: Record<string, unknown> = {}) {
  const expiresAt = new Date(service.clock.now.getTime() + 86_400_000).toISOString();
  return { id: randomUUID(), name: 'QGIS on my desk', scope: 'read', expiresAt, ...more };
}

async function makeToken(service: AuthService, owner: Client, scope: 'read' | 'write'): Promise<TokenMade> {
  return (await owner.answer('POST', '/session/tokens', draftOf(service, { scope }))) as TokenMade;
}

/** Asks as a program does: with a token, and with neither cookie nor Origin. */
async function ask(service: AuthService, secret: string | null, method = 'GET', path = '/actor') {
  const headers = { authorization: `Bearer ${secret}`, origin: '' };
  const response = await service.client().send(method, path, { headers, ...(method === 'GET' ? {} : { body: {} }) });
  const body = (await response.json()) as { code?: string; role?: string };
  return [response.status, body.code ?? body.role];
}

const DEAD = [401, 'bad-token'];

describe('a token', () => {
  test('acts for its person with the role that they have then', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const { token, secret } = await makeToken(service, amina, 'write');
      expect(secret).toMatch(/^dlm_[\w-]{43}$/);
      expect(service.told()).toStrictEqual(['token.made token']);
      const [row] = await service.database.all(sql<{ whole: string }>`select t::text as whole from api_tokens t`);
      expect(row?.whole).not.toContain(secret?.slice(4));
      const asked = await service.client().send('GET', '/actor', { headers: { authorization: `Bearer ${secret}` } });
      expect(await asked.json()).toStrictEqual({
        kind: 'token',
        id: amina.id,
        name: 'Amina',
        role: 'monitor',
        viewer: 'staff',
        seenAs: null,
      });
      const session = await service
        .client()
        .send('GET', '/session', { headers: { authorization: `Bearer ${secret}` } });
      expect(((await session.json()) as { may: string[] }).may).toStrictEqual([
        'read',
        'file-record',
        'raise-level',
        'read-log',
      ]);
      expect(await amina.answer('GET', '/session/tokens')).toStrictEqual({
        tokens: [{ ...token, lastUsedAt: service.clock.now.toISOString() }],
      });
      expect(await ask(service, secret, 'POST', '/records')).toStrictEqual([201, 'monitor']);
      await service.database.all(sql`update people set role = 'mediator' where id = ${amina.id}`);
      expect(await ask(service, secret)).toStrictEqual([200, 'mediator']);
    }));

  test('that was made for reading does not write', () =>
    withAuth(async (service) => {
      const { secret } = await makeToken(service, await service.signedIn('Amina', 'chair'), 'read');
      expect(await ask(service, secret)).toStrictEqual([200, 'chair']);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(await ask(service, secret, method, '/records')).toStrictEqual([403, 'read-only-token']);
    }));

  test('is dead after its end, when it is revoked and when its person is disabled, for ever', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const root = await service.signedIn('Root', 'administrator');
      const { secret } = await makeToken(service, amina, 'read');
      const began = service.clock.now;
      service.clock.now = new Date(began.getTime() + 86_400_000);
      expect(await ask(service, secret)).toStrictEqual(DEAD);
      service.clock.now = began;

      const revoked = await makeToken(service, amina, 'read');
      service.told();
      const bilal = await service.signedIn('Bilal', 'monitor');
      const path = `/session/tokens/${revoked.token.id}`;
      expect(await bilal.answer('DELETE', path)).toStrictEqual([404, 'token-not-found']);
      expect(await amina.answer('DELETE', path)).toBe(204);
      expect(service.told()).toStrictEqual(['token.revoked token']);
      expect(await ask(service, revoked.secret)).toStrictEqual(DEAD);
      expect(await amina.answer('DELETE', path)).toStrictEqual([404, 'token-not-found']);
      expect(await amina.answer('DELETE', '/session/tokens/x')).toStrictEqual([404, 'token-not-found']);

      expect(await ask(service, secret)).toStrictEqual([200, 'monitor']);
      // By the account alone, whatever became of the token.
      await service.database.all(sql`update people set disabled_at = now() where id = ${amina.id}`);
      expect(await ask(service, secret)).toStrictEqual(DEAD);
      await service.database.all(sql`update people set disabled_at = null where id = ${amina.id}`);
      await root.answer('PATCH', `/people/${amina.id}`, { disabled: true });
      expect(await ask(service, secret)).toStrictEqual(DEAD);
      await root.answer('PATCH', `/people/${amina.id}`, { disabled: false });
      expect(await ask(service, secret)).toStrictEqual(DEAD);
    }));

  test('that is none is refused, and the cookie beside it does not help', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      for (const authorization of ['Bearer dlm_nonsense', 'Bearer x', 'Bearer ', 'bearer dlm_\u00e9']) {
        const response = await amina.send('GET', '/actor', { headers: { authorization } });
        expect([response.status, response.headers.get('www-authenticate')]).toStrictEqual([
          401,
          'Bearer error="invalid_token"',
        ]);
      }
    }));

  test('neither makes tokens nor changes accounts', () =>
    withAuth(async (service) => {
      const { secret } = await makeToken(service, await service.signedIn('Root', 'administrator'), 'write');
      for (const [method, path] of [
        ['POST', '/session/tokens'],
        ['POST', '/session/password'],
        ['POST', '/session/two-factor'],
        ['PUT', '/session/seen-as'],
        ['DELETE', '/session'],
        ['POST', '/people'],
        ['GET', '/people'],
        ['PATCH', `/people/${randomUUID()}`],
      ] as const)
        expect([path, await ask(service, secret, method, path)]).toStrictEqual([path, [403, 'not-allowed']]);
    }));

  test('is made once by its id, lives a year at most, and is for those who have signed in', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'press');
      const draft = draftOf(service);
      const first = await amina.send('POST', '/session/tokens', { body: draft });
      expect(first.status).toBe(201);
      const made = (await first.json()) as TokenMade;
      const again = await amina.send('POST', '/session/tokens', { body: draft });
      expect([again.status, await again.json()]).toStrictEqual([200, { token: made.token, secret: null }]);
      expect(service.told()).toStrictEqual(['token.made token']);
      expect(await amina.answer('POST', '/session/tokens', { ...draft, scope: 'write' })).toStrictEqual([
        409,
        'conflict',
      ]);
      const bilal = await service.signedIn('Bilal', 'press');
      expect(await bilal.answer('POST', '/session/tokens', draft)).toStrictEqual([409, 'conflict']);
      const year = 366 * 86_400_000;
      for (const away of [-1, year + 1000]) {
        const expiresAt = new Date(service.clock.now.getTime() + away).toISOString();
        expect(await amina.answer('POST', '/session/tokens', draftOf(service, { expiresAt }))).toStrictEqual([
          400,
          'bad-body',
        ]);
      }
      expect(await service.client().answer('POST', '/session/tokens', draft)).toStrictEqual([401, 'not-signed-in']);
    }));
});
