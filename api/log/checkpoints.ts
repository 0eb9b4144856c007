import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Database, Queries } from '../db/database.ts';
import { checkpointPath, readIfThere, readNewestNote, replaceFile, writeNewestNote } from './files.ts';
import type { CheckpointKey } from './key.ts';
import { consistencyProof, EMPTY_ROOT, rootAt, verifyConsistency } from './merkle.ts';
import { type Checkpoint, checkpointText, openNote, parseCheckpoint, signNote } from './note.ts';
import { findLogSize, saveCheckpoint, storedTree, tryLogLock } from './queries.ts';

/** What a checkpoint is made from. */
export interface CheckpointParts {
  database: Database;
  /** Where checkpoints are kept, outside the database. */
  folder: string;
  key: CheckpointKey;
  now: () => Date;
}

/**
 * The log in the database does not continue the checkpoint that was signed last, so no new one is signed: a log never
 * signs two heads that contradict each other (C2SP tlog-checkpoint).
 */
export class CheckpointRefused extends Error {
  constructor(reason: string) {
    super(`no checkpoint of the log is signed: ${reason}. Run npm run verify-log`);
  }
}

async function readPrevious({ folder, key }: CheckpointParts): Promise<Checkpoint | null> {
  const note = await readNewestNote(folder);
  if (note === null) return null;
  const text = openNote(note, key.vkey);
  if (text === null)
    throw new CheckpointRefused(`the newest one in ${folder} is not signed with the key of ${key.origin}`);
  return parseCheckpoint(text);
}

/** @throws CheckpointRefused unless the log of `size` entries begins with the one that the last checkpoint vouches for */
async function assertContinues(
  queries: Queries,
  previous: Checkpoint,
  { size, root }: { size: number; root: Buffer },
): Promise<void> {
  const about = `the last checkpoint vouches for ${previous.size} entries`;
  if (size < previous.size) throw new CheckpointRefused(`${about}, the log holds ${size}`);
  if (previous.size === 0) {
    if (!previous.root.equals(EMPTY_ROOT)) throw new CheckpointRefused(`${about} with the root of another log`);
    return;
  }
  // The proof is made of stored subtrees and leads to both roots: to the one signed then, and to the one to be signed.
  const proof = await consistencyProof(previous.size, size, storedTree(queries));
  const trees = { older: previous.size, newer: size, olderRoot: previous.root, newerRoot: root };
  if (!verifyConsistency(trees, proof)) throw new CheckpointRefused(`${about}, and those in the log are not the same`);
}

/** Writes both files; a checkpoint that is there is never replaced by another of the same size. */
async function writeFiles(folder: string, size: number, note: string): Promise<void> {
  const path = checkpointPath(folder, size);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const existing = await readIfThere(path);
  if (existing !== null && existing !== note)
    throw new CheckpointRefused(`${path} vouches for another log of ${size} entries`);
  if (existing === null) await replaceFile(path, note);
  await writeNewestNote(folder, note);
}

/**
 * Signs the head of the log and writes it to the folder, unless the log has not grown since the last time or another
 * process is at it.
 *
 * @throws CheckpointRefused when the log contradicts the last checkpoint
 */
export async function makeCheckpoint(parts: CheckpointParts): Promise<'made' | 'not-grown' | 'busy'> {
  const { database, folder, key, now } = parts;
  return database.transaction(async (queries) => {
    if (!(await tryLogLock(queries))) return 'busy';
    const [size, previous] = [await findLogSize(queries), await readPrevious(parts)];
    if (previous?.size === size) return 'not-grown';
    const root = await rootAt(size, storedTree(queries));
    if (previous !== null) await assertContinues(queries, previous, { size, root });
    const note = signNote(checkpointText({ origin: key.origin, size, root }), {
      name: key.origin,
      privateKey: key.privateKey,
    });
    await saveCheckpoint(queries, { size, note, at: now() });
    await writeFiles(folder, size, note);
    return 'made';
  });
}
