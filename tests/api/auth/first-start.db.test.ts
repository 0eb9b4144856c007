import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/auth/contract.ts';
import { ensureAdministrator, ensureDevelopmentPeople } from '../../../api/auth/first-start.ts';
import { LogEntry } from '../../../api/log/contract.ts';
import { authOn, withAuth } from './harness.ts';

function partsOf(entries: LogEntry[]) {
  return {
    now: () => new Date(),
    log: (_queries: unknown, entry: LogEntry) => Promise.resolve(void entries.push(LogEntry.parse(entry))),
  };
}

describe('the first start', () => {
  test('makes an administrator who can sign in, and later ones make nobody', () =>
    withAuth(async (service) => {
      const { database } = service;
      const entries: LogEntry[] = [];
      const made = await ensureAdministrator(database, partsOf(entries));
      expect(made).toStrictEqual({
        email: 'administrator@localhost',
        password: expect.stringMatching(/^[\w-]{20}$/),
        role: 'administrator',
      });
      expect(entries.map(({ action, actor }) => [action, actor])).toStrictEqual([
        ['people.made', { id: 'service', role: 'service' }],
      ]);
      const { email, password } = made ?? { email: '', password: '' };
      expect(await service.client().answer('POST', '/session', { email, password })).toStrictEqual({
        twoFactor: false,
      });
      expect(await ensureAdministrator(database, partsOf(entries))).toBe(null);
      expect(await ensureDevelopmentPeople(database, { ...partsOf(entries), password })).toStrictEqual([]);
      expect(entries).toHaveLength(1);
    }));

  test('for development makes somebody of each role', () =>
    withAuth(async (service) => {
      const { database } = service;
      const password = 'only for development';
      const made = await ensureDevelopmentPeople(database, { ...partsOf([]), password });
      expect(made.map(({ role }) => role)).toStrictEqual([...ROLES]);
      for (const { email, role } of made) {
        const browser = service.client(email);
        await browser.answer('POST', '/session', { email, password });
        expect(await browser.answer('GET', '/actor')).toMatchObject({ kind: 'person', role });
      }
    }));
});

describe('cookies', () => {
  test('over plain http have plain names, because not every browser takes others there', () =>
    withAuth(async ({ database }) => {
      const service = authOn(database, { publicUrl: 'http://127.0.0.1:8080' });
      const { email, password } = await service.person('Amina', 'monitor');
      const browser = service.client();
      const response = await browser.send('POST', '/session', { body: { email, password } });
      expect(response.headers.getSetCookie()).toStrictEqual([
        expect.stringMatching(/^durand_session=[^;]+; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/),
      ]);
      expect(await browser.answer('GET', '/actor')).toMatchObject({ name: 'Amina' });
      expect(await browser.answer('DELETE', '/session')).toBe(204);
      expect(browser.cookies.size).toBe(0);
    }));
});

test('every address is described, and nothing else is', () =>
  withAuth(({ document }) => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toStrictEqual([
      'delete /people/{id}/sessions',
      'delete /session',
      'delete /session/tokens/{id}',
      'delete /session/two-factor',
      'get /people',
      'get /roles',
      'get /session',
      'get /session/seen-as',
      'get /session/tokens',
      'patch /people/{id}',
      'post /invitations/accept',
      'post /people',
      'post /people/{id}/invitation',
      'post /session',
      'post /session/password',
      'post /session/second-step',
      'post /session/tokens',
      'post /session/two-factor',
      'post /session/two-factor/confirm',
      'put /session/seen-as',
    ]);
    expect(document.components?.schemas).toMatchObject({ Person: {}, Token: {}, Session: {}, Problem: {} });
    return Promise.resolve();
  }));
