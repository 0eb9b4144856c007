import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { Problem } from '../problem.ts';
import type { CookieRules } from './cookies.ts';

const READING = ['GET', 'HEAD', 'OPTIONS'];

/** Does a request only read? */
export function isReading(context: Context): boolean {
  return READING.includes(context.req.method);
}

/** The token of an `Authorization: Bearer` header; null without one. */
export function bearerOf(context: Context): string | null {
  const [scheme, token] = context.req.header('authorization')?.split(/ +/, 2) ?? [];
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : null;
}

/**
 * Refuses writing requests that a page of somebody else's sends with our cookie. Browsers put Origin on every request
 * that is not GET or HEAD, so:
 * - an Origin has to be one of ours, whatever the type of the body (hono's `csrf` looks at forms alone);
 * - without one, a request with our cookie has to say `Sec-Fetch-Site: same-origin`; a request without our cookie comes
 *   from a program and has nothing that could be misused;
 * - a bearer token needs neither, because no page can make a browser add it; whoever sends one is judged by it alone.
 *
 * @param allowed the origins of our own pages, asked anew each time: the port may only be known once the service listens
 */
export function guardOrigin(allowed: () => readonly string[], cookies: CookieRules): MiddlewareHandler {
  return async (context, next) => {
    if (!isReading(context) && bearerOf(context) === null && !isOurs(context, allowed(), cookies))
      throw new Problem('foreign-origin', 'the request does not come from a page of this service');
    await next();
  };
}

function isOurs(context: Context, allowed: readonly string[], cookies: CookieRules): boolean {
  const origin = context.req.header('origin');
  if (origin !== undefined) return allowed.includes(origin);
  const hasCookie = [cookies.session, cookies.secondStep].some((name) => getCookie(context, name) !== undefined);
  return !hasCookie || context.req.header('sec-fetch-site') === 'same-origin';
}
