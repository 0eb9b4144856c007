import { describe, expect, test } from 'vitest';
import type { AppParts } from '../../../api/app.ts';
import { TooManyToHold } from '../../../api/explore/contract.ts';
import { MOST_HELD_IDS } from '../../../api/explore/question/contract.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import { MOST_BODY_BYTES } from '../../../api/limits.ts';
import { COLUMNS } from '../../fixtures/columns.ts';
import { file, incidentSent, problemOf } from '../../fixtures/filing.ts';
import { askCounts } from '../../fixtures/questions.ts';
import { bundleOf, incident } from '../../fixtures/records.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { somebody } from '../../setup/people.ts';
import { serviceOn, type TestService, withService } from '../../setup/service.ts';

/** A service with narrower limits on the record of another. */
async function withLimits(
  more: Pick<AppParts, 'engineLimits' | 'mostInBrowser'>,
  check: (service: TestService) => Promise<void>,
): Promise<void> {
  await withService(async ({ database }) => {
    const service = serviceOn(database, more);
    try {
      await check(service);
    } finally {
      await service.engines.end();
    }
  });
}

const counts = (service: TestService, body: object = {}): Promise<Response> =>
  service.send('POST', '/api/explore/counts', { body });

/** Status, code, and the seconds after which to ask again. */
async function refusalOf(answer: Response): Promise<[number, string, string | null]> {
  const [status, code] = await problemOf(answer);
  return [status, code, answer.headers.get('retry-after')];
}

describe('an engine', () => {
  test('that has not read the incidents yet says when to ask again, and is built meanwhile', () =>
    withLimits({ engineLimits: { readyMilliseconds: 0 } }, async (service) => {
      expect(await refusalOf(await counts(service))).toStrictEqual([503, 'incidents-not-ready', '2']);
      await expect.poll(async () => (await counts(service)).status, { timeout: 30_000 }).toBe(200);
    }));

  test('answers later questions within a time or not at all', () =>
    withLimits({ engineLimits: { answerMilliseconds: 0 } }, async (service) => {
      await askCounts(service);
      expect(await refusalOf(await counts(service))).toStrictEqual([503, 'query-took-too-long', '1']);
    }));

  test('takes so many questions at once', () =>
    withLimits({ engineLimits: { questions: 2 } }, async (service) => {
      const answers = await Promise.all([1, 2, 3].map(() => counts(service)));
      expect(answers.map(({ status }) => status)).toStrictEqual([200, 200, 503]);
      expect(await refusalOf(answers[2] ?? new Response())).toStrictEqual([503, 'too-many-questions', '1']);
      expect((await counts(service)).status).toBe(200);
    }));

  test('of the past makes room for that of another moment, unless it is at work; those of now stay', () =>
    withLimits({ engineLimits: { moments: 1 } }, async (service) => {
      const [one, other] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'].map((asKnownAt) => ({ asKnownAt }));
      const both = await Promise.all([counts(service, one), counts(service, other)]);
      expect(both.map(({ status }) => status)).toStrictEqual([200, 503]);
      expect(await refusalOf(both[1] ?? new Response())).toStrictEqual([503, 'too-many-questions', '1']);
      const statuses = [];
      for (const body of [other, {}, one]) statuses.push((await counts(service, body)).status);
      expect(statuses).toStrictEqual([200, 200, 200]);
    }));

  test('ends when nobody asks, and another begins when somebody does', () =>
    withLimits({ engineLimits: { idleMilliseconds: 1 } }, async (service) => {
      const { total } = await askCounts(service);
      await expect.poll(() => service.engines.count(), { timeout: 20_000 }).toBe(0);
      expect((await askCounts(service)).total).toBe(total);
    }));
});

describe('a page that asks for the columns', () => {
  test('is told how many incidents there are where they are more than a browser is to hold', () =>
    withLimits({ mostInBrowser: 1 }, async (service) => {
      const { total, version } = await askCounts(service);
      const told = await service.get(`${COLUMNS}?for=page`);
      expect([told.headers.get('content-type'), told.headers.get('cache-control')]).toStrictEqual([
        'application/json',
        'no-store',
      ]);
      expect(TooManyToHold.parse(await told.json())).toStrictEqual({ total, version });
      // Whoever is no page gets them all, and who has them already gets what has changed.
      const stream = 'application/vnd.apache.arrow.stream';
      for (const query of ['', `?for=page&since=${version}`])
        expect((await service.get(`${COLUMNS}${query}`)).headers.get('content-type')).toBe(stream);
    }));

  test('gets them where they are as many, counted as its viewer sees them', () =>
    withService(async (plain) => {
      await saveBundle(plain.database, bundleOf({ incidents: [incident(1)] }));
      const { total } = await askCounts(plain);
      const service = serviceOn(plain.database, { mostInBrowser: total });
      const monitor = await somebody(service, 'monitor');
      const kindFor = async (who: Pick<TestService, 'get'>) =>
        (await who.get(`${COLUMNS}?for=page`)).headers.get('content-type')?.split('.').at(-1);
      expect([await kindFor(service), await kindFor(monitor)]).toStrictEqual(['stream', 'stream']);
      await file(monitor, incidentSent());
      expect([await kindFor(service), await kindFor(monitor)]).toStrictEqual(['stream', 'application/json']);
      await service.engines.end();
    }));
});

describe('a question that cannot be answered', () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
  const histogram = { fromMs: 0, toMs: 1, bins: 1 };
  const span = { fromMs: 0, toMs: 1, other: null };

  test('is one beyond a limit', () =>
    withService(async (service) => {
      const fits = { held: numbers(MOST_HELD_IDS), tallies: numbers(8).map(() => span), list: { count: 1_000 } };
      const map = { extent: [-60, -45, 60, 45], zoom: 5.5 };
      expect((await counts(service, { ...fits, ...map, histogram: { ...histogram, bins: 1_000 } })).status).toBe(200);
      const large = await counts(service, { q: 'a'.repeat(MOST_BODY_BYTES) });
      expect(await problemOf(large)).toStrictEqual([413, 'body-too-large']);
    }));

  test.each<[string, object, string]>([
    ['too many held', { held: numbers(MOST_HELD_IDS + 1) }, 'held'],
    ['too long a list', { list: { count: 1_001 } }, 'list.count'],
    ['a list from before its beginning', { list: { from: -1 } }, 'list.from'],
    ['too many bins', { histogram: { ...histogram, bins: 1_001 } }, 'histogram.bins'],
    ['no time in them', { histogram: { ...histogram, toMs: 0 } }, 'histogram'],
    ['too many tallies', { tallies: numbers(9).map(() => span) }, 'tallies'],
    ['an order that is none', { list: { sort: 'worst' } }, 'list.sort'],
    ['a type that is none', { filters: { types: ['rumour'] } }, 'filters.types.0'],
    ['types without end', { filters: { types: numbers(100).map(() => 'air') } }, 'filters.types'],
    ['too many letters', { q: 'a'.repeat(201) }, 'q'],
    ['more map than a screen has', { extent: [-60, -45, 60, 45], zoom: 6 }, 'extent'],
    ['a latitude that is none', { extent: [0, -91, 1, 1] }, 'extent.1'],
    ['a filter that is none', { filters: { party: 'afg' } }, 'filters.party'],
    ['keys, which only bins take', { keys: [] }, 'keys'],
  ])('is a 400 problem that names the field: %s', (_what, body, parameter) =>
    withService(async (service) => {
      const answer = await counts(service, body);
      expect(answer.status).toBe(400);
      const { code, errors } = ProblemShown.parse(await answer.json());
      expect([code, errors?.map((fault) => fault.parameter)]).toStrictEqual(['bad-body', [parameter]]);
    }),
  );

  test('names too many places of the map', () =>
    withService(async (service) => {
      const keysOf = (count: number) => ({ keys: numbers(count).map(String) });
      const ask = (body: object) => service.send('POST', '/api/explore/bins', { body });
      expect(await problemOf(await ask(keysOf(101)))).toStrictEqual([400, 'bad-body']);
      expect((await ask(keysOf(100))).status).toBe(200);
    }));
});
