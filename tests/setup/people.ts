import { hashOf, newSecret, TOKEN_PREFIX } from '../../api/auth/secrets.ts';
import type { Role } from '../../api/auth/contract.ts';
import { savePerson } from '../../api/auth/people.ts';
import { hashPassword } from '../../api/auth/passwords.ts';
import { savePassword, saveToken } from '../../api/auth/queries.ts';
import { v7 as newId } from 'uuid';
import { cookieHeader } from './cookies.ts';
import type { TestService } from './service.ts';

/** Somebody with an account, who asks with a token of their own. */
export interface Somebody {
  id: string;
  role: Role;
  /** The header that says who asks. */
  authorization: string;
  send: TestService['send'];
  get: TestService['get'];
  json: TestService['json'];
}

/** A new person of a role, on record like any other, with a token that may write. */
export async function somebody(service: TestService, role: Role, name = role as string): Promise<Somebody> {
  const id = newId();
  const at = service.clock.now;
  const secret = newSecret(TOKEN_PREFIX);
  await savePerson(service.database, { id, email: `${id}@example.org`, name, role }, at);
  const token = {
    id: newId(),
    name: 'tests',
    scope: 'write',
    expiresAt: new Date(at.getTime() + 86_400_000).toISOString(),
  } as const;
  await saveToken(service.database, { ...token, personId: id, secretHash: hashOf(secret), at });
  const authorization = `Bearer ${secret}`;
  const send: TestService['send'] = (method, path, { body, headers = {} } = {}) =>
    service.send(method, path, { body, headers: { authorization, ...headers } });
  const get: TestService['get'] = (path, headers = {}) => send('GET', path, { headers });
  return { id, role, authorization, send, get, json: async (path) => (await get(path)).json() };
}

let hashed: Promise<string> | undefined;
export const PASSWORD = 'correct horse battery staple';

/** A new person of a role who has signed in on the page of the service. */
export async function signedIn(service: TestService, role: Role): Promise<Somebody> {
  const id = newId();
  const at = service.clock.now;
  hashed ??= hashPassword(PASSWORD);
  await savePerson(service.database, { id, email: `${id}@example.org`, name: role, role }, at);
  await savePassword(service.database, id, await hashed, at);
  const answer = await service.send('POST', '/api/session', {
    headers: { origin: 'http://test' },
    body: { email: `${id}@example.org`, password: PASSWORD },
  });
  if (!answer.ok) throw new Error(`${role} could not sign in: ${await answer.text()}`);
  const cookie = cookieHeader(answer);
  const send: TestService['send'] = (method, path, { body, headers = {} } = {}) =>
    service.send(method, path, { body, headers: { cookie, origin: 'http://test', ...headers } });
  const get: TestService['get'] = (path, headers = {}) => send('GET', path, { headers });
  return { id, role, authorization: '', send, get, json: async (path) => (await get(path)).json() };
}
