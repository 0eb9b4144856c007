import { inject } from 'vitest';
import { createApp } from '../../api/app.ts';
import { type Database, openDatabase } from '../../api/db/database.ts';

/** A service as a test meets it: its database, rolled back afterwards, and a way to ask. */
export interface TestService {
  database: Database;
  /** GET, with the whole answer at hand. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** GET and parse JSON. */
  json(path: string): Promise<unknown>;
}

let opened: Promise<Database> | undefined;

/** The database of this project's tests, opened once for all of them. */
export function testDatabase(): Promise<Database> {
  opened ??= openDatabase(inject('databasePlace'));
  return opened;
}

class RolledBack extends Error {}

/** Runs a test in a transaction that is rolled back, so that no test sees what another wrote. */
export async function withService(test: (service: TestService) => Promise<void>): Promise<void> {
  const shared = await testDatabase();
  const rolledBack = await shared
    .transaction(async (database) => {
      await test(serviceOn(database));
      throw new RolledBack();
    })
    .catch((error: unknown) => error);
  if (!(rolledBack instanceof RolledBack)) throw rolledBack;
}

/** A service on a database, without pages and without a limit of rate. */
export function serviceOn(
  database: Database,
  more: { queryMilliseconds?: number; rateLimitPerMinute?: number } = {},
): TestService {
  const errors: unknown[] = [];
  const app = createApp({
    database,
    facts: { version: '0.0.0', basemapStyleUrl: null },
    webFolder: null,
    publicUrl: 'http://test',
    basemapOrigins: [],
    rateLimitPerMinute: more.rateLimitPerMinute ?? 0,
    reportError: (error) => errors.push(error),
    ...(more.queryMilliseconds === undefined ? {} : { queryMilliseconds: more.queryMilliseconds }),
  });
  const get: TestService['get'] = async (path, headers = {}) => {
    const response = await app.request(path.startsWith('http') ? path.replace('http://test', '') : path, { headers });
    // An error of the service's own is a failing test, whatever the test asserts.
    if (errors.length > 0) throw errors[0];
    return response;
  };
  return { database, get, json: async (path) => (await get(path)).json() };
}
