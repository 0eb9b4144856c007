import { polygonOfBox } from '../../../api/geo/contract.ts';
import { describe, expect, test } from 'vitest';
import { COLLECTION_IDS } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { STALE_MILLISECONDS } from '../../../api/tiles/states.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { act, file, incidentSent, put, release, WHY } from '../../fixtures/filing.ts';
import { airspaceClaim, bundleOf, crossing, incident, whereAt } from '../../fixtures/records.ts';
import { askTile, itemsInTiles, itemsListed, tilePath, type ToldItem } from '../../fixtures/tiles.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const ROLES = { afg: 'liaison-afg', pak: 'liaison-pak', mediator: 'mediator', staff: 'monitor' } as const;
const ZOOM = 2;
const HERE = whereAt({ type: 'Point', coordinates: [10.5, 50.5] });
/** The tile of zoom 3 in which that is. */
const TILE = tilePath('incidents', { z: 3, x: 4, y: 2 });

async function everybody(service: TestService): Promise<[string, Pick<Somebody, 'get'>][]> {
  const others: [string, Somebody][] = [];
  for (const [viewer, role] of Object.entries(ROLES)) others.push([viewer, await somebody(service, role)]);
  return [['public', service], ...others];
}

/** Records of every kind of place, and some that not everybody may see. */
async function fill(service: TestService): Promise<void> {
  await saveBundle(service.database, await generateBundle({ seed: 7, count: 150 }));
  const island = (west: number): [number, number][][] => [
    [
      [west, 30],
      [west + 1, 30],
      [west, 31],
      [west, 30],
    ],
  ];
  await saveBundle(
    service.database,
    bundleOf({
      incidents: [
        incident(1, { where: HERE }),
        incident(2, { where: whereAt(polygonOfBox([44.9, 30.1, 45.1, 30.3])) }),
        incident(3, { where: whereAt({ type: 'MultiPolygon', coordinates: [island(61), island(91)] }) }),
        incident(4, { where: whereAt(null) }),
      ],
      airspaceClaims: [airspaceClaim(1)],
      crossings: [crossing(1)],
    }),
  );
  const monitor = await somebody(service, 'monitor');
  const liaison = await somebody(service, 'liaison-afg');
  const [one, other] = [await somebody(service, 'reviewer'), await somebody(service, 'chair')];
  const open = await release([one, other], await file(monitor, incidentSent({ where: HERE })), { level: 0 });
  await act(one, open, 'restriction', { level: 1, fieldLevels: { where: 2 }, placeClass: 'protected', why: WHY });
  await file(monitor, incidentSent({ where: HERE }), { level: 2 });
  await file(liaison, incidentSent({ where: HERE }), { level: 3 });
}

function withoutTiles(items: ReadonlyMap<number, ToldItem>): Map<number, ToldItem> {
  const sorted = [...items].toSorted(([one], [other]) => one - other);
  return new Map(sorted.map(([id, { kind, properties }]) => [id, { kind, properties }]));
}

async function tagOf(who: Pick<Somebody, 'get'>, path: string): Promise<string> {
  return (await who.get(path)).headers.get('etag') ?? '';
}

describe('the tiles of a zoom', () => {
  test('hold what the features API lists with a place, to each class of viewer, and a point in one tile each', () =>
    withService(async (service) => {
      await fill(service);
      const counts = new Set<number>();
      for (const [viewer, who] of await everybody(service))
        for (const id of COLLECTION_IDS) {
          const told = await itemsInTiles(who, id, ZOOM);
          expect([viewer, id, withoutTiles(told)]).toStrictEqual([
            viewer,
            id,
            withoutTiles(await itemsListed(who, id)),
          ]);
          expect([...told.values()].filter(({ kind, tiles }) => kind === 'Point' && tiles !== 1)).toStrictEqual([]);
          if (id === 'incidents') counts.add(told.size);
          if (id === 'incidents' && viewer === 'staff')
            expect(new Set([...told.values()].map(({ kind }) => kind))).toStrictEqual(new Set(['Point', 'Polygon']));
        }
      // The classes do not all see the same: five answers that are one would prove less.
      expect(counts.size).toBeGreaterThan(2);
    }));

  test('are filtered as the features are', () =>
    withService(async (service) => {
      await fill(service);
      for (const query of [
        'type=small-arms,uav-strike',
        'type=air,ground-entry',
        'status=reported',
        'datetime=2001-10-01/2024-12-31',
        'q=khost',
        'positions=one,none',
        'attribution=not-assessed',
        'compliance=not-considered',
        'overdue=false&underReview=false',
      ]) {
        const told = withoutTiles(await itemsInTiles(service, 'incidents', 1, `?${query}`));
        expect([query, told]).toStrictEqual([
          query,
          withoutTiles(await itemsListed(service, 'incidents', `&${query}`)),
        ]);
        expect([query, told.size > 0]).toStrictEqual([query, true]);
      }
    }));

  test('as they were known at a moment hold what the features of then hold', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const filed = await file(monitor, incidentSent({ where: HERE }));
      const then = service.clock.now.toISOString();
      service.clock.now = new Date(service.clock.now.getTime() + 60_000);
      await act(monitor, filed, 'withdrawal', { why: WHY });
      const later = await file(monitor, incidentSent({ where: HERE }));
      const past = await itemsInTiles(monitor, 'incidents', 1, `?asKnownAt=${then}`);
      expect(withoutTiles(past)).toStrictEqual(
        withoutTiles(await itemsListed(monitor, 'incidents', `&asKnownAt=${then}`)),
      );
      const status = (items: ReadonlyMap<number, ToldItem>) => items.get(filed.fid)?.properties['status'];
      const present = await itemsInTiles(monitor, 'incidents', 1);
      expect([status(past), status(present)]).toStrictEqual(['reported', 'withdrawn']);
      expect([past.has(later.fid), present.has(later.fid)]).toStrictEqual([false, true]);
    }));
});

describe('a change', () => {
  test('is in the tile within a second: filed, edited, withdrawn and closed', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
      const later = () => (service.clock.now = new Date(service.clock.now.getTime() + STALE_MILLISECONDS));
      const idsAndTitles = async (who: Pick<Somebody, 'get'>) => {
        later();
        const { incidents = [] } = await askTile(who, TILE);
        return new Map(incidents.map(({ id, properties }) => [id, [properties['title'], properties['status']]]));
      };
      const [before, seen] = [await idsAndTitles(monitor), await idsAndTitles(service)];
      const sent = incidentSent({ where: HERE, title: 'Fire' });
      const filed = await file(monitor, sent);
      expect(await idsAndTitles(monitor)).toStrictEqual(new Map([...before, [filed.fid, ['Fire', 'reported']]]));
      const edited = await put(monitor, { ...sent, title: 'Fire again' }, { version: 1, why: WHY });
      const answer = (await edited.json()) as typeof filed;
      expect(await idsAndTitles(monitor)).toStrictEqual(new Map([...before, [filed.fid, ['Fire again', 'reported']]]));
      expect(await idsAndTitles(service)).toStrictEqual(seen);
      const open = await release(reviewers, answer, { level: 0 });
      expect((await idsAndTitles(service)).has(filed.fid)).toBe(true);
      const closed = { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY };
      expect((await act(reviewers[0], open, 'restriction', closed)).status).toBe(200);
      expect(await idsAndTitles(service)).toStrictEqual(seen);
      await act(monitor, { ...open, version: open.version + 1 }, 'withdrawal', { why: WHY });
      expect(await idsAndTitles(monitor)).toStrictEqual(new Map([...before, [filed.fid, ['Fire again', 'withdrawn']]]));
    }));

  test('that a viewer may not see is in no tile and changes no tag', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const later = () => (service.clock.now = new Date(service.clock.now.getTime() + STALE_MILLISECONDS));
      const [before, inside] = [await tagOf(service, TILE), await tagOf(monitor, TILE)];
      await file(monitor, incidentSent({ where: HERE }));
      later();
      expect(await tagOf(service, TILE)).toBe(before);
      expect(await tagOf(monitor, TILE)).not.toBe(inside);
    }));

  test('that closes the past is seen in the tiles of then at once, though nothing of the present changes', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({}));
      const monitor = await somebody(service, 'monitor');
      const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
      const sent = incidentSent({ where: HERE });
      const open = await release(reviewers, await file(monitor, sent), { level: 0 });
      const later = () => (service.clock.now = new Date(service.clock.now.getTime() + 60_000));
      const then = later().toISOString();
      const widthThen = async () => {
        const { incidents = [] } = await askTile(service, `${TILE}?asKnownAt=${then}`);
        const xs =
          incidents
            .find(({ id }) => id === open.fid)
            ?.geometry.flat()
            .map(({ x }) => x) ?? [];
        return Math.max(...xs) - Math.min(...xs);
      };
      later();
      const moved = await file(monitor, { ...sent, where: whereAt(null) }, { version: open.version, why: WHY });
      const fine = await widthThen();
      const present = await tagOf(service, TILE);
      later();
      const closed = { level: 0, fieldLevels: {}, placeClass: 'protected', why: WHY };
      expect((await act(reviewers[0], moved, 'restriction', closed)).status).toBe(200);
      expect(await widthThen()).toBeGreaterThan(4 * fine);
      expect(await tagOf(service, TILE)).toBe(present);
    }));
});
