import { polygonOfBox } from '../../../api/geo/contract.ts';
import { describe, expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import { VIEWERS } from '../../../api/visibility/contract.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { askColumns, askOutlines, incidentsOf, listed, type ToldIncident, toldOf } from '../../fixtures/columns.ts';
import { act, file, filedAndWithdrawn, incidentSent, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident, statement, whereAt } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const ROLES = {
  public: 'reader',
  afg: 'liaison-afg',
  pak: 'liaison-pak',
  mediator: 'mediator',
  staff: 'monitor',
} as const;

type Asking = Pick<Somebody, 'get'>;

/** One who asks for each class of viewer. */
async function everybody(service: TestService): Promise<Record<(typeof VIEWERS)[number], Asking>> {
  const [afg, pak, mediator, staff] = await Promise.all(
    (['afg', 'pak', 'mediator', 'staff'] as const).map((viewer) => somebody(service, ROLES[viewer])),
  );
  if (!afg || !pak || !mediator || !staff) throw new Error('somebody is missing');
  return { public: service, afg, pak, mediator, staff };
}

function islands(west: number): [number, number][][] {
  return [
    [
      [west, 30],
      [west + 1, 30],
      [west, 31],
      [west, 30],
    ],
  ];
}

async function told(who: Asking, query = ''): Promise<ToldIncident[]> {
  return incidentsOf(await askColumns(who, query), await askOutlines(who, query));
}

/** Records that differ in every column, and some that not everybody may see. */
async function fill(service: TestService): Promise<void> {
  await saveBundle(service.database, await generateBundle({ seed: 7, count: 400 }));
  await saveBundle(
    service.database,
    bundleOf({
      incidents: [
        incident(1, {
          statements: [statement(1, 'afg'), statement(2, 'pak')],
          accountsDifferOn: ['initiator', 'time'],
        }),
        incident(2, {
          where: whereAt(polygonOfBox([60.1, 30.1, 61.4, 30.3]), { role: 'observed-sector', precision: 'feature' }),
        }),
        incident(3, {
          where: whereAt(polygonOfBox([60.1, 30.1, 60.9, 30.9]), { role: 'observed-sector', precision: 'feature' }),
        }),
        incident(4, { ref: 'DL-2001-1234567' }),
        incident(5, { where: whereAt({ type: 'MultiPolygon', coordinates: [islands(61), islands(63)] }) }),
      ],
    }),
  );
  const monitor = await somebody(service, 'monitor');
  const liaison = await somebody(service, 'liaison-afg');
  const [one, other] = [await somebody(service, 'reviewer'), await somebody(service, 'chair')];
  const open = await release([one, other], await file(monitor, incidentSent()), { level: 0, placeClass: 'protected' });
  await act(one, open, 'restriction', { level: 1, fieldLevels: { where: 2 }, placeClass: 'protected', why: WHY });
  await file(monitor, incidentSent(), { level: 2 });
  await file(liaison, incidentSent(), { level: 3 });
}

describe('the columns', () => {
  test('say of every incident what the list says, to each class of viewer', () =>
    withService(async (service) => {
      await fill(service);
      const counts: number[] = [];
      for (const [viewer, who] of Object.entries(await everybody(service))) {
        const features = await listed(who);
        expect([viewer, await told(who)]).toStrictEqual([viewer, features.map(toldOf)]);
        counts.push(features.length);
      }
      // The classes do not all see the same: five answers that are one would prove less.
      expect(new Set(counts).size).toBeGreaterThan(2);
    }));

  test('hold every kind of place, so that the comparison means something', () =>
    withService(async (service) => {
      await fill(service);
      const rows = await told(service);
      const cells = new Set(rows.map(({ cellDegrees }) => cellDegrees));
      expect([0.1, 0.5, 1].map((side) => cells.has(Math.fround(side)))).toStrictEqual([true, true, true]);
      const nowhere = rows.filter(({ at, outline }) => at === null && outline === null);
      expect(nowhere.length).toBeGreaterThan(0);
      const kinds = new Set(rows.map(({ outline }) => outline?.type));
      expect(kinds).toStrictEqual(new Set([undefined, 'Polygon', 'MultiPolygon']));
      // A wide box on the grid is an area and no cell.
      expect(rows.some(({ flags, outline }) => flags.includes('generalised') && outline !== null)).toBe(true);
      const monitor = await somebody(service, 'monitor');
      expect((await told(monitor)).some(({ at, cellDegrees }) => at !== null && cellDegrees === 0)).toBe(true);
    }));

  test('as they were known at a moment say what the list of then says', () =>
    withService(async (service) => {
      await fill(service);
      const { monitor, filed, before: then } = await filedAndWithdrawn(service);
      const [past, present] = [await told(monitor, `?asKnownAt=${then}`), await told(monitor)];
      expect(past).toStrictEqual((await listed(monitor, `&asKnownAt=${then}`)).map(toldOf));
      expect(present).toStrictEqual((await listed(monitor)).map(toldOf));
      expect(past.find(({ id }) => id === filed.fid)?.words.status).toBe('reported');
      expect(present.find(({ id }) => id === filed.fid)?.words.status).toBe('withdrawn');
      expect((await askColumns(monitor, `?asKnownAt=${then}`)).asKnownAt).toBe(then);
    }));

  test('of a past moment are coarser once its place is protected, though nothing of the present changes', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
      const sent = incidentSent();
      const open = await release(reviewers, await file(monitor, sent), { level: 0 });
      const later = () => (service.clock.now = new Date(service.clock.now.getTime() + 60_000));
      const then = later().toISOString();
      const cellThen = async () =>
        (await told(service, `?asKnownAt=${then}`)).find(({ id }) => id === open.fid)?.cellDegrees;
      later();
      const moved = await file(monitor, { ...sent, where: whereAt(null) }, { version: open.version, why: WHY });
      expect(await cellThen()).toBe(Math.fround(0.1));
      const { version } = await askColumns(service);
      later();
      const closed = { level: 0, fieldLevels: {}, placeClass: 'protected', why: WHY };
      expect((await act(reviewers[0], moved, 'restriction', closed)).status).toBe(200);
      expect((await askColumns(service)).version).toBe(version);
      expect(await cellThen()).toBe(0.5);
    }));

  test('are all there where there is nothing', () =>
    withService(async (service) => {
      const { table } = await askColumns(service, '?asKnownAt=1990-01-01T00:00:00Z');
      expect([table.numRows, table.numCols]).toStrictEqual([0, 18]);
    }));
});
