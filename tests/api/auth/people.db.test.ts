import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type PersonInvited, ROLES, type RolesShown } from '../../../api/auth/contract.ts';
import { actionsOf, ROLE_RULES } from '../../../api/auth/roles.ts';
import { countAdministrators, saveRole } from '../../../api/auth/people.ts';
import { sql } from '../../../api/db/sql.ts';
import { testDatabase } from '../../setup/service.ts';
import { authOn, type AuthService, type Client, PASSWORD, withAuth } from './harness.ts';

const NEW_PASSWORD = 'another long password';
const DAY = 86_400_000;

function draftOf(more: Record<string, unknown> = {}) {
  return { id: randomUUID(), email: 'Zahra@Example.org', name: ' Zahra ', role: 'analyst', ...more };
}

async function invited(root: Client, draft = draftOf()): Promise<PersonInvited> {
  return (await root.answer('POST', '/people', draft)) as PersonInvited;
}

function accept(service: AuthService, token: string | undefined, password = NEW_PASSWORD) {
  return service.client().answer('POST', '/invitations/accept', { token, password });
}

describe('an invitation', () => {
  test('makes a person who comes to a password by its link, once', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const draft = draftOf();
      const { person, invitation } = await invited(root, draft);
      const invitedUntil = new Date(service.clock.now.getTime() + 7 * DAY).toISOString();
      expect(person).toStrictEqual({
        id: draft.id,
        email: 'zahra@example.org',
        name: 'Zahra',
        role: 'analyst',
        disabled: false,
        twoFactor: false,
        accepted: false,
        invitedUntil,
        createdAt: service.clock.now.toISOString(),
      });
      expect(invitation).toStrictEqual({ token: expect.stringMatching(/^[\w-]{43}$/), expiresAt: invitedUntil });
      const [{ action, actor, contentHash } = {}] = service.entries.splice(0);
      expect({ action, actor }).toStrictEqual({
        action: 'people.invited',
        actor: { id: root.id, role: 'administrator' },
      });
      expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      const [row] = await service.database.all(sql<{ whole: string }>`select i::text as whole from invitations i`);
      expect(row?.whole).not.toContain(invitation?.token);

      expect(await accept(service, invitation?.token, 'eleven char')).toStrictEqual([400, 'bad-body']);
      expect(await accept(service, invitation?.token, 'x'.repeat(129))).toStrictEqual([400, 'bad-body']);
      expect(await accept(service, invitation?.token)).toBe(204);
      expect(service.told()).toStrictEqual(['people.invitation-accepted person']);
      expect(await accept(service, invitation?.token)).toStrictEqual([404, 'invitation-not-valid']);
      expect(
        await service.client().answer('POST', '/session', { email: person.email, password: NEW_PASSWORD }),
      ).toStrictEqual({ twoFactor: false });
      expect(await root.answer('GET', '/people')).toStrictEqual({
        people: [
          expect.objectContaining({ email: 'root@example.org', accepted: true, invitedUntil: null }),
          { ...person, accepted: true, invitedUntil: null },
        ],
      });
    }));

  test('that is sent twice makes one person and one link; another under its id is a conflict', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const draft = draftOf();
      const first = await root.send('POST', '/people', { body: draft });
      const again = await root.send('POST', '/people', { body: draft });
      expect([first.status, again.status]).toStrictEqual([201, 200]);
      const { person, invitation } = (await first.json()) as PersonInvited;
      expect(await again.json()).toStrictEqual({ person, invitation: null });
      expect(service.told()).toStrictEqual(['people.invited person']);
      for (const other of [{ name: 'Zohra' }, { role: 'chair' }, { email: 'z@example.org' }, { id: randomUUID() }])
        expect(await root.answer('POST', '/people', { ...draft, ...other })).toStrictEqual([409, 'conflict']);
      expect(await accept(service, invitation?.token)).toBe(204);
    }));

  test('ends after seven days, and when a new link is made', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const { person, invitation } = await invited(root);
      const began = service.clock.now;
      service.clock.now = new Date(began.getTime() + 7 * DAY);
      expect(await accept(service, invitation?.token)).toStrictEqual([404, 'invitation-not-valid']);
      service.clock.now = began;
      service.told();
      const next = (await root.answer('POST', `/people/${person.id}/invitation`)) as { token: string };
      expect(service.told()).toStrictEqual(['people.invited-again person']);
      expect(await accept(service, invitation?.token)).toStrictEqual([404, 'invitation-not-valid']);
      expect(await accept(service, next.token)).toBe(204);
    }));

  test('is how somebody gets a new password, and ends who was signed in as them', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const amina = await service.signedIn('Amina', 'monitor');
      const { token } = (await root.answer('POST', `/people/${amina.id}/invitation`)) as { token: string };
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'person' });
      expect(await accept(service, token)).toBe(204);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
      const { email } = amina;
      expect(await service.client().answer('POST', '/session', { email, password: PASSWORD })).toStrictEqual([
        401,
        'wrong-credentials',
      ]);
    }));

  test('cannot be guessed at without end', () =>
    withAuth(async (service) => {
      const answers: unknown[] = [];
      for (let time = 0; time < 41; time++) answers.push(await accept(service, 'a guess'));
      expect(answers.slice(39)).toStrictEqual([
        [404, 'invitation-not-valid'],
        [429, 'too-many-attempts'],
      ]);
    }));
});

describe('people', () => {
  test('are the business of administrators alone', () =>
    withAuth(async (service) => {
      const requests = [
        ['GET', '/people', undefined],
        ['POST', '/people', draftOf()],
        ['PATCH', `/people/${randomUUID()}`, { disabled: true }],
        ['DELETE', `/people/${randomUUID()}/sessions`, undefined],
        ['POST', `/people/${randomUUID()}/invitation`, undefined],
      ] as const;
      for (const [method, path, body] of requests)
        expect(await service.client().answer(method, path, body)).toStrictEqual([401, 'not-signed-in']);
      for (const role of ROLES.filter((role) => role !== 'administrator')) {
        const somebody = await service.signedIn(role, role);
        for (const [method, path, body] of requests)
          expect([role, await somebody.answer(method, path, body)]).toStrictEqual([role, [403, 'not-allowed']]);
      }
      const root = await service.signedIn('Root', 'administrator');
      for (const [method, path, body] of requests.slice(2)) {
        expect([path, await root.answer(method, path, body)]).toStrictEqual([path, [404, 'person-not-found']]);
        expect(await root.answer(method, path.replace(/[0-9a-f-]{36}/, 'x'), body)).toStrictEqual([
          404,
          'person-not-found',
        ]);
      }
    }));

  test('have another role from their next request on', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const amina = await service.signedIn('Amina', 'monitor');
      expect(await root.answer('PATCH', `/people/${amina.id}`, { role: 'liaison-afg' })).toMatchObject({
        role: 'liaison-afg',
      });
      expect(service.told()).toStrictEqual(['people.role-changed person']);
      expect(await amina.answer('GET', '/session')).toMatchObject({
        role: 'liaison-afg',
        viewer: 'afg',
        may: actionsOf('liaison-afg', { isToken: false, isReadOnly: false }),
      });
      // What is so already is neither done nor told again.
      await root.answer('PATCH', `/people/${amina.id}`, { role: 'liaison-afg', disabled: false });
      expect(service.told()).toStrictEqual([]);
    }));

  test('who are disabled are out at once, and come back with nothing', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const amina = await service.signedIn('Amina', 'monitor');
      const { token } = (await root.answer('POST', `/people/${amina.id}/invitation`)) as { token: string };
      service.told();
      expect(await root.answer('PATCH', `/people/${amina.id}`, { disabled: true })).toMatchObject({
        disabled: true,
        invitedUntil: null,
      });
      expect(service.told()).toStrictEqual(['people.disabled person']);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
      expect(await accept(service, token)).toStrictEqual([404, 'invitation-not-valid']);
      expect(await root.answer('POST', `/people/${amina.id}/invitation`)).toStrictEqual([409, 'conflict']);
      await root.answer('PATCH', `/people/${amina.id}`, { disabled: false });
      expect(service.told()).toStrictEqual(['people.enabled person']);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
      expect(
        await service.client().answer('POST', '/session', { email: amina.email, password: PASSWORD }),
      ).toStrictEqual({ twoFactor: false });
    }));

  test('can have their sessions ended', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const amina = await service.signedIn('Amina', 'monitor');
      expect(await root.answer('DELETE', `/people/${amina.id}/sessions`)).toBe(204);
      expect(service.told()).toStrictEqual(['people.sessions-ended person']);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
      expect(await root.answer('GET', '/actor')).toMatchObject({ kind: 'person' });
    }));

  test('change their password with the old one, which ends their other sessions', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      const elsewhere = service.client();
      await elsewhere.answer('POST', '/session', { email: amina.email, password: PASSWORD });
      service.told();
      expect(await amina.answer('POST', '/session/password', { current: 'a guess', next: NEW_PASSWORD })).toStrictEqual(
        [401, 'wrong-credentials'],
      );
      expect(await amina.answer('POST', '/session/password', { current: PASSWORD, next: 'short' })).toStrictEqual([
        400,
        'bad-body',
      ]);
      expect(await amina.answer('POST', '/session/password', { current: PASSWORD, next: NEW_PASSWORD })).toBe(204);
      expect(service.told()).toStrictEqual(['password.changed person']);
      expect(await amina.answer('GET', '/actor')).toMatchObject({ kind: 'person' });
      expect(await elsewhere.answer('GET', '/actor')).toMatchObject({ kind: 'reader' });
      const { email } = amina;
      expect(await elsewhere.answer('POST', '/session', { email, password: NEW_PASSWORD })).toStrictEqual({
        twoFactor: false,
      });
    }));
});

describe('who may do what', () => {
  test('is told to everybody as the table of roles has it, with the two liaisons alike', () =>
    withAuth(async (service) => {
      const answer = (await service.client().answer('GET', '/roles')) as RolesShown;
      expect(answer.roles.map(({ role }) => role)).toStrictEqual(['reader', ...ROLES]);
      for (const { role, viewer, may } of answer.roles) expect({ viewer, may }).toStrictEqual(ROLE_RULES[role]);
      const [afghan, pakistani] = answer.roles.filter(({ role }) => role.startsWith('liaison-'));
      expect(afghan?.may).toStrictEqual(pakistani?.may);
      expect([afghan?.viewer, pakistani?.viewer]).toStrictEqual(['afg', 'pak']);
    }));
});

describe('the last administrator', () => {
  test('can neither step down nor be kept out', () =>
    withAuth(async (service) => {
      const root = await service.signedIn('Root', 'administrator');
      const other = await service.signedIn('Other', 'administrator');
      expect(await root.answer('PATCH', `/people/${other.id}`, { disabled: true })).toMatchObject({ disabled: true });
      for (const change of [{ disabled: true }, { role: 'chair' }, { role: 'administrator', disabled: true }])
        expect(await root.answer('PATCH', `/people/${root.id}`, change)).toStrictEqual([409, 'last-administrator']);
      expect(await root.answer('PATCH', `/people/${other.id}`, { role: 'chair' })).toMatchObject({ role: 'chair' });
      expect(
        await root.answer('PATCH', `/people/${other.id}`, { role: 'administrator', disabled: false }),
      ).toMatchObject({ role: 'administrator' });
      expect(await root.answer('PATCH', `/people/${root.id}`, { role: 'chair' })).toMatchObject({ role: 'chair' });
      expect(await root.answer('GET', '/people')).toStrictEqual([403, 'not-allowed']);
    }));

  test('remains when two step down at the same moment', async () => {
    const database = await testDatabase();
    const service = authOn(database);
    try {
      const [one, two] = [await service.person('One', 'administrator'), await service.person('Two', 'administrator')];
      let counting: Promise<number> | undefined;
      await database.transaction(async (first) => {
        expect(await countAdministrators(first)).toBe(2);
        counting = database.transaction((second) => countAdministrators(second));
        // Time for the second to count, were it not kept waiting.
        await Promise.race([counting, new Promise((resolve) => setTimeout(resolve, 200))]);
        await saveRole(first, one.id, 'chair', new Date());
      });
      expect(await counting).toBe(1);
      expect(await service.client().answer('POST', '/session', { email: two.email, password: PASSWORD })).toStrictEqual(
        {
          twoFactor: false,
        },
      );
    } finally {
      await database.all(sql`delete from people where email in ('one@example.org', 'two@example.org')`);
    }
  });
});
