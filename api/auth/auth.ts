import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { Database, Queries } from '../db/database.ts';
import { accountRoutes } from './account-routes.ts';
import { Attempts } from './attempts.ts';
import type { Actor } from './contract.ts';
import { cookieRules } from './cookies.ts';
import { guardOrigin } from './origin.ts';
import { peopleRoutes } from './people-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { betterAuthOn } from './sign-in.ts';
import type { Slice, WriteLog } from './slice.ts';
import { tokenRoutes } from './token-routes.ts';
import { unitOn } from './unit.ts';
import { guardWriting, whoAsksBy } from './who.ts';

const QUARTER_MILLISECONDS = 15 * 60 * 1000;
/** Wrong passwords of one account, from wherever; after that it waits a quarter of an hour. */
const MOST_OF_ACCOUNT = 8;
/** Attempts from one address that did not succeed: an office shares one. */
const MOST_OF_ADDRESS = 40;

/** What signing in is made from. */
export interface AuthParts {
  database: Database;
  /** For single statements. */
  queries: Queries;
  /** At least 32 random bytes as text. It signs cookies and encrypts second steps; with another one, both end. */
  secret: string;
  /** The address that browsers use; null while the service is only reached on its own machine. */
  publicUrl: string | null;
  /** The origins of our own pages. A function where the port is only known once the service listens. */
  allowedOrigins: readonly string[] | (() => readonly string[]);
  now: () => Date;
  log: WriteLog;
  addressOf: (context: Context) => string;
}

/** Signing in as the application mounts it. */
export interface Auth {
  /** Below /api; described in its OpenAPI document. */
  routes: OpenAPIHono;
  /** Who asks. @throws Problem `bad-token` */
  actorOf: (context: Context) => Promise<Actor>;
  /** In front of everything below /api: foreign pages, tokens that only read, and looking as another. */
  guards: MiddlewareHandler[];
}

/** The routes alone, as the OpenAPI document describes them. */
export function authRoutes(slice: Slice): OpenAPIHono {
  const routes = new OpenAPIHono({ strict: false });
  for (const part of [sessionRoutes, accountRoutes, tokenRoutes, peopleRoutes]) routes.route('/', part(slice));
  return routes;
}

/**
 * Signing in, people and tokens. better-auth is the machine below it and has no address of its own: whatever comes to
 * /api/auth is answered as every address that is not there.
 */
export function createAuth(parts: AuthParts): Auth {
  const { secret, now, log, addressOf, allowedOrigins } = parts;
  if (secret.length < 32) throw new Error('the secret of the sessions needs 32 random bytes');
  const unit = unitOn(parts.database, parts.queries);
  const cookies = cookieRules(parts.publicUrl);
  const whoAsks = whoAsksBy({ current: unit.current, now, secret, cookie: cookies.session });
  const rule = { milliseconds: QUARTER_MILLISECONDS, now };
  const attempts = {
    account: new Attempts({ ...rule, most: MOST_OF_ACCOUNT }),
    address: new Attempts({ ...rule, most: MOST_OF_ADDRESS }),
  };
  const betterAuth = betterAuthOn(unit, { secret, cookies });
  const allowed = typeof allowedOrigins === 'function' ? allowedOrigins : () => allowedOrigins;
  return {
    routes: authRoutes({ unit, betterAuth, whoAsks, now, log, cookies, attempts, addressOf }),
    actorOf: async (context) => (await whoAsks(context)).actor,
    guards: [
      guardOrigin(allowed, cookies),
      guardWriting(whoAsks, {
        always: ['DELETE /api/session', 'PUT /api/session/seen-as'],
        reading: ['POST /api/explore/counts', 'POST /api/explore/bins'],
      }),
    ],
  };
}
