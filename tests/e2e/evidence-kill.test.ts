import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../api/db/database.ts';
import { sql } from '../../api/db/sql.ts';
import { openEvidencePlaces } from '../../api/evidence/places.ts';
import { sweepIncoming } from '../../api/evidence/recheck.ts';
import { type Cluster, startCluster } from '../../scripts/postgres/cluster.ts';
import { complete, incidentOf, sendChunk } from '../fixtures/evidence.ts';
import { somebody } from '../setup/people.ts';
import { serviceOn } from '../setup/plain-service.ts';
import { runProgram, temporaryFolder } from '../setup/process.ts';
import { fillWithRecord } from '../setup/record.ts';

const folder = temporaryFolder();
let cluster: Cluster | null = null;

afterAll(async () => {
  folder.remove();
  await cluster?.stop();
});

test('after a kill in mid-upload nothing is half there, and the upload goes on where it stopped', async () => {
  cluster = await startCluster();
  await cluster.createDatabase('uploads');
  const place = { kind: 'server', url: cluster.urlOf('uploads') } as const;
  const database = await openDatabase(place);
  await fillWithRecord(database);
  const evidence = await openEvidencePlaces({ folder: folder.path, bucket: null });
  const service = serviceOn(database, { evidence });
  const monitor = await somebody(service, 'monitor');
  const { id: incidentId } = await incidentOf(service, monitor);
  const token = monitor.authorization.replace('Bearer ', '');
  const bytes = new TextEncoder().encode('A line of a statement.\n'.repeat(2_000));
  const records = async (id: string) =>
    (await database.all(sql`select id from records where id = ${id} and kind = 'evidence'`)).length;
  const found: [string, number, number][] = [];
  for (const point of ['in-chunk', 'before-store', 'before-record', 'after-record']) {
    const id = randomUUID();
    const args = [JSON.stringify(place), token, folder.path, incidentId, id, point];
    const sender = runProgram(['tests/fixtures/upload-and-die.ts', ...args]);
    expect(`${await sender.ended} ${sender.output()}`).toBe('SIGKILL ');
    const { offset } = (await monitor.json(`/api/evidence-uploads/${id}`)) as { offset: number };
    found.push([point, offset, await records(id)]);
    if (offset < bytes.length) await sendChunk(monitor, id, offset, bytes.subarray(offset));
    expect((await complete(monitor, id)).status).toBe(200);
    expect(await records(id)).toBe(1);
    const kept = await monitor.get(`/api/evidence/${id}/file?copy=evidentiary`);
    expect(Buffer.from(await kept.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  }
  expect(found).toStrictEqual([
    ['in-chunk', 3_000, 0],
    ['before-store', bytes.length, 0],
    ['before-record', bytes.length, 0],
    ['after-record', bytes.length, 1],
  ]);
  // What the killed processes left is taken away once it is old.
  const now = () => new Date(Date.now() + 7_200_000);
  await sweepIncoming({ database, ...evidence, now, reportError: () => undefined });
  expect(readdirSync(join(folder.path, 'incoming'))).toStrictEqual([]);
  await database.close();
}, 120_000);
