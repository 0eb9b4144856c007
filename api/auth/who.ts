import type { Context, MiddlewareHandler } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type { Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import type { Action, Actor, TokenScope } from './contract.ts';
import { bearerOf, isReading } from './origin.ts';
import { findHolderOfSession, findHolderOfToken, type Holder } from './queries.ts';
import { mayDo, viewerOf } from './roles.ts';
import { hashOf, TOKEN_PREFIX } from './secrets.ts';

/** Who asks, with what only this slice needs to know of them. */
export interface Who {
  actor: Actor;
  email: string | null;
  twoFactor: boolean;
  /** The session of a cookie. */
  sessionId: string | null;
  /** What a token may do. */
  tokenScope: TokenScope | null;
}

/** A person who has signed in with a cookie. */
export interface Person extends Who {
  id: string;
  email: string;
  sessionId: string;
}

const NOBODY: Who = {
  actor: { kind: 'reader', id: null, name: null, role: 'reader', viewer: viewerOf('reader'), seenAs: null },
  email: null,
  twoFactor: false,
  sessionId: null,
  tokenScope: null,
};

/** What finding out who asks needs from around it. */
export interface WhoParts {
  current: () => Queries;
  now: () => Date;
  secret: string;
  /** The name of the cookie of a session. */
  cookie: string;
}

/** Finds out who asks, once for each request. */
export type WhoAsks = (context: Context) => Promise<Who>;

/** Makes the question who asks: a bearer token where one is sent, and the cookie otherwise. */
export function whoAsksBy(parts: WhoParts): WhoAsks {
  const known = new WeakMap<Context, Promise<Who>>();
  return (context) => {
    const asked = known.get(context) ?? findOut(parts, context);
    known.set(context, asked);
    return asked;
  };
}

async function findOut(parts: WhoParts, context: Context): Promise<Who> {
  const bearer = bearerOf(context);
  if (bearer !== null) return whoOfToken(parts, context, bearer);
  // Signed with the key of the service, so that a guess is refused before the database is asked.
  const token = await getSignedCookie(context, parts.secret, parts.cookie);
  if (!token) return NOBODY;
  const holder = await findHolderOfSession(parts.current(), hashOf(token), parts.now());
  if (holder === null) return NOBODY;
  const seenAs = mayDo(holder.role, 'look-as') ? holder.seenAs : null;
  return { ...NOBODY, ...shared(holder, 'person', seenAs), sessionId: holder.sessionId };
}

async function whoOfToken(parts: WhoParts, context: Context, bearer: string): Promise<Who> {
  const isOurs = bearer.startsWith(TOKEN_PREFIX);
  const holder = isOurs ? await findHolderOfToken(parts.current(), hashOf(bearer), parts.now()) : null;
  if (holder === null) {
    context.header('www-authenticate', 'Bearer error="invalid_token"');
    throw new Problem('bad-token', 'the token is unknown, has ended or was revoked');
  }
  return { ...NOBODY, ...shared(holder, 'token', null), tokenScope: holder.scope };
}

function shared(holder: Holder, kind: 'person' | 'token', seenAs: Actor['seenAs']) {
  const { personId: id, name, role, email, twoFactor } = holder;
  return { actor: { kind, id, name, role, viewer: seenAs ?? viewerOf(role), seenAs }, email, twoFactor };
}

/**
 * The person who asks, signed in with a cookie: a token neither makes tokens nor changes accounts.
 *
 * @param action what their role has to allow, beside being somebody
 * @throws Problem `not-signed-in`, `not-allowed`
 */
export async function getPerson(whoAsks: WhoAsks, context: Context, action: Action = 'read'): Promise<Person> {
  const who = await whoAsks(context);
  const { actor, sessionId, email } = who;
  if (actor.kind === 'token')
    throw new Problem('not-allowed', 'a token may not do this; sign in on the page of the service');
  if (actor.id === null || sessionId === null || email === null)
    throw new Problem('not-signed-in', 'sign in first; sessions end after a day');
  if (!mayDo(actor.role, action)) throw new Problem('not-allowed', `the role ${actor.role} may not ${action}`);
  return { ...who, id: actor.id, sessionId, email };
}

/** Requests by method and path, as in `DELETE /api/session`. */
interface Exceptions {
  /** Those that stay possible while an administrator looks at the map as another. */
  always: readonly string[];
  /** Those that read although their method is one of writing, because their question is too long for an address. */
  reading: readonly string[];
}

/**
 * Refuses what a request may not write whatever its route: tokens that only read, and everything while an administrator
 * looks at the map as another, but for ending that.
 */
export function guardWriting(whoAsks: WhoAsks, { always, reading }: Exceptions): MiddlewareHandler {
  return async (context, next) => {
    const operation = `${context.req.method} ${context.req.path}`;
    if (!isReading(context) && !reading.includes(operation)) {
      const { actor, tokenScope } = await whoAsks(context);
      if (tokenScope === 'read') throw new Problem('read-only-token', 'this token was made for reading alone');
      if (actor.seenAs !== null && !always.includes(operation))
        throw new Problem(
          'read-only-while-seen-as',
          `end looking as ${actor.seenAs} first; until then nothing is written`,
        );
    }
    await next();
  };
}
