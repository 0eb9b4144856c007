import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { tableFromIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { ARROW_STREAM, IncidentRows } from '../../../api/explore/contract.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { askColumns, askOutlines, COLUMNS, listed, OUTLINES } from '../../fixtures/columns.ts';
import { act, file, incidentSent, problemOf, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident, squareAround, whereAt } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const MATCHING = '/api/explore/incidents/matching';
const ROWS = '/api/explore/incidents/rows';
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
