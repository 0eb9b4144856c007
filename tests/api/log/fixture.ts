import type { Database, Queries } from '../../../api/db/database.ts';
import { sql, type Statement } from '../../../api/db/sql.ts';
import { canonicalJson } from '../../../api/log/canonical.ts';
import type { LogEntry } from '../../../api/log/contract.ts';
import { type CheckpointKey, openCheckpointKey } from '../../../api/log/key.ts';
import { findLogSize } from '../../../api/log/queries.ts';
import { placeBatch } from '../../../api/log/sequencer.ts';
import { temporaryFolder } from '../../setup/process.ts';
import { testDatabase, withService } from '../../setup/service.ts';

/** What Amina, a monitor, did to her n-th report. */
export function entryOf(n: number, more: Partial<LogEntry> = {}): LogEntry {
  return {
    at: '2026-11-24T06:00:00Z',
    actor: { id: 'amina', role: 'monitor' },
    action: 'record.filed',
    subject: { kind: 'incident', id: `report-${n}`, version: 1 },
    contentHash: null,
    ...more,
  };
}

export function entries(count: number, first = 0): LogEntry[] {
  return Array.from({ length: count }, (_, index) => entryOf(first + index));
}

/** An entry with the very first id, as one that commits long after it was written has. */
export async function appendFarBehind(queries: Queries, entry: LogEntry): Promise<void> {
  await queries.all(
    sql`insert into log_entries (id, body) overriding system value values (1, ${canonicalJson(entry)})`,
  );
}

/** Runs a statement as a superuser would who first switches the protection off. */
export async function asSuperuser(queries: Queries, statement: Statement<unknown>): Promise<void> {
  await queries.all(sql`alter table log_entries disable trigger user`);
  await queries.all(statement);
  await queries.all(sql`alter table log_entries enable trigger user`);
}

/** An empty log with its folder and key. */
export interface TestLog {
  database: Database;
  folder: string;
  key: CheckpointKey;
  now: () => Date;
}

async function withFolder(run: (folder: string, key: CheckpointKey) => Promise<void>): Promise<void> {
  const temporary = temporaryFolder();
  try {
    await run(temporary.path, await openCheckpointKey(temporary.path));
  } finally {
    temporary.remove();
  }
}

export const NOON = () => new Date('2026-11-24T12:00:00Z');

/** Runs a test on a log that is empty whatever the record has written, in a transaction that is rolled back. */
export function withLog(test: (log: TestLog) => Promise<void>): Promise<void> {
  return withService(({ database }) =>
    withFolder(async (folder, key) => {
      await asSuperuser(database, sql`truncate log_entries, log_nodes, log_checkpoints restart identity`);
      await test({ database, folder, key, now: NOON });
    }),
  );
}

/** Runs a test that needs several connections, so that it really commits. What it added is taken out again. */
export async function withCommittedLog(test: (log: TestLog & { sizeBefore: number }) => Promise<void>): Promise<void> {
  const database = await testDatabase();
  while ((await placeBatch(database)) !== 0);
  const sizeBefore = await findLogSize(database);
  const { newest } = await database.one(
    sql<{ newest: string }>`select coalesce(max(id), 0) as newest from log_entries`,
  );
  try {
    await withFolder((folder, key) => test({ database, folder, key, now: NOON, sizeBefore }));
  } finally {
    await database.transaction(async (queries) => {
      await asSuperuser(queries, sql`delete from log_entries where id > ${newest}::bigint`);
      await queries.all(sql`delete from log_nodes where (at + 1) * 2 ^ level > ${sizeBefore}::bigint`);
      await queries.all(sql`delete from log_checkpoints where size > ${sizeBefore}::bigint`);
    });
  }
}
