import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../api/db/database.ts';
import { migrate } from '../../api/db/migrate.ts';
import { compile, sql } from '../../api/db/sql.ts';
import { type Box, DatetimeParameter } from '../../api/features/contract.ts';
import { featurePageStatement } from '../../api/features/queries.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import type { Sight } from '../../api/record/rows-seen.ts';
import { stopwatch } from '../../api/start.ts';
import type { Cluster } from '../postgres/cluster.ts';
import { syntheticBundles } from '../synthetic/bundles.ts';

/** Clients at once, of wrk and of pgbench. */
export const CONNECTIONS = 4;
export const SECONDS = 10;
export const LIMIT = 1_000;
export const DURING = '2024-01-01/2025-01-01';
export const TYPES = ['small-arms', 'indirect-fire'] as const;
export const SETTINGS = [
  'shared_buffers=2GB',
  'max_wal_size=8GB',
  'work_mem=32MB',
  'maintenance_work_mem=1GB',
  'jit=off',
  'max_parallel_workers_per_gather=0',
];

interface IndexRow {
  name: string;
  definition: string;
}

/** Indexes of projections are made after the rows: the same indexes in a third of the time. */
async function withoutIndexes(database: Database, load: () => Promise<void>): Promise<void> {
  const indexes = await database.all(sql<IndexRow>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index join pg_class on pg_class.oid = indrelid
    where relname = 'incident_projections' and not indisunique`);
  for (const { name } of indexes) await database.all(sql`drop index ${sql.ref(name)}`);
  await load();
  const since = stopwatch();
  // A server ends a long statement of the service; building an index over a million rows takes longer.
  await database.withClient(async (client) => {
    await client.query('set statement_timeout = 0');
    for (const { name, definition } of indexes) {
      // PostgreSQL writes ONLY, which would leave the partitions without.
      await client.query(definition.replace(' ON ONLY ', ' ON '));
      console.log(`index ${name} (${since()})`);
    }
    await client.query('vacuum analyze');
    await client.query('reset statement_timeout');
  });
}

/** A database with so many SYNTHETIC incidents, and ten boxes of one degree that lie where they do. */
export async function loadIncidents(cluster: Cluster, count: number): Promise<{ url: string; boxes: Box[] }> {
  await cluster.createDatabase('bench');
  const url = cluster.urlOf('bench');
  const database = await openDatabase({ kind: 'server', url });
  await migrate(database);
  const since = stopwatch();
  let made = 0;
  await withoutIndexes(database, async () => {
    for await (const bundle of syntheticBundles({ seed: 1, count, bench: true })) {
      await saveBundle(database, bundle);
      made += bundle.incidents.length;
      if (made % 50_000 === 0) console.log(`loaded ${made} of ${count} (${since()})`);
    }
  });
  // Boxes around every so-manyth record, so that they lie along the line as the records do.
  const centres = await database.all(sql<{ x: number; y: number }>`
    select st_x(st_centroid(geom)) as x, st_y(st_centroid(geom)) as y from incident_projections_public
    where fid % (${count}::int / 10) = 1 order by fid`);
  await database.close();
  return { url, boxes: centres.map(({ x, y }): Box => [x - 0.5, y - 0.5, x + 0.5, y + 0.5]) };
}

/** The statement of a page with its values written out, as pgbench takes it. */
export function literalStatement(box: Box, sight: Sight): string {
  const query = { bbox: box, datetime: DatetimeParameter.parse(DURING), type: TYPES, limit: LIMIT, afterFid: '0' };
  const { text, values } = compile(featurePageStatement('incidents', sight, query));
  const literal = (value: unknown) =>
    Array.isArray(value)
      ? `array[${value.map((one) => `'${String(one)}'`).join(',')}]`
      : typeof value === 'number'
        ? `${value}`
        : `'${String(value)}'`;
  return `${text.replaceAll(/\s+/g, ' ').replaceAll(/\$(\d+)/g, (_all, at: string) => literal(values[Number(at) - 1]))};\n`;
}

/** Statements a second that pgbench gets answered, one file after the other at random. */
export function runPgbench(cluster: Cluster, folder: string, statements: readonly string[]): number {
  const files = statements.map((statement, at) => {
    const path = join(folder, `statement-${at}.sql`);
    writeFileSync(path, statement);
    return path;
  });
  const clients = ['-c', String(CONNECTIONS), '-j', '1', '-T', String(SECONDS)];
  const output = execFileSync(
    join(cluster.binaries, 'pgbench'),
    ['-h', cluster.socketFolder, '-U', 'postgres', '-n', ...clients, ...files.flatMap((file) => ['-f', file]), 'bench'],
    { encoding: 'utf8' },
  );
  return Number(/tps = ([\d.]+)/.exec(output)?.[1]);
}

/** The middle one of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
