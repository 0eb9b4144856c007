import { describe, expect, it } from 'vitest';
import { areasToGeoJson, geoJsonToAreas, jsonDepth, MOST_FILE_BYTES } from '../../../web/areas/geojson.ts';
import type { ViewArea } from '../../../web/view.ts';

const unnamed = (feature: number): string => `Area ${feature}`;
const SQUARE: [number, number][] = [
  [69, 32],
  [70, 32],
  [70, 33],
  [69, 33],
  [69, 32],
];
const TORKHAM: ViewArea = { id: 'a1', name: 'Torkham approach', ring: SQUARE };

function file(...features: unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function feature(coordinates: unknown, properties: unknown = {}, type = 'Polygon'): unknown {
  return { type: 'Feature', properties, geometry: { type, coordinates } };
}

describe('areas as GeoJSON', () => {
  it('are written with their names and read back as they were', () => {
    const text = areasToGeoJson([TORKHAM, { ...TORKHAM, id: 'a2', name: 'سپین بولدک' }]);
    const loaded = geoJsonToAreas(text, [], unnamed);
    expect(loaded).toEqual({ areas: [TORKHAM, { ...TORKHAM, id: 'a2', name: 'سپین بولدک' }], faults: [] });
  });

  it('are written counter-clockwise (RFC 7946, 3.1.6)', () => {
    const text = areasToGeoJson([{ ...TORKHAM, ring: SQUARE.toReversed() }]);
    expect(JSON.parse(text).features[0].geometry.coordinates[0]).toEqual(SQUARE);
  });

  it('get ids that the view does not hold, and a name where the file has none', () => {
    const loaded = geoJsonToAreas(file(feature([SQUARE]), feature([SQUARE], { name: '  ' })), [TORKHAM], unnamed);
    expect(loaded).toEqual({
      areas: [
        { id: 'a2', name: 'Area 1', ring: SQUARE },
        { id: 'a3', name: 'Area 2', ring: SQUARE },
      ],
      faults: [],
    });
  });

  it('read a single feature, heights and the byte order mark of Windows', () => {
    const high = SQUARE.map((corner) => [...corner, 1200]);
    const loaded = geoJsonToAreas(`\uFEFF${JSON.stringify(feature([high], { name: 'High' }))}`, [], unnamed);
    expect(loaded).toEqual({ areas: [{ id: 'a1', name: 'High', ring: SQUARE }], faults: [] });
  });
});

describe('a file with faults', () => {
  it('loads what is sound and names every other feature with its reason', () => {
    const bowTie = [
      [68, 31],
      [70, 33],
      [70, 31],
      [68, 33],
      [68, 31],
    ];
    const loaded = geoJsonToAreas(
      file(
        feature([SQUARE], { name: 'Sound' }),
        feature([bowTie], { name: 'Bow tie' }),
        feature([69, 32], { name: 'Post' }, 'Point'),
        feature([SQUARE, SQUARE]),
        { type: 'Feature', properties: null, geometry: null },
        feature([
          [
            [500, 32],
            [70, 32],
            [70, 33],
            [500, 32],
          ],
        ]),
      ),
      [],
      unnamed,
    );
    expect(loaded).toEqual({
      areas: [{ id: 'a1', name: 'Sound', ring: SQUARE }],
      faults: [
        { feature: 2, name: 'Bow tie', fault: { code: 'crosses-itself', at: [69, 32] } },
        { feature: 3, name: 'Post', fault: { code: 'not-a-polygon', found: 'Point' } },
        { feature: 4, name: null, fault: { code: 'has-holes' } },
        { feature: 5, name: null, fault: { code: 'not-a-polygon', found: '' } },
        { feature: 6, name: null, fault: { code: 'corner-out-of-range', corner: 1 } },
      ],
    });
  });

  it.each([
    ['larger than 1 MB', ' '.repeat(MOST_FILE_BYTES + 1), { code: 'file-too-large', mostBytes: 1_048_576 }],
    ['nested too deep', '['.repeat(100_000), { code: 'file-too-deep', most: 20 }],
    ['no JSON', 'Torkham', { code: 'file-not-json' }],
    ['no GeoJSON', '{"hello": "there"}', { code: 'file-not-geojson' }],
    ['without features', file(), { code: 'file-without-features' }],
    [
      'in metres of a projected system',
      JSON.stringify({
        ...JSON.parse(file(feature([SQUARE]))),
        crs: { type: 'name', properties: { name: 'EPSG:3857' } },
      }),
      { code: 'file-in-other-crs' },
    ],
    [
      'with more areas than a view holds',
      file(...Array.from({ length: 21 }, () => feature([SQUARE]))),
      { code: 'too-many-areas', most: 20 },
    ],
  ])('%s is refused whole', (_, text, fault) => {
    expect(geoJsonToAreas(text, [], unnamed)).toEqual({ fault });
  });

  it('is measured for depth without being misled by strings', () => {
    expect(jsonDepth('{"a": "[[[[\\"[[", "b": [1, [2]]}')).toBe(3);
  });
});
