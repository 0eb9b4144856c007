import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipRing, doubleArea, polygonInTile, type Ring } from '../../../api/tiles/clip.ts';
import { TILE_BUFFER, TILE_EXTENT } from '../../../api/tiles/contract.ts';
import { encodeTile, encodeUnlike, type TileFeature } from '../../../api/tiles/encode.ts';
import { binLines, edgesOf, isWithin, unitsOf } from '../../../api/tiles/mercator.ts';
import { OutlineCache } from '../../../api/tiles/outlines.ts';
import { readTile } from '../../fixtures/tiles.ts';

const LEAST = -TILE_BUFFER;
const MOST = TILE_EXTENT + TILE_BUFFER;

function box(west: number, north: number, east: number, south: number): Ring {
  return [west, north, east, north, east, south, west, south];
}

describe('an encoded tile', () => {
  test('is read as it was written: layers, ids, properties of every kind, points and rings', () => {
    const rings = [box(0, 0, 100, 100), [10, 10, 10, 20, 20, 20, 20, 10], box(200, -64, 4160, 7)];
    const properties = { text: 'طورخم', same: 'طورخم', yes: true, no: false, whole: 2 ** 47, part: 0.5, below: -3 };
    const keys = ['none', ...Object.keys(properties)];
    const features: TileFeature[] = [
      { id: 2 ** 47 - 1, values: [null, ...Object.values(properties)], place: { point: [0, 4_095] } },
      { id: 1, values: keys.map(() => null), place: { rings } },
    ];
    const bytes = encodeTile([
      { name: 'incidents', keys, features },
      { name: 'nothing', keys, features: [] },
    ]);
    const corners = (ring: Ring) => {
      const pairs = Array.from({ length: ring.length / 2 }, (_, at) => ({ x: ring[at * 2], y: ring[at * 2 + 1] }));
      return [...pairs, pairs[0]];
    };
    expect(readTile(bytes)).toStrictEqual({
      incidents: [
        { id: 2 ** 47 - 1, properties, type: 'Point', geometry: [[{ x: 0, y: 4_095 }]] },
        { id: 1, properties: {}, type: 'Polygon', geometry: rings.map(corners) },
      ],
    });
  });

  test('has values that were written beforehand in the place of their keys', () => {
    const feature = (id: number, title: string, status: string | null): TileFeature => ({
      id,
      unlike: encodeUnlike([id, title]),
      values: [status],
      place: { point: [id, 0] },
    });
    const features = [feature(1, 'first', 'reported'), feature(2, 'first', null), feature(3, 'third', 'reported')];
    const bytes = encodeTile([{ name: 'incidents', unlike: ['id', 'title'], keys: ['status'], features }]);
    expect(readTile(bytes)['incidents']?.map(({ properties }) => properties)).toStrictEqual([
      { id: 1, title: 'first', status: 'reported' },
      { id: 2, title: 'first' },
      { id: 3, title: 'third', status: 'reported' },
    ]);
  });

  test('of nothing has no bytes', () => {
    expect(encodeTile([{ name: 'incidents', keys: [], features: [] }])).toHaveLength(0);
  });
});

describe('an area', () => {
  test('is cut where the buffer ends, and is left out where it does not reach', () => {
    expect(clipRing(box(-1_000, 100, 200, 5_000))).toStrictEqual([LEAST, MOST, LEAST, 100, 200, 100, 200, MOST]);
    expect(polygonInTile([box(-1_000, 0, LEAST - 1, 10)])).toStrictEqual([]);
    // Its box meets the tile and it does not.
    expect(polygonInTile([[-4_000, 2_000, -4_000, -4_000, 2_000, -4_000]])).toStrictEqual([]);
    expect(polygonInTile([box(-9_999, -9_999, 9_999, 9_999)]).map(doubleArea)).toStrictEqual([2 * (MOST - LEAST) ** 2]);
  });

  test('is wound clockwise as seen and its holes the other way, whichever way it came', () => {
    const [outer, hole] = [box(0, 0, 100, 100), box(20, 20, 40, 40)];
    const turned = (ring: Ring) => {
      const pairs = Array.from({ length: ring.length / 2 }, (_, at) => [ring[at * 2] ?? 0, ring[at * 2 + 1] ?? 0]);
      return pairs.toReversed().flat();
    };
    for (const rings of [
      [outer, hole],
      [turned(outer), hole],
      [outer, turned(hole)],
    ])
      expect(polygonInTile(rings).map(doubleArea)).toStrictEqual([2 * 100 ** 2, -2 * 20 ** 2]);
  });

  test('that is thinner than a unit stays an area, and a hole that is goes', () => {
    expect(polygonInTile([box(10.1, 10.1, 10.2, 10.2)])).toStrictEqual([box(10, 10, 11, 11)]);
    expect(polygonInTile([box(10.1, 10.1, 50.2, 10.2)])).toStrictEqual([box(10, 10, 51, 11)]);
    expect(polygonInTile([box(0, 0, 50, 50), box(10.1, 10.1, 10.2, 10.2)])).toStrictEqual([box(0, 0, 50, 50)]);
  });

  test('lies in the tile and its buffer, on whole units and wound as it has to be, whatever it is', () => {
    const coordinate = fc.double({ min: -20_000, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 12 }), (corners) => {
        const [ring] = polygonInTile([corners.flat()]);
        if (!ring) return;
        expect(ring.every((at) => Number.isInteger(at) && at >= LEAST && at <= MOST)).toBe(true);
        expect(doubleArea(ring)).toBeGreaterThan(0);
      }),
    );
  });

  test('is in the tiles that it meets: the parts of neighbours fit together', () => {
    const outlines = new OutlineCache();
    const corners = [10, 40, 14, 40, 14, 44, 10, 44, 10, 40];
    const ring = Array.from({ length: 5 }, (_, at): [number, number] => [
      corners[at * 2] ?? 0,
      corners[at * 2 + 1] ?? 0,
    ]);
    outlines.add('one', { type: 'Polygon', coordinates: [ring] });
    const z = 8;
    const inside = (x: number, y: number) => {
      const [part] = outlines.ringsIn('one', { z, x, y });
      const within = (at: number) => Math.max(0, Math.min(TILE_EXTENT, at));
      return part ? doubleArea(part.map(within)) / 2 / TILE_EXTENT ** 2 : 0;
    };
    const tiles = Array.from({ length: 64 }, (_, at) => inside(132 + (at % 8), 90 + Math.floor(at / 8)));
    const latitude = (degrees: number) => (1 - Math.asinh(Math.tan((degrees * Math.PI) / 180)) / Math.PI) * 128;
    const whole = (4 / 360) * 256 * (latitude(40) - latitude(44));
    expect(tiles.reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 3);
  });
});

describe('a point', () => {
  const tilesAround = (z: number, longitude: number, latitude: number) => {
    const side = 2 ** z;
    const x = Math.floor(((longitude + 180) / 360) * side);
    const y = Math.floor(((1 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / Math.PI) / 2) * side);
    return [-1, 0, 1]
      .flatMap((right) => [-1, 0, 1].map((down) => ({ z, x: x + right, y: y + down })))
      .filter(({ x: column, y: row }) => column >= 0 && column < side && row >= 0 && row < side);
  };

  test('lies in exactly one tile of a zoom and within it, on a seam as well', () => {
    const zoom = fc.integer({ min: 0, max: 22 });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(zoom, part, part, fc.boolean(), (z, right, down, isOnSeam) => {
        const [column, row] = [Math.floor(right * (2 ** z - 1)), Math.floor(down * (2 ** z - 1))];
        const { west, north } = edgesOf({ z, x: column, y: row });
        const [longitude, latitude] = isOnSeam && row > 0 ? [west, north] : [right * 360 - 180, down * 170 - 85];
        const holding = tilesAround(z, longitude, latitude).filter((tile) =>
          isWithin(edgesOf(tile), longitude, latitude),
        );
        expect(holding).toHaveLength(1);
        for (const tile of holding)
          for (const unit of unitsOf(tile, longitude, latitude)) expect(unit >= 0 && unit < TILE_EXTENT).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('on the 180th meridian lies in the last column or the first', () => {
    const columns = (longitude: number) =>
      [0, 1, 2, 3].filter((x) => isWithin(edgesOf({ z: 2, x, y: 1 }), longitude, 10));
    expect([columns(180), columns(-180)]).toStrictEqual([[3], [0]]);
  });

  test('is in a bin between lines that neighbours share', () => {
    const [one, right, down] = [
      { z: 9, x: 350, y: 200 },
      { z: 9, x: 351, y: 200 },
      { z: 9, x: 350, y: 201 },
    ].map(binLines);
    expect(one?.longitudes.at(-1)).toBe(right?.longitudes[0]);
    expect(one?.latitudes[0]).toBe(down?.latitudes.at(-1));
    const { west, south, east, north } = edgesOf({ z: 9, x: 350, y: 200 });
    expect([one?.longitudes[0], one?.latitudes[0]]).toStrictEqual([west, south]);
    expect([one?.longitudes.at(-1), one?.latitudes.at(-1)]).toStrictEqual([east, north]);
    expect(one?.longitudes).toHaveLength(65);
  });
});
