import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../api/db/database.ts';
import { migrate } from '../../api/db/migrate.ts';
import { compile, sql } from '../../api/db/sql.ts';
import { DatetimeParameter } from '../../api/features/contract.ts';
import { featurePageStatement } from '../../api/features/queries.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { stopwatch } from '../../api/start.ts';
import { type Cluster, startCluster } from '../postgres/cluster.ts';
import { findProgram } from '../setup/programs.ts';
import { syntheticBundles } from '../synthetic/bundles.ts';

// `npm run bench:items [-- COUNT]`: one page of incidents in a box of one degree, with a time and a type, over HTTP by
// wrk and the same SQL by pgbench, in turns in one run. What counts is the share: both meet the same machine.

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COUNT = Number(process.argv[2] ?? 1_000_000);
const CONNECTIONS = 4;
const SECONDS = 10;
const ROUNDS = 3;
const LIMIT = 1_000;
const DURING = '2024-01-01/2025-01-01';
const TYPES = ['small-arms', 'indirect-fire'] as const;
const SETTINGS = [
  'shared_buffers=2GB',
  'max_wal_size=8GB',
  'work_mem=32MB',
  'jit=off',
  'max_parallel_workers_per_gather=0',
];

type Box = readonly [number, number, number, number];

async function load(cluster: Cluster): Promise<{ url: string; boxes: Box[] }> {
  await cluster.createDatabase('bench');
  const url = cluster.urlOf('bench');
  const database = await openDatabase({ kind: 'server', url });
  await migrate(database);
  const since = stopwatch();
  let made = 0;
  for await (const bundle of syntheticBundles({ seed: 1, count: COUNT, bench: true })) {
    await saveBundle(database, bundle);
    made += bundle.incidents.length;
    if (made % 50_000 === 0) console.log(`loaded ${made} of ${COUNT} (${since()})`);
  }
  await database.all(sql`vacuum analyze`);
  // Boxes around every so-manyth record, so that they lie along the line as the records do.
  const centres = await database.all(sql<{ x: number; y: number }>`
    select st_x(geom) as x, st_y(geom) as y from incident_projections_public
    where fid % (${COUNT}::int / 10) = 1 order by fid`);
  await database.close();
  const boxes = centres.map(({ x, y }): Box => [x - 0.5, y - 0.5, x + 0.5, y + 0.5]);
  return { url, boxes };
}

/** The statement of a page with its values written out, as pgbench takes it. */
function literalStatement(box: Box): string {
  const query = { bbox: box, datetime: DatetimeParameter.parse(DURING), type: TYPES, limit: LIMIT, afterFid: '0' };
  const { text, values } = compile(featurePageStatement('incidents', 'public', query));
  const literal = (value: unknown) =>
    Array.isArray(value)
      ? `array[${value.map((one) => `'${String(one)}'`).join(',')}]`
      : typeof value === 'number'
        ? `${value}`
        : `'${String(value)}'`;
  return `${text.replaceAll(/\s+/g, ' ').replaceAll(/\$(\d+)/g, (_all, at: string) => literal(values[Number(at) - 1]))};\n`;
}

function runPgbench(cluster: Cluster, folder: string, boxes: readonly Box[]): number {
  const files = boxes.map((box, at) => {
    const path = join(folder, `box-${at}.sql`);
    writeFileSync(path, literalStatement(box));
    return path;
  });
  const output = execFileSync(
    join(cluster.binaries, 'pgbench'),
    [
      '-h',
      cluster.socketFolder,
      '-U',
      'postgres',
      '-n',
      '-c',
      String(CONNECTIONS),
      '-j',
      '1',
      '-T',
      String(SECONDS),
      ...files.flatMap((file) => ['-f', file]),
      'bench',
    ],
    { encoding: 'utf8' },
  );
  return Number(/tps = ([\d.]+)/.exec(output)?.[1]);
}

interface HttpResult {
  perSecond: number;
  p50: string;
  p99: string;
  bytes: number;
}

function runWrk(base: string, folder: string, boxes: readonly Box[]): HttpResult {
  const paths = boxes.map(
    (box) =>
      `/api/collections/incidents/items?bbox=${box.map((side) => side.toFixed(5)).join(',')}&datetime=${DURING}&type=${TYPES.join(',')}&limit=${LIMIT}`,
  );
  const script = join(folder, 'paths.lua');
  writeFileSync(
    script,
    `local paths = {${paths.map((path) => `"${path}"`).join(',')}}\nlocal at = 0\nrequest = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end\n`,
  );
  const output = execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', '-s', script, base], {
    encoding: 'utf8',
  });
  if (/Non-2xx/.test(output)) throw new Error(`some answers failed:\n${output}`);
  const found = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '?';
  return {
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    p50: found(/50%\s+(\S+)/),
    p99: found(/99%\s+(\S+)/),
    bytes: Number(found(/(\d+) requests in/)),
  };
}

async function withService<Result>(url: string, measure: (base: string) => Promise<Result>): Promise<Result> {
  const service = spawn(process.execPath, ['scripts/start.ts', '--without-pages'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, PORT: '0', RATE_LIMIT_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await new Promise<string>((resolve, reject) => {
    let text = '';
    service.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /ready: (\S+)\//.exec(text)?.[1];
      if (found) resolve(found);
    });
    service.once('exit', () => reject(new Error(`the service did not start:\n${text}`)));
  });
  try {
    return await measure(base);
  } finally {
    service.kill('SIGTERM');
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

if (findProgram('wrk') === null) throw new Error('missing: wrk; install with: apt-get install -y wrk');
const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
const cluster = await startCluster(SETTINGS);
try {
  const { url, boxes } = await load(cluster);
  const rounds = await withService(url, async (base) => {
    const matched = await Promise.all(
      boxes.map(
        async (box) =>
          (
            (await (
              await fetch(
                `${base}/api/collections/incidents/items?bbox=${box.join(',')}&datetime=${DURING}&type=${TYPES.join(',')}&limit=${LIMIT}`,
              )
            ).json()) as { numberMatched: number }
          ).numberMatched,
      ),
    );
    console.log(`${boxes.length} boxes, matched: ${matched.join(', ')}`);
    const results: { http: HttpResult; pgbench: number }[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const pgbench = runPgbench(cluster, folder, boxes);
      const http = runWrk(base, folder, boxes);
      console.log(
        `round ${round}: service ${http.perSecond}/s (p50 ${http.p50}, p99 ${http.p99}), pgbench ${pgbench.toFixed(1)}/s, share ${(http.perSecond / pgbench).toFixed(2)}`,
      );
      results.push({ http, pgbench });
    }
    return results;
  });
  const share = median(rounds.map(({ http, pgbench }) => http.perSecond / pgbench));
  console.log(
    `items: ${share.toFixed(2)} of pgbench (median of ${ROUNDS} rounds, ${COUNT} incidents, ${CONNECTIONS} connections)`,
  );
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
