import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { type AuthService, PASSWORD, withAuth } from './harness.ts';
import { freezeClock, withSecondStep } from './second-step.ts';

freezeClock();

const TABLES = ['people', 'accounts', 'sessions', 'verifications', 'two_factors', 'api_tokens', 'invitations'] as const;

/** Everything that this slice keeps, as text. */
async function everything({ database }: AuthService): Promise<string[]> {
  const contents: string[] = [];
  for (const table of TABLES) {
    const rows = await database.all(sql<{ row: string }>`select t::text as row from ${sql.table(table)} t order by 1`);
    contents.push(`${table}: ${rows.map(({ row }) => row).join('\n')}`);
  }
  return contents;
}

test('an act whose entry cannot be written is not done', () =>
  withAuth(async (service) => {
    const { amina, codeAt, halfIn } = await withSecondStep(service);
    const root = await service.signedIn('Root', 'administrator');
    const looking = await service.signedIn('Looking', 'administrator');
    await looking.answer('PUT', '/session/seen-as', { viewer: 'afg' });
    const bilal = await service.signedIn('Bilal', 'monitor');
    const kept = await service.signedIn('Out', 'monitor');
    await root.answer('PATCH', `/people/${kept.id}`, { disabled: true });
    const half = await halfIn();
    const person = { id: randomUUID(), email: 'zahra@example.org', name: 'Zahra', role: 'analyst' };
    const expiresAt = new Date(service.clock.now.getTime() + 1000).toISOString();
    const token = { id: randomUUID(), name: 'QGIS', scope: 'read', expiresAt };
    await bilal.answer('POST', '/session/tokens', token);
    const { token: link } = (await root.answer('POST', `/people/${bilal.id}/invitation`)) as { token: string };
    const acts = [
      [service.client(), 'POST', '/session', { email: bilal.email, password: PASSWORD }],
      [half, 'POST', '/session/second-step', { code: codeAt(0), kind: 'totp' }],
      [bilal, 'DELETE', '/session', undefined],
      [root, 'PUT', '/session/seen-as', { viewer: 'pak' }],
      [looking, 'PUT', '/session/seen-as', { viewer: null }],
      [bilal, 'POST', '/session/password', { current: PASSWORD, next: 'another long password' }],
      [amina, 'DELETE', '/session/two-factor', { password: PASSWORD }],
      [bilal, 'POST', '/session/tokens', { ...token, id: randomUUID() }],
      [bilal, 'DELETE', `/session/tokens/${token.id}`, undefined],
      [root, 'POST', '/people', person],
      [root, 'PATCH', `/people/${bilal.id}`, { role: 'chair' }],
      [root, 'PATCH', `/people/${bilal.id}`, { disabled: true }],
      [root, 'PATCH', `/people/${kept.id}`, { disabled: false }],
      [root, 'DELETE', `/people/${bilal.id}/sessions`, undefined],
      [root, 'POST', `/people/${bilal.id}/invitation`, undefined],
      [service.client(), 'POST', '/invitations/accept', { token: link, password: 'another long password' }],
    ] as const;
    const before = await everything(service);
    service.clock.logFails = true;
    for (const [client, method, path, body] of acts) {
      await expect(client.send(method, path, { body })).rejects.toThrow('the log does not answer');
      expect([path, await everything(service)]).toStrictEqual([path, before]);
    }
  }));
