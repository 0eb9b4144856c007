import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { type Database, openDatabase } from '../../api/db/database.ts';
import { kept, sql } from '../../api/db/sql.ts';
import type { Box } from '../../api/features/contract.ts';
import { openCheckpointKey } from '../../api/log/key.ts';
import { startSequencer } from '../../api/log/sequencer.ts';
import type { IncidentWrite } from '../../api/incidents/contract.ts';
import { firstSeen } from '../../api/record/replay.ts';
import { findVersions } from '../../api/record/queries.ts';
import {
  logVersions,
  type NewVersion,
  refreshSeen,
  saveVersions,
  seeNewRecords,
  versionRows,
} from '../../api/record/save.ts';
import { stopwatch } from '../../api/start.ts';
import { VIEWERS } from '../../api/visibility/contract.ts';
import { type Cluster, startCluster } from '../postgres/cluster.ts';
import { generateBundle } from '../synthetic/bundles.ts';
import { literalStatement, loadIncidents, median, runPgbench, SETTINGS } from './ground.ts';

// `npm run bench:record [-- COUNT]`: what projections, history and log cost, as ratios in one run on a PostgreSQL server:
// the box query of each class of viewer beside that of the public, the same as known at a past moment beside the present,
// and a write with all that belongs to it beside a plain insert of the same row.

const COUNT = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const EDITS = Math.min(20_000, Math.floor(COUNT / 10));
const WRITERS = 8;
const WRITE_MILLISECONDS = 8_000;
// Writes are measured as they are kept: on the disk before they are acknowledged.
const DURABLE = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'];

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Relations that a statement walks from end to end. */
async function sequentialScans(database: Database, statement: string): Promise<string[]> {
  return database.withClient(async (client) => {
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (format json) ${statement}`);
    const [explained] = rows[0]?.['QUERY PLAN'] ?? [];
    return nodesOf(explained?.Plan ?? { 'Node Type': 'none' })
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] ?? '?');
  });
}

async function benchViewers(
  cluster: Cluster,
  folder: string,
  database: Database,
  boxes: readonly Box[],
): Promise<void> {
  const rates = new Map<string, number[]>();
  for (let round = 1; round <= ROUNDS; round++)
    for (const viewer of VIEWERS) {
      const statements = boxes.map((box) => literalStatement(box, { viewer, asKnownAt: null }));
      rates.set(viewer, [...(rates.get(viewer) ?? []), runPgbench(cluster, folder, statements)]);
    }
  const shared = median(rates.get('public') ?? []);
  for (const viewer of VIEWERS) {
    const [box] = boxes;
    const scans = box ? await sequentialScans(database, literalStatement(box, { viewer, asKnownAt: null })) : [];
    const rate = median(rates.get(viewer) ?? []);
    console.log(
      `box as ${viewer}: ${rate.toFixed(0)}/s, ${(shared / rate).toFixed(2)} times the public's time, sequential scans: ${scans.join(', ') || 'none'}`,
    );
  }
}

/** Edits some records of the middle of the load, so that there is a past to ask about; gives a moment between. */
async function makePast(database: Database): Promise<string> {
  const since = stopwatch();
  const before = new Date();
  const ids = await database.all(sql<{ id: string }>`
    select id from records where kind = 'incident' order by fid limit ${EDITS}`);
  const stamp = { actorId: 'bench', actorRole: 'service', at: new Date(before.getTime() + 60_000) } as const;
  for (let from = 0; from < ids.length; from += 200) {
    const batch = ids.slice(from, from + 200).map(({ id }) => id);
    await database.transaction(async (transaction) => {
      const versions = (await findVersions(transaction, batch)).map((present): NewVersion => ({
        ...present,
        document: { ...(present.document as IncidentWrite), title: 'SYNTHETIC: edited for a benchmark' },
        version: present.version + 1,
        made: { change: 'corrected', reason: 'coding-error', explanation: null, actorRole: 'service' },
      }));
      const rows = versionRows(versions, stamp);
      await saveVersions(transaction, rows);
      await logVersions(transaction, rows);
      await refreshSeen(transaction, batch, stamp.at);
    });
  }
  console.log(`edited ${ids.length} incidents (${since()})`);
  await database.all(sql`analyze`);
  return new Date(before.getTime() + 30_000).toISOString();
}

async function benchKnownAt(
  cluster: Cluster,
  folder: string,
  database: Database,
  boxes: readonly Box[],
): Promise<void> {
  const asKnownAt = await makePast(database);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const now = runPgbench(
      cluster,
      folder,
      boxes.map((box) => literalStatement(box, { viewer: 'public', asKnownAt: null })),
    );
    const then = runPgbench(
      cluster,
      folder,
      boxes.map((box) => literalStatement(box, { viewer: 'public', asKnownAt })),
    );
    console.log(`round ${round}: now ${now.toFixed(0)}/s, as known then ${then.toFixed(0)}/s`);
    ratios.push(now / then);
  }
  console.log(`as known at: ${median(ratios).toFixed(2)} times the present's time (${EDITS} records edited since)`);
}

type WriteOne = (database: Database, version: NewVersion) => Promise<void>;

/** Whole transactions a second, by so many writers at once. */
async function writeRate(database: Database, versions: Iterator<NewVersion>, write: WriteOne): Promise<number> {
  const until = performance.now() + WRITE_MILLISECONDS;
  let written = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() < until) {
      const { value } = versions.next() as { value: NewVersion };
      await write(database, value);
      written++;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (written * 1000) / WRITE_MILLISECONDS;
}

/** The same rows for both: SYNTHETIC incidents under ids that are not there yet. */
function* endlessVersions(documents: readonly IncidentWrite[]): Generator<NewVersion, never, undefined> {
  for (let at = 0; ; at++) {
    const document = documents[at % documents.length];
    if (!document) throw new Error('nothing to write');
    const ref = `SYN-2020-${String(9_999_999 - at).padStart(7, '0')}`;
    yield {
      kind: 'incident',
      document: { ...document, id: newId(), ref },
      visibility: { level: 0, owner: null, fieldLevels: {}, placeClass: 'general', team: [] },
      state: 'standing',
      mergedInto: null,
      made: { change: 'filed', reason: null, explanation: null, actorRole: 'service' },
      version: 1,
      fid: null,
    };
  }
}

/** Numbers for the rows of the plain table. */
let indexedFid = 0;

const stampNow = () => ({ actorId: 'bench', actorRole: 'service', at: new Date() }) as const;

const writeWhole: WriteOne = (database, version) =>
  database.transaction(async (transaction) => {
    const stamp = stampNow();
    const rows = versionRows([version], stamp);
    const numbers = await saveVersions(transaction, rows);
    await logVersions(transaction, rows);
    await seeNewRecords(transaction, [version], numbers, stamp.at);
  });

const writePlain: WriteOne = (database, { document, visibility }) =>
  database.transaction(async (transaction) => {
    await transaction.all(sql`
      insert into plain_versions (record_id, version, document, visibility, state, change, actor_id, actor_role,
        content_hash, recorded_at)
      values (${document.id}, 1, ${JSON.stringify(document)}::jsonb, ${JSON.stringify(visibility)}::jsonb, 'standing',
        'filed', 'bench', 'service', '', now())`);
  });

/** The row that staff see of an incident, into a table of its own with the indexes of the map. */
const writeIndexed: WriteOne = async (database, version) => {
  const facts = { ...version, id: version.document.id, fid: ++indexedFid, recordedAt: new Date().toISOString() };
  const seen = firstSeen(facts, { sources: new Map(), settlements: [] }).find(({ viewer }) => viewer === 'staff');
  if (!seen) throw new Error('staff see nothing of it');
  const { row } = seen;
  await database.transaction(async (transaction) => {
    await transaction.all(
      kept(
        'plain-seen',
        sql`
          insert into plain_seen (viewer, id, fid, category, type, status, happened_during, geom, is_area, search, feature,
            details, digest, change, known_from)
          values ('staff', ${row.id}, ${row.fid}, ${row.category}, ${row.type}, ${row.status},
            tstzrange(${row.happened?.from ?? null}, ${row.happened?.to ?? null}),
            st_setsrid(st_geomfromgeojson(${JSON.stringify(row.geometry)}), 4326), ${row.isArea}, ${row.search},
            ${JSON.stringify(row.properties)}, ${JSON.stringify(row.details)}::jsonb, ${seen.digest}, '{}'::jsonb, now())`,
      ),
    );
  });
};

async function benchWrites(url: string, folder: string): Promise<void> {
  const database = await openDatabase({ kind: 'server', url });
  await database.all(sql`create table plain_versions (like record_versions including all)`);
  await database.all(sql`create table plain_seen (like incident_projections_staff including all)`);
  const { incidents } = await generateBundle({ seed: 1, count: 500, bench: true });
  const versions = endlessVersions(incidents);
  const key = await openCheckpointKey(join(folder, 'log'));
  const now = () => new Date();
  const sequencer = startSequencer({ database, folder: join(folder, 'log'), key, now, reportError: console.error });
  await sequencer.flush();
  const ratios: number[] = [];
  const indexedRatios: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const plain = await writeRate(database, versions, writePlain);
    const indexed = await writeRate(database, versions, writeIndexed);
    const whole = await writeRate(database, versions, writeWhole);
    console.log(
      `round ${round}: document only ${plain.toFixed(0)}/s, one row with the map's indexes ${indexed.toFixed(0)}/s, whole write ${whole.toFixed(0)}/s`,
    );
    ratios.push(whole / plain);
    indexedRatios.push(whole / indexed);
  }
  await sequencer.stop();
  await database.close();
  console.log(
    `write: ${median(ratios).toFixed(2)} of a plain insert of the document, ${median(indexedRatios).toFixed(2)} of one of the row with the map's indexes (median of ${ROUNDS}, ${WRITERS} writers)`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
const cluster = await startCluster([...SETTINGS, ...DURABLE]);
try {
  const { url, boxes } = await loadIncidents(cluster, COUNT);
  const database = await openDatabase({ kind: 'server', url });
  await benchViewers(cluster, folder, database, boxes);
  await benchKnownAt(cluster, folder, database, boxes);
  await database.close();
  await benchWrites(url, folder);
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
