import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { canonicalJson } from '../../../api/log/canonical.ts';
import { makeCheckpoint } from '../../../api/log/checkpoints.ts';
import { readNewestNote } from '../../../api/log/files.ts';
import { openCheckpointKey } from '../../../api/log/key.ts';
import { openNote, parseCheckpoint } from '../../../api/log/note.ts';
import { appendEntries } from '../../../api/log/entries.ts';
import { countUnplaced } from '../../../api/log/queries.ts';
import { placeBatch, startSequencer } from '../../../api/log/sequencer.ts';
import { appendFarBehind, asSuperuser, entries, entryOf, type TestLog, withLog } from './fixture.ts';
import { leafOf, rootOf } from './reference.ts';

async function grow(log: TestLog, count: number, first = 0): Promise<void> {
  await appendEntries(log.database, entries(count, first));
  await placeBatch(log.database);
}

async function newest(log: TestLog): Promise<{ size: number; root: Buffer } | null> {
  const text = openNote((await readNewestNote(log.folder)) ?? '', log.key.vkey);
  return text === null ? null : parseCheckpoint(text);
}

const rootOfEntries = (count: number) => rootOf(entries(count).map((entry) => leafOf(canonicalJson(entry))));
const filesOf = ({ folder }: TestLog) => readdirSync(join(folder, 'checkpoints')).sort();

describe('a checkpoint', () => {
  test('is the signed head of the log, in a file of its size and as the newest', () =>
    withLog(async (log) => {
      await grow(log, 5);
      expect(await makeCheckpoint(log)).toBe('made');
      expect(await newest(log)).toStrictEqual({ origin: log.key.origin, size: 5, root: rootOfEntries(5) });
      await grow(log, 6, 5);
      expect(await makeCheckpoint(log)).toBe('made');
      expect(await newest(log)).toStrictEqual({ origin: log.key.origin, size: 11, root: rootOfEntries(11) });
      expect(filesOf(log)).toStrictEqual(['000000000005.txt', '000000000011.txt']);
      const note = await readNewestNote(log.folder);
      expect(readFileSync(join(log.folder, 'checkpoints/000000000011.txt'), 'utf8')).toBe(note);
      expect(
        await log.database.all(sql`select size::int, note, at from log_checkpoints where size = 11`),
      ).toStrictEqual([{ size: 11, note, at: log.now() }]);
    }));

  test('is not made again before the log has grown', () =>
    withLog(async (log) => {
      expect(await makeCheckpoint(log)).toBe('made');
      expect(await makeCheckpoint(log)).toBe('not-grown');
      await appendEntries(log.database, entries(1));
      expect(await makeCheckpoint(log)).toBe('not-grown');
      await placeBatch(log.database);
      expect(await makeCheckpoint(log)).toBe('made');
      expect(filesOf(log)).toStrictEqual(['000000000000.txt', '000000000001.txt']);
    }));

  test('whose writing broke off between its two files is completed the next time', () =>
    withLog(async (log) => {
      await grow(log, 1);
      await makeCheckpoint(log);
      const before = (await readNewestNote(log.folder)) ?? '';
      await grow(log, 1, 1);
      await makeCheckpoint(log);
      writeFileSync(join(log.folder, 'checkpoint.txt'), before);
      expect(await makeCheckpoint(log)).toBe('made');
      expect((await newest(log))?.size).toBe(2);
    }));

  test('is refused when the log is shorter than the last one says', () =>
    withLog(async (log) => {
      await grow(log, 5);
      await makeCheckpoint(log);
      await asSuperuser(log.database, sql`delete from log_entries where seq >= 3`);
      await expect(makeCheckpoint(log)).rejects.toThrow('vouches for 5 entries, the log holds 3');
      expect((await newest(log))?.size).toBe(5);
    }));

  test('is refused when the log was written anew, with all its hashes', () =>
    withLog(async (log) => {
      await grow(log, 5);
      await makeCheckpoint(log);
      await asSuperuser(log.database, sql`truncate log_entries, log_nodes restart identity`);
      await grow(log, 7, 100);
      await expect(makeCheckpoint(log)).rejects.toThrow('vouches for 5 entries, and those in the log are not the same');
      expect((await newest(log))?.size).toBe(5);
      expect(filesOf(log)).toStrictEqual(['000000000005.txt']);
    }));

  test('is refused when a subtree that the new root needs was changed', () =>
    withLog(async (log) => {
      await grow(log, 3);
      await makeCheckpoint(log);
      await grow(log, 5, 3);
      // 8 entries: the root alone is complete; that of the first three is made of other subtrees, which are as they were.
      await log.database.all(sql`update log_nodes set hash = sha256('x') where level = 3`);
      await expect(makeCheckpoint(log)).rejects.toThrow('are not the same');
    }));

  test('is refused when the newest file was altered, or vouches for another log of the same size', () =>
    withLog(async (log) => {
      await grow(log, 2);
      await makeCheckpoint(log);
      const path = join(log.folder, 'checkpoint.txt');
      const note = readFileSync(path, 'utf8');
      writeFileSync(path, note.replace('\n2\n', '\n1\n'));
      await grow(log, 1, 2);
      await expect(makeCheckpoint(log)).rejects.toThrow('is not signed with the key of durand-line-monitor/');
      writeFileSync(path, note);
      writeFileSync(join(log.folder, 'checkpoints/000000000003.txt'), note);
      await expect(makeCheckpoint(log)).rejects.toThrow('vouches for another log of 3 entries');
      expect(readFileSync(path, 'utf8')).toBe(note);
    }));
});

describe('the sequencer', () => {
  test('signs at its start, places what comes, and signs again when it stops', () =>
    withLog(async (log) => {
      const sequencer = startSequencer({
        ...log,
        everyMilliseconds: 5,
        reportError: (error) => expect.fail(String(error)),
      });
      while ((await newest(log)) === null) await sleep(5);
      expect((await newest(log))?.size).toBe(0);
      await sequencer.flush();
      await appendEntries(log.database, entries(4));
      await sequencer.flush();
      expect((await newest(log))?.size).toBe(4);
      await appendEntries(log.database, entries(3, 4));
      await sequencer.stop();
      expect(await newest(log)).toMatchObject({ size: 7, root: rootOfEntries(7) });
      await appendEntries(log.database, entries(1, 7));
      await sleep(30);
      expect((await log.database.one(sql<{ n: number }>`select count(seq)::int as n from log_entries`)).n).toBe(7);
    }));

  test('signs when it is time, by the clock it is given', () =>
    withLog(async (log) => {
      let at = Date.parse('2026-11-24T12:00:00Z');
      const reportError = (error: unknown): never => expect.fail(String(error));
      const sequencer = startSequencer({ ...log, now: () => new Date(at), everyMilliseconds: 5, reportError });
      while ((await newest(log)) === null) await sleep(5);
      await appendEntries(log.database, entries(2));
      await sleep(60);
      expect((await newest(log))?.size).toBe(0);
      at += 60_000;
      while ((await newest(log))?.size === 0) await sleep(5);
      expect((await newest(log))?.size).toBe(2);
      await sequencer.stop();
    }));

  test('places an entry that is far behind when it is time for a checkpoint', () =>
    withLog(async (log) => {
      await log.database.all(sql`select setval('log_entries_id_seq', 10001)`);
      await grow(log, 1);
      let at = Date.parse('2026-11-24T12:00:00Z');
      const reportError = (error: unknown): never => expect.fail(String(error));
      const sequencer = startSequencer({ ...log, now: () => new Date(at), everyMilliseconds: 5, reportError });
      while ((await newest(log)) === null) await sleep(5);
      await appendFarBehind(log.database, entryOf(1));
      await sleep(40);
      expect(await countUnplaced(log.database)).toBe(1);
      at += 60_000;
      for (let turn = 0; turn < 200 && (await newest(log))?.size === 1; turn++) await sleep(5);
      expect(await newest(log)).toMatchObject({ size: 2, root: rootOfEntries(2) });
      await sequencer.stop();
    }));

  test('reports a refused checkpoint each time, goes on placing, and still stops', () =>
    withLog(async (log) => {
      await grow(log, 2);
      await makeCheckpoint(log);
      await asSuperuser(log.database, sql`truncate log_entries, log_nodes restart identity`);
      await appendEntries(log.database, entries(3, 50));
      const errors: unknown[] = [];
      const options = { ...log, everyMilliseconds: 2, checkpointEveryMilliseconds: 0 };
      const sequencer = startSequencer({ ...options, reportError: (error) => errors.push(error) });
      for (let turn = 0; turn < 500 && errors.length < 3; turn++) await sleep(2);
      await sequencer.stop();
      // Three times by the clock and once more by the stop.
      expect(errors.length).toBeGreaterThan(3);
      expect([...new Set(errors.map(String))]).toStrictEqual([
        expect.stringContaining('vouches for 2 entries, and those in the log are not the same') as string,
      ]);
      expect((await log.database.one(sql<{ n: number }>`select count(seq)::int as n from log_entries`)).n).toBe(3);
      expect((await newest(log))?.size).toBe(2);
    }));

  test('reports that it cannot place once, not every quarter of a second', () =>
    withLog(async (log) => {
      await grow(log, 3);
      await asSuperuser(log.database, sql`delete from log_entries where seq = 2`);
      await appendEntries(log.database, entries(1, 3));
      const errors: unknown[] = [];
      const sequencer = startSequencer({ ...log, everyMilliseconds: 1, reportError: (error) => errors.push(error) });
      await sleep(100);
      expect(errors.map(String)).toStrictEqual([expect.stringContaining('holds 2 entries but its tree 3') as string]);
      await sequencer.stop();
      expect(errors).toHaveLength(2);
    }));
});

describe('the key', () => {
  test('is made once, readable by its owner alone, and its public half stands beside it', () =>
    withLog(async ({ folder, key }) => {
      const path = join(folder, 'checkpoint-key.pem');
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(folder, 'checkpoint-key.pub'), 'utf8')).toBe(`${key.vkey}\n`);
      expect(key.origin).toMatch(/^durand-line-monitor\/[0-9a-f]{8}$/);
      rmSync(join(folder, 'checkpoint-key.pub'));
      const again = await openCheckpointKey(folder);
      expect([again.origin, again.vkey]).toStrictEqual([key.origin, key.vkey]);
      expect(existsSync(join(folder, 'checkpoint-key.pub'))).toBe(true);
    }));

  test('is one and the same for those that start at the same moment', () =>
    withLog(async ({ folder }) => {
      for (let round = 0; round < 10; round++) {
        const fresh = join(folder, `fresh-${round}`);
        const keys = await Promise.all(Array.from({ length: 16 }, () => openCheckpointKey(fresh)));
        expect(new Set(keys.map(({ vkey }) => vkey)).size).toBe(1);
        expect(readdirSync(fresh).sort()).toStrictEqual(['checkpoint-key.pem', 'checkpoint-key.pub']);
      }
    }));

  test('that cannot be read is not replaced by a new one', () =>
    withLog(async ({ folder }) => {
      const path = join(folder, 'checkpoint-key.pem');
      writeFileSync(path, 'damaged');
      await expect(openCheckpointKey(folder)).rejects.toThrow(`${path} is no private key`);
      expect(readFileSync(path, 'utf8')).toBe('damaged');
    }));
});
