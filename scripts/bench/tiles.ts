import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { savePerson } from '../../api/auth/people.ts';
import { saveToken } from '../../api/auth/queries.ts';
import { hashOf, newSecret, TOKEN_PREFIX } from '../../api/auth/secrets.ts';
import { type Database, openDatabase } from '../../api/db/database.ts';
import { sql } from '../../api/db/sql.ts';
import { stopwatch } from '../../api/start.ts';
import type { TileAddress } from '../../api/tiles/contract.ts';
import { startCluster } from '../postgres/cluster.ts';
import { CONNECTIONS, loadIncidents, median, SETTINGS } from './ground.ts';
import { missingForMapServer, withMapServer } from './mapserver.ts';
import { withService } from './service.ts';
import { sweepAfterwards } from './sweeper.ts';
import { type Asked, assertWrk, type Measured, runWrk } from './wrk.ts';

// `npm run bench:tiles [-- COUNT]`: vector tiles of the densest part at four zooms, as staff sees it (points and areas): cold,
// each with a filter that nobody has asked with before, and warm, from memory; beside MapServer on the same database in the
// same run, where it is installed; all by wrk, medians of five rounds. On a PostgreSQL server of its own, with SYNTHETIC
// incidents.

const COUNT = Number(process.argv[2] ?? 100_000);
/** So many are generated; the others are copies of them that lie elsewhere. */
const GENERATED = 10_000;
const SECONDS = 3;
const ROUNDS = 5;
const ZOOMS = [6, 8, 10, 12] as const;
const TILES = 8;
const VIEWER = 'staff';

/** Fills up with copies: points up to half a degree away, cells on the same grid, other areas where they are. */
async function multiply(database: Database): Promise<void> {
  const copies = Math.ceil(COUNT / GENERATED) - 1;
  await database.withClient(async (client) => {
    await client.query('set statement_timeout = 0');
    await client.query(`
      insert into incident_projections (viewer, id, fid, category, type, status, happened_during, geom, is_area, search,
        feature, details, digest, change, known_from, tags)
      select viewer, gen_random_uuid(), fid + n * 1000000000::bigint, category, type, status, happened_during,
        case when not is_area then st_setsrid(st_makepoint(round((st_x(geom) + random() - 0.5)::numeric, 5)::float8,
            round((st_y(geom) + random() - 0.5)::numeric, 5)::float8), 4326)
          when st_npoints(geom) = 5 then st_translate(geom, (n % 7 - 3) * 0.1, (n % 5 - 2) * 0.1) else geom end,
        is_area, search, feature, details, digest, change, known_from, tags
      from incident_projections cross join generate_series(1, ${copies}) as n`);
    await client.query('vacuum analyze');
    await client.query('reset statement_timeout');
  });
}

/** The tiles of a zoom in which the most points lie. */
async function densest(database: Database, z: number): Promise<TileAddress[]> {
  const rows = await database.all(sql<{ x: number; y: number }>`
    select x, y from (
      select floor((st_x(geom) + 180) / 360 * 2 ^ ${z}::int)::int as x,
        floor((1 - asinh(tand(st_y(geom))) / pi()) / 2 * 2 ^ ${z}::int)::int as y
      from incident_projections where viewer in (${VIEWER}, 'inside') and not is_area) as tile
    group by x, y order by count(*) desc limit ${TILES}`);
  return rows.map(({ x, y }) => ({ z, x, y }));
}

/** A token of somebody who sees everything. */
async function tokenOf(database: Database): Promise<string> {
  const [id, at, secret] = [newId(), new Date(), newSecret(TOKEN_PREFIX)];
  await savePerson(database, { id, email: 'bench@example.org', name: 'Bench', role: 'monitor' }, at);
  const expiresAt = new Date(at.getTime() + 86_400_000).toISOString();
  const token = {
    id: newId(),
    name: 'bench',
    scope: 'read',
    expiresAt,
    personId: id,
    secretHash: hashOf(secret),
    at,
  } as const;
  await saveToken(database, token);
  return `Bearer ${secret}`;
}

/** The columns are read once after a start: told apart, since until then tiles come from statements. */
async function readColumns(base: string, headers: Record<string, string>): Promise<void> {
  const since = stopwatch();
  const answer = await fetch(`${base}/api/explore/incidents.arrow`, { headers });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`no columns: ${answer.status}`);
  console.log(`columns read in ${since()}`);
}

/** A range that begins at another instant before all records each time leaves nothing out and is in no cache. */
const NEVER = `function(number) return "?datetime=" .. os.date("!%Y-%m-%dT%H:%M:%SZ", number - 2208988800) .. "/.." end`;

type Asking = Omit<Asked, 'connections' | 'seconds'>;

/** What was measured of one thing, round by round, by what it is called. */
type Rounds = Map<string, Measured[]>;

/** Asks for some seconds and keeps what came of it. */
function measure(rounds: Rounds, name: string, asked: Asking): void {
  const result = runWrk(folder, { ...asked, seconds: SECONDS, connections: CONNECTIONS });
  rounds.set(name, [...(rounds.get(name) ?? []), result]);
}

/** Asks for a second, of which nothing is kept. */
function warm(asked: Asking): void {
  runWrk(folder, { ...asked, seconds: 1, connections: CONNECTIONS });
}

/** Prints the medians of all rounds. */
function tell(rounds: Rounds): void {
  for (const [name, results] of rounds) {
    const of = (read: (result: Measured) => number): number => median(results.map(read));
    const times = `p50 ${of(({ p50 }) => p50).toFixed(1)} ms, p99 ${of(({ p99 }) => p99).toFixed(1)} ms`;
    console.log(`  ${name}: ${rateOf(rounds, name).toFixed(1)}/s, ${times}, ${of(({ bytes }) => bytes)} bytes`);
  }
}

function rateOf(rounds: Rounds, name: string): number {
  return median((rounds.get(name) ?? []).map(({ perSecond }) => perSecond));
}

const [COLD, WARM, OTHER] = ['cold', 'warm, compressed', 'MapServer'] as const;

/** What the service gives of one zoom, cold and warm. */
function benchService(rounds: Rounds, base: string, authorization: string, tiles: readonly TileAddress[]): void {
  const paths = tiles.map(({ z, x, y }) => `/api/tiles/incidents/${z}/${x}/${y}.mvt`);
  const plain = { base, headers: { authorization, 'accept-encoding': 'identity' }, paths };
  const zipped = { base, headers: { authorization, 'accept-encoding': 'br, gzip' }, paths };
  warm({ ...plain, suffix: NEVER });
  measure(rounds, COLD, { ...plain, suffix: NEVER });
  measure(rounds, 'cold, compressed', { ...zipped, suffix: NEVER });
  warm(zipped);
  measure(rounds, WARM, zipped);
  // Whoever has not signed in is looked up nowhere.
  const open = { base, headers: { 'accept-encoding': 'br, gzip' }, paths };
  warm(open);
  measure(rounds, 'warm, compressed, the public', open);
}

async function benchMapServer(rounds: Rounds, z: number, tiles: readonly TileAddress[]): Promise<void> {
  const ground = { folder, socketFolder: cluster.socketFolder, database: 'bench', viewer: VIEWER } as const;
  return withMapServer(ground, async (base, path) => {
    // nginx listens a moment after it is started.
    await wait(500);
    const paths = tiles.map(({ x, y }) =>
      path.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)),
    );
    warm({ base, headers: {}, paths });
    measure(rounds, OTHER, { base, headers: {}, paths });
  });
}

assertWrk();
const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
sweepAfterwards({ folder });
const cluster = await startCluster(SETTINGS);
sweepAfterwards({ folder: cluster.socketFolder, pidsIn: join(cluster.socketFolder, 'data', 'postmaster.pid') });
try {
  const { url } = await loadIncidents(cluster, Math.min(COUNT, GENERATED));
  const database = await openDatabase({ kind: 'server', url });
  if (COUNT > GENERATED) await multiply(database);
  const authorization = await tokenOf(database);
  const tiles = new Map<number, TileAddress[]>();
  for (const z of ZOOMS) tiles.set(z, await densest(database, z));
  await database.close();
  const missing = missingForMapServer();
  console.log(
    `${COUNT} incidents, ${CONNECTIONS} connections, ${cpus().length} processors, load ${loadavg().join(' ')}`,
  );
  if (missing.length > 0) console.log(`no MapServer here; for it: apt-get install -y ${missing.join(' ')}`);
  await withService(url, async (base) => {
    await readColumns(base, { authorization });
    await readColumns(base, {});
    for (const [z, addresses] of tiles) {
      console.log(`z${z}: ${addresses.length} tiles, load ${loadavg()[0]}`);
      const rounds: Rounds = new Map();
      for (let round = 0; round < ROUNDS; round++) {
        benchService(rounds, base, authorization, addresses);
        if (missing.length === 0) await benchMapServer(rounds, z, addresses);
      }
      tell(rounds);
      if (missing.length > 0) continue;
      const [cold, warmed] = [COLD, WARM].map((name) => rateOf(rounds, name) / rateOf(rounds, OTHER));
      console.log(`  of MapServer's rate: cold ${cold?.toFixed(1)}, warm ${warmed?.toFixed(1)} times`);
    }
  });
  console.log(`load at the end ${loadavg().join(' ')}`);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
