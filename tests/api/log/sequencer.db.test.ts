import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Queries } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { canonicalJson } from '../../../api/log/canonical.ts';
import type { LogEntry } from '../../../api/log/contract.ts';
import { rootAt } from '../../../api/log/merkle.ts';
import { appendEntries, findEntryOf } from '../../../api/log/entries.ts';
import { hasRecentUnplaced, listEntries, LogDamaged, storedTree } from '../../../api/log/queries.ts';
import { placeBatch, startSequencer } from '../../../api/log/sequencer.ts';
import { appendFarBehind, asSuperuser, entries, entryOf, withCommittedLog, withLog } from './fixture.ts';
import { leafOf, rootOf } from './reference.ts';

/** The subjects of the entries from a place on, in the order of the log; fails when their places have a gap. */
async function idsInOrder(queries: Queries, from = 0): Promise<string[]> {
  const placed = await listEntries(queries, from, 10_000);
  expect(placed.map(({ seq }) => seq)).toStrictEqual(placed.map((_, index) => from + index));
  return placed.map(({ body }) => (JSON.parse(body) as LogEntry).subject.id);
}

const expected = (count: number) => Array.from({ length: count }, (_, index) => `report-${index}`);

describe('appending', () => {
  test('writes entries in their order as canonical JSON, without a place', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, [entryOf(1), entryOf(0)]);
      await appendEntries(database, []);
      const rows = await database.all(sql`select body, seq, leaf, chain from log_entries order by id`);
      const bodies = [entryOf(1), entryOf(0)].map(canonicalJson);
      expect(rows).toStrictEqual(bodies.map((body) => ({ body, seq: null, leaf: null, chain: null })));
      expect(bodies[0]).toBe(
        '{"action":"record.filed","actor":{"id":"amina","role":"monitor"},"at":"2026-11-24T06:00:00Z","contentHash":null,"subject":{"id":"report-1","kind":"incident","version":1}}',
      );
    }));

  test('within a transaction that fails leaves nothing', () =>
    withLog(async ({ database }) => {
      const failed = database.transaction(async (queries) => {
        await appendEntries(queries, entries(3));
        throw new Error('the record was refused');
      });
      await expect(failed).rejects.toThrow('the record was refused');
      expect(await placeBatch(database)).toBe(0);
      expect(await idsInOrder(database)).toStrictEqual([]);
    }));

  test('of an entry that breaks the contract is refused: nothing is ever taken out again', () =>
    withLog(async ({ database }) => {
      await expect(appendEntries(database, [entryOf(0, { action: 'Filed' })])).rejects.toThrow(/action/);
      await expect(appendEntries(database, [entryOf(0, { contentHash: 'abc' })])).rejects.toThrow(/contentHash/);
    }));

  test('is all that the role of requests may do: it reads nothing and chooses no place', () =>
    withLog(async ({ database }) => {
      await database.transaction(async (actor) => {
        await actor.all(sql`set local role durand_actor`);
        await appendEntries(actor, entries(2));
        const refused = [
          sql`select body from log_entries`,
          sql`insert into log_entries (body, written_at) values ('{}', '2020-01-01')`,
          sql`update log_entries set body = '{}'`,
          sql`delete from log_entries`,
          sql`truncate log_entries`,
          sql`select * from log_nodes`,
          sql`insert into log_nodes values (0, 0, '')`,
          sql`select * from log_checkpoints`,
          sql`alter table log_entries disable trigger user`,
        ];
        for (const statement of refused)
          await expect(actor.transaction((one) => one.all(statement))).rejects.toMatchObject({ code: '42501' });
        await actor.all(sql`reset role`);
      });
      await placeBatch(database);
      expect(await idsInOrder(database)).toStrictEqual(expected(2));
    }));
});

describe('an entry', () => {
  test('is neither changed nor deleted, also not by the owner of the table', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, entries(2));
      await placeBatch(database, 1);
      const refused = [
        sql`update log_entries set body = '{}'`,
        sql`update log_entries set body = '{}' where seq is null`,
        sql`update log_entries set written_at = now() where seq is null`,
        sql`update log_entries set seq = 7 where seq = 0`,
        sql`delete from log_entries`,
        sql`truncate log_entries`,
        sql`insert into log_entries (body, seq, leaf, chain) values ('{}', 9, sha256('a'), sha256('a'))`,
      ];
      for (const statement of refused)
        await expect(database.transaction((one) => one.all(statement))).rejects.toMatchObject({
          code: '42501',
          message: expect.stringContaining('the log is only appended to') as string,
        });
    }));

  test('has place, leaf and chain, or none of the three', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, entries(1));
      const half = database.transaction((one) => one.all(sql`update log_entries set seq = 0`));
      await expect(half).rejects.toMatchObject({ constraint: 'an_entry_is_sequenced_whole_or_not_at_all' });
    }));

  test('is found by what it is about, with or without a place', () =>
    withLog(async ({ database }) => {
      const second = entryOf(0, { subject: { kind: 'incident', id: 'report-0', version: 2 } });
      await appendEntries(database, [entryOf(0), second, entryOf(0, { action: 'record.read' })]);
      await placeBatch(database, 2);
      expect(await findEntryOf(database, second.subject)).toMatchObject({ seq: 1, body: canonicalJson(second) });
      expect(await findEntryOf(database, entryOf(0).subject)).toMatchObject({
        seq: 0,
        body: canonicalJson(entryOf(0)),
      });
      expect(await findEntryOf(database, { ...second.subject, version: null })).toBeNull();
    }));
});

describe('placing', () => {
  test('gives places from 0 without a gap, batch by batch, with the hashes that RFC 6962 defines', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, entries(20));
      expect([
        await placeBatch(database, 7),
        await placeBatch(database, 7),
        await placeBatch(database, 7),
      ]).toStrictEqual([7, 7, 6]);
      expect(await placeBatch(database, 7)).toBe(0);
      expect(await idsInOrder(database)).toStrictEqual(expected(20));
      const leaves = entries(20).map((entry) => leafOf(canonicalJson(entry)));
      for (let size = 0; size <= 20; size++)
        expect(await rootAt(size, storedTree(database))).toStrictEqual(rootOf(leaves.slice(0, size)));
    }));

  test('looks often for recent entries alone, and finds one that is far behind when it looks for all', () =>
    withLog(async ({ database }) => {
      await database.all(sql`select setval('log_entries_id_seq', 10001)`);
      expect(await hasRecentUnplaced(database)).toBe(false);
      await appendEntries(database, entries(1));
      expect(await hasRecentUnplaced(database)).toBe(true);
      await placeBatch(database);
      await appendFarBehind(database, entryOf(1));
      expect(await hasRecentUnplaced(database)).toBe(false);
      expect(await placeBatch(database)).toBe(1);
      expect(await idsInOrder(database)).toStrictEqual(expected(2));
    }));

  test('chains each entry to the one before', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, entries(5));
      while ((await placeBatch(database, 2)) !== 0);
      const { whole } = await database.one(sql<{ whole: boolean }>`
        with chained as (
          select chain = sha256(coalesce(lag(chain) over (order by seq), decode(repeat('00', 32), 'hex')) || leaf)
              and leaf = sha256('\\x00'::bytea || convert_to(body, 'UTF8')) as fits
          from log_entries)
        select bool_and(fits) and count(*) = 5 as whole from chained`);
      expect(whole).toBe(true);
    }));

  test('takes an entry that commits after a later one in the next batch', () =>
    withCommittedLog(async ({ database, sizeBefore }) => {
      if (database.kind === 'embedded') return; // one session: a transaction that is open holds the others up
      let commit = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        commit = resolve;
      });
      let written = (): void => undefined;
      const isWritten = new Promise<void>((resolve) => {
        written = resolve;
      });
      const late = database.transaction(async (queries) => {
        await appendEntries(queries, [entryOf(0)]);
        written();
        await held;
      });
      await isWritten;
      await appendEntries(database, [entryOf(1)]);
      expect(await placeBatch(database)).toBe(1);
      commit();
      await late;
      expect(await placeBatch(database)).toBe(1);
      expect(await idsInOrder(database, sizeBefore)).toStrictEqual(['report-1', 'report-0']);
      const { falls } = await database.one(sql<{ falls: boolean }>`
        select (array_agg(id order by seq desc))[1] < (array_agg(id order by seq desc))[2] as falls from log_entries`);
      expect(falls).toBe(true);
    }));

  test('never meets a writer: an open transaction that has appended does not hold it up, nor the other way round', () =>
    withCommittedLog(async ({ database, sizeBefore }) => {
      if (database.kind === 'embedded') return; // one session
      await appendEntries(database, [entryOf(0)]);
      await database.transaction(async (sequencer) => {
        expect(await placeBatch(sequencer)).toBe(1);
        await database.transaction(async (writer) => {
          await writer.all(sql`set local lock_timeout = '500ms'`);
          await appendEntries(writer, [entryOf(1)]);
        });
      });
      expect(await placeBatch(database)).toBe(1);
      expect(await idsInOrder(database, sizeBefore)).toStrictEqual(expected(2));
    }));

  test('is done by one process at a time: another one finds it busy', () =>
    withCommittedLog(async ({ database, sizeBefore }) => {
      if (database.kind === 'embedded') return; // one session
      await appendEntries(database, entries(3));
      await database.transaction(async (one) => {
        expect(await placeBatch(one)).toBe(3);
        expect(await placeBatch(database)).toBe('busy');
      });
      expect(await idsInOrder(database, sizeBefore)).toStrictEqual(expected(3));
    }));

  test('by two sequencers while eight write gives every entry one place and leaves no gap', () =>
    withCommittedLog(async (log) => {
      const errors: unknown[] = [];
      const options = { ...log, everyMilliseconds: 1, checkpointEveryMilliseconds: 5 };
      const reportError = (error: unknown): void => void errors.push(error);
      // Each with a folder of its own, as two processes have; the key may be the same.
      const one = startSequencer({ ...options, folder: `${log.folder}/one`, reportError });
      const other = startSequencer({ ...options, folder: `${log.folder}/other`, reportError });
      const writers = Array.from({ length: 8 }, async (_, writer) => {
        for (let turn = 0; turn < 10; turn++) {
          const first = writer * 1000 + turn * 10;
          const write = log.database.transaction(async (queries) => {
            await appendEntries(queries, entries(3, first));
            if (turn % 5 === 4) throw new Error('given up');
          });
          await write.catch(() => undefined);
          await sleep(1);
        }
      });
      await Promise.all(writers);
      await Promise.all([one.stop(), other.stop()]);
      expect(errors).toStrictEqual([]);
      const ids = await idsInOrder(log.database, log.sizeBefore);
      const kept = Array.from({ length: 8 }, (_, writer) =>
        [0, 1, 2, 3, 5, 6, 7, 8].flatMap((turn) =>
          entries(3, writer * 1000 + turn * 10).map(({ subject }) => subject.id),
        ),
      );
      expect(ids.toSorted()).toStrictEqual(kept.flat().toSorted());
    }));

  test('adds nothing to a log whose tail was cut', () =>
    withLog(async ({ database }) => {
      await appendEntries(database, entries(5));
      await placeBatch(database);
      await asSuperuser(database, sql`delete from log_entries where seq >= 3`);
      await appendEntries(database, entries(1, 5));
      await expect(placeBatch(database)).rejects.toThrow(LogDamaged);
      await expect(placeBatch(database)).rejects.toThrow('the log holds 3 entries but its tree 5');
      expect(await idsInOrder(database)).toStrictEqual(expected(3));
    }));
});
