import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Queries } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { contentHashOf } from '../../../api/log/canonical.ts';
import { makeCheckpoint } from '../../../api/log/checkpoints.ts';
import { readCheckpointFiles } from '../../../api/log/files.ts';
import { openCheckpointKey } from '../../../api/log/key.ts';
import { appendEntries } from '../../../api/log/entries.ts';
import { listEntries, saveNodes } from '../../../api/log/queries.ts';
import { EMPTY_HEAD, placeEntries } from '../../../api/log/sequence.ts';
import { placeBatch } from '../../../api/log/sequencer.ts';
import { type Verdict, verifyLog, type VerifyOptions } from '../../../api/log/verify.ts';
import { asSuperuser, entries, entryOf, type TestLog, withLog } from './fixture.ts';

/** A log of 20 entries with checkpoints at 0, 8, 15 and 20. */
function withTwenty(test: (log: TestLog) => Promise<void>): Promise<void> {
  return withLog(async (log) => {
    await makeCheckpoint(log);
    for (const [from, to] of [
      [0, 8],
      [8, 15],
      [15, 20],
    ] as const) {
      await appendEntries(log.database, entries(to - from, from));
      await placeBatch(log.database);
      await makeCheckpoint(log);
    }
    await test(log);
  });
}

/** Pages of seven, so that they end nowhere in particular. */
async function verdictOn(log: TestLog, more: Partial<VerifyOptions> = {}): Promise<Verdict> {
  const files = await readCheckpointFiles(log.folder);
  return verifyLog(log.database, { files, vkey: log.key.vkey, pageSize: 7, ...more });
}

const EDITED = `replace(body, 'amina', 'nobody')`;

/** Makes leaf, chain and tree anew from the texts as they stand, as somebody would who knows how they are made. */
async function recompute(queries: Queries, { alsoTree }: { alsoTree: boolean }): Promise<void> {
  const all = await listEntries(queries, 0, 1_000);
  const { placed } = placeEntries(
    EMPTY_HEAD,
    all.map(({ body }) => body),
  );
  for (const [index, { seq, leaf, chain }] of placed.entries())
    await asSuperuser(
      queries,
      sql`update log_entries set seq = ${seq}::bigint, leaf = ${leaf}, chain = ${chain} where id = ${all[index]?.id}::bigint`,
    );
  if (!alsoTree) return;
  await queries.all(sql`truncate log_nodes`);
  await saveNodes(
    queries,
    placed.flatMap(({ completed }) => completed),
  );
}

/** What is found, with the number of entries before it that are as they were. */
function found({ difference, entries: whole }: Verdict): unknown {
  return difference && { what: difference.what, seq: difference.seq, id: difference.id, whole };
}

describe('a log that nobody touched', () => {
  test('agrees with every checkpoint, however long the pages', () =>
    withTwenty(async (log) => {
      await appendEntries(log.database, entries(2, 20));
      const whole: Verdict = { difference: null, entries: 20, unplaced: 2, vouchedFor: [0, 8, 15, 20] };
      for (const pageSize of [1, 8, 1_000]) expect(await verdictOn(log, { pageSize })).toStrictEqual(whole);
    }));

  test('agrees when it is empty', () =>
    withLog(async (log) => {
      await makeCheckpoint(log);
      expect(await verdictOn(log)).toStrictEqual({ difference: null, entries: 0, unplaced: 0, vouchedFor: [0] });
    }));

  test('agrees when it has grown beyond the newest checkpoint', () =>
    withTwenty(async (log) => {
      await appendEntries(log.database, entries(3, 20));
      await placeBatch(log.database);
      expect(await verdictOn(log)).toMatchObject({ difference: null, entries: 23, vouchedFor: [0, 8, 15, 20] });
    }));
});

describe('a superuser who switches the protection off is found', () => {
  test('after an edit of a text', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`update log_entries set body = ${sql.raw(EDITED)} where seq in (11, 13)`);
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'body-changed', seq: 11, id: '12', whole: 11 });
      expect(verdict.difference?.detail).toBe('the text of entry 11 (id 12) is not the one that was hashed');
      expect(verdict.vouchedFor).toStrictEqual([0, 8]);
    }));

  test('after an edit of a text and of its leaf', () =>
    withTwenty(async (log) => {
      await asSuperuser(
        log.database,
        sql`update log_entries set body = ${sql.raw(EDITED)},
          leaf = sha256('\\x00'::bytea || convert_to(${sql.raw(EDITED)}, 'UTF8')) where seq = 11`,
      );
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'chain-broken', seq: 11, id: '12', whole: 11 });
    }));

  test('after an edit of a text and of all leaves and chains: the stored tree names the entry', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`update log_entries set body = ${sql.raw(EDITED)} where seq = 11`);
      await recompute(log.database, { alsoTree: false });
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'tree-differs', seq: 11, id: '12', whole: 11 });
      expect(verdict.difference?.detail).toBe(
        'entry 11 (id 12) is not the one that the stored tree holds: node 0/11 differs',
      );
    }));

  test('after everything in the database was made again: the checkpoints say between which entries', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`update log_entries set body = ${sql.raw(EDITED)} where seq = 11`);
      await recompute(log.database, { alsoTree: true });
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'checkpoint-differs', seq: 8, id: null, whole: 14 });
      expect(verdict.difference?.detail).toMatch(
        /^the first 15 entries are not those that the checkpoint of \d{4}-\d\d-\d\dT[\d:.]+Z \(.*000000000015\.txt\) vouches for: the first that differs is one of 8 to 14, those before agree$/,
      );
    }));

  test('after everything was made again, by name where a checkpoint stands before and after the entry', () =>
    withTwenty(async (log) => {
      await appendEntries(log.database, entries(1, 20));
      await placeBatch(log.database);
      await makeCheckpoint(log);
      await asSuperuser(log.database, sql`update log_entries set body = ${sql.raw(EDITED)} where seq = 20`);
      await recompute(log.database, { alsoTree: true });
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'checkpoint-differs', seq: 20, id: '21', whole: 20 });
      expect(verdict.difference?.detail).toMatch(/: entry 20 is another$/);
    }));

  test('after a deletion in the middle', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`delete from log_entries where seq in (7, 8)`);
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'entry-missing', seq: 7, id: null, whole: 7 });
      expect(verdict.difference?.detail).toBe('entry 7 is missing; the next one that is there is entry 9 (id 10)');
    }));

  test('after a deletion of the first', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`delete from log_entries where seq = 0`);
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'entry-missing', seq: 0, id: null, whole: 0 });
    }));

  test('after a deletion in the middle when everything was numbered and made again', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`delete from log_entries where seq = 17`);
      await recompute(log.database, { alsoTree: true });
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'tail-cut', seq: 19, id: null, whole: 19 });
    }));

  test('after the tail was cut off', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`delete from log_entries where seq >= 12`);
      await log.database.all(sql`delete from log_nodes where (at + 1) * 2 ^ level > 12`);
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'tail-cut', seq: 12, id: null, whole: 12 });
      expect(verdict.difference?.detail).toMatch(
        /^the log holds 12 entries but the checkpoint of \d{4}-\d\d-\d\dT.*000000000015\.txt\) vouches for 15$/,
      );
    }));

  test('after a tail that no checkpoint vouches for yet was cut off, while the stored tree has it', () =>
    withTwenty(async (log) => {
      await appendEntries(log.database, entries(4, 20));
      await placeBatch(log.database);
      await asSuperuser(log.database, sql`delete from log_entries where seq >= 22`);
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'tail-cut', seq: 22, id: null, whole: 22 });
      expect(verdict.difference?.detail).toBe('the log holds 22 entries but its stored tree has 24');
    }));

  test('after the texts of two were swapped', () =>
    withTwenty(async (log) => {
      await asSuperuser(
        log.database,
        sql`update log_entries set body = other.body from log_entries as other
          where (log_entries.seq, other.seq) in ((5, 9), (9, 5))`,
      );
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'body-changed', seq: 5, id: '6', whole: 5 });
    }));

  test('after the places of two were swapped', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`update log_entries set seq = seq + 100 where seq in (5, 9)`);
      await asSuperuser(log.database, sql`update log_entries set seq = 114 - seq where seq in (105, 109)`);
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'chain-broken', seq: 5, id: '10', whole: 5 });
    }));

  test('after the places of two were swapped and all chains made again', () =>
    withTwenty(async (log) => {
      await asSuperuser(log.database, sql`update log_entries set seq = seq + 100 where seq in (5, 9)`);
      await asSuperuser(log.database, sql`update log_entries set seq = 114 - seq where seq in (105, 109)`);
      await recompute(log.database, { alsoTree: false });
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'tree-differs', seq: 5, id: '10', whole: 5 });
    }));

  test('after an inner node of the stored tree was changed or is missing', () =>
    withTwenty(async (log) => {
      await log.database.all(sql`update log_nodes set hash = sha256('x') where level = 2 and at = 1`);
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'tree-differs', seq: 7, id: '8', whole: 7 });
      await log.database.all(sql`delete from log_nodes where level = 1 and at = 2`);
      expect(found(await verdictOn(log))).toStrictEqual({ what: 'tree-differs', seq: 5, id: '6', whole: 5 });
    }));
});

describe('a checkpoint file', () => {
  test('that was altered is named', () =>
    withTwenty(async (log) => {
      const path = join(log.folder, 'checkpoints/000000000015.txt');
      writeFileSync(path, readFileSync(path, 'utf8').replace('\n15\n', '\n14\n'));
      const verdict = await verdictOn(log);
      expect(found(verdict)).toStrictEqual({ what: 'not-signed', seq: null, id: null, whole: 0 });
      expect(verdict.difference?.detail).toBe(`${path} is not signed with the key of the log`);
    }));

  test('that was signed with another key convinces nobody', () =>
    withTwenty(async (log) => {
      const other = await openCheckpointKey(join(log.folder, 'other'));
      expect((await verdictOn(log, { vkey: other.vkey })).difference?.what).toBe('not-signed');
    }));

  test('that was removed takes nothing from what the others vouch for', () =>
    withTwenty(async (log) => {
      rmSync(join(log.folder, 'checkpoints'), { recursive: true });
      expect(await verdictOn(log)).toMatchObject({ difference: null, vouchedFor: [20] });
    }));
});

describe('the content on record', () => {
  const CONTENT: Record<string, object> = {
    'report-0': { title: 'Shelling' },
    'report-1': { title: 'Crossing closed' },
  };
  const checkContent = async (
    _queries: Queries,
    { subject, contentHash }: { subject: { id: string }; contentHash: string | null },
  ) => (contentHashOf(CONTENT[subject.id]) === contentHash ? null : 'the record has another hash');

  test('is compared with the hash of its entry, where the entry has one', () =>
    withLog(async (log) => {
      await appendEntries(log.database, [
        entryOf(0, { contentHash: contentHashOf({ title: 'Shelling' }) }),
        entryOf(2),
        entryOf(1, { contentHash: contentHashOf({ title: 'Crossing open' }) }),
      ]);
      await placeBatch(log.database);
      await makeCheckpoint(log);
      const verdict = await verdictOn(log, { checkContent });
      expect(found(verdict)).toStrictEqual({ what: 'content-differs', seq: 2, id: '3', whole: 2 });
      expect(verdict.difference?.detail).toBe('the content of entry 2 (id 3): the record has another hash');
      expect((await verdictOn(log)).difference).toBeNull();
    }));

  test('cannot be compared when the text is no entry, and that is said', () =>
    withLog(async (log) => {
      await log.database.all(sql`insert into log_entries (body) values ('{"subject":{}}')`);
      await placeBatch(log.database);
      await makeCheckpoint(log);
      const verdict = await verdictOn(log, { checkContent });
      expect(verdict.difference?.detail).toBe('the text of entry 0 (id 1) is no entry of a log');
    }));
});
