import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../api/db/database.ts';
import { startCluster } from '../../scripts/postgres/cluster.ts';
import { fillWithRecord } from './record.ts';

/** Database tests on a PostgreSQL server that the tests start themselves. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster();
  await cluster.createDatabase('record');
  const url = cluster.urlOf('record');
  const database = await openDatabase({ kind: 'server', url });
  await fillWithRecord(database);
  await database.close();
  project.provide('databasePlace', { kind: 'server', url });
  return () => cluster.stop();
}
