import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { ensureAdministrator, ensureDevelopmentPeople } from './auth/first-start.ts';
import { type Database, type DatabasePlace, openDatabase, type Queries } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import type { Environment } from './env.ts';
import { openEvidencePlaces } from './evidence/places.ts';
import type { EvidencePlaces } from './evidence/receive.ts';
import { startFileKeeper } from './evidence/recheck.ts';
import type { LogEntry } from './log/contract.ts';
import { appendEntries } from './log/entries.ts';
import { readNewestNote } from './log/files.ts';
import { openCheckpointKey } from './log/key.ts';
import { type Sequencer, startSequencer } from './log/sequencer.ts';
import { startSweeper } from './record/sweep.ts';
import { createServer, listen } from './server.ts';

/** Tells the person who started the service what is being done. */
export type Say = (line: string) => void;

/** What a start needs beyond the environment. */
export interface StartOptions {
  /** Who gets an account where there is nobody yet: one administrator, or one person for each role. */
  people?: 'administrator' | 'development' | 'nobody';
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

/** The key of cookies and of events: of the environment where several processes share it, and else kept in the data folder. */
function readSecret({ SECRET, DATA_FOLDER }: Environment): string {
  if (SECRET !== undefined) return SECRET;
  const path = join(DATA_FOLDER, 'secret');
  mkdirSync(DATA_FOLDER, { recursive: true });
  try {
    writeFileSync(path, randomBytes(48).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

/** For `npm run dev` alone: everybody knows it. */
const DEVELOPMENT_PASSWORD = 'durand line monitor';

/** Somebody has to be able to come in. What is said here is said once. */
async function welcomePeople(database: Database, { people = 'administrator', say }: StartOptions): Promise<void> {
  const parts = { now: () => new Date(), log: (queries: Queries, entry: LogEntry) => appendEntries(queries, [entry]) };
  if (people === 'development') {
    const made = await ensureDevelopmentPeople(database, { ...parts, password: DEVELOPMENT_PASSWORD });
    const emails = made.map(({ email }) => email).join(', ');
    if (made.length > 0) say(`people: one for each role, all with the password "${DEVELOPMENT_PASSWORD}": ${emails}`);
  }
  if (people === 'administrator') {
    const made = await ensureAdministrator(database, parts);
    if (made) say(`people: ${made.email} was made with the password ${made.password} (shown this once; change it)`);
  }
}

/** Where evidence files are kept. */
function openEvidence(environment: Environment): Promise<EvidencePlaces> {
  const { DATA_FOLDER, EVIDENCE_FOLDER, EVIDENCE_S3_URL, EVIDENCE_S3_REGION } = environment;
  const { EVIDENCE_S3_KEY_ID: keyId = '', EVIDENCE_S3_SECRET: secret = '' } = environment;
  const bucket =
    EVIDENCE_S3_URL === undefined ? null : { url: EVIDENCE_S3_URL, region: EVIDENCE_S3_REGION, keyId, secret };
  return openEvidencePlaces({ folder: EVIDENCE_FOLDER ?? join(DATA_FOLDER, 'evidence'), bucket });
}

interface Keepers {
  sequencer: Sequencer;
  fileKeeper: { stop: () => Promise<void> };
  sweeper: { stop: () => Promise<void> };
}

/** What works beside the requests: places the entries of the log, signs checkpoints, tells times of day when they are due. */
async function startKeepers(
  database: Database,
  environment: Environment,
  evidence: EvidencePlaces,
): Promise<Keepers & { vkey: string; folder: string }> {
  const folder = join(environment.DATA_FOLDER, 'log');
  const key = await openCheckpointKey(folder);
  const reportError = (error: unknown) => console.error(error);
  const now = () => new Date();
  return {
    vkey: key.vkey,
    folder,
    sequencer: startSequencer({ database, folder, key, now, reportError }),
    sweeper: startSweeper({ database, now, reportError }),
    fileKeeper: startFileKeeper({ database, ...evidence, now, reportError }),
  };
}

/** The origins under which browsers know our own pages. */
function ownOriginsOf({ PUBLIC_URL, HOST }: Environment, port: () => number): () => readonly string[] {
  if (PUBLIC_URL !== undefined) return () => [new URL(PUBLIC_URL).origin];
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  return () => [`http://${host}:${port()}`, `http://localhost:${port()}`, `http://127.0.0.1:${port()}`];
}

/** Less is done before anybody has seen the line that says so. */
const WORTH_SAYING_MS = 1_000;

/**
 * Asks for what a page asks for first, as a visitor without a name would: to read and pack a million incidents takes a
 * minute, and the first visitor after a start would wait for it. What fails is met again, and told, by whoever asks next.
 */
export async function readAhead(url: string, say: Say, signal: AbortSignal): Promise<void> {
  const [began, since] = [performance.now(), stopwatch()];
  try {
    const headers = { 'accept-encoding': 'br' };
    const { body } = await fetch(`${url}/api/explore/incidents.arrow?for=page`, { headers, signal });
    await body?.cancel();
  } catch {
    return;
  }
  if (performance.now() - began >= WORTH_SAYING_MS) say(`incidents: read and packed for visitors in ${since()}`);
}

/**
 * Starts the service: database, migrations, seeds, people, pages, port; each step is told. Whatever was opened is closed
 * again when a later step fails. The incidents are read ahead beside the first requests.
 *
 * @throws FolderInUse, PortUnavailable, ServerUnusable
 */
export async function startService(options: StartOptions): Promise<Service> {
  const { environment, say } = options;
  const [database, webFolder] = await Promise.all([openRecord(options), options.webFolder]);
  let keepers: Awaited<ReturnType<typeof startKeepers>> | null = null;
  const endAll = async (): Promise<void> => {
    await keepers?.fileKeeper.stop();
    await keepers?.sweeper.stop();
    await keepers?.sequencer.stop();
    await database.close();
  };
  try {
    await welcomePeople(database, options);
    const evidence = await openEvidence(environment);
    keepers = await startKeepers(database, environment, evidence);
    const { folder, vkey } = keepers;
    let port = environment.PORT;
    const basemapOrigin = environment.BASEMAP_STYLE_URL ? [new URL(environment.BASEMAP_STYLE_URL).origin] : [];
    const app = createApp({
      database,
      facts: { version: serviceVersion(), basemapStyleUrl: environment.BASEMAP_STYLE_URL ?? null },
      webFolder,
      publicUrl: environment.PUBLIC_URL ?? null,
      ownOrigins: ownOriginsOf(environment, () => port),
      secret: readSecret(environment),
      checkpoints: { newestNote: () => readNewestNote(folder), vkey },
      rules: environment.VERIFICATION_RULES,
      evidence,
      basemapOrigins: [...basemapOrigin, ...environment.BASEMAP_ORIGINS],
      rateLimitPerMinute: environment.RATE_LIMIT_PER_MINUTE,
      mostInBrowser: environment.BROWSER_HOLDS_UP_TO,
      reportError: (error) => console.error(error),
    });
    const server = createServer(app.fetch);
    port = await listen(server, environment.PORT, environment.HOST);
    const host = environment.HOST.includes(':') ? `[${environment.HOST}]` : environment.HOST;
    const url = `http://${host}:${port}`;
    const ahead = new AbortController();
    void readAhead(url, say, ahead.signal);
    return {
      url,
      stop: async () => {
        ahead.abort();
        await app.live.stop();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          // Whoever still reads an answer gets a moment; a browser's open connection does not hold up the stop.
          setTimeout(() => server.closeAllConnections(), 2_000).unref();
        });
        await app.engines.end();
        await endAll();
      },
    };
  } catch (error) {
    say('stopping: the database is closed again');
    await endAll();
    throw error;
  }
}
