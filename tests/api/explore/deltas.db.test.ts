import { describe, expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { applied, askColumns, askOutlines, COLUMNS, incidentsOf, listed, toldOf } from '../../fixtures/columns.ts';
import { act, file, incidentSent, put, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident, numberedId, squareAround, whereAt } from '../../fixtures/records.ts';
import { withOwnDatabase } from '../../setup/own-database.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { serviceOn, type TestService, withService } from '../../setup/service.ts';

type Asking = Pick<Somebody, 'get'>;

interface Stage {
  service: TestService;
  monitor: Somebody;
  reviewers: readonly [Somebody, Somebody];
}

function withStage(check: (stage: Stage) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    await saveBundle(service.database, bundleOf({ incidents: [incident(1), incident(2)] }));
    await check({
      service,
      monitor: await somebody(service, 'monitor'),
      reviewers: [await somebody(service, 'reviewer'), await somebody(service, 'chair')],
    });
  });
}

/** Follows: what was held with the delta applied is the whole, and the whole is what the list says. */
async function follow(who: Asking): Promise<{
  step: () => Promise<{ changed: number[]; removed: number[] | null }>;
}> {
  const whole = await askColumns(who);
  let rows = incidentsOf(whole, await askOutlines(who));
  let version = whole.version;
  return {
    step: async () => {
      const delta = await askColumns(who, `?since=${version}`);
      expect(delta.since).toBe(version);
      const outlines = await askOutlines(who);
      rows = applied(rows, delta, outlines);
      const now = await askColumns(who);
      expect(now.version).toBe(delta.version);
      expect(rows).toStrictEqual(incidentsOf(now, outlines));
      expect(rows).toStrictEqual((await listed(who)).map(toldOf));
      version = delta.version;
      return { changed: incidentsOf(delta, outlines).map(({ id }) => id), removed: delta.removed };
    },
  };
}

describe('a delta', () => {
  test('brings what was held to what is, step by step, as records are filed, edited, withdrawn and closed', () =>
    withStage(async ({ monitor, reviewers, service }) => {
      const [staff, reader] = [await follow(monitor), await follow(service)];
      expect(await staff.step()).toStrictEqual({ changed: [], removed: [] });
      const sent = incidentSent();
      const filed = await file(monitor, sent);
      expect(await staff.step()).toStrictEqual({ changed: [filed.fid], removed: [] });
      const where = whereAt(squareAround(10, 50, 2));
      const edited = await file(monitor, { ...sent, where, title: 'Fire reported again' }, { version: 1, why: WHY });
      expect(await staff.step()).toStrictEqual({ changed: [filed.fid], removed: [] });
      const open = await release(reviewers, edited, { level: 0 });
      expect(await reader.step()).toStrictEqual({ changed: [filed.fid], removed: [] });
      const closed = { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY };
      expect((await act(reviewers[0], open, 'restriction', closed)).status).toBe(200);
      expect(await reader.step()).toStrictEqual({ changed: [], removed: [filed.fid] });
      // What only a closed record referred to is told to nobody who may not see that.
      expect([...(await askOutlines(service)).values()]).not.toContainEqual(where.geometry);
      await act(monitor, { ...open, version: open.version + 1 }, 'withdrawal', { why: WHY });
      expect(await staff.step()).toStrictEqual({ changed: [filed.fid], removed: [] });
    }));

  test('tells nothing of what came and went in between', () =>
    withStage(async ({ monitor, reviewers, service }) => {
      const { version } = await askColumns(service);
      const open = await release(reviewers, await file(monitor, incidentSent()), { level: 0 });
      const between = await askColumns(service);
      const closed = { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY };
      await act(reviewers[0], open, 'restriction', closed);
      const after = await askColumns(service, `?since=${between.version}`);
      expect(after.removed).toStrictEqual([open.fid]);
      // Again in the very state in which it was.
      expect(after.version).toBe(version);
      const shown = await release(reviewers, { ...open, version: open.version + 1 }, { level: 0 });
      expect((await askColumns(service, `?since=${version}`)).table.numRows).toBe(1);
      const stays = await release(reviewers, await file(monitor, incidentSent()), { level: 0 });
      await act(reviewers[0], shown, 'restriction', closed);
      const delta = await askColumns(service, `?since=${version}`);
      expect(incidentsOf(delta, new Map()).map(({ id }) => id)).toStrictEqual([stays.fid]);
      expect(delta.removed).toStrictEqual([]);
    }));

  test('from a version that is not known is the whole', () =>
    withStage(async ({ service }) => {
      const whole = await askColumns(service, '?since=AAAAAAAAAAAAAAAAAAAAAA');
      expect([whole.since, whole.removed]).toStrictEqual([undefined, null]);
      expect(incidentsOf(whole, await askOutlines(service))).toStrictEqual((await listed(service)).map(toldOf));
    }));

  test('of an import tells each of its incidents', () =>
    withStage(async ({ service }) => {
      const reader = await follow(service);
      const bundle = await generateBundle({ seed: 3, count: 120 });
      await saveBundle(service.database, bundle);
      const { changed, removed } = await reader.step();
      expect([changed.length, removed]).toStrictEqual([120, []]);
    }));
});

describe('a change that a viewer may not see', () => {
  test('changes neither version nor bytes for it', () =>
    withStage(async ({ monitor, service }) => {
      const liaison = await somebody(service, 'liaison-pak');
      const bytes = async (who: Asking) => {
        const answer = await who.get(COLUMNS);
        return { tag: answer.headers.get('etag'), bytes: Buffer.from(await answer.arrayBuffer()).toString('base64') };
      };
      const before = [await bytes(service), await bytes(liaison), await bytes(monitor)];
      const sent = incidentSent();
      await file(monitor, sent, { level: 2 });
      await put(monitor, { ...sent, title: 'Another title' }, { version: 1, why: WHY });
      const after = [await bytes(service), await bytes(liaison), await bytes(monitor)];
      expect(after.slice(0, 2)).toStrictEqual(before.slice(0, 2));
      expect(after[2]).not.toStrictEqual(before[2]);
    }));

  test('does so for all classes at once, and versions of two classes never are the same', () =>
    withStage(async ({ monitor, service }) => {
      const mediator = await somebody(service, 'mediator');
      const [one, other] = [await askColumns(monitor), await askColumns(mediator)];
      expect(one.version).toMatch(/^[\w-]{22}$/);
      expect(one.version).not.toBe(other.version);
    }));
});

test('another process names the same state alike, and follows from a version that the first gave', () =>
  withOwnDatabase(async (database) => {
    await saveBundle(database, bundleOf({ incidents: [incident(1), incident(2)] }));
    const [first, second] = [serviceOn(database), serviceOn(database)];
    const monitor = await somebody(first, 'monitor');
    const elsewhere: Asking = {
      get: (path, headers = {}) => second.get(path, { authorization: monitor.authorization, ...headers }),
    };
    const before = await askColumns(monitor);
    expect((await askColumns(elsewhere)).version).toBe(before.version);
    const filed = [await file(monitor, incidentSent()), await file(monitor, incidentSent())];
    // The first has looked once for both, the second follows from what it knew itself.
    const delta = await askColumns(elsewhere, `?since=${before.version}`);
    expect(delta.version).toBe((await askColumns(monitor)).version);
    expect(incidentsOf(delta, new Map()).map(({ id }) => id)).toStrictEqual(
      filed.map(({ fid }) => fid).toSorted((a, b) => a - b),
    );
  }));

test('what was written while an older transaction is under way is seen at once, and what that wrote once it has ended', () =>
  withOwnDatabase(async (database) => {
    if (database.kind === 'embedded') return;
    await saveBundle(database, bundleOf({ incidents: [incident(1)] }));
    const service = serviceOn(database);
    const monitor = await somebody(service, 'monitor');
    const ids = async () => incidentsOf(await askColumns(monitor), new Map()).map(({ id }) => id);
    const [only] = await ids();
    await database.transaction(async (transaction) => {
      await saveBundle(transaction, bundleOf({ incidents: [incident(2, { id: numberedId(2, 2) })] }));
      const { fid } = await file(monitor, incidentSent());
      expect(await ids()).toStrictEqual([only, fid]);
    });
    expect((await ids()).length).toBe(3);
  }));
