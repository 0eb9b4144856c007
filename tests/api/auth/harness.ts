import { randomUUID } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { createAuth } from '../../../api/auth/auth.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import type { Role } from '../../../api/auth/contract.ts';
import { hashPassword } from '../../../api/auth/passwords.ts';
import { savePerson } from '../../../api/auth/people.ts';
import { savePassword } from '../../../api/auth/queries.ts';
import type { Database } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { limitBody } from '../../../api/limits.ts';
import { LogEntry } from '../../../api/log/contract.ts';
import { answerProblem, Problem } from '../../../api/problem.ts';
import { testDatabase } from '../../setup/service.ts';

export const ORIGIN = 'https://monitor.example';
export const SECRET = 'a secret of at least thirty-two bytes';
export const SESSION_COOKIE = '__Host-durand_session';

/** A request as a test writes it. */
export interface Asked {
  body?: unknown;
  headers?: Record<string, string>;
}

/** A browser or a program: it keeps the cookies that it is given. */
export interface Client {
  cookies: Map<string, string>;
  send(method: string, path: string, asked?: Asked): Promise<Response>;
  /** Status and problem code, or the body where there is no problem. */
  answer(method: string, path: string, body?: unknown): Promise<unknown>;
}

export interface AuthService {
  database: Database;
  entries: LogEntry[];
  /** The clock of the service, which tests move, and whether its log fails. */
  clock: { now: Date; logFails: boolean };
  /** A client at an address, with nothing yet. */
  client(address?: string): Client;
  /** A person with a password, who has not signed in. */
  person(name: string, role: Role): Promise<{ id: string; email: string; password: string }>;
  /** A person who has signed in. */
  signedIn(name: string, role: Role): Promise<Client & { id: string; email: string; password: string }>;
  /** What the OpenAPI document says of the routes. */
  document: ReturnType<OpenAPIHono['getOpenAPI31Document']>;
  /** What the log says since the last time this was asked. */
  told(): string[];
}

class RolledBack extends Error {}

/** Runs a test on a service in a transaction that is rolled back. */
export async function withAuth(test: (service: AuthService) => Promise<void>): Promise<void> {
  const shared = await testDatabase();
  const ended = await shared
    .transaction(async (database) => {
      await test(authOn(database));
      throw new RolledBack();
    })
    .catch((error: unknown) => error);
  if (!(ended instanceof RolledBack)) throw ended;
}

let hashed: Promise<string> | undefined;
export const PASSWORD = 'correct horse battery staple';

/** A service with the routes of signing in and one route that writes, as app.ts puts them together. */
export function authOn(database: Database, more: { publicUrl?: string } = {}): AuthService {
  const entries: LogEntry[] = [];
  const clock = { now: new Date(), logFails: false };
  const auth = createAuth({
    database,
    queries: database,
    secret: SECRET,
    publicUrl: more.publicUrl ?? ORIGIN,
    allowedOrigins: [more.publicUrl ?? ORIGIN],
    now: () => clock.now,
    log: async (queries, entry) => {
      // As the true one does: within the transaction of the change, which a statement outside would wait for for ever.
      await queries.all(sql`select 1`);
      if (clock.logFails) throw new Error('the log does not answer');
      entries.push(LogEntry.parse(entry));
    },
    addressOf: (context) => context.req.header('x-test-address') ?? 'local',
  });
  const app = new OpenAPIHono({ strict: false });
  app.use(limitBody());
  for (const guard of auth.guards) app.use('/api/*', guard);
  app.route('/api', auth.routes);
  app.get('/api/actor', async (context) => context.json(await auth.actorOf(context)));
  app.post('/api/records', async (context) => context.json(await auth.actorOf(context), 201));
  app.notFound((context) => answerProblem(context, new Problem('not-found', 'there is nothing at this address')));
  app.onError((error, context) => {
    if (error instanceof Problem) return answerProblem(context, error);
    throw error;
  });

  function client(address = 'local'): Client {
    const cookies = new Map<string, string>();
    const send: Client['send'] = async (method, path, { body, headers = {} } = {}) => {
      const sent = new Headers({ origin: more.publicUrl ?? ORIGIN, 'x-test-address': address });
      if (cookies.size > 0) sent.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      if (body !== undefined) sent.set('content-type', 'application/json');
      for (const [name, value] of Object.entries(headers))
        if (value === '') sent.delete(name);
        else sent.set(name, value);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await app.request(`/api${path}`, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body: text }),
      });
      for (const cookie of response.headers.getSetCookie()) keepCookie(cookies, cookie);
      return response;
    };
    const answer: Client['answer'] = async (method, path, body) => {
      const response = await send(method, path, { body });
      return response.ok ? (response.status === 204 ? 204 : response.json()) : problemOf(response);
    };
    return { cookies, send, answer };
  }

  async function person(name: string, role: Role) {
    hashed ??= hashPassword(PASSWORD);
    const made = { id: randomUUID(), email: `${name.toLowerCase()}@example.org`, password: PASSWORD };
    await savePerson(database, { id: made.id, email: made.email, name, role }, clock.now);
    await savePassword(database, made.id, await hashed, clock.now);
    return made;
  }

  async function signedIn(name: string, role: Role) {
    const made = await person(name, role);
    const browser = client();
    const { email, password } = made;
    const response = await browser.send('POST', '/session', { body: { email, password } });
    if (!response.ok) throw new Error(`${name} could not sign in: ${await response.text()}`);
    entries.splice(0);
    return { ...browser, ...made };
  }

  return {
    database,
    entries,
    clock,
    client,
    person,
    signedIn,
    document: auth.routes.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Signing in', version: '0' } }),
    told: () => entries.splice(0).map(({ action, subject }) => `${action} ${subject.kind}`),
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const at = pair.indexOf('=');
  const isGone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
  if (isGone) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

/** Status and code of a problem. */
export async function problemOf(response: Response): Promise<[number, string]> {
  return [response.status, ProblemShown.parse(await response.json()).code];
}
