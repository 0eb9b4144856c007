import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { TokenMade } from '../../../api/auth/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import type { Question } from '../../../web/columns/question.ts';
import { act, file, incidentSent, release, WHY } from '../../fixtures/filing.ts';
import { askBins, askCounts, EVERYTHING, workedOutBy } from '../../fixtures/questions.ts';
import { bundleOf, incident, squareAround, whereAt } from '../../fixtures/records.ts';
import { signedIn, somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const AREA = whereAt(squareAround(10, 50, 2));
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

function withIncidents(check: (service: TestService) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    const incidents = [
      incident(1, { title: 'Zerzura: fire on a post', where: AREA }),
      incident(2, { title: 'Zerzura: a drone was seen', where: AREA }),
      incident(3, { where: whereAt({ type: 'Point', coordinates: [10.5, 50.5] }) }),
    ];
    await saveBundle(service.database, bundleOf({ incidents }));
    await check(service);
  });
}

/** The key of the one area on the map. */
async function areaKey(service: TestService): Promise<string> {
  const { map } = await askBins(service);
  return `area:${map.areas.outlines.join()}`;
}

const first = Date.parse('2024-01-01T00:00:00Z');
const SYNTHETIC: Omit<Question, 'number'> = {
  ...EVERYTHING,
  extent: [60, 29, 75, 38],
  zoom: 6.3,
  list: { sort: 'newest', from: 20, count: 30 },
  histogram: { fromMs: first, toMs: first + 1_000 * DAY_MS, bins: 50 },
  within: [60, 30, 72, 36],
  areas: [
    {
      id: 'a1',
      ring: [
        [66, 31],
        [71, 31],
        [71, 34],
        [66, 31],
      ],
    },
  ],
  near: { at: [70, 33], exceptId: null, kilometres: 100, count: 5 },
  tallies: [
    { fromMs: first, toMs: first + 400 * DAY_MS, other: { fromMs: first + 300 * DAY_MS, toMs: first + 500 * DAY_MS } },
  ],
};

describe('the service answers as a page does', () => {
  test('every number of a question, whatever its filters, its map and its order', () =>
    withService(async (service) => {
      await saveBundle(service.database, await generateBundle({ seed: 3, count: 300 }));
      const monitor = await somebody(service, 'monitor');
      const all = await askCounts(monitor, SYNTHETIC);
      expect(all.matched).toBe(all.total);
      expect(all.total).toBeGreaterThanOrEqual(300);
      const [one = 0, other = 0] = all.list.ids;
      const { filters } = SYNTHETIC;
      const questions: Omit<Question, 'number'>[] = [
        SYNTHETIC,
        { ...SYNTHETIC, filters: { ...filters, types: ['air'], statuses: ['reported'] }, selectedId: one },
        { ...SYNTHETIC, zoom: 9, extent: [69, 33, 72, 35], filters: { ...filters, onlyInView: true } },
        { ...SYNTHETIC, filters: { ...filters, fromMs: first + 200 * DAY_MS, toMs: null }, held: [other, one, 1] },
        { ...SYNTHETIC, extent: null, list: { sort: 'type', from: 0, count: 5 }, tallies: [] },
      ];
      for (const who of [service, monitor])
        for (const question of questions) {
          const page = await workedOutBy(who, question);
          expect(await askCounts(who, question)).toStrictEqual(page.counts);
          expect(await askBins(who, question)).toStrictEqual(page.bins);
        }
    }));

  test('words, and what is the asker’s own', () =>
    withIncidents(async (service) => {
      const monitor = await somebody(service, 'monitor');
      const { fid } = await file(monitor, incidentSent({ title: 'Zerzura: a rumour' }));
      const matched = await askCounts(monitor, { ...EVERYTHING, q: 'ZÉRZURA' });
      const page = await workedOutBy(monitor, EVERYTHING, { matching: [...matched.list.ids], own: [fid] });
      expect(matched).toStrictEqual(page.counts);
      expect([matched.matched, matched.facets.flags.mine]).toStrictEqual([3, 1]);
      const mine = { ...EVERYTHING, filters: { ...EVERYTHING.filters, mine: true } };
      expect([...(await askCounts(monitor, mine)).list.ids]).toStrictEqual([fid]);
      // Nobody's words and nobody's own stay with an engine that others of the class ask as well.
      const other = await somebody(service, 'monitor', 'another');
      expect([...(await askCounts(other, mine)).list.ids]).toStrictEqual([]);
      expect((await askCounts(other)).matched).toBe((await askCounts(other)).total);
      expect([...(await askCounts(service, mine)).list.ids]).toStrictEqual([]);
    }));

  test('the incidents at places of the map, by the keys that its layers have', () =>
    withIncidents(async (service) => {
      const { map, ids } = await askBins(service, { ...EVERYTHING, keys: [await areaKey(service), 'nothing'] });
      expect([map.areas.size, ids?.length]).toStrictEqual([1, 2]);
      expect([...(ids ?? [])].toSorted((a, b) => a - b)).toStrictEqual([...map.areas.ids].toSorted((a, b) => a - b));
    }));

  test('a question may be left out but for what it asks', () =>
    withIncidents(async (service) => {
      const { total, matched, list, histogram, held, tallies } = await askCounts(service, {});
      const all = (await askCounts(service)).total;
      expect({ total, matched, list, histogram, held, tallies }).toStrictEqual({
        total: all,
        matched: all,
        list: { ids: new Float64Array(), from: 0 },
        histogram: null,
        held: null,
        tallies: [],
      });
    }));
});

describe('what is on record when it is asked', () => {
  const look = async (who: Pick<Somebody, 'send' | 'get'>, more = {}) => {
    const { total, version } = await askCounts(who, { ...EVERYTHING, ...more });
    return { total, version };
  };

  test('a write is in the next answer of those who see it, and nothing of it is in that of others', () =>
    withIncidents(async (service) => {
      const monitor = await somebody(service, 'monitor');
      const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
      const before = await askCounts(service);
      const [binned, staff] = [await askBins(service), await look(monitor)];
      expect(staff.total).toBe(before.total);
      const where = whereAt(squareAround(14, 52, 3));
      const filed = await file(monitor, incidentSent({ where }));
      expect((await look(monitor)).total).toBe(staff.total + 1);
      expect(await askCounts(service)).toStrictEqual(before);
      expect(await askBins(service)).toStrictEqual(binned);
      const open = await release(reviewers, filed, { level: 0 });
      expect((await look(service)).total).toBe(before.total + 1);
      // Its outline has come with it.
      expect((await askBins(service)).map.areas.size).toBe(2);
      await act(reviewers[0], open, 'restriction', { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY });
      const after = await askCounts(service);
      expect({ ...after, version: '' }).toStrictEqual({ ...before, version: '' });
      expect((await look(monitor)).total).toBe(staff.total + 1);
    }));

  test('at a moment of the past, for each class what it saw then; and no moment to come', () =>
    withIncidents(async (service) => {
      const monitor = await somebody(service, 'monitor');
      const hour = service.clock.now.getTime();
      const early = await file(monitor, incidentSent());
      service.clock.now = new Date(hour + 2 * HOUR_MS);
      const late = await file(monitor, incidentSent());
      const asKnownAt = new Date(hour + HOUR_MS).toISOString();
      const then = await askCounts(monitor, { ...EVERYTHING, asKnownAt });
      const now = await askCounts(monitor);
      expect([...now.list.ids].filter((id) => !then.list.ids.includes(id))).toStrictEqual([late.fid]);
      const options = { query: `?asKnownAt=${asKnownAt}`, own: [early.fid] };
      expect(then).toStrictEqual((await workedOutBy(monitor, EVERYTHING, options)).counts);
      expect((await look(service, { asKnownAt })).total).toBe(then.total - 1);
      const next = await service.send('POST', '/api/explore/bins', { body: { asKnownAt: '2999-01-01T00:00:00Z' } });
      expect(await next.json()).toMatchObject({ status: 400, errors: [{ code: 'bad-asKnownAt' }] });
    }));
});

test('to ask is to read: with a token made for that, while seen as another, and never for a page of somebody else’s', () =>
  withIncidents(async (service) => {
    const monitor = await somebody(service, 'monitor');
    await file(monitor, incidentSent());
    const root = await signedIn(service, 'administrator');
    const { total } = await askCounts(root);
    const draft = {
      id: randomUUID(),
      name: 'QGIS',
      scope: 'read',
      expiresAt: new Date(service.clock.now.getTime() + HOUR_MS),
    };
    const made = await root.send('POST', '/api/session/tokens', { body: draft });
    const { secret } = (await made.json()) as TokenMade;
    const headers = { authorization: `Bearer ${secret}` };
    const statuses = [];
    for (const path of ['counts', 'bins', 'incidents'])
      statuses.push((await service.send('POST', `/api/explore/${path}`, { body: {}, headers })).status);
    expect(statuses).toStrictEqual([200, 200, 403]);
    await root.send('PUT', '/api/session/seen-as', { body: { viewer: 'staff' } });
    expect((await askCounts(root)).total).toBe(total + 1);
    expect((await askBins(root)).version).toBe((await askBins(monitor)).version);
    const foreign = await root.send('POST', '/api/explore/counts', { body: {}, headers: { origin: 'http://other' } });
    expect(foreign.status).toBe(403);
  }));
