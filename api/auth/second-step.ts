import { symmetricDecrypt } from 'better-auth/crypto';
import type { Context } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type { Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { tooManyAttempts } from './attempts.ts';
import { findRole, findSecondStep, takeStep } from './queries.ts';
import { cookieHeaders, logAct, passCookies, type Slice } from './slice.ts';
import { stepOfCode } from './totp.ts';

/** What became of a code: taken just now, taken before, or none of this person's. */
type Taking = 'taken' | 'used' | 'wrong';

/**
 * Takes the time step of a code for a person. better-auth accepts the same code as often as it comes within a minute and
 * a half; RFC 6238 (5.2) and ASVS 5.0 (6.5.1) want it accepted once.
 */
export async function takeCode(slice: Slice, queries: Queries, personId: string, code: string): Promise<Taking> {
  const held = await findSecondStep(queries, personId);
  if (held === null) return 'wrong';
  const { secretConfig } = await (await slice.betterAuth()).$context;
  const secret = await symmetricDecrypt({ key: secretConfig, data: held.secret });
  // The clock of better-auth, which looks at the same code next.
  const step = stepOfCode(secret, code, Date.now());
  if (step === null) return 'wrong';
  return (await takeStep(queries, personId, step)) ? 'taken' : 'used';
}

export function wrongCode(): Problem {
  return new Problem('wrong-code', 'the code is wrong, was used already or came too late; wait for the next one');
}

/** Whose second step a browser waits for; null when for nobody's. */
async function findWaiting(slice: Slice, context: Context): Promise<string | null> {
  const { secret, internalAdapter } = await (await slice.betterAuth()).$context;
  const identifier = await getSignedCookie(context, secret, slice.cookies.secondStep);
  if (!identifier) return null;
  const waiting = await internalAdapter.findVerificationValue(identifier);
  return waiting && waiting.expiresAt > new Date() ? waiting.value : null;
}

async function assertNotLocked(queries: Queries, personId: string): Promise<void> {
  const lockedUntil = (await findSecondStep(queries, personId))?.lockedUntil?.getTime() ?? 0;
  if (lockedUntil > Date.now()) throw tooManyAttempts(lockedUntil - Date.now());
}

/**
 * Ends a sign-in with its second step.
 *
 * @throws Problem `wrong-code`, and `too-many-attempts` after five wrong ones of the account
 */
export async function finishSignIn(
  slice: Slice,
  context: Context,
  { code, kind }: { code: string; kind: 'totp' | 'backup' },
): Promise<void> {
  const personId = await findWaiting(slice, context);
  if (personId === null) throw wrongCode();
  await assertNotLocked(slice.unit.current(), personId);
  const { api } = await slice.betterAuth();
  // Without the cookie of a session that may still be there: this is about the one that is waited for.
  const call = {
    body: { code },
    headers: cookieHeaders(context, [slice.cookies.secondStep]),
    asResponse: true,
  } as const;
  const answer = await slice.unit.transact(async (transaction) => {
    const taking = kind === 'totp' ? await takeCode(slice, transaction, personId, code) : 'taken';
    if (taking === 'used') return null;
    // A wrong code goes on to better-auth, which counts it; the count stays, so this does not throw.
    const answered = kind === 'totp' ? await api.verifyTOTP(call) : await api.verifyBackupCode(call);
    if (!answered.ok) return answered;
    const role = await findRole(transaction, personId);
    // Undoes the session: the clocks differ, or the person was disabled meanwhile.
    if (taking !== 'taken' || role === null) throw wrongCode();
    await logAct(slice, transaction, {
      by: { id: personId, role },
      action: 'session.started',
      on: { kind: 'person', id: personId },
    });
    return answered;
  });
  if (answer?.ok) return passCookies(context, answer);
  if (answer && answer.status >= 500) throw new Error(`the second step failed with ${answer.status}`);
  await assertNotLocked(slice.unit.current(), personId);
  throw wrongCode();
}
