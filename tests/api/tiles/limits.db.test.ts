import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sql, type Statement } from '../../../api/db/sql.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { TILE_LIMITS, TILE_PROPERTIES, TILE_TYPE, TileJson, type TileLimits } from '../../../api/tiles/contract.ts';
import { tilesFromQueries } from '../../../api/tiles/from-queries.ts';
import { OutlineCache } from '../../../api/tiles/outlines.ts';
import { buildTile } from '../../../api/tiles/tile.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { problemOf } from '../../fixtures/filing.ts';
import { bundleOf, incident, whereAt } from '../../fixtures/records.ts';
import { addressesOf, askTile, itemsListed, readTile, tilePath } from '../../fixtures/tiles.ts';
import { somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const TILE = { z: 6, x: 33, y: 21 };
const PATH = tilePath('incidents', TILE);

const TEXT = sql`feature`;
/** 170 bytes that no other row has. */
const LONG_TEXT = sql`jsonb_set(feature::jsonb, '{properties,title}', to_jsonb(repeat('ط', 150) || n))::text`;

/** Fills the tile with so many copies of one point for everybody: a bundle of as many would take a minute. */
async function fillWithCopies({ database }: TestService, count: number, feature: Statement<unknown> = TEXT) {
  const where = whereAt({ type: 'Point', coordinates: [10.5, 50.5] });
  await saveBundle(database, bundleOf({ incidents: [incident(1, { where })] }));
  await database.all(sql`
    insert into incident_projections (viewer, id, fid, category, type, status, happened_during, geom, is_area, search,
      feature, details, digest, change, known_from, tags)
    select viewer, gen_random_uuid(), 1000000000 + n, category, type, case when n % 3 = 0 then 'triaged' else status end,
      happened_during, st_setsrid(st_makepoint(6 + n % 50 * 0.1, 50 + n % 40 * 0.02), 4326), false, search, ${feature}, details,
      digest, change, known_from, tags
    from incident_projections cross join generate_series(1, ${count}::int) as n
    where viewer = 'public' and fid = (
      select fid from incident_projections where viewer = 'public' and feature::jsonb #>> '{properties,ref}' = 'DL-2001-000001')`);
}

function sumOf(features: readonly { properties: Record<string, unknown> }[], name: string): number {
  return features.reduce((sum, { properties }) => sum + Number(properties[name] ?? 0), 0);
}

describe('a tile', () => {
  test('tells as many records as the limit one by one, and counts of one more', () =>
    withService(async (service) => {
      await fillWithCopies(service, TILE_LIMITS.rows - 1);
      const full = await askTile(service, PATH);
      expect(Object.entries(full).map(([name, { length }]) => [name, length])).toStrictEqual([
        ['incidents', TILE_LIMITS.rows],
      ]);
    }));

  test('of more records holds their counts by status, in squares', () =>
    withService(async (service) => {
      await fillWithCopies(service, TILE_LIMITS.rows);
      const { 'incidents-binned': bins = [], 'incidents-areas': areas = [], ...others } = await askTile(service, PATH);
      expect(others).toStrictEqual({});
      // What the copies were made from is seen as a cell, which is larger than a bin here.
      expect(areas.map(({ properties }) => properties)).toStrictEqual([{ count: 1, reported: 1 }]);
      const triaged = Math.floor(TILE_LIMITS.rows / 3);
      expect(['count', 'triaged', 'reported'].map((name) => sumOf(bins, name))).toStrictEqual([
        TILE_LIMITS.rows,
        triaged,
        TILE_LIMITS.rows - triaged,
      ]);
      const corners = bins.map(({ type, geometry }) => [
        type,
        new Set(geometry.flat().map(({ x, y }) => `${x % 64} ${y % 64}`)),
      ]);
      expect(new Set(corners.map(String)).size).toBe(1);
      expect(corners[0]).toStrictEqual(['Polygon', new Set(['0 0'])]);
    }));

  test('of more bytes holds counts as well', () =>
    withService(async (service) => {
      await fillWithCopies(service, TILE_LIMITS.rows - 10, LONG_TEXT);
      const answer = await service.get(PATH, { 'accept-encoding': 'identity' });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(bytes.length).toBeLessThan(TILE_LIMITS.bytes);
      const { 'incidents-binned': bins = [], 'incidents-areas': areas = [], ...others } = readTile(bytes);
      expect([Object.keys(others), sumOf([...bins, ...areas], 'count')]).toStrictEqual([[], TILE_LIMITS.rows - 9]);
    }));

  test.each([
    ['with larger areas by their outlines', { ...TILE_LIMITS, rows: 0 }, true],
    ['with every area in a bin where there are too many outlines', { ...TILE_LIMITS, rows: 0, areas: 0 }, false],
    ['with every area in a bin where the outlines are too many bytes', { rows: 0, areas: 1_000, bytes: 0 }, false],
  ] satisfies [string, TileLimits, boolean][])('counts add up over a zoom: %s', (_what, limits, byOutline) =>
    withService(async (service) => {
      await saveBundle(service.database, await generateBundle({ seed: 7, count: 120 }));
      const wanted = new Map<string, number>();
      const items = await itemsListed(service, 'incidents');
      for (const { properties } of items.values())
        wanted.set(String(properties['status']), (wanted.get(String(properties['status'])) ?? 0) + 1);
      const outlines = new OutlineCache();
      const of = { collection: 'incidents', sight: { viewer: 'public', asKnownAt: null } } as const;
      const parts = { source: tilesFromQueries(service.database, of, outlines), outlines };
      const asked = { collection: 'incidents', query: {} } as const;
      const bins: { properties: Record<string, unknown> }[] = [];
      const areas = new Map<number, { properties: Record<string, unknown> }>();
      for (const address of addressesOf(5).filter(({ x, y }) => x >= 16 && y >= 8 && y < 16)) {
        const tile = readTile(await buildTile(parts, { ...asked, address }, limits));
        bins.push(...(tile['incidents-binned'] ?? []));
        for (const area of tile['incidents-areas'] ?? []) {
          const known = areas.get(area.id);
          // The same outline counts the same in every tile that it meets.
          if (known) expect(area.properties).toStrictEqual(known.properties);
          areas.set(area.id, area);
        }
      }
      const all = [...bins, ...areas.values()];
      const invented = [...items.values()].filter(({ properties }) => properties['synthetic'] === true);
      expect([sumOf(all, 'synthetic'), invented.length < items.size]).toStrictEqual([invented.length, true]);
      expect(invented.length).toBeGreaterThan(0);
      const told = [...wanted.keys()].map((status) => [status, sumOf(all, status)]);
      expect(told).toStrictEqual([...wanted]);
      expect(sumOf(all, 'count')).toBe(items.size);
      expect(areas.size > 0).toBe(byOutline);
    }),
  );

  test('of nothing has no bytes', () =>
    withService(async (service) => {
      const answer = await service.get(tilePath('incidents', { z: 6, x: 0, y: 63 }));
      expect([answer.status, (await answer.arrayBuffer()).byteLength]).toStrictEqual([200, 0]);
    }));
});

describe('a tile is sent', () => {
  test('in the way that the client reads, and not again to whoever has it', () =>
    withService(async (service) => {
      await fillWithCopies(service, 10);
      const answerTo = async (encoding: string) => {
        const answer = await service.get(PATH, { 'accept-encoding': encoding });
        return { encoding: answer.headers.get('content-encoding'), bytes: Buffer.from(await answer.arrayBuffer()) };
      };
      const plain = await answerTo('identity');
      const [brotli, zipped] = [await answerTo('gzip, deflate, br'), await answerTo('gzip')];
      expect([plain, brotli, zipped].map(({ encoding }) => encoding)).toStrictEqual([null, 'br', 'gzip']);
      expect(brotliDecompressSync(brotli.bytes)).toStrictEqual(plain.bytes);
      expect(gunzipSync(zipped.bytes)).toStrictEqual(plain.bytes);
      expect(readTile(plain.bytes)['incidents']).toHaveLength(11);
      const { headers } = await service.get(PATH);
      expect(['content-type', 'cache-control'].map((name) => headers.get(name))).toStrictEqual([
        TILE_TYPE,
        'private, no-cache',
      ]);
      expect(headers.get('vary')).toContain('authorization');
      const tag = headers.get('etag') ?? '';
      const again = await service.get(PATH, { 'if-none-match': tag });
      expect([again.status, again.headers.get('etag'), (await again.arrayBuffer()).byteLength]).toStrictEqual([
        304,
        tag,
        0,
      ]);
    }));

  test('under a tag of its own to each class of viewer, though nothing lies in it', () =>
    withService(async (service) => {
      const empty = tilePath('crossings', { z: 6, x: 0, y: 63 });
      const monitor = await somebody(service, 'monitor');
      const tags = [await service.get(empty), await monitor.get(empty)].map(({ headers }) => headers.get('etag'));
      expect(new Set(tags).size).toBe(2);
    }));
});

test('TileJSON names the tiles with what was asked, their layers and what is in none of them', () =>
  withService(async (service) => {
    for (const id of ['incidents', 'airspace-claims', 'crossings']) {
      const told = TileJson.parse(
        await service.json(`/api/tiles/${id}?status=${id === 'crossings' ? 'unknown' : 'reported'}`),
      );
      expect(told.tiles).toStrictEqual([
        `http://test/api/tiles/${id}/{z}/{x}/{y}.mvt?status=${id === 'crossings' ? 'unknown' : 'reported'}`,
      ]);
      expect(told.vector_layers.map((layer) => layer.id)).toStrictEqual([id, `${id}-binned`, `${id}-areas`]);
      expect(told.description).toContain('Records without a place are in no tile.');
      expect(told.description).toContain('the sum over tiles is not a number of records');
      const [records, ...counted] = told.vector_layers.map(({ fields }) => fields['synthetic']);
      const inCounts = 'Number: how many of them are SYNTHETIC, invented records; absent: none';
      expect([records, ...counted]).toStrictEqual([TILE_PROPERTIES.synthetic, inCounts, inCounts]);
    }
  }));

describe('a question that cannot be answered', () => {
  test.each([
    ['a zoom too deep', '/api/tiles/incidents/23/0/0.mvt', 'z'],
    ['a zoom that is no number', '/api/tiles/incidents/one/0/0.mvt', 'z'],
    ['a column outside the zoom', '/api/tiles/incidents/2/4/0.mvt', 'x'],
    ['a row outside the zoom', '/api/tiles/incidents/2/3/4.mvt', 'y'],
    ['a row below zero', '/api/tiles/incidents/2/3/-1.mvt', 'y'],
    ['part of a column', '/api/tiles/incidents/2/1.5/1.mvt', 'x'],
    ['a box', '/api/tiles/incidents/2/1/1.mvt?bbox=1,2,3,4', 'bbox'],
    ['a page', '/api/tiles/incidents/2/1/1.mvt?limit=10', 'limit'],
    ['what is mine', '/api/tiles/incidents/2/1/1.mvt?mine=true', 'mine'],
    ['an unknown type', '/api/tiles/incidents/2/1/1.mvt?type=quarrel', 'type'],
    ['a moment to come', '/api/tiles/incidents/2/1/1.mvt?asKnownAt=2999-01-01T00:00:00Z', 'asKnownAt'],
    ['a moment to come, of the TileJSON', '/api/tiles/incidents?asKnownAt=2999-01-01T00:00:00Z', 'asKnownAt'],
    ['a filter of another collection', '/api/tiles/crossings/2/1/1.mvt?positions=one', 'positions'],
  ])('is a 400 problem that names the parameter: %s', (_what, path, parameter) =>
    withService(async (service) => {
      const answer = await service.get(path);
      const { code, errors } = ProblemShown.parse(await answer.json());
      expect([answer.status, code]).toStrictEqual([400, 'bad-parameter']);
      expect(errors?.map((fault) => fault.parameter)).toStrictEqual([parameter]);
    }),
  );

  test('is one of another collection or of another format', () =>
    withService(async (service) => {
      for (const path of ['/api/tiles/people', '/api/tiles/people/0/0/0.mvt'])
        expect(await problemOf(await service.get(path))).toStrictEqual([404, 'collection-not-found']);
      expect(await problemOf(await service.get('/api/tiles/incidents/0/0/0.png'))).toStrictEqual([
        400,
        'bad-parameter',
      ]);
      expect(await problemOf(await service.get('/api/tiles/incidents/0/0/0'))).toStrictEqual([404, 'not-found']);
      expect((await service.get('/api/tiles/incidents/22/4194303/4194303.mvt')).status).toBe(200);
    }));
});
