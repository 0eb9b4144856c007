import type { Context } from 'hono';
import type { Queries } from '../db/database.ts';
import type { LogEntry } from '../log/contract.ts';
import { Problem } from '../problem.ts';
import { contentHashOf } from '../log/canonical.ts';
import type { Attempts } from './attempts.ts';
import type { AnyRole } from './contract.ts';
import type { CookieRules } from './cookies.ts';
import { isPassword } from './passwords.ts';
import { findForSignIn } from './queries.ts';
import type { BetterAuth } from './sign-in.ts';
import type { Unit } from './unit.ts';
import type { WhoAsks } from './who.ts';

/** Writes one entry of the log, in the transaction of what it tells of. */
export type WriteLog = (queries: Queries, entry: LogEntry) => Promise<void>;

/** What the routes of this slice share. */
export interface Slice {
  unit: Unit;
  betterAuth: () => Promise<BetterAuth>;
  whoAsks: WhoAsks;
  now: () => Date;
  log: WriteLog;
  cookies: CookieRules;
  /** Wrong passwords of one account, and all attempts from one address. */
  attempts: { account: Attempts; address: Attempts };
  addressOf: (context: Context) => string;
}

/** One act of a person for the log. `content` is what was written, of which the log keeps the hash. */
export interface Act {
  by: LogEntry['actor'];
  action: string;
  on: { kind: 'person' | 'token' | 'session' | 'viewer'; id: string };
  content?: object;
}

/** Writes an act to the log. */
export function logAct(slice: Pick<Slice, 'log' | 'now'>, queries: Queries, act: Act): Promise<void> {
  return slice.log(queries, {
    at: slice.now().toISOString(),
    actor: act.by,
    action: act.action,
    subject: { ...act.on, version: null },
    contentHash: act.content ? contentHashOf(act.content) : null,
  });
}

/**
 * Checks the password of an account. Every account, address and outcome costs the same work and meets the same limits,
 * whether it exists or not; nothing but the right password of somebody who may sign in tells one from another.
 *
 * @throws Problem `wrong-credentials`, `too-many-attempts`
 */
export async function provePassword(
  slice: Slice,
  context: Context,
  { email, password }: { email: string; password: string },
): Promise<{ id: string; role: AnyRole }> {
  const { account, address } = slice.attempts;
  const from = slice.addressOf(context);
  // Before the password is looked at: a right one meets the same refusal.
  address.take(from);
  account.take(email);
  const held = await findForSignIn(slice.unit.current(), email);
  const isRight = await isPassword(password, held?.passwordHash ?? null);
  if (held === null || !isRight || held.isDisabled)
    throw new Problem('wrong-credentials', 'the address or the password is wrong');
  account.clear(email);
  address.giveBack(from);
  return { id: held.id, role: held.role };
}

/** The headers that better-auth reads of a request: those of our cookies that this call is about. */
export function cookieHeaders(context: Context, names: readonly string[]): Headers {
  const pairs = (context.req.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  const kept = pairs.filter((pair) => names.some((name) => pair.startsWith(`${name}=`)));
  return new Headers({ cookie: kept.join('; ') });
}

/** Passes on the cookies that better-auth sets. */
export function passCookies(context: Context, from: Response): void {
  for (const cookie of from.headers.getSetCookie()) context.header('set-cookie', cookie, { append: true });
}
