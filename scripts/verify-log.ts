import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '../api/db/database.ts';
import { FolderInUse } from '../api/db/folder-lock.ts';
import { sql } from '../api/db/sql.ts';
import { EnvironmentFault, readEnvironment } from '../api/env.ts';
import { readCheckpointFiles, readIfThere } from '../api/log/files.ts';
import { PUBLIC_FILE } from '../api/log/key.ts';
import { isVkey } from '../api/log/note.ts';
import { checkContent } from '../api/record/check-content.ts';
import { type Verdict, verifyLog, type VerifyOptions } from '../api/log/verify.ts';

const USAGE = 'npm run verify-log -- [--checkpoints FOLDER] [--key FILE]';

/** It could not be verified; the message says how to mend that. */
class NotVerifiable extends Error {}

/** The checkpoints and the key to verify against. */
async function readVouchers(folder: string, keyFile: string): Promise<Pick<VerifyOptions, 'files' | 'vkey'>> {
  const vkey = await readIfThere(keyFile);
  if (vkey === null)
    throw new NotVerifiable(
      `there is no public key at ${keyFile}: give the folder of the log with --checkpoints, or the key that you kept (GET /api/log/key) with --key`,
    );
  if (!isVkey(vkey)) throw new NotVerifiable(`${keyFile} holds no public key of the form name+id+base64`);
  const files = await readCheckpointFiles(folder);
  if (files.length === 0)
    throw new NotVerifiable(
      `there is no checkpoint in ${folder}, so nothing outside the database vouches for it: start the service once, or give the folder in which you kept them with --checkpoints`,
    );
  return { files, vkey };
}

/** Opens the database of the environment. Neither makes nor migrates one. */
async function openExisting({ DATABASE_URL, DATA_FOLDER }: ReturnType<typeof readEnvironment>): Promise<Database> {
  if (DATABASE_URL !== undefined) return openDatabase({ kind: 'server', url: DATABASE_URL });
  if (!existsSync(join(DATA_FOLDER, 'database')))
    throw new NotVerifiable(
      `there is no database in ${DATA_FOLDER}: set DATA_FOLDER or DATABASE_URL as the service has it`,
    );
  try {
    return await openDatabase({ kind: 'embedded', folder: DATA_FOLDER });
  } catch (error) {
    if (error instanceof FolderInUse) throw new NotVerifiable(`${error.message}: stop the service first`);
    throw error;
  }
}

/** Verifies in one snapshot, in a transaction that cannot write. */
function verifyIn(database: Database, options: VerifyOptions): Promise<Verdict> {
  return database.transaction(async (queries) => {
    await queries.all(sql`set transaction isolation level repeatable read, read only`);
    const { has } = await queries.one(sql<{ has: boolean }>`select to_regclass('log_entries') is not null as has`);
    if (!has) throw new NotVerifiable('this database has no log yet: start the service once');
    return verifyLog(queries, { ...options, checkContent });
  });
}

async function verify(): Promise<Verdict> {
  const environment = readEnvironment();
  const { values } = parseArgs({ options: { checkpoints: { type: 'string' }, key: { type: 'string' } } });
  const folder = values.checkpoints ?? join(environment.DATA_FOLDER, 'log');
  // The files first: the log may grow in between and must not seem cut.
  const vouchers = await readVouchers(folder, values.key ?? join(folder, PUBLIC_FILE));
  const database = await openExisting(environment);
  try {
    return await verifyIn(database, vouchers);
  } finally {
    await database.close();
  }
}

function messageOf(error: unknown): string {
  if (error instanceof NotVerifiable || error instanceof EnvironmentFault) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('ERR_PARSE_ARGS')) return `${error.message}\nusage: ${USAGE}`;
  return `${error.message || code}. Is DATABASE_URL, or DATA_FOLDER, what the service has?`;
}

// `npm run verify-log`: exit status 0 when the log is as it was written, 1 when it is not, 2 when that could not be found out.
try {
  const { difference, entries, unplaced, vouchedFor } = await verify();
  const newest = vouchedFor.at(-1) ?? 0;
  if (difference === null) {
    console.log(
      `the log is as it was written: ${entries} entries, ${vouchedFor.length} checkpoints, the newest vouches for ${newest}; ${unplaced} entries wait for a place`,
    );
  } else {
    console.log(`THE LOG DIFFERS (${difference.what}): ${difference.detail}`);
    console.log(
      `the first ${entries} entries are as they were written, the newest checkpoint met vouches for ${newest}`,
    );
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`the log could not be verified: ${messageOf(error)}`);
  process.exitCode = 2;
}
