import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { asActor } from '../../../api/db/as-actor.ts';
import type { Database } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { verifyLog } from '../../../api/log/verify.ts';
import { placeBatch } from '../../../api/log/sequencer.ts';
import { checkContent } from '../../../api/record/check-content.ts';
import { file, incidentSent, problemOf, put, read, WHY } from '../../fixtures/filing.ts';
import { bundleOf } from '../../fixtures/records.ts';
import { withOwnDatabase } from '../../setup/own-database.ts';
import { somebody } from '../../setup/people.ts';
import { serviceOn, withService } from '../../setup/service.ts';

describe('row-level security', () => {
  test('keeps from every statement of an actor what the actor may not read', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const [monitor, afghan, pakistani] = [
        await somebody(service, 'monitor'),
        await somebody(service, 'liaison-afg'),
        await somebody(service, 'liaison-pak'),
      ];
      const filed = await file(afghan, incidentSent());
      const closed = await file(monitor, incidentSent(), { level: 4 });
      const seenBy = (id: string, viewer: string) =>
        asActor(service.database, { id, viewer }, async (queries) => {
          const ids = [filed.id, closed.id];
          const heads = await queries.all(sql<{ id: string }>`select id from records where id = any(${ids}::uuid[])`);
          const versions = await queries.all(sql<{ id: string }>`
            select record_id as id from record_versions where record_id = any(${ids}::uuid[])`);
          expect(versions.map(({ id: one }) => one).toSorted()).toStrictEqual(heads.map((row) => row.id).toSorted());
          return heads.map((row) => (row.id === filed.id ? 'of the Afghan party' : 'protected'));
        });
      expect(await seenBy(afghan.id, 'afg')).toStrictEqual(['of the Afghan party']);
      expect(await seenBy(pakistani.id, 'pak')).toStrictEqual([]);
      expect(await seenBy(randomUUID(), 'mediator')).toStrictEqual(['of the Afghan party']);
      expect(await seenBy(monitor.id, 'staff')).toStrictEqual(['protected']);
      expect(await seenBy(randomUUID(), 'staff')).toStrictEqual([]);
      expect(await seenBy(randomUUID(), 'public')).toStrictEqual([]);
      expect(await seenBy('', 'mediator')).toStrictEqual([]);
    }));

  test.each([
    ['change a version', sql`update record_versions set document = '{}'`],
    ['delete a version', sql`delete from record_versions`],
    ['delete a record', sql`delete from records`],
    ['read the log', sql`select * from log_entries`],
    ['read people', sql`select * from people`],
    ['write what viewers see', sql`delete from incident_projections`],
    [
      'file under another name',
      sql`insert into records (id, kind, fid, version, state, level, team, submitted_by, changed_by, synthetic, content_hash,
        recorded_at) values (gen_random_uuid(), 'incident', 1000001, 1, 'standing', 2, '{}', 'somebody else', 'x', false, '',
        now())`,
    ],
  ])('lets no actor %s', (_what, statement) =>
    withService(async ({ database }) => {
      const attempt = database.transaction((transaction) =>
        asActor(transaction, { id: randomUUID(), viewer: 'mediator' }, (queries) => queries.all(statement)),
      );
      await expect(attempt).rejects.toThrow(/permission denied|row-level security/);
    }),
  );
});

describe('a superuser’s change to what is on record', () => {
  const tampered = [
    [
      'an edit',
      (id: string) => sql`
        update record_versions set document = jsonb_set(document, '{title}', '"Another title"') where record_id = ${id}`,
      'is not what was logged',
    ],
    [
      'an opened level',
      (id: string) => sql`
        update record_versions set visibility = jsonb_set(visibility, '{level}', '0') where record_id = ${id}`,
      'is not what was logged',
    ],
    ['a deletion', (id: string) => sql`delete from record_versions where record_id = ${id}`, 'is missing'],
  ] as const;

  test.each(tampered)('is found by verify-log, which names the first entry that differs: %s', (_what, change, says) =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const [first, second] = [await file(monitor, incidentSent()), await file(monitor, incidentSent())];
      while ((await placeBatch(service.database)) !== 0);
      const verdict = () => verifyLog(service.database, { files: [], vkey: '', checkContent });
      expect((await verdict()).difference).toBeNull();
      const { seq } = await service.database.one(sql<{ seq: string }>`
        select min(seq) as seq from log_entries where body::jsonb #>> '{subject,id}' = ${first.id}`);
      for (const { id } of [second, first]) await service.database.all(change(id));
      const { difference } = await verdict();
      expect([difference?.what, difference?.seq]).toStrictEqual(['content-differs', Number(seq)]);
      expect(difference?.detail).toContain(`version 1 of the incident ${first.id} ${says}`);
    }),
  );
});

describe('two at the same moment', () => {
  /** A service on a database of its own, where writes are committed and so meet each other. */
  const withMeeting = (check: (database: Database) => Promise<void>) =>
    withOwnDatabase(async (database) => {
      await saveBundle(database, bundleOf({}));
      await check(database);
    });

  test('who edit one record: one of them is told that the other was first', () =>
    withMeeting(async (database) => {
      const service = serviceOn(database);
      const [one, other] = [await somebody(service, 'reviewer'), await somebody(service, 'chair')];
      const sent = incidentSent();
      await file(one, sent);
      const answers = await Promise.all([
        put(one, { ...sent, title: 'One' }, { version: 1, why: WHY }),
        put(other, { ...sent, title: 'Other' }, { version: 1, why: WHY }),
      ]);
      expect(answers.map(({ status }) => String(status)).toSorted()).toStrictEqual(['200', '412']);
      const winner = answers[0]?.status === 200 ? 'One' : 'Other';
      const { document, version } = await read(one, { kind: 'incident', id: sent.id });
      expect([document['title'], version]).toStrictEqual([winner, 2]);
    }));

  test('requests with one key: both get the one answer, and one record is written', () =>
    withMeeting(async (database) => {
      const service = serviceOn(database);
      const monitor = await somebody(service, 'monitor');
      const [sent, key] = [incidentSent(), randomUUID()];
      const answers = await Promise.all(Array.from({ length: 4 }, () => put(monitor, sent, { key })));
      const bodies = await Promise.all(answers.map((answer) => answer.text()));
      expect(new Set(bodies).size).toBe(1);
      expect(answers.map(({ status }) => status)).toStrictEqual([201, 201, 201, 201]);
      const { n } = await database.one(sql<{ n: number }>`
        select count(*)::int as n from record_versions where record_id = ${sent.id}`);
      expect(n).toBe(1);
    }));

  test('requests with two keys for one new record: one is refused', () =>
    withMeeting(async (database) => {
      const monitor = await somebody(serviceOn(database), 'monitor');
      const sent = incidentSent();
      const answers = await Promise.all([put(monitor, sent), put(monitor, sent)]);
      const refused = answers.find(({ status }) => status !== 201);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await problemOf(refused ?? new Response('{}'))).toStrictEqual([expect.any(Number), expect.any(String)]);
      expect([409, 412]).toContain(refused?.status);
    }));
});
