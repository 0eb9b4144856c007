import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { z } from 'zod';
import type { TwoFactorStart } from '../../../api/auth/contract.ts';
import { codeOfStep, stepAt } from '../../../api/auth/totp.ts';
import { bytesOfBase32 } from '../../fixtures/base32.ts';
import { type AuthService, PASSWORD } from './harness.ts';

/** Amina, whose second step is on. The steps up to the one before the present are used up. */
export async function withSecondStep(service: AuthService) {
  const amina = await service.signedIn('Amina', 'reviewer');
  const { uri, secret, backupCodes } = (await amina.answer('POST', '/session/two-factor', {
    password: PASSWORD,
  })) as z.infer<typeof TwoFactorStart>;
  const step = stepAt(Date.now());
  const codeAt = (ahead: number) => codeOfStep(bytesOfBase32(secret), step + ahead);
  const confirmed = await amina.answer('POST', '/session/two-factor/confirm', { code: codeAt(-1) });
  /** A browser that has given the password and now has to give the second step. */
  async function halfIn() {
    const browser = service.client();
    const answer = await browser.answer('POST', '/session', { email: amina.email, password: PASSWORD });
    expect(answer).toStrictEqual({ twoFactor: true });
    return browser;
  }
  return { amina, uri, secret, backupCodes, codeAt, confirmed, halfIn };
}

/** Stops the clock in the middle of a time step, so that none passes while a test looks at it. */
export function freezeClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: stepAt(Date.now()) * 30_000 + 15_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
