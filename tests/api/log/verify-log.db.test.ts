import { expect, inject, test } from 'vitest';
import { openDatabase } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { makeCheckpoint } from '../../../api/log/checkpoints.ts';
import { openCheckpointKey } from '../../../api/log/key.ts';
import { appendEntries } from '../../../api/log/entries.ts';
import { placeBatch } from '../../../api/log/sequencer.ts';
import { runProgram, temporaryFolder } from '../../setup/process.ts';
import { asSuperuser, entries, NOON, type TestLog, withCommittedLog } from './fixture.ts';

/** Runs the script as an administrator would; gives its exit status and what it printed. */
async function verify(args: string[], variables: Record<string, string>): Promise<[number | string, string]> {
  const program = runProgram(['scripts/verify-log.ts', ...args], variables);
  return [await program.ended, program.output()];
}

async function fill(log: TestLog): Promise<void> {
  await appendEntries(log.database, entries(12));
  while ((await placeBatch(log.database)) !== 0);
  await makeCheckpoint(log);
}

test('verify-log on a server: whole, then edited', async () => {
  const place = inject('databasePlace');
  if (place.kind === 'embedded') return;
  await withCommittedLog(async (log) => {
    await fill(log);
    const run = () => verify(['--checkpoints', log.folder], { DATABASE_URL: place.url });
    const size = log.sizeBefore + 12;
    expect(await run()).toStrictEqual([
      0,
      `the log is as it was written: ${size} entries, 1 checkpoints, the newest vouches for ${size}; 0 entries wait for a place\n`,
    ]);
    const seq = log.sizeBefore + 4;
    await asSuperuser(log.database, sql`update log_entries set body = '{}' where seq = ${seq}::bigint`);
    const [status, output] = await run();
    expect(status).toBe(1);
    expect(output).toMatch(`THE LOG DIFFERS (body-changed): the text of entry ${seq} (id `);
    expect(output).toMatch(`the first ${seq} entries are as they were written`);
    await log.database.all(sql`alter table log_entries rename to log_entries_away`);
    const away = await run();
    await log.database.all(sql`alter table log_entries_away rename to log_entries`);
    expect(away).toStrictEqual([
      2,
      'the log could not be verified: this database has no log yet: start the service once\n',
    ]);
  });
});

test('verify-log on an embedded database: not while the service runs, and whole afterwards', async () => {
  const place = inject('databasePlace');
  if (place.kind === 'server' || place.prepared === undefined) return;
  const temporary = temporaryFolder();
  const folder = temporary.path;
  try {
    const database = await openDatabase({ kind: 'embedded', folder, prepared: place.prepared });
    await fill({ database, folder: `${folder}/log`, key: await openCheckpointKey(`${folder}/log`), now: NOON });
    const [busy, told] = await verify([], { DATA_FOLDER: folder });
    expect([busy, told]).toStrictEqual([
      2,
      `the log could not be verified: another process is running on the data folder ${folder}: stop the service first\n`,
    ]);
    await database.close();
    const [status, output] = await verify([], { DATA_FOLDER: folder });
    expect(output).toMatch(/^the log is as it was written: \d+ entries, 1 checkpoints/);
    expect(status).toBe(0);
  } finally {
    temporary.remove();
  }
});
