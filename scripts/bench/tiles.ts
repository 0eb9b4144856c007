import { Agent, get } from 'node:http';
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
import type { TileAddress } from '../../api/tiles/contract.ts';
import { startCluster } from '../postgres/cluster.ts';
import { CONNECTIONS, loadIncidents, SETTINGS } from './ground.ts';
import { missingForMapServer, withMapServer } from './mapserver.ts';
import { withService } from './service.ts';

// `npm run bench:tiles [-- COUNT]`: vector tiles of the densest part at four zooms, as staff sees it (points and areas): cold,
// each with a filter that nobody has asked with before, and warm, from memory; beside MapServer on the same database in the
// same run, where it is installed. On a PostgreSQL server of its own, with SYNTHETIC incidents.

const COUNT = Number(process.argv[2] ?? 100_000);
/** So many are generated; the others are copies of them that lie elsewhere. */
const GENERATED = 10_000;
const SECONDS = 4;
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

interface Source {
  base: string;
  headers: Record<string, string>;
  pathOf: (address: TileAddress, number: number) => string;
}

/** Asks once and counts the bytes as they come, without unpacking them. */
function ask({ base, headers }: Source, path: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`${base}${path}`, { headers, agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${path}: ${answer.statusCode}`)),
      );
    }).on('error', reject);
  });
}

/** Numbers that no request has had, so that a filter made of one is new. */
let asked = 0;

async function measure(name: string, source: Source, tiles: readonly TileAddress[], seconds: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const times: number[] = [];
  let bytes = 0;
  const began = performance.now();
  const client = async () => {
    while (performance.now() - began < seconds * 1_000) {
      const number = asked++;
      const tile = tiles[number % tiles.length];
      if (!tile) throw new Error('no tile');
      const since = performance.now();
      bytes += await ask(source, source.pathOf(tile, number), agent);
      times.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  const took = (performance.now() - began) / 1_000;
  agent.destroy();
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
  const perSecond = (times.length / took).toFixed(1);
  const each = Math.round(bytes / times.length);
  console.log(
    `  ${name}: ${perSecond}/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${each} bytes (${times.length} requests)`,
  );
}

/** An instant before all records, another one each time: a range that begins there leaves nothing out and is in no cache. */
function never(number: number): string {
  return new Date(Date.UTC(1900, 0, 1) + number * 1_000).toISOString();
}

async function benchService(base: string, authorization: string, tiles: readonly TileAddress[]): Promise<void> {
  const path = ({ z, x, y }: TileAddress) => `/api/tiles/incidents/${z}/${x}/${y}.mvt`;
  const headers = { authorization, 'accept-encoding': 'identity' };
  const cold = (address: TileAddress, number: number) => `${path(address)}?datetime=${never(number)}/..`;
  await measure('cold', { base, headers, pathOf: cold }, tiles, SECONDS);
  const zipped = { authorization, 'accept-encoding': 'br, gzip' };
  await measure('cold, compressed', { base, headers: zipped, pathOf: cold }, tiles, SECONDS);
  await measure('warming', { base, headers: zipped, pathOf: path }, tiles, 1);
  await measure('warm, compressed', { base, headers: zipped, pathOf: path }, tiles, SECONDS);
}

const cluster = await startCluster(SETTINGS);
const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
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
  for (const [z, addresses] of tiles) {
    console.log(`z${z}: ${addresses.length} tiles`);
    await withService(url, (base) => benchService(base, authorization, addresses));
    if (missing.length === 0)
      await withMapServer(
        { folder, socketFolder: cluster.socketFolder, database: 'bench', viewer: VIEWER },
        async (base, path) => {
          // nginx listens a moment after it is started.
          await wait(500);
          const pathOf = ({ x, y }: TileAddress) =>
            path.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
          await measure('MapServer', { base, headers: {}, pathOf }, addresses, SECONDS);
        },
      );
  }
  console.log(`load at the end ${loadavg().join(' ')}`);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
