import type { Role } from '../../api/auth/contract.ts';
import { cookieHeader } from './cookies.ts';
import type { Somebody } from './people.ts';

export type SignedInOver = Omit<Somebody, 'id' | 'authorization'>;

/** Somebody who has signed in at a running service and asks it over HTTP, without a screen. */
export async function signInOver(
  origin: string,
  { email, password, role }: { email: string; password: string; role: Role },
): Promise<SignedInOver> {
  const ask = (method: string, path: string, headers: Record<string, string>, body: unknown): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method,
      // A compressed answer has a weak ETag, which names no version that could be changed.
      headers: { origin, 'accept-encoding': 'identity', 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const session = await ask('POST', '/api/session', {}, { email, password });
  if (!session.ok) throw new Error(`${email} could not sign in: ${await session.text()}`);
  const cookie = cookieHeader(session);
  const send: Somebody['send'] = (method, path, { body, headers = {} } = {}) =>
    ask(method, path, { cookie, ...headers }, body);
  const get: Somebody['get'] = (path, headers = {}) => send('GET', path, { headers });
  return { role, send, get, json: async (path) => (await get(path)).json() };
}
