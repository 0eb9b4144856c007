import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import type { ItemHistory } from '../../../api/history/contract.ts';
import type { NearDuplicates } from '../../../api/record/contract.ts';
import { act, file, incidentSent, problemOf, put, read, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, HERALD, statement, whereAt } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const HERE = '/api/collections/incidents/items?bbox=9,49,12,52';

interface Cast {
  service: TestService;
  monitor: Somebody;
  reviewer: Somebody;
  chair: Somebody;
  afghan: Somebody;
  pakistani: Somebody;
  mediator: Somebody;
}

/** The Herald is on record, and somebody of each role that matters here. */
function withCast(check: (cast: Cast) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    await saveBundle(service.database, bundleOf({}));
    await check({
      service,
      monitor: await somebody(service, 'monitor'),
      reviewer: await somebody(service, 'reviewer'),
      chair: await somebody(service, 'chair'),
      afghan: await somebody(service, 'liaison-afg'),
      pakistani: await somebody(service, 'liaison-pak'),
      mediator: await somebody(service, 'mediator'),
    });
  });
}

async function refsSeen(asker: Pick<TestService, 'json'>, query = ''): Promise<string[]> {
  const { features } = (await asker.json(`${HERE}${query}`)) as { features: { properties: { ref: string } }[] };
  return features.map(({ properties }) => properties.ref);
}

describe('a report that somebody files', () => {
  test('is seen by mediators and staff, and by nobody else', () =>
    withCast(async ({ service, monitor, reviewer, afghan, pakistani, mediator }) => {
      const filed = await file(monitor, incidentSent());
      expect(filed).toStrictEqual({
        kind: 'incident',
        id: filed.id,
        fid: filed.fid,
        ref: expect.stringMatching(/^DL-2001-\d{7}$/) as string,
        version: 1,
        state: 'standing',
        level: 2,
      });
      for (const who of [monitor, reviewer, mediator]) expect(await refsSeen(who)).toStrictEqual([filed.ref]);
      for (const who of [service, afghan, pakistani]) expect(await refsSeen(who)).toStrictEqual([]);
      expect((await read(monitor, filed)).may).toStrictEqual(['edit', 'withdraw', 'restrict']);
      expect((await read(reviewer, filed)).may).toStrictEqual([
        'edit',
        'withdraw',
        'merge',
        'restrict',
        'propose-release',
      ]);
    }));

  test.each([
    ['liaison-afg', 'afghan', 'pakistani'],
    ['liaison-pak', 'pakistani', 'afghan'],
  ] as const)('by %s is seen by that party and the mediators, never by the other', (_role, own, other) =>
    withCast(async (cast) => {
      const filed = await file(cast[own], incidentSent());
      expect(filed.level).toBe(3);
      for (const who of [cast[own], cast.mediator, cast.reviewer, cast.chair])
        expect(await refsSeen(who)).toStrictEqual([filed.ref]);
      for (const who of [cast[other], cast.monitor, cast.service]) expect(await refsSeen(who)).toStrictEqual([]);
      const path = `/api/records/incident/${filed.id}`;
      expect(await problemOf(await cast[other].get(path))).toStrictEqual([404, 'item-not-found']);
      expect(await problemOf(await cast[other].get(`/api/records/incident/${randomUUID()}`))).toStrictEqual([
        404,
        'item-not-found',
      ]);
    }),
  );

  test('brings its own sources, which are as open as it is', () =>
    withCast(async ({ monitor, mediator }) => {
      const source = { ...HERALD, id: randomUUID(), kind: 'ngo' as const, publisher: 'A clinic' };
      const filed = await file(monitor, incidentSent({ sourceIds: [source.id] }), { sources: [source] });
      const { properties } = (await mediator.json(`/api/collections/incidents/items/${filed.fid}`)) as {
        properties: { sources: { publisher: string }[] };
      };
      expect(properties.sources.map(({ publisher }) => publisher)).toStrictEqual(['A clinic']);
    }));

  test.each([
    ['a status of its own', incidentSent({ status: 'corroborated' }), 'document.status'],
    ['an attribution', incidentSent({ attribution: 'acknowledged' }), 'document.attribution'],
    ['a source that is not there', incidentSent({ sourceIds: [randomUUID()] }), 'document.sourceIds.0'],
    [
      'a link to nowhere',
      incidentSent({ links: [{ toId: randomUUID(), kind: 'follows', claimant: null }] }),
      'document.links.0.toId',
    ],
    [
      'a point for a district',
      incidentSent({ where: whereAt({ type: 'Point', coordinates: [10, 50] }, { precision: 'adm2' }) }),
      'document.where.precision',
    ],
    ['no source at all', incidentSent({ sourceIds: [] }), 'document.sourceIds'],
  ])('is refused with %s, and the place is named', (_what, document, parameter) =>
    withCast(async ({ monitor }) => {
      const answer = await put(monitor, document);
      const problem = (await answer.json()) as { code: string; errors: { parameter: string }[] };
      expect([answer.status, problem.code, problem.errors.map((fault) => fault.parameter)]).toStrictEqual([
        400,
        'bad-body',
        [parameter],
      ]);
      expect(await problemOf(await monitor.get(`/api/records/incident/${document.id}`))).toStrictEqual([
        404,
        'item-not-found',
      ]);
    }),
  );

  test('is not open to the public at once, whoever files it', () =>
    withCast(async ({ chair, afghan }) => {
      expect(await problemOf(await put(chair, incidentSent(), { level: 0 }))).toStrictEqual([403, 'takes-two-people']);
      expect(await problemOf(await put(afghan, incidentSent(), { level: 1 }))).toStrictEqual([403, 'takes-two-people']);
      expect(await problemOf(await put(chair, incidentSent(), { placeClass: 'widely-public' }))).toStrictEqual([
        403,
        'takes-two-people',
      ]);
    }));

  test('is written once for its key, and a key is good for one request', () =>
    withCast(async ({ monitor }) => {
      const key = randomUUID();
      const sent = incidentSent();
      const [first, again] = [await put(monitor, sent, { key }), await put(monitor, sent, { key })];
      expect([first.status, again.status]).toStrictEqual([201, 201]);
      expect(await again.json()).toStrictEqual(await first.json());
      expect(first.headers.get('etag')).toBe('"1"');
      expect(await problemOf(await put(monitor, { ...sent, title: 'Another' }, { key }))).toStrictEqual([
        409,
        'key-reused',
      ]);
      expect(await problemOf(await put(monitor, sent))).toStrictEqual([412, 'version-differs']);
      expect(await refsSeen(monitor)).toHaveLength(1);
    }));
});

describe('a change to a record', () => {
  test('is a new version that says why, and the old one can be read as it was known', () =>
    withCast(async ({ service, monitor }) => {
      service.clock.now = new Date('2026-01-01T00:00:00Z');
      const sent = incidentSent();
      const filed = await file(monitor, sent);
      service.clock.now = new Date('2026-01-02T00:00:00Z');
      const edited = await put(
        monitor,
        { ...sent, title: 'Fire reported twice' },
        { version: 1, why: { reason: 'coding-error', explanation: 'Two reports, not one.' } },
      );
      expect([edited.status, edited.headers.get('etag')]).toStrictEqual([200, '"2"']);
      const titleAt = async (query: string) =>
        (
          (await monitor.json(`/api/collections/incidents/items/${filed.fid}${query}`)) as {
            properties: { title: string };
          }
        ).properties.title;
      expect(await titleAt('')).toBe('Fire reported twice');
      expect(await titleAt('?asKnownAt=2026-01-01T12:00:00Z')).toBe('Fire reported, number 1');
      const history = (await monitor.json(`/api/collections/incidents/items/${filed.fid}/history`)) as ItemHistory;
      expect(history.entries).toStrictEqual([
        {
          recordedAt: '2026-01-02T00:00:00.000Z',
          until: null,
          change: 'corrected',
          reason: 'coding-error',
          by: 'monitor',
          explanation: 'Two reports, not one.',
          differences: [{ field: 'title', before: 'Fire reported, number 1', after: 'Fire reported twice' }],
        },
        {
          recordedAt: '2026-01-01T00:00:00.000Z',
          until: '2026-01-02T00:00:00.000Z',
          change: 'filed',
          reason: null,
          by: 'monitor',
          explanation: null,
          differences: [],
        },
      ]);
    }));

  test('by the second of two at once is refused, never laid over the first', () =>
    withCast(async ({ monitor, reviewer }) => {
      const sent = incidentSent();
      await file(monitor, sent);
      expect((await put(reviewer, { ...sent, title: 'First' }, { version: 1, why: WHY })).status).toBe(200);
      const second = await put(monitor, { ...sent, title: 'Second' }, { version: 1, why: WHY });
      expect(await problemOf(second)).toStrictEqual([412, 'version-differs']);
      expect((await read(monitor, { kind: 'incident', id: sent.id })).document['title']).toBe('First');
    }));

  test('needs a version and a reason', () =>
    withCast(async ({ monitor }) => {
      const sent = incidentSent();
      await file(monitor, sent);
      const path = `/api/records/incident/${sent.id}`;
      const body = { document: sent, sources: [], why: WHY };
      const key = { 'idempotency-key': randomUUID() };
      expect(await problemOf(await monitor.send('PUT', path, { body, headers: key }))).toStrictEqual([
        428,
        'precondition-required',
      ]);
      const versioned = { 'if-match': '"1"' };
      expect(await problemOf(await monitor.send('PUT', path, { body, headers: versioned }))).toStrictEqual([
        428,
        'precondition-required',
      ]);
      expect(await problemOf(await put(monitor, { ...sent, title: 'x' }, { version: 1 }))).toStrictEqual([
        400,
        'bad-body',
      ]);
    }));

  test('is the submitter’s, their party’s or a reviewer’s to make; who may read it only is told so', () =>
    withCast(async ({ service, monitor, mediator, afghan }) => {
      const other = await somebody(service, 'monitor');
      const colleague = await somebody(service, 'liaison-afg');
      const sent = incidentSent();
      await file(monitor, sent);
      for (const who of [other, mediator])
        expect(await problemOf(await put(who, { ...sent, title: 'x' }, { version: 1, why: WHY }))).toStrictEqual([
          403,
          'not-allowed',
        ]);
      expect(await problemOf(await put(afghan, { ...sent, title: 'x' }, { version: 1, why: WHY }))).toStrictEqual([
        404,
        'item-not-found',
      ]);
      const own = incidentSent();
      await file(afghan, own);
      expect((await put(colleague, { ...own, title: 'x' }, { version: 1, why: WHY })).status).toBe(200);
    }));

  test('leaves alone what its author may not see', () =>
    withCast(async ({ reviewer, afghan }) => {
      const hidden = statement(1, null);
      const sent = incidentSent({ summary: 'For the mediators.', statements: [hidden] });
      const filed = await file(afghan, sent);
      const closed = await act(reviewer, filed, 'restriction', {
        level: 3,
        fieldLevels: { summary: 4, [`statements/${hidden.id}`]: 4 },
        placeClass: 'general',
        why: WHY,
      });
      expect(closed.status).toBe(200);
      const shown = await read(afghan, filed);
      expect([shown.document['summary'], shown.document['statements'], shown.hiddenFields]).toStrictEqual([
        null,
        [],
        ['summary', `statements/${hidden.id}`],
      ]);
      const saved = await put(afghan, { ...shown.document, id: filed.id, title: 'Renamed' }, { version: 2, why: WHY });
      expect(saved.status).toBe(200);
      const whole = (await read(reviewer, filed)).document;
      expect([whole['title'], whole['summary'], whole['statements']]).toStrictEqual([
        'Renamed',
        'For the mediators.',
        [hidden],
      ]);
    }));
});

describe('a record that is taken back', () => {
  test('stays readable as withdrawn, and is changed no more', () =>
    withCast(async ({ monitor, mediator }) => {
      const filed = await file(monitor, incidentSent());
      expect((await act(monitor, filed, 'withdrawal', { why: WHY })).status).toBe(200);
      const { properties } = (await mediator.json(`/api/collections/incidents/items/${filed.fid}`)) as {
        properties: { status: string; state: string };
      };
      expect([properties.status, properties.state]).toStrictEqual(['withdrawn', 'withdrawn']);
      const again = await act(monitor, { ...filed, version: 2 }, 'withdrawal', { why: WHY });
      expect(await problemOf(again)).toStrictEqual([409, 'not-in-this-state']);
    }));

  test('or merged into another names the other, to whoever may know of it', () =>
    withCast(async ({ monitor, reviewer, mediator }) => {
      const [one, other] = [await file(monitor, incidentSent()), await file(monitor, incidentSent())];
      expect(await problemOf(await act(monitor, one, 'merger', { intoId: other.id, why: WHY }))).toStrictEqual([
        403,
        'not-allowed',
      ]);
      expect((await act(reviewer, one, 'merger', { intoId: other.id, why: WHY })).status).toBe(200);
      const { properties } = (await mediator.json(`/api/collections/incidents/items/${one.fid}`)) as {
        properties: { state: string; mergedInto: object };
      };
      expect([properties.state, properties.mergedInto]).toStrictEqual([
        'merged',
        { id: other.fid, ref: other.ref, title: 'Fire reported, number 1' },
      ]);
      const itself = await act(reviewer, other, 'merger', { intoId: other.id, why: WHY });
      expect(await problemOf(itself)).toStrictEqual([400, 'bad-body']);
    }));
});

describe('opening a record', () => {
  test('takes two people, and coarsens the place for the public', () =>
    withCast(async ({ service, monitor, reviewer, chair, afghan }) => {
      const filed = await file(
        monitor,
        incidentSent({
          where: whereAt(
            { type: 'Point', coordinates: [10.51234, 50.51234] },
            { precision: 'exact', uncertaintyMetres: 50 },
          ),
        }),
      );
      const id = randomUUID();
      const body = { id, level: 0, fieldLevels: {}, placeClass: 'general', why: WHY };
      expect(await problemOf(await act(monitor, filed, 'release-proposals', body))).toStrictEqual([403, 'not-allowed']);
      expect((await act(reviewer, filed, 'release-proposals', body)).status).toBe(201);
      expect(await problemOf(await act(reviewer, filed, `release-proposals/${id}/approval`, {}))).toStrictEqual([
        403,
        'not-allowed',
      ]);
      expect(await refsSeen(service)).toStrictEqual([]);
      expect((await act(chair, filed, `release-proposals/${id}/approval`, {})).status).toBe(200);
      expect(await refsSeen(service)).toStrictEqual([filed.ref]);
      const seen = JSON.stringify(await service.json(HERE));
      expect(seen).not.toContain('10.51');
      expect(seen).not.toContain('Khost');
      expect(seen).toContain('"generalised":true');
      expect(JSON.stringify(await afghan.json(HERE))).toContain('10.51234');
    }));

  test('of what a party submitted takes that party and somebody neutral', () =>
    withCast(async ({ service, reviewer, chair, afghan, pakistani }) => {
      const filed = await file(afghan, incidentSent());
      await expect(release([reviewer, chair], filed, { level: 1 })).rejects.toThrow('not-allowed');
      await release([afghan, chair], filed, { level: 1 });
      expect(await refsSeen(pakistani)).toStrictEqual([filed.ref]);
      expect(await refsSeen(service)).toStrictEqual([]);
    }));

  test('and closing it again closes the past as well', () =>
    withCast(async ({ service, monitor, reviewer, chair }) => {
      service.clock.now = new Date('2026-01-01T00:00:00Z');
      const filed = await file(monitor, incidentSent());
      const open = await release([reviewer, chair], filed, { level: 0 });
      service.clock.now = new Date('2026-01-03T00:00:00Z');
      expect(await refsSeen(service, '&asKnownAt=2026-01-02T00:00:00Z')).toStrictEqual([filed.ref]);
      const closing = { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY };
      expect((await act(reviewer, open, 'restriction', closing)).status).toBe(200);
      expect(await refsSeen(service)).toStrictEqual([]);
      expect(await refsSeen(service, '&asKnownAt=2026-01-02T00:00:00Z')).toStrictEqual([]);
      expect(await refsSeen(reviewer, '&asKnownAt=2026-01-02T00:00:00Z')).toStrictEqual([filed.ref]);
      expect(await problemOf(await service.get(`/api/collections/incidents/items/${filed.fid}/history`))).toStrictEqual(
        [404, 'item-not-found'],
      );
    }));

  test('tells the time of day three days later, and the sweep does it', () =>
    withCast(async ({ service, monitor, reviewer, chair }) => {
      const { sweepDue } = await import('../../../api/record/sweep.ts');
      service.clock.now = new Date('2026-03-01T15:00:00Z');
      const happened = { from: '2026-03-01T10:00:00Z', to: '2026-03-01T11:00:00Z', precision: 'hour' } as const;
      const filed = await file(monitor, incidentSent({ happened }));
      await release([reviewer, chair], filed, { level: 0 });
      const told = async () => {
        const { properties } = (await service.json(`/api/collections/incidents/items/${filed.fid}`)) as {
          properties: { happenedFrom: string; timePrecision: string; timeOfDayWithheld: boolean };
        };
        return [properties.happenedFrom, properties.timePrecision, properties.timeOfDayWithheld];
      };
      expect(await told()).toStrictEqual(['2026-03-01T00:00:00Z', 'day', true]);
      expect(await sweepDue(service.database, new Date('2026-03-04T23:59:00Z'))).toBe(0);
      expect(await sweepDue(service.database, new Date('2026-03-05T00:01:00Z'))).toBe(1);
      expect(await told()).toStrictEqual(['2026-03-01T10:00:00Z', 'hour', false]);
      service.clock.now = new Date('2026-03-05T00:01:00Z');
      const before = (await service.json(
        `/api/collections/incidents/items/${filed.fid}?asKnownAt=2026-03-04T00:00:00Z`,
      )) as { properties: { timePrecision: string } };
      expect(before.properties.timePrecision).toBe('day');
    }));
});

describe('before a report is filed', () => {
  test('those that may tell of the same event are shown, as far as whoever asks may see them', () =>
    withCast(async ({ monitor, afghan, service }) => {
      const filed = await file(monitor, incidentSent({ title: 'Shelling reported near the mill' }));
      const query = {
        kind: 'incident',
        id: randomUUID(),
        title: 'shelling near mill',
        from: '2001-10-09T10:00:00Z',
        to: '2001-10-09T12:00:00Z',
        position: [10.52, 50.51],
      };
      const ask = async (who: Somebody, body: object = query) =>
        (await (await who.send('POST', '/api/near-duplicates', { body })).json()) as NearDuplicates;
      expect((await ask(monitor)).candidates).toStrictEqual([
        {
          fid: filed.fid,
          uid: filed.id,
          ref: filed.ref,
          title: 'Shelling reported near the mill',
          happenedFrom: '2001-10-09T00:00:00Z',
          kilometres: 1.8,
          likeness: expect.any(Number) as number,
        },
      ]);
      expect((await ask(afghan)).candidates).toStrictEqual([]);
      expect(
        (await ask(monitor, { ...query, from: '2002-01-01T00:00:00Z', to: '2002-01-02T00:00:00Z' })).candidates,
      ).toStrictEqual([]);
      const reader = await service.send('POST', '/api/near-duplicates', { body: query });
      expect(await problemOf(reader)).toStrictEqual([401, 'not-signed-in']);
    }));
});
