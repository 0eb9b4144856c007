import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { openEvidencePlaces } from '../../../api/evidence/places.ts';
import { recheckFiles, sweepIncoming } from '../../../api/evidence/recheck.ts';
import { attach, incidentOf, photograph, readEvidence, sha256Of } from '../../fixtures/evidence.ts';
import { act, problemOf, WHY, writeHeaders } from '../../fixtures/filing.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { temporaryFolder } from '../../setup/process.ts';
import { serviceOn, withService } from '../../setup/service.ts';

const ENTRY = { action: 'handed-over', from: 'The monitor', to: 'The laboratory', reason: 'To look at the metal.' };
const addEntry = (who: Somebody, id: string, version: number, key: string = randomUUID()) =>
  who.send('POST', `/api/evidence/${id}/custody`, { body: ENTRY, headers: writeHeaders(version, key) });

test('a custody entry is a new version, added once, and moves nothing that readers see', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const incident = await incidentOf(service, monitor);
    const { id } = await attach(monitor, incident.id, await photograph());
    const before = await readEvidence(monitor, id);
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_000);
    const key = randomUUID();
    const first: unknown = await (await addEntry(monitor, id, 1, key)).json();
    expect(await (await addEntry(monitor, id, 1, key)).json()).toStrictEqual(first);
    expect(await problemOf(await addEntry(monitor, id, 1))).toStrictEqual([412, 'version-differs']);
    const after = await readEvidence(monitor, id);
    expect(after.version).toBe(2);
    expect(after.custody?.at(-1)).toMatchObject({ ...ENTRY, by: { id: monitor.id, role: 'monitor' } });
    expect(after.shown).toStrictEqual(before.shown);
  }));

test('that somebody took the evidentiary copy stands in the log', () =>
  withService(async (service) => {
    const [monitor, mediator] = [await somebody(service, 'monitor'), await somebody(service, 'mediator')];
    const incident = await incidentOf(service, monitor);
    const { id } = await attach(monitor, incident.id, await photograph());
    await mediator.get(`/api/evidence/${id}/file?copy=working`);
    await mediator.get(`/api/evidence/${id}/file?copy=evidentiary`);
    const entries = await service.database.all(sql<{ actor: string }>`
      select body::jsonb #>> '{actor,id}' as actor from log_entries
      where body::jsonb ->> 'action' = 'evidence.viewed' and body::jsonb #>> '{subject,id}' = ${id}`);
    expect(entries).toStrictEqual([{ actor: mediator.id }]);
  }));

test('what a party submits is for it and the mediators; whoever may not know of it meets nothing', () =>
  withService(async (service) => {
    const [liaison, mediator] = [await somebody(service, 'liaison-afg'), await somebody(service, 'mediator')];
    const others = [await somebody(service, 'liaison-pak'), await somebody(service, 'monitor')];
    const incident = await incidentOf(service, liaison);
    const answer = await attach(liaison, incident.id, await photograph());
    expect(answer.level).toBe(3);
    for (const who of [liaison, mediator])
      expect((await readEvidence(who, answer.id)).may).toStrictEqual(['read-evidentiary', 'add-custody']);
    for (const who of others)
      for (const path of ['', '/file', '/file?copy=evidentiary'])
        expect(await problemOf(await who.get(`/api/evidence/${answer.id}${path}`))).toStrictEqual(
          await problemOf(await who.get(`/api/evidence/${randomUUID()}${path}`)),
        );
  }));

test('closing an incident closes its evidence', () =>
  withService(async (service) => {
    const [monitor, chair, analyst] = [
      await somebody(service, 'monitor'),
      await somebody(service, 'chair'),
      await somebody(service, 'analyst'),
    ];
    const incident = await incidentOf(service, monitor);
    const { id } = await attach(monitor, incident.id, await photograph());
    expect((await analyst.get(`/api/evidence/${id}/file`)).status).toBe(200);
    const closed = { level: 4, fieldLevels: {}, placeClass: 'general', why: WHY };
    expect((await act(chair, incident, 'restriction', closed)).status).toBe(200);
    expect((await analyst.get(`/api/evidence/${id}/file`)).status).toBe(404);
  }));

test('a picture that was sent before, smaller, is proposed as seen before to those who may know of the other', () =>
  withService(async (service) => {
    const [monitor, liaison] = [await somebody(service, 'monitor'), await somebody(service, 'liaison-pak')];
    const incident = await incidentOf(service, monitor);
    const picture = await photograph();
    const smaller = await sharp(picture).resize(160).webp().toBuffer();
    const other = await sharp(picture).rotate(90).jpeg().toBuffer();
    const first = await attach(monitor, incident.id, picture, { title: 'First' });
    await attach(monitor, incident.id, other, { title: 'Another picture' });
    const second = await attach(monitor, incident.id, smaller, { statedType: 'image/webp' });
    const { seenBefore } = await readEvidence(monitor, second.id);
    expect(seenBefore).toHaveLength(1);
    expect(seenBefore?.[0]).toMatchObject({
      evidenceId: first.id,
      title: 'First',
      sameFile: false,
      incident: { fid: incident.fid, ref: incident.ref },
    });
    expect(seenBefore?.[0]?.distance).toBeLessThanOrEqual(10);
    const own = await incidentOf(service, liaison);
    const third = await attach(liaison, own.id, picture);
    expect((await readEvidence(liaison, third.id)).seenBefore).toStrictEqual([]);
  }));

test('a file that has changed or is gone raises one alarm, in the log and for administrators, which ends when it is back', () =>
  withService(async ({ database }) => {
    const folder = temporaryFolder();
    try {
      const evidence = await openEvidencePlaces({ folder: folder.path, bucket: null });
      const service = serviceOn(database, { evidence });
      const [monitor, administrator] = [await somebody(service, 'monitor'), await somebody(service, 'administrator')];
      const incident = await incidentOf(service, monitor);
      const bytes = new TextEncoder().encode('what was said');
      const { id } = await attach(monitor, incident.id, bytes, { statedType: 'text/plain', fileName: '../../x' });
      const sha256 = sha256Of(bytes);
      // Nothing but hashes names a file, whatever it came as.
      expect(new Set(readdirSync(folder.path, { recursive: true, encoding: 'utf8' }))).toStrictEqual(
        new Set(['files', `files/${sha256.slice(0, 2)}`, `files/${sha256.slice(0, 2)}/${sha256}`, 'incoming']),
      );
      const path = join(folder.path, 'files', sha256.slice(0, 2), sha256);
      let now = service.clock.now;
      const told: string[] = [];
      const parts = {
        database,
        ...evidence,
        now: () => now,
        reportError: (error: unknown) => told.push(String(error)),
      };
      const nextDay = async () => {
        now = new Date(now.getTime() + 25 * 3_600_000);
        const looked = await recheckFiles(parts);
        const { alarms } = (await administrator.json('/api/evidence-alarms')) as { alarms: { found: string }[] };
        return [looked, ...alarms.map(({ found }) => found)];
      };
      expect(await recheckFiles(parts)).toBe(0);
      expect(await nextDay()).toStrictEqual([1]);
      writeFileSync(path, 'what was sAid');
      expect(await nextDay()).toStrictEqual([1, 'differs']);
      expect(await nextDay()).toStrictEqual([1, 'differs']);
      expect(told).toStrictEqual([`Error: ALARM: evidence file ${sha256}: differs`]);
      expect(await administrator.json('/api/evidence-alarms')).toMatchObject({
        files: 1,
        alarms: [
          {
            sha256,
            copies: [
              { evidenceId: id, copy: 'evidentiary' },
              { evidenceId: id, copy: 'working' },
            ],
          },
        ],
      });
      // Somebody attaches the file anew: it is as it was again.
      await attach(monitor, incident.id, bytes, { statedType: 'text/plain' });
      expect(await nextDay()).toStrictEqual([1]);
      rmSync(path);
      expect(await nextDay()).toStrictEqual([1, 'missing']);
      const actions = await database.all(sql<{ action: string }>`
        select body::jsonb ->> 'action' as action from log_entries
        where body::jsonb #>> '{subject,id}' = ${sha256} order by id`);
      expect(actions.map(({ action }) => action)).toStrictEqual([
        'evidence.mismatch-found',
        'evidence.found-as-stored',
        'evidence.mismatch-found',
      ]);
      expect(await problemOf(await monitor.get('/api/evidence-alarms'))).toStrictEqual([403, 'not-allowed']);
    } finally {
      folder.remove();
    }
  }));

test('what belongs to no upload under way is swept away after an hour', () =>
  withService(async ({ database }) => {
    const folder = temporaryFolder();
    try {
      const evidence = await openEvidencePlaces({ folder: folder.path, bucket: null });
      const stray = join(folder.path, 'incoming', `${randomUUID()}.part`);
      writeFileSync(stray, 'half of something');
      let now = new Date();
      const parts = { database, ...evidence, now: () => now, reportError: () => undefined };
      expect(await sweepIncoming(parts)).toBe(0);
      now = new Date(now.getTime() + 2 * 3_600_000);
      expect(await sweepIncoming(parts)).toBe(1);
      expect(readdirSync(join(folder.path, 'incoming'))).toStrictEqual([]);
    } finally {
      folder.remove();
    }
  }));
