import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Queries } from '../../../api/db/database.ts';
import { sql } from '../../../api/db/sql.ts';
import { SeenColumns } from '../../../api/explore/seen-columns.ts';
import { createStores } from '../../../api/explore/stores.ts';
import { polygonOfBox } from '../../../api/geo/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import type { Sight } from '../../../api/record/rows-seen.ts';
import type { TileSource } from '../../../api/tiles/content.ts';
import { TILE_LIMITS, TILE_QUERIES, type TileAddress, type TileLimits } from '../../../api/tiles/contract.ts';
import { tilesFromColumns } from '../../../api/tiles/from-columns.ts';
import { tilesFromQueries } from '../../../api/tiles/from-queries.ts';
import { partOfLatitude, partOfLongitude } from '../../../api/tiles/mercator.ts';
import { OutlineCache } from '../../../api/tiles/outlines.ts';
import { createSources } from '../../../api/tiles/sources.ts';
import { buildTile } from '../../../api/tiles/tile.ts';
import { VIEWERS } from '../../../api/visibility/contract.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { act, file, filedAndWithdrawn, incidentSent, put, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident, statement, whereAt } from '../../fixtures/records.ts';
import { type ReadTile, readTile } from '../../fixtures/tiles.ts';
import { somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const INCIDENTS = 'incidents';

/** Places at which a rounding would show: on seams of tiles and bins, at the ends of the map, and areas of every size. */
const PLACES = [
  ...[
    [180, 0],
    [-180, 10],
    [0, 0],
    [45, 0],
    [61.875, 31.2],
    [67.5, 34.3],
    [70.00001, 33.99999],
    [10, 89],
  ].map(([longitude = 0, latitude = 0]) => whereAt({ type: 'Point', coordinates: [longitude, latitude] })),
  whereAt(polygonOfBox([61.85, 31.2, 61.9, 31.25])),
  whereAt(polygonOfBox([67, 34, 68, 35])),
  whereAt(polygonOfBox([60.1, 30.1, 61.4, 30.3])),
  whereAt(polygonOfBox([60.10001, 30.1, 60.10003, 30.10001])),
  whereAt({
    type: 'MultiPolygon',
    coordinates: [61, 91].map((west) => [
      [
        [west, 30],
        [west + 1, 30],
        [west, 31],
        [west, 30],
      ],
    ]),
  }),
  whereAt(null),
];

/** Invented records and others, at every kind of place, with times, statements and classes that differ. */
async function fill(service: TestService): Promise<void> {
  await saveBundle(service.database, await generateBundle({ seed: 11, count: 300 }));
  const incidents = PLACES.map((where, at) =>
    incident(at + 1, { where, ...(at === 0 ? { statements: [statement(1, 'afg'), statement(2, 'pak')] } : {}) }),
  );
  await saveBundle(service.database, bundleOf({ incidents }));
  const monitor = await somebody(service, 'monitor');
  const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
  const open = await release(reviewers, await file(monitor, incidentSent({ title: 'آتش در طورخم' })), { level: 0 });
  const closed = { level: 0, fieldLevels: {}, placeClass: 'protected', why: WHY };
  expect((await act(reviewers[0], open, 'restriction', closed)).status).toBe(200);
  await file(monitor, incidentSent(), { level: 2 });
}

/** The tiles of some zooms in which something lies, and those beside them in the west. */
async function addresses(queries: Queries): Promise<TileAddress[]> {
  const middles = await queries.all(sql<{ x: number; y: number }>`
    select distinct round(st_x(st_centroid(geom))::numeric, 2)::float8 as x,
      round(st_y(st_centroid(geom))::numeric, 2)::float8 as y
    from incident_projections where geom is not null`);
  const all = [0, 1, 3, 6, 9, 12, 16].flatMap((z) =>
    middles.map(({ x, y }) => {
      const at = (part: number) => Math.max(0, Math.min(2 ** z - 1, Math.floor(part * 2 ** z)));
      return { z, x: at(partOfLongitude(x)), y: at(partOfLatitude(y)) };
    }),
  );
  const beside = all.map(({ z, x, y }) => ({ z, x: Math.max(0, x - 1), y }));
  return [...new Map([...all, ...beside].map((address) => [JSON.stringify(address), address])).values()];
}

const someOf = (...values: string[]) =>
  fc.option(
    fc.subarray(values, { minLength: 1 }).map((list) => list.join(',')),
    { nil: undefined },
  );

/** Questions as clients send them, every filter in some. */
const asked = fc
  .record({
    datetime: someOf(
      '2025-10-09/2025-11-06',
      '2001-10-07',
      '../2025-01-01T00:00:00z',
      '2025-03-01T12:00:00+04:30/..',
    ).map((text) => text?.split(',')[0]),
    type: someOf('small-arms', 'air', 'uav-strike', 'persons'),
    status: someOf('reported', 'under-verification', 'corroborated', 'triaged'),
    positions: someOf('one', 'none', 'both', 'differ'),
    attribution: someOf('not-assessed', 'disputed'),
    compliance: someOf('not-considered'),
    overdue: fc.option(fc.constantFrom('true', 'false'), { nil: undefined, freq: 1 }),
    underReview: fc.option(fc.constantFrom('true', 'false'), { nil: undefined, freq: 1 }),
  })
  .map((query) => TILE_QUERIES.incidents.parse(JSON.parse(JSON.stringify(query))));

/** Everybody's limits, and such that everything is counted, with areas by their outlines or in bins. */
const LIMITS: TileLimits[] = [
  TILE_LIMITS,
  { ...TILE_LIMITS, rows: 0 },
  { ...TILE_LIMITS, rows: 0, areas: 0 },
  { ...TILE_LIMITS, bytes: 2_000 },
];

type Of = Omit<Parameters<typeof buildTile>[1], 'collection'>;

async function tileFrom(source: TileSource, outlines: OutlineCache, of: Of, within: TileLimits): Promise<ReadTile> {
  return readTile(await buildTile({ source, outlines }, { collection: INCIDENTS, ...of }, within));
}

/** Both ways to one tile; each with outlines of its own, so that neither lives on what the other has read. */
async function bothWays(queries: Queries, seen: SeenColumns, sight: Sight) {
  const [held, read] = [new OutlineCache(), new OutlineCache()];
  const fromColumns = tilesFromColumns(seen, held);
  const fromQueries = tilesFromQueries(queries, { collection: INCIDENTS, sight }, read);
  return async (of: Of, within: TileLimits = TILE_LIMITS): Promise<[ReadTile, ReadTile]> => [
    await tileFrom(fromColumns, held, of, within),
    await tileFrom(fromQueries, read, of, within),
  ];
}

describe('a tile from the columns', () => {
  test.each(VIEWERS)('is the one from statements, whatever is asked and however much it holds: %s', (viewer) =>
    withService(async (service) => {
      await fill(service);
      const sight = { viewer, asKnownAt: null };
      const seen = new SeenColumns(service.database, sight, SECRET);
      await seen.build();
      const ways = await bothWays(service.database, seen, sight);
      const all = await addresses(service.database);
      const wide = all
        .filter(({ z }) => z <= 3)
        .flatMap((address) => LIMITS.map((within): [TileAddress, object, TileLimits] => [address, {}, within]));
      const told = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...all), asked, fc.constantFrom(...LIMITS), async (address, query, within) => {
          const [held, read] = await ways({ address, query }, within);
          expect(held).toStrictEqual(read);
          for (const [layer, features] of Object.entries(held))
            for (const { type } of features) told.add(`${layer} ${type}`);
        }),
        { numRuns: 100 + wide.length, examples: wide },
      );
      // Of every kind something was compared.
      const points = viewer === 'public' ? [] : ['incidents Point'];
      const areas = ['incidents', 'incidents-areas', 'incidents-binned'].map((layer) => `${layer} Polygon`);
      expect([...told].toSorted()).toStrictEqual([...points, ...areas].toSorted());
    }),
  );

  test('follows what is filed, edited, moved and closed', () =>
    withService(async (service) => {
      await fill(service);
      const sight = { viewer: 'public', asKnownAt: null } as const;
      const stores = createStores({ queries: service.database, secret: SECRET, now: () => service.clock.now });
      const all = (await addresses(service.database)).filter(({ z }) => z <= 6);
      const compared = async () => {
        const ways = await bothWays(service.database, await stores.upToDate(sight), sight);
        const tiles: ReadTile[] = [];
        for (const address of all) {
          const [held, read] = await ways({ address, query: {} });
          expect(held).toStrictEqual(read);
          tiles.push(held);
        }
        return tiles.flatMap(({ incidents = [] }) => incidents.map(({ properties }) => properties['title']));
      };
      const monitor = await somebody(service, 'monitor');
      const reviewers = [await somebody(service, 'reviewer'), await somebody(service, 'chair')] as const;
      expect(await compared()).not.toContain('Fire');
      const sent = incidentSent({ title: 'Fire', where: whereAt({ type: 'Point', coordinates: [70.1, 34.1] }) });
      let open = await release(reviewers, await file(monitor, sent), { level: 0 });
      expect(await compared()).toContain('Fire');
      const moved = { ...sent, title: 'Fire again', where: whereAt(polygonOfBox([69, 33, 70, 34])) };
      open = (await (await put(monitor, moved, { version: open.version, why: WHY })).json()) as typeof open;
      const titles = await compared();
      expect([titles.includes('Fire'), titles.includes('Fire again')]).toStrictEqual([false, true]);
      const closed = { level: 2, fieldLevels: {}, placeClass: 'general', why: WHY };
      expect((await act(reviewers[0], open, 'restriction', closed)).status).toBe(200);
      expect(await compared()).not.toContain('Fire again');
    }));

  test('as it was known at a moment is the one from statements', () =>
    withService(async (service) => {
      await fill(service);
      const { filed, before } = await filedAndWithdrawn(service, { title: 'Later' });
      const sight = { viewer: 'staff', asKnownAt: before } as const;
      const stores = createStores({ queries: service.database, secret: SECRET, now: () => service.clock.now });
      const ways = await bothWays(service.database, await stores.upToDate(sight), sight);
      const [held, read] = await ways({ address: { z: 0, x: 0, y: 0 }, query: {} });
      expect(held).toStrictEqual(read);
      const titles = held['incidents']?.map(({ id, properties }) => [id, properties['title'], properties['status']]);
      expect(titles).toContainEqual([filed.fid, incidentSent().title, 'reported']);
      expect(titles?.map(([, title]) => title)).not.toContain('Later');
    }));
});

describe('where a tile is made from', () => {
  /** Counts statements on their way. */
  function counting(queries: Queries) {
    const counted = { statements: 0, queries };
    const one: Queries['one'] = (statement) => (counted.statements++, queries.one(statement));
    const all: Queries['all'] = (statement) => (counted.statements++, queries.all(statement));
    counted.queries = { one, all };
    return counted;
  }

  const ADDRESS = { z: 0, x: 0, y: 0 };

  test('is statements until the columns are there, and then those: nobody waits for a million rows to be read', () =>
    withService(async (service) => {
      await fill(service);
      const counted = counting(service.database);
      const { queries } = counted;
      const outlines = new OutlineCache();
      const stores = createStores({ queries, secret: SECRET, now: () => service.clock.now });
      const sourceOf = createSources({ queries, stores, outlines });
      const statementsFor = async (more: Partial<Parameters<typeof sourceOf>[0]>) => {
        const sight = { viewer: 'staff', asKnownAt: null } as const;
        const source = await sourceOf({ collection: INCIDENTS, sight, query: {}, state: 1, ...more });
        counted.statements = 0;
        await source.find({ address: ADDRESS, query: more.query ?? {}, most: 2_000, byOutline: true });
        return counted.statements;
      };
      expect(stores.whereBuilt({ viewer: 'staff', asKnownAt: null })).toBeNull();
      await stores.upToDate({ viewer: 'staff', asKnownAt: null });
      expect(await statementsFor({})).toBe(0);
      // Words are in no column, other collections have none, and another class of viewer has its own.
      expect(await statementsFor({ query: { q: 'khost' } })).toBe(1);
      expect(await statementsFor({ collection: 'crossings' })).toBe(1);
      const then = { viewer: 'staff', asKnownAt: service.clock.now.toISOString() } as const;
      expect(stores.whereBuilt({ viewer: 'pak', asKnownAt: null })).toBeNull();
      expect(stores.whereBuilt(then)).toBeNull();
      // One moment at a time is read beside the answers.
      expect(stores.whereBuilt({ ...then, asKnownAt: '2026-01-01T00:00:00Z' })).toBeNull();
      await stores.upToDate(then);
      expect(await statementsFor({ sight: then, state: null })).toBe(0);
    }));

  test('is looked at once for a state, whoever asks', () =>
    withService(async (service) => {
      await fill(service);
      const counted = counting(service.database);
      const { queries } = counted;
      const sight = { viewer: 'public', asKnownAt: null } as const;
      const stores = createStores({ queries, secret: SECRET, now: () => service.clock.now });
      const sourceOf = createSources({ queries, stores, outlines: new OutlineCache() });
      await stores.upToDate(sight);
      const isLookedAt = async (state: number) => {
        counted.statements = 0;
        await sourceOf({ collection: INCIDENTS, sight, query: {}, state });
        return counted.statements > 0;
      };
      const looks = [await isLookedAt(1), await isLookedAt(1), await isLookedAt(2), await isLookedAt(2)];
      expect(looks).toStrictEqual([true, false, true, false]);
    }));
});
