import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { ARROW_STREAM, IncidentRows, IncidentSummary } from '../../../api/explore/contract.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { askColumns, askOutlines, COLUMNS, listed, OUTLINES } from '../../fixtures/columns.ts';
import { act, file, incidentSent, problemOf, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident, squareAround, whereAt } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const MATCHING = '/api/explore/incidents/matching';
const ROWS = '/api/explore/incidents/rows';
const FOUND = '/api/explore/incidents/found';
const SUMMARY = '/api/explore/incidents/summary';
const AREA = whereAt(squareAround(10, 50, 2));

function withIncidents(check: (service: TestService) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    await saveBundle(
      service.database,
      bundleOf({
        incidents: [
          incident(1, { title: 'Zerzura: fire on a post', where: AREA }),
          incident(2, { title: 'Zerzura: a drone was seen', where: AREA }),
          incident(3, { where: whereAt({ type: 'Point', coordinates: [10.5, 50.5] }, { otherNames: ['طورخم'] }) }),
        ],
      }),
    );
    await check(service);
  });
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer());
}

async function matching(who: Pick<Somebody, 'get'>, q: string): Promise<number[]> {
  const answer = await who.get(`${MATCHING}?q=${encodeURIComponent(q)}`);
  expect(answer.headers.get('content-type')).toBe(ARROW_STREAM);
  const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()));
  expect(table.schema.fields.map(({ name, type }) => [name, String(type)])).toStrictEqual([['id', 'Int64']]);
  return Array.from(table.getChild('id') ?? [], Number);
}

describe('the columns are sent', () => {
  test('in the way that the client reads: brotli before gzip, whatever it names first', () =>
    withIncidents(async (service) => {
      const answerTo = async (encoding: string) => {
        const answer = await service.get(COLUMNS, { 'accept-encoding': encoding });
        return { encoding: answer.headers.get('content-encoding'), bytes: await bytesOf(answer) };
      };
      const plain = await answerTo('identity');
      const asked = ['gzip, deflate, br', 'gzip', 'br;q=0, gzip', 'zstd'];
      const answers = await Promise.all(asked.map(answerTo));
      expect(answers.map(({ encoding }) => encoding)).toStrictEqual(['br', 'gzip', 'gzip', null]);
      const [brotli, zipped] = answers;
      expect(brotliDecompressSync(brotli?.bytes ?? '')).toStrictEqual(plain.bytes);
      expect(gunzipSync(zipped?.bytes ?? '')).toStrictEqual(plain.bytes);
    }));

  test('under a tag of their version, and not again to whoever has them', () =>
    withIncidents(async (service) => {
      const { version } = await askColumns(service);
      const answer = await service.get(COLUMNS);
      const tag = answer.headers.get('etag') ?? '';
      expect([answer.status, answer.headers.get('content-type'), tag]).toStrictEqual([
        200,
        ARROW_STREAM,
        `W/"${version}"`,
      ]);
      expect(answer.headers.get('cache-control')).toBe('private, no-cache');
      expect(answer.headers.get('vary')).toContain('authorization');
      const again = await service.get(`${COLUMNS}?since=${version}`, { 'if-none-match': tag });
      expect([again.status, (await bytesOf(again)).length]).toStrictEqual([304, 0]);
      await saveBundle(service.database, bundleOf({ incidents: [incident(4)] }));
      expect((await service.get(COLUMNS, { 'if-none-match': tag })).status).toBe(200);
    }));

  test('for ever where a version is asked for, and not once it is no longer held', () =>
    withIncidents(async (service) => {
      const { version } = await askColumns(service);
      for (const address of [COLUMNS, OUTLINES]) {
        const answer = await service.get(`${address}?version=${version}`);
        expect([answer.status, answer.headers.get('cache-control')]).toStrictEqual([
          200,
          'private, max-age=31536000, immutable',
        ]);
      }
      await saveBundle(service.database, bundleOf({ incidents: [incident(4)] }));
      expect(await problemOf(await service.get(`${COLUMNS}?version=${version}`))).toStrictEqual([404, 'not-found']);
      // The indexes of its outlines still hold.
      const outlines = await service.get(`${OUTLINES}?version=${version}`);
      expect([outlines.status, outlines.headers.get('cache-control')]).toStrictEqual([200, 'private, no-cache']);
      const unknown = await service.get(`${OUTLINES}?version=AAAAAAAAAAAAAAAAAAAAAA`);
      expect(await problemOf(unknown)).toStrictEqual([404, 'not-found']);
    }));

  test('of their own class to each: a version of another is not held', () =>
    withIncidents(async (service) => {
      const monitor = await somebody(service, 'monitor');
      const { version } = await askColumns(monitor);
      expect((await service.get(`${COLUMNS}?version=${version}`)).status).toBe(404);
    }));
});

test('outlines are told once each, and not once nobody may see what referred to them', () =>
  withIncidents(async (service) => {
    const [monitor, one, other] = await Promise.all(
      (['monitor', 'reviewer', 'chair'] as const).map((role) => somebody(service, role)),
    );
    if (!monitor || !one || !other) throw new Error('somebody is missing');
    const own = whereAt(squareAround(20, 40, 2));
    const count = async () => {
      const told = [...(await askOutlines(service)).values()];
      return [AREA, own].map(
        ({ geometry }) => told.filter((one) => JSON.stringify(one) === JSON.stringify(geometry)).length,
      );
    };
    expect(await count()).toStrictEqual([1, 0]);
    const open = await release([one, other], await file(monitor, incidentSent({ where: own })), { level: 0 });
    expect(await count()).toStrictEqual([1, 1]);
    await act(one, open, 'restriction', { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY });
    expect(await count()).toStrictEqual([1, 0]);
  }));

test('words find the ids of the incidents in which all of them stand, as folded, and only what is seen', () =>
  withIncidents(async (service) => {
    const ids = new Map((await listed(service)).map(({ id, properties }) => [properties.ref, id]));
    const idsOf = (...numbers: number[]) => numbers.map((number) => ids.get(`DL-2001-00000${number}`) ?? NaN);
    expect(await matching(service, 'zerzura')).toStrictEqual(idsOf(1, 2));
    expect(await matching(service, 'ZÉRZURA drone')).toStrictEqual(idsOf(2));
    expect(await matching(service, 'تورخم DL-2001-000003')).toStrictEqual(idsOf(3));
    expect(await matching(service, 'nothing of the kind')).toStrictEqual([]);
    const monitor = await somebody(service, 'monitor');
    const { fid } = await file(monitor, incidentSent({ title: 'Unseen: a rumour' }));
    expect([await matching(service, 'rumour'), await matching(monitor, 'rumour')]).toStrictEqual([[], [fid]]);
    const answer = await service.get(`${MATCHING}?q=zerzura`);
    const again = await service.get(`${MATCHING}?q=zerzura`, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  }));

test('rows come as the list has them, in the order asked for, each once, and without what is not seen', () =>
  withIncidents(async (service) => {
    const features = (await listed(service)).filter(({ properties }) => properties.ref.startsWith('DL-2001-'));
    const monitor = await somebody(service, 'monitor');
    const { fid } = await file(monitor, incidentSent());
    const asked = features.map(({ id }) => id).toReversed();
    const answer = await service.get(`${ROWS}?ids=${[...asked, fid, 999_999, asked[0]].join()}`);
    expect(answer.headers.get('content-type')).toBe('application/geo+json');
    expect(IncidentRows.parse(await answer.json()).features).toStrictEqual(features.toReversed());
    const tag = answer.headers.get('etag') ?? '';
    const again = await service.get(`${ROWS}?ids=${asked.join()}`, { 'if-none-match': tag });
    expect(again.status).toBe(304);
    const then = new Date(service.clock.now.getTime() - 86_400_000).toISOString();
    const before = await service.get(`${ROWS}?ids=${asked.join()}&asKnownAt=${then}`);
    expect(IncidentRows.parse(await before.json()).features).toStrictEqual([]);
  }));

test('rows come by their uids as well', () =>
  withIncidents(async (service) => {
    const features = (await listed(service)).filter(({ properties }) => properties.ref.startsWith('DL-2001-'));
    const monitor = await somebody(service, 'monitor');
    const { id } = await file(monitor, incidentSent());
    const uids = features.map(({ properties }) => properties.uid).toReversed();
    const answer = await service.get(`${ROWS}?uids=${[...uids, id, uids[0]].join()}`);
    expect(IncidentRows.parse(await answer.json()).features).toStrictEqual(features.toReversed());
  }));

test('the first in which all words stand come as the list has them, of the types that are asked for', () =>
  withIncidents(async (service) => {
    const features = (await listed(service)).filter(({ properties }) => properties.ref.startsWith('DL-2001-'));
    const found = async (who: Pick<Somebody, 'get'>, query: string): Promise<string[]> => {
      const answer = await who.get(`${FOUND}?${query}`);
      expect(answer.headers.get('content-type')).toBe('application/geo+json');
      return IncidentRows.parse(await answer.json()).features.map(({ properties }) => properties.ref);
    };
    const refs = features.map(({ properties }) => properties.ref);
    expect(await found(service, 'q=DL-2001')).toStrictEqual(refs);
    expect(await found(service, 'q=dl+2001&limit=2')).toStrictEqual(refs.slice(0, 2));
    expect(await found(service, 'q=DL-2001-000003')).toStrictEqual(['DL-2001-000003']);
    expect(await found(service, `q=${encodeURIComponent('تورخم')}`)).toStrictEqual(['DL-2001-000003']);
    expect(await found(service, 'q=zerzura&type=mechanism')).toStrictEqual([]);
    expect(await found(service, `q=zerzura&type=${features[0]?.properties.category}`)).toStrictEqual(refs.slice(0, 2));
    const monitor = await somebody(service, 'monitor');
    await file(monitor, incidentSent({ title: 'Unseen: a rumour' }));
    expect([await found(service, 'q=rumour'), (await found(monitor, 'q=rumour')).length]).toStrictEqual([[], 1]);
    const answer = await service.get(`${FOUND}?q=zerzura`);
    const again = await service.get(`${FOUND}?q=zerzura`, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    const then = new Date(service.clock.now.getTime() - 86_400_000).toISOString();
    expect(await found(service, `q=zerzura&asKnownAt=${then}`)).toStrictEqual([]);
  }));

test('the summary says of all that is seen how many there are, when it was recorded, and whether any is invented', () =>
  withService(async (service) => {
    const monitor = await somebody(service, 'monitor');
    const summaryFor = async (who: Pick<Somebody, 'get'>, query = ''): Promise<IncidentSummary> => {
      const answer = await who.get(`${SUMMARY}${query}`);
      return IncidentSummary.parse(await answer.json());
    };
    /** What the rows say of themselves, one by one. */
    const counted = async (who: Pick<Somebody, 'get'>): Promise<IncidentSummary> => {
      const rows = (await listed(who)).map(({ properties }) => properties);
      const moments = rows.map(({ recordedAt }) => recordedAt).toSorted();
      return {
        total: rows.length,
        earliestRecordedAt: moments[0] ?? null,
        latestRecordedAt: moments.at(-1) ?? null,
        synthetic: rows.some(({ synthetic }) => synthetic),
      };
    };
    const nothing = { total: 0, earliestRecordedAt: null, latestRecordedAt: null, synthetic: false };
    expect(await summaryFor(service, '?asKnownAt=1990-01-01T00:00:00Z')).toStrictEqual(nothing);
    const before = service.clock.now;
    await saveBundle(service.database, bundleOf({ incidents: [incident(1)] }));
    const answer = await service.get(SUMMARY);
    const tag = answer.headers.get('etag') ?? '';
    expect((await service.get(SUMMARY, { 'if-none-match': tag })).status).toBe(304);
    service.clock.now = new Date(before.getTime() + 7_200_000);
    await file(monitor, incidentSent());
    for (const who of [service, monitor]) expect(await summaryFor(who)).toStrictEqual(await counted(who));
    expect((await summaryFor(monitor)).total).toBe((await summaryFor(service)).total + 1);
    expect((await service.get(SUMMARY, { 'if-none-match': tag })).status).toBe(304);
  }));

describe('a question that cannot be answered', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at + 1);

  test('is one of more than a hundred rows', () =>
    withIncidents(async (service) => {
      expect((await service.get(`${ROWS}?ids=${hundred.join()}`)).status).toBe(200);
      expect((await service.get(`${ROWS}?ids=${[...hundred, 101].join()}`)).status).toBe(400);
    }));

  test.each([
    ['too many ids', `${ROWS}?ids=${[...hundred, 101].join()}`, 'bad-ids', 'ids'],
    ['empty ids', `${ROWS}?ids=`, 'bad-ids', 'ids'],
    ['ids that are words', `${ROWS}?ids=1,two`, 'bad-ids', 'ids'],
    ['ids without end', `${ROWS}?ids=1234567890123456`, 'bad-ids', 'ids'],
    ['no ids', ROWS, 'bad-ids', 'ids'],
    ['ids of both kinds', `${ROWS}?ids=1&uids=018f0000-0000-7000-8000-000000000001`, 'bad-ids', 'ids'],
    ['uids that are words', `${ROWS}?uids=one`, 'bad-uids', 'uids'],
    [
      'too many uids',
      `${ROWS}?uids=${hundred
        .concat(101)
        .map(() => crypto.randomUUID())
        .join()}`,
      'bad-uids',
      'uids',
    ],
    ['no words to find', FOUND, 'bad-q', 'q'],
    ['more than it finds at once', `${FOUND}?q=fire&limit=51`, 'bad-limit', 'limit'],
    ['less than one', `${FOUND}?q=fire&limit=0`, 'bad-limit', 'limit'],
    ['a type that there is not', `${FOUND}?q=fire&type=weather`, 'bad-type', 'type'],
    ['a summary of some', `${SUMMARY}?q=fire`, 'unknown-parameter', 'q'],
    ['too many letters', `${MATCHING}?q=${'a'.repeat(201)}`, 'bad-q', 'q'],
    ['no letter', `${MATCHING}?q=!`, 'bad-q', 'q'],
    ['no words', MATCHING, 'bad-q', 'q'],
    ['half a version', `${COLUMNS}?since=12`, 'bad-since', 'since'],
    ['more than a version', `${COLUMNS}?version=${'a'.repeat(23)}`, 'bad-version', 'version'],
    ['a moment to come', `${COLUMNS}?asKnownAt=2999-01-01T00:00:00Z`, 'bad-asKnownAt', 'asKnownAt'],
    ['a box', `${COLUMNS}?bbox=1,2,3,4`, 'unknown-parameter', 'bbox'],
    ['a delta of outlines', `${OUTLINES}?since=AAAAAAAAAAAAAAAAAAAAAA`, 'unknown-parameter', 'since'],
  ])('is a 400 problem that names the parameter: %s', (_what, path, code, parameter) =>
    withIncidents(async (service) => {
      const answer = await service.get(path);
      expect([answer.status, answer.headers.get('content-type')]).toStrictEqual([400, 'application/problem+json']);
      const { errors } = ProblemShown.parse(await answer.json());
      expect(errors?.map((fault) => [fault.code, fault.parameter])).toStrictEqual([[code, parameter]]);
    }),
  );
});
