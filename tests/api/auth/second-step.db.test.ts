import { describe, expect, test } from 'vitest';
import { takeStep } from '../../../api/auth/queries.ts';
import { stepAt } from '../../../api/auth/totp.ts';
import { sql } from '../../../api/db/sql.ts';
import { testDatabase } from '../../setup/service.ts';
import { authOn, PASSWORD, SESSION_COOKIE, withAuth } from './harness.ts';
import { bytesOfBase32 } from '../../fixtures/base32.ts';
import { freezeClock, withSecondStep } from './second-step.ts';

freezeClock();

const WRONG = [401, 'wrong-code'];
const IN = { twoFactor: false };

describe('a second step', () => {
  test('is prepared, confirmed and then asked for', () =>
    withAuth(async (service) => {
      const { amina, uri, secret, backupCodes, codeAt, confirmed, halfIn } = await withSecondStep(service);
      expect(confirmed).toBe(204);
      expect(service.told()).toStrictEqual(['two-factor.turned-on person']);
      expect(uri).toMatch(/^otpauth:\/\/totp\/Durand%20Line%20Monitor:amina%40example\.org\?secret=/);
      expect(uri).toContain(secret);
      expect(new Set(backupCodes).size).toBe(10);
      expect(await amina.answer('GET', '/session')).toMatchObject({ kind: 'person', twoFactor: true });

      const browser = await halfIn();
      expect([...browser.cookies.keys()]).toStrictEqual(['__Host-durand_second_step']);
      expect(await browser.answer('GET', '/session')).toMatchObject({ kind: 'reader' });
      expect(service.told()).toStrictEqual([]);
      expect(await browser.answer('POST', '/session/second-step', { code: codeAt(0), kind: 'totp' })).toStrictEqual(IN);
      expect([...browser.cookies.keys()]).toStrictEqual([SESSION_COOKIE]);
      expect(await browser.answer('GET', '/session')).toMatchObject({ kind: 'person', name: 'Amina' });
      expect(service.told()).toStrictEqual(['session.started person']);
    }));

  test('keeps neither secret nor backup codes as they are', () =>
    withAuth(async (service) => {
      const { secret, backupCodes, halfIn } = await withSecondStep(service);
      const [row] = await service.database.all(sql<{ whole: string }>`select t::text as whole from two_factors t`);
      for (const plain of [secret, bytesOfBase32(secret).toString(), ...backupCodes])
        expect(row?.whole).not.toContain(plain);
      const cookie = decodeURIComponent((await halfIn()).cookies.get('__Host-durand_second_step') ?? '');
      const waiting = await service.database.all(sql<{ whole: string }>`select v::text as whole from verifications v`);
      expect(waiting).toHaveLength(2);
      const [identifier = ''] = cookie.split('.');
      expect(identifier).toMatch(/^2fa-/);
      for (const { whole } of waiting) expect(whole).not.toContain(identifier);
    }));

  test('takes a code once, and none older than one that it took', () =>
    withAuth(async (service) => {
      const { codeAt, halfIn } = await withSecondStep(service);
      const step = async (code: string) =>
        (await halfIn()).answer('POST', '/session/second-step', { code, kind: 'totp' });
      expect(await step(codeAt(-1))).toStrictEqual(WRONG); // confirmed with it
      expect(await step(codeAt(0))).toStrictEqual(IN);
      expect(await step(codeAt(0))).toStrictEqual(WRONG);
      expect(await step(codeAt(-1))).toStrictEqual(WRONG);
      expect(await step(codeAt(1))).toStrictEqual(IN);
      expect(await step(codeAt(0))).toStrictEqual(WRONG);
      expect(await step(codeAt(3))).toStrictEqual(WRONG);
    }));

  test('takes a backup code once', () =>
    withAuth(async (service) => {
      const { backupCodes, halfIn } = await withSecondStep(service);
      const step = async (code = '') =>
        (await halfIn()).answer('POST', '/session/second-step', { code, kind: 'backup' });
      expect(await step(backupCodes[0])).toStrictEqual(IN);
      expect(await step(backupCodes[0])).toStrictEqual(WRONG);
      expect(await step(backupCodes[1])).toStrictEqual(IN);
      expect(await step('aaaaa-aaaaa')).toStrictEqual(WRONG);
    }));

  test('refuses an account for a time after five wrong codes, the right one too', () =>
    withAuth(async (service) => {
      const { codeAt, backupCodes, halfIn } = await withSecondStep(service);
      const wrong = codeAt(0) === '000000' ? '111111' : '000000';
      for (let time = 0; time < 5; time++)
        await (await halfIn()).answer('POST', '/session/second-step', { code: wrong, kind: 'totp' });
      const browser = await halfIn();
      const refused = await browser.send('POST', '/session/second-step', { body: { code: codeAt(0), kind: 'totp' } });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(880);
      expect(
        await browser.answer('POST', '/session/second-step', { code: backupCodes[0], kind: 'backup' }),
      ).toStrictEqual([429, 'too-many-attempts']);
      await service.database.all(sql`update two_factors set locked_until = '2000-01-01'`);
      expect(await browser.answer('POST', '/session/second-step', { code: codeAt(0), kind: 'totp' })).toStrictEqual(IN);
    }));

  test('is waited for in that browser alone', () =>
    withAuth(async (service) => {
      const { codeAt, halfIn } = await withSecondStep(service);
      await halfIn();
      const body = { code: codeAt(0), kind: 'totp' };
      expect(await service.client().answer('POST', '/session/second-step', body)).toStrictEqual(WRONG);
      const forger = service.client();
      forger.cookies.set('__Host-durand_second_step', '2fa-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bm90IGEgc2lnbmF0dXJl');
      expect(await forger.answer('POST', '/session/second-step', body)).toStrictEqual(WRONG);
    }));

  test('is not passed by somebody who was disabled meanwhile', () =>
    withAuth(async (service) => {
      const { amina, codeAt, halfIn } = await withSecondStep(service);
      const browser = await halfIn();
      await service.database.all(sql`update people set disabled_at = now() where id = ${amina.id}`);
      const body = { code: codeAt(0), kind: 'totp' };
      expect(await browser.answer('POST', '/session/second-step', body)).toStrictEqual(WRONG);
      const sessions = await service.database.all(sql`select id from sessions`);
      expect(sessions).toHaveLength(1); // that in which it was turned on
    }));

  test('is turned on with its code and the password, and off with the password', () =>
    withAuth(async (service) => {
      const amina = await service.signedIn('Amina', 'monitor');
      expect(await amina.answer('POST', '/session/two-factor', { password: 'not the password' })).toStrictEqual([
        401,
        'wrong-credentials',
      ]);
      expect(await amina.answer('POST', '/session/two-factor/confirm', { code: '123456' })).toStrictEqual([
        409,
        'conflict',
      ]);
      expect(await amina.answer('POST', '/session/two-factor', { password: PASSWORD })).toMatchObject({});
      expect(await amina.answer('POST', '/session/two-factor/confirm', { code: '000000' })).toStrictEqual(WRONG);
      expect(await amina.answer('GET', '/session')).toMatchObject({ twoFactor: false });
      expect(await service.client().answer('POST', '/session', amina)).toStrictEqual([400, 'bad-body']);

      const { amina: second } = await withSecondStep({
        ...service,
        signedIn: (_name, role) => service.signedIn('Bilal', role),
      });
      service.told();
      expect(await second.answer('DELETE', '/session/two-factor', { password: 'not the password' })).toStrictEqual([
        401,
        'wrong-credentials',
      ]);
      expect(await second.answer('DELETE', '/session/two-factor', { password: PASSWORD })).toBe(204);
      expect(service.told()).toStrictEqual(['two-factor.turned-off person']);
      expect(await second.answer('GET', '/session')).toMatchObject({ kind: 'person', twoFactor: false });
      expect(
        await service.client().answer('POST', '/session', { email: second.email, password: PASSWORD }),
      ).toStrictEqual(IN);
    }));
});

test('of two requests with the same code one gets in, however they race', async () => {
  // On the database itself and not in a transaction that is rolled back: that has one connection, and nothing races.
  const database = await testDatabase();
  const service = authOn(database);
  try {
    const { amina, codeAt, halfIn } = await withSecondStep(service);
    const browsers = [];
    for (let one = 0; one < 6; one++) browsers.push(await halfIn());
    const body = { code: codeAt(0), kind: 'totp' };
    const answers = await Promise.all(browsers.map((browser) => browser.answer('POST', '/session/second-step', body)));
    expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(IN))).toHaveLength(1);
    expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(WRONG))).toHaveLength(5);
    const step = stepAt(Date.now()) + 10;
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeStep(database, amina.id, step)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  } finally {
    await database.all(sql`delete from people where email = 'amina@example.org'`);
    await database.all(sql`delete from verifications`);
  }
});
