import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies';
import { generateRandomString } from 'better-auth/crypto';
import { getAdapter } from 'better-auth/db/adapter';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { z } from 'zod';
import { kyselyOn } from '../db/kysely.ts';
import type { CookieRules } from './cookies.ts';
import { hashedSessions } from './hashed-sessions.ts';
import { hashPassword, isPassword } from './passwords.ts';
import type { Unit } from './unit.ts';

export const APP_NAME = 'Durand Line Monitor';
/** A session ends a day after it began, whatever is done in it. */
const SESSION_SECONDS = 24 * 60 * 60;
const SECOND_STEP_SECONDS = 10 * 60;
/** Wrong second steps of one account after which all are refused for a time; counted in the database. */
export const SECOND_STEP_RULE = { maxFailedAttempts: 5, durationSeconds: 15 * 60 } as const;

/**
 * Signs in somebody whose password was found right, or begins to wait for the second step. It stands in place of
 * better-auth's own sign-in, which hashes within the transaction, refuses `administrator@localhost` as an address, and
 * begins a session before it asks for the second step. Never reachable as an address.
 */
const openSession = createAuthEndpoint.serverOnly(
  { method: 'POST', body: z.object({ personId: z.string() }), requireHeaders: true },
  async (ctx) => {
    const { internalAdapter, authCookies, createAuthCookie, secret } = ctx.context;
    const user = await internalAdapter.findUserById(ctx.body.personId);
    if (!user) throw new Error('nobody has this id');
    const earlier = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
    if (earlier) await internalAdapter.deleteSession(earlier);
    if (!('twoFactorEnabled' in user && user.twoFactorEnabled)) {
      await setSessionCookie(ctx, { session: await internalAdapter.createSession(user.id, false), user }, false);
      return ctx.json({ twoFactor: false });
    }
    deleteSessionCookie(ctx);
    const cookie = createAuthCookie('two_factor', { maxAge: SECOND_STEP_SECONDS });
    const identifier = `2fa-${generateRandomString(32)}`;
    const expiresAt = new Date(Date.now() + SECOND_STEP_SECONDS * 1000);
    await internalAdapter.createVerificationValue({ value: user.id, identifier, expiresAt });
    // How many codes were tried in this sign-in; better-auth takes it up from here.
    await internalAdapter.createVerificationValue({ value: '0', identifier: `2fa-attempts-${identifier}`, expiresAt });
    await ctx.setSignedCookie(cookie.name, identifier, secret, cookie.attributes);
    return ctx.json({ twoFactor: true });
  },
);

/** Our columns by better-auth's names. */
const TABLES = {
  user: {
    modelName: 'people',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
  session: {
    modelName: 'sessions',
    fields: {
      token: 'token_hash',
      userId: 'person_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      userId: 'person_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      password: 'password_hash',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const;

const SECOND_STEP_TABLES = {
  user: { fields: { twoFactorEnabled: 'two_factor_on' } },
  twoFactor: {
    modelName: 'two_factors',
    fields: {
      userId: 'person_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

/** better-auth as it is used here: sessions, their cookies and second steps. Nothing of it has an address. */
function optionsOf({ secret, cookies }: { secret: string; cookies: CookieRules }) {
  return {
    appName: APP_NAME,
    secret,
    // It makes no links; the address is only given so that it does not guess one.
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => isPassword(password, hash) },
    },
    user: TABLES.user,
    session: { ...TABLES.session, expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    account: TABLES.account,
    verification: { ...TABLES.verification, storeIdentifier: 'hashed' },
    advanced: {
      useSecureCookies: false, // It would put `__Secure-` before our `__Host-`.
      cookies: { session_token: { name: cookies.session }, two_factor: { name: cookies.secondStep } },
      defaultCookieAttributes: { secure: cookies.isSecure, httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: 'uuid', validateSchema: false },
    },
    plugins: [
      twoFactor({
        issuer: APP_NAME,
        accountLockout: { enabled: true, ...SECOND_STEP_RULE },
        schema: SECOND_STEP_TABLES,
      }),
      { id: 'open-session', endpoints: { openSession } },
    ],
  } satisfies BetterAuthOptions;
}

async function openBetterAuth(unit: Unit, made: { secret: string; cookies: CookieRules }) {
  const options = optionsOf(made);
  const adapter = await getAdapter({ ...options, database: { db: kyselyOn(unit.current), type: 'postgres' } });
  return betterAuth({ ...options, database: () => hashedSessions(adapter) });
}
export type BetterAuth = Awaited<ReturnType<typeof openBetterAuth>>;

/** better-auth, made when it is first asked for and then kept. */
export function betterAuthOn(unit: Unit, made: { secret: string; cookies: CookieRules }): () => Promise<BetterAuth> {
  let opened: Promise<BetterAuth> | undefined;
  return () => (opened ??= openBetterAuth(unit, made));
}
