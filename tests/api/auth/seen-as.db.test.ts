import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/auth/contract.ts';
import { ROLE_RULES } from '../../../api/auth/roles.ts';
import { sql } from '../../../api/db/sql.ts';
import { VIEWERS } from '../../../api/visibility/contract.ts';
import { withAuth } from './harness.ts';

describe('looking at the map as another', () => {
  test('gives an administrator the projection of that class, and nothing to write with', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      for (const viewer of VIEWERS) {
        expect(await root.answer('PUT', '/session/seen-as', { viewer })).toStrictEqual({ viewer });
        expect(await root.answer('GET', '/session/seen-as')).toStrictEqual({ viewer });
        expect(await root.answer('GET', '/session')).toMatchObject({
          id: root.id,
          role: 'administrator',
          viewer,
          seenAs: viewer,
          may: ['read', 'look-as', 'read-log'],
        });
        for (const [method, path] of [
          ['POST', '/records'],
          ['POST', '/people'],
          ['POST', '/session'],
          ['POST', '/session/tokens'],
          ['POST', '/session/password'],
          ['PATCH', `/people/${root.id}`],
          ['DELETE', `/people/${root.id}/sessions`],
          ['PUT', '//session/seen-as'],
        ] as const)
          expect([path, await root.answer(method, path, {})]).toStrictEqual([path, [403, 'read-only-while-seen-as']]);
      }
      expect(await root.answer('PUT', '/session/seen-as', { viewer: null })).toStrictEqual({ viewer: null });
      expect(await root.answer('GET', '/session')).toMatchObject({ viewer: 'public', seenAs: null });
      expect(await root.answer('POST', '/records', {})).toMatchObject({ id: root.id });
    }));

  test('is told at its beginning and its end, and only then', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const look = async (viewer: string | null) => {
        await root.answer('PUT', '/session/seen-as', { viewer });
        return service.entries.splice(0).map(({ action, actor, subject }) => [action, actor.id, subject.id]);
      };
      expect(await look('afg')).toStrictEqual([['seen-as.started', root.id, 'afg']]);
      expect(await look('afg')).toStrictEqual([]);
      expect(await look('pak')).toStrictEqual([
        ['seen-as.ended', root.id, 'afg'],
        ['seen-as.started', root.id, 'pak'],
      ]);
      expect(await look(null)).toStrictEqual([['seen-as.ended', root.id, 'pak']]);
      expect(await look(null)).toStrictEqual([]);
      await look('staff');
      expect(await root.answer('DELETE', '/session')).toBe(204);
      expect(service.told()).toStrictEqual(['seen-as.ended viewer', 'session.ended person']);
      expect(await root.answer('GET', '/actor')).toMatchObject({ kind: 'reader', viewer: 'public' });
    }));

  test('is for administrators alone, in the session in which it was begun, and while they are one', () =>
    withAuth(async (service) => {
      for (const role of ROLES.filter((role) => role !== 'administrator')) {
        const somebody = await service.signedIn(role, role);
        expect(await somebody.answer('PUT', '/session/seen-as', { viewer: 'mediator' })).toStrictEqual([
          403,
          'not-allowed',
        ]);
        expect(await somebody.answer('GET', '/actor')).toMatchObject({ viewer: ROLE_RULES[role].viewer, seenAs: null });
      }
      expect(await service.client().answer('PUT', '/session/seen-as', { viewer: 'mediator' })).toStrictEqual([
        401,
        'not-signed-in',
      ]);
      const root = await service.signedIn('Root', 'administrator');
      const other = await service.signedIn('Other', 'administrator');
      await root.answer('PUT', '/session/seen-as', { viewer: 'mediator' });
      // By the role alone, whatever stands in the session.
      await service.database.all(sql`update people set role = 'press' where id = ${root.id}`);
      expect(await root.answer('GET', '/actor')).toMatchObject({ viewer: 'public', seenAs: null });
      await service.database.all(sql`update people set role = 'administrator' where id = ${root.id}`);
      expect(await root.answer('GET', '/actor')).toMatchObject({ viewer: 'mediator', seenAs: 'mediator' });
      await other.answer('PATCH', `/people/${root.id}`, { role: 'press' });
      expect(await root.answer('GET', '/actor')).toMatchObject({ role: 'press', viewer: 'public', seenAs: null });
      await other.answer('PATCH', `/people/${root.id}`, { role: 'administrator' });
      expect(await root.answer('GET', '/actor')).toMatchObject({ viewer: 'public', seenAs: null });
      expect(await root.answer('PUT', '/session/seen-as', { viewer: 'everybody' })).toStrictEqual([400, 'bad-body']);
    }));
});
