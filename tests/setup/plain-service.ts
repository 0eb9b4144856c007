import { type AppParts, createApp } from '../../api/app.ts';
import type { Database } from '../../api/db/database.ts';

/** A service as a test meets it: its database, rolled back afterwards, and a way to ask. */
export interface TestService {
  database: Database;
  /** The clock of the service; tests move it. */
  clock: { now: Date };
  /** Any method, with the whole answer at hand. A body that is no text is sent as JSON. */
  send(method: string, path: string, asked?: { body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  /** GET, with the whole answer at hand. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** GET and parse JSON. */
  json(path: string): Promise<unknown>;
}

/** What a service of a test is made from, but for what a test is about. */
export function partsOf(database: Database, errors: unknown[]): AppParts {
  return {
    database,
    facts: { version: '0.0.0', basemapStyleUrl: null },
    webFolder: null,
    publicUrl: null,
    ownOrigins: () => ['http://test'],
    secret: 'a secret of at least thirty-two bytes',
    checkpoints: { newestNote: () => Promise.resolve('a note'), vkey: 'a key' },
    basemapOrigins: [],
    rateLimitPerMinute: 0,
    reportError: (error) => errors.push(error),
  };
}

/** A service on a database, without pages and without a limit of rate. */
export function serviceOn(
  database: Database,
  more: Pick<Partial<AppParts>, 'queryMilliseconds' | 'rateLimitPerMinute'> = {},
): TestService {
  const errors: unknown[] = [];
  const clock = { now: new Date() };
  const app = createApp({ ...partsOf(database, errors), publicUrl: 'http://test', now: () => clock.now, ...more });
  const send: TestService['send'] = async (method, path, { body, headers = {} } = {}) => {
    const response = await app.request(path.replace('http://test', ''), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    // An error of the service's own is a failing test, whatever the test asserts.
    if (errors.length > 0) throw errors[0];
    return response;
  };
  const get: TestService['get'] = (path, headers = {}) => send('GET', path, { headers });
  return { database, clock, send, get, json: async (path) => (await get(path)).json() };
}
