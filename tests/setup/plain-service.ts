import { type AppParts, createApp } from '../../api/app.ts';
import type { Engines } from '../../api/explore/engines.ts';
import type { Database } from '../../api/db/database.ts';
import { openEvidencePlaces } from '../../api/evidence/places.ts';
import { temporaryFolder } from './process.ts';

/** Where the evidence files of this process's tests are kept. */
const folder = temporaryFolder();
process.once('exit', () => folder.remove());
const evidence = await openEvidencePlaces({ folder: folder.path, bucket: null });

/** A service as a test meets it: its database, rolled back afterwards, and a way to ask. */
export interface TestService {
  database: Database;
  /** The clock of the service; tests move it. */
  clock: { now: Date };
  /** Any method, with the whole answer at hand. Bytes are sent as they are, what else is no text as JSON. */
  send(method: string, path: string, asked?: { body?: unknown; headers?: Record<string, string> }): Promise<Response>;
  /** GET, with the whole answer at hand. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** GET and parse JSON. */
  json(path: string): Promise<unknown>;
  /** What it has started beside its answers, to be counted and to be ended. */
  engines: Pick<Engines, 'count' | 'end'>;
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
    evidence,
    basemapOrigins: [],
    rateLimitPerMinute: 0,
    reportError: (error) => errors.push(error),
  };
}

/** A service on a database, without pages and without a limit of rate. */
export function serviceOn(
  database: Database,
  more: Pick<
    Partial<AppParts>,
    'queryMilliseconds' | 'rateLimitPerMinute' | 'rules' | 'evidence' | 'mostInBrowser' | 'engineLimits'
  > = {},
): TestService {
  const errors: unknown[] = [];
  const clock = { now: new Date() };
  const app = createApp({
    ...partsOf(database, errors),
    publicUrl: 'http://test',
    now: () => clock.now,
    ...more,
    // A machine that is busy with other tests takes its time, and is to give the same answers.
    engineLimits: { readyMilliseconds: 60_000, ...more.engineLimits },
  });
  const send: TestService['send'] = async (method, path, { body, headers = {} } = {}) => {
    const isBytes = body instanceof Uint8Array || body instanceof ReadableStream;
    const response = await app.request(path.replace('http://test', ''), {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined
        ? {}
        : { body: isBytes || typeof body === 'string' ? (body as BodyInit) : JSON.stringify(body) }),
      ...(isBytes ? { duplex: 'half' } : {}),
    });
    // An error of the service's own is a failing test, whatever the test asserts.
    if (errors.length > 0) throw errors[0];
    return response;
  };
  const get: TestService['get'] = (path, headers = {}) => send('GET', path, { headers });
  return { database, clock, send, get, json: async (path) => (await get(path)).json(), engines: app.engines };
}
