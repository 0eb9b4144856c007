import { readFileSync } from 'node:fs';
import { createApp } from './app.ts';
import { type Database, type DatabasePlace, openDatabase } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import type { Environment } from './env.ts';
import { createServer, listen } from './server.ts';

/** Tells the person who started the service what is being done. */
export type Say = (line: string) => void;

/** What a start needs beyond the environment. */
export interface StartOptions {
  environment: Environment;
  say: Say;
  /** The folder of the built pages, once they are built; null for the API alone. */
  webFolder: Promise<string | null>;
  /** Puts the first records into the database; repeated at every start, so it must be idempotent. */
  seed: (database: Database, say: Say) => Promise<void>;
  /** An archive of a data folder to begin from, for tests. */
  prepared?: string;
}

/** The server of DATABASE_URL cannot be reached, lets nobody in, or has no PostGIS. */
export class ServerUnusable extends Error {
  constructor(cause: Error) {
    const reason = cause.message || String('code' in cause ? cause.code : cause);
    super(
      `the server of DATABASE_URL cannot be used: ${reason}. Check that it runs, its address, name and password, and that PostGIS is installed there`,
      { cause },
    );
  }
}

/** A running service. */
export interface Service {
  url: string;
  stop(): Promise<void>;
}

/** The version of package.json. */
export function serviceVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { version: unknown }).version);
}

function placeOf({ environment, prepared }: StartOptions): DatabasePlace {
  if (environment.DATABASE_URL !== undefined) return { kind: 'server', url: environment.DATABASE_URL };
  return { kind: 'embedded', folder: environment.DATA_FOLDER, ...(prepared === undefined ? {} : { prepared }) };
}

async function openRecord(options: StartOptions): Promise<Database> {
  const { say } = options;
  const place = placeOf(options);
  const since = stopwatch();
  say(
    place.kind === 'server'
      ? 'database: connecting to the server of DATABASE_URL'
      : `database: opening the embedded one in ${place.folder} (the first time takes 5 to 20 s)`,
  );
  const database = await openDatabase(place);
  try {
    const ran = await migrate(database);
    say(`database: ready in ${since()}${ran.length > 0 ? `, ${ran.length} migration(s) run` : ''}`);
    await options.seed(database, say);
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    if (place.kind === 'server' && error instanceof Error && 'code' in error) throw new ServerUnusable(error);
    throw error;
  }
}

/** Seconds since now, as text. */
export function stopwatch(): () => string {
  const began = performance.now();
  return () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
}

/**
 * Starts the service: database, migrations, seeds, pages, port; each step is told. Whatever was opened is closed again
 * when a later step fails.
 *
 * @throws FolderInUse, PortUnavailable, ServerUnusable
 */
export async function startService(options: StartOptions): Promise<Service> {
  const { environment, say } = options;
  const [database, webFolder] = await Promise.all([openRecord(options), options.webFolder]);
  const basemapOrigin = environment.BASEMAP_STYLE_URL ? [new URL(environment.BASEMAP_STYLE_URL).origin] : [];
  const app = createApp({
    database,
    facts: { version: serviceVersion(), basemapStyleUrl: environment.BASEMAP_STYLE_URL ?? null },
    webFolder,
    publicUrl: environment.PUBLIC_URL ?? null,
    basemapOrigins: [...basemapOrigin, ...environment.BASEMAP_ORIGINS],
    rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
    reportError: (error) => console.error(error),
  });
  const server = createServer(app.fetch);
  try {
    const port = await listen(server, environment.PORT, environment.HOST);
    const host = environment.HOST.includes(':') ? `[${environment.HOST}]` : environment.HOST;
    const url = `http://${host}:${port}`;
    return {
      url,
      stop: async () => {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          // Whoever still reads an answer gets a moment; a browser's open connection does not hold up the stop.
          setTimeout(() => server.closeAllConnections(), 2_000).unref();
        });
        await database.close();
      },
    };
  } catch (error) {
    say('stopping: the database is closed again');
    await database.close();
    throw error;
  }
}
