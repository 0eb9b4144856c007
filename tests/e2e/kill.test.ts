import { afterAll, describe, expect, test } from 'vitest';
import { hashOf, newSecret, TOKEN_PREFIX } from '../../api/auth/secrets.ts';
import { savePerson } from '../../api/auth/people.ts';
import { saveToken } from '../../api/auth/queries.ts';
import { type Database, type DatabasePlace, openDatabase, openEmbeddedDatabase } from '../../api/db/database.ts';
import { sql } from '../../api/db/sql.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { checkContent } from '../../api/record/check-content.ts';
import { LogEntry } from '../../api/log/contract.ts';
import { v7 as newId } from 'uuid';
import { type Cluster, startCluster } from '../../scripts/postgres/cluster.ts';
import { bundleOf } from '../fixtures/records.ts';
import { preparedArchive } from '../setup/prepared.ts';
import { runProgram, temporaryFolder } from '../setup/process.ts';
import { fillWithRecord } from '../setup/record.ts';

const KILLS = 50;
const folder = temporaryFolder();
let cluster: Cluster | null = null;

afterAll(async () => {
  folder.remove();
  await cluster?.stop();
});

/** A chair with a token, and the source of every fixture. */
async function prepare(database: Database): Promise<string> {
  await saveBundle(database, bundleOf({}));
  const [id, secret, at] = [newId(), newSecret(TOKEN_PREFIX), new Date()];
  await savePerson(database, { id, email: 'chair@example.org', name: 'Chair', role: 'chair' }, at);
  const expiresAt = new Date(at.getTime() + 86_400_000).toISOString();
  const token = { id: newId(), name: 'kill', scope: 'write', expiresAt } as const;
  await saveToken(database, { ...token, personId: id, secretHash: hashOf(secret), at });
  return secret;
}

/** Kills the writer at one point after the other: before each statement of a write, and at moments in between. */
async function killAgainAndAgain(place: DatabasePlace, token: string): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    // A write has some thirty statements, and every other write is an act of a case; an odd kill falls anywhere, also
    // between the last statement and its answer. Half of the others fall into the first write, half into a later one.
    const when = kill % 2 === 1 ? -(kill * 6) : kill % 4 === 0 ? kill * 3 : kill;
    const writer = runProgram(['tests/fixtures/file-and-die.ts', JSON.stringify(place), token, String(when)]);
    expect(`${await writer.ended} ${/Error.*/.exec(writer.output())?.[0] ?? ''}`).toBe('SIGKILL ');
    acknowledged.push(...[...writer.output().matchAll(/^acknowledged (\S+ \d)$/gm)].map((match) => match[1] ?? ''));
  }
  return acknowledged;
}

/** Everything that belongs to a version, or what is missing of it. */
async function findHalves(database: Database): Promise<string[]> {
  const halves = await database.all(sql<{ what: string }>`
    select 'head ' || id || ' without its version' as what from records
      where not exists (select from record_versions one where one.record_id = id and one.version = records.version)
    union all
    select 'version ' || record_id || ' ' || version || ' without an entry in the log' from record_versions
      where not exists (select from log_entries where body::jsonb #>> '{subject,id}' = record_id::text
        and (body::jsonb #>> '{subject,version}')::int = version)
    union all
    select 'incident ' || id || ' without what mediators see of it' from records where kind = 'incident'
      and not exists (select from incident_projections seen where seen.id = records.id and viewer in ('mediator', 'inside'))
    union all
    select 'version 1 of ' || id || ' without what was seen of it' from records where kind = 'incident' and version = 2
      and not exists (select from incident_projection_history seen where seen.id = records.id and viewer in ('mediator', 'inside'))
    union all
    select 'case ' || record_id || ' which is not what mediators see of its incident' from record_versions one
      join records head on head.id = record_id and head.version = one.version and head.kind = 'case'
      where not exists (select from incident_projections seen where seen.id = head.parent_id and viewer = 'mediator'
        and status = one.document ->> 'occurrence')
    union all
    select 'incident ' || id || ' which is seen aside and has no case' from incident_projections
      where viewer = 'mediator' and status = 'suspended'
        and not exists (select from records where kind = 'case' and parent_id = incident_projections.id)
    union all
    select 'answer without its version: ' || answer::text from answered_writes
      where not exists (select from record_versions join records on records.id = record_id
        where record_versions.version = (answer #>> '{body,version}')::int
          and (record_id = (answer #>> '{body,id}')::uuid
            or kind = 'case' and parent_id = (answer #>> '{body,incidentId}')::uuid))`);
  const entries = await database.all(sql<{ body: string }>`select body from log_entries order by id`);
  const differing: string[] = [];
  for (const { body } of entries) {
    const found = await checkContent(database, LogEntry.parse(JSON.parse(body)));
    if (found !== null) differing.push(found);
  }
  return [...halves.map(({ what }) => what), ...differing];
}

async function check(database: Database, acknowledged: readonly string[]): Promise<void> {
  const kept = await database.all(
    sql<{ named: string }>`select record_id || ' ' || version as named from record_versions`,
  );
  const names = new Set(kept.map(({ named }) => named));
  expect(acknowledged.filter((one) => !names.has(one))).toStrictEqual([]);
  expect(await findHalves(database)).toStrictEqual([]);
  expect(acknowledged.length).toBeGreaterThan(10);
  const moves = await database.all(sql<{ named: string }>`
    select id || ' ' || one.version as named from records join record_versions one on record_id = id where kind = 'case'`);
  const told = moves.filter(({ named }) => acknowledged.includes(named));
  console.log(`kills: ${KILLS}; acknowledged: ${acknowledged.length}, of them acts of a case: ${told.length}`);
  expect(told.length).toBeGreaterThan(5);
}

// Both at once: each waits most of its time for a process to start, and they share nothing.
describe.concurrent(
  `after ${KILLS} kills in the midst of writes everything acknowledged is there, and nothing is half there`,
  () => {
    test('on the embedded database', async () => {
      const prepared = await openEmbeddedDatabase(folder.path, await preparedArchive());
      const token = await prepare(prepared);
      await prepared.close();
      const place = { kind: 'embedded', folder: folder.path } as const;
      const acknowledged = await killAgainAndAgain(place, token);
      const database = await openDatabase(place);
      await check(database, acknowledged).finally(() => void database.close());
    }, 900_000);

    test('on a server', async () => {
      cluster = await startCluster();
      await cluster.createDatabase('killed');
      const place = { kind: 'server', url: cluster.urlOf('killed') } as const;
      const database = await openDatabase(place);
      await fillWithRecord(database);
      const acknowledged = await killAgainAndAgain(place, await prepare(database));
      await check(database, acknowledged).finally(() => void database.close());
    }, 900_000);
  },
);
