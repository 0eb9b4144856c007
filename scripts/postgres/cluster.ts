import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL server of our own, in a temporary folder, reached over a socket file in it. */
export interface Cluster {
  /** Address of one of its databases, as DATABASE_URL takes it. */
  urlOf(database: string): string;
  /** The folder of the socket, for psql and pgbench: `-h folder -U postgres`. */
  socketFolder: string;
  binaries: string;
  createDatabase(name: string, template?: string): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs, of the newest version that has PostGIS beside it; null where there is none. */
export function findPostgres(): string | null {
  const base = '/usr/lib/postgresql';
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const versions = existsSync(base)
    ? readdirSync(base).sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a))
    : [];
  const folders = [
    ...versions.map((version) => join(base, version, 'bin')),
    ...(asked.status === 0 ? [asked.stdout.trim()] : []),
  ];
  const hasPostgis = (folder: string) => {
    const share = spawnSync(join(folder, 'pg_config'), ['--sharedir'], { encoding: 'utf8' });
    const guess = folder.replace('/lib/', '/share/').replace(/\/bin$/, '');
    return existsSync(join(share.status === 0 ? share.stdout.trim() : guess, 'extension', 'postgis.control'));
  };
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && hasPostgis(folder)) ?? null;
}

/** PostgreSQL refuses to run as root: then it runs as its own user. */
function userForServer(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody');
  if (!entry) throw new Error('running as root, and there is no user postgres to run the server as');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Settings for throw-away data: what survives a crash does not matter here. */
const THROW_AWAY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts a server on a new, empty cluster.
 *
 * @param settings more settings, as `name=value`
 * @throws with the command that installs PostgreSQL, or with the end of the server's log
 */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const binaries = findPostgres();
  if (binaries === null)
    throw new Error(
      'no PostgreSQL with PostGIS here; install: apt-get install -y --no-install-recommends postgresql postgresql-postgis',
    );
  const folder = mkdtempSync(join(tmpdir(), 'durand-pg-'));
  const user = userForServer();
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? 0);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...user, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const logPath = join(folder, 'log');
  const log = openSync(logPath, 'a');
  const options = ['listen_addresses=', 'unix_socket_permissions=0777', ...THROW_AWAY, ...settings].flatMap(
    (setting) => ['-c', setting],
  );
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, ...options], {
    ...user,
    cwd: '/',
    stdio: ['ignore', log, log],
  });
  const connection = { host: folder, user: 'postgres', database: 'postgres' };

  async function answers(): Promise<boolean> {
    const client = new pg.Client(connection);
    try {
      await client.connect();
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  for (let tries = 0; !(await answers()); tries++) {
    if (server.exitCode !== null || tries > 600)
      throw new Error(`PostgreSQL did not start: ${readFileSync(logPath, 'utf8').slice(-600)}`);
    await wait(25);
  }

  return {
    urlOf: (database) => `postgres:///${database}?host=${encodeURIComponent(folder)}&user=postgres`,
    socketFolder: folder,
    binaries,
    createDatabase: async (name, template) => {
      const client = new pg.Client(connection);
      await client.connect();
      const from = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
      await client.query(`create database ${client.escapeIdentifier(name)}${from}`);
      await client.end();
    },
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
