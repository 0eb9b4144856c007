import { readFileSync, statSync } from 'node:fs';
import { kinks } from '@turf/kinks';
import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../api/geo/contract.ts';
import type { GazetteerPlace, LocalNames } from '../../../scripts/basemap/places.ts';
import { BASEMAP_SOURCE, basemapStyle } from '../../../web/map/style.ts';

const url = (path: string): URL => new URL(`../../../data/${path}`, import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(url(path), 'utf8'));

const FILES = [
  'basemap/basemap.json',
  'reference/provinces.json',
  'reference/gazetteer.json',
  'reference/local-names.json',
];

describe('the basemap', () => {
  const basemap = read('basemap/basemap.json') as FeatureCollection;
  const kinds = basemap.features.map(({ properties }) => String(properties?.['kind']));

  it('is small enough to commit', () => {
    const bytes = FILES.reduce((sum, path) => sum + statSync(url(path)).size, 0);
    expect(bytes).toBeLessThan(2_000_000);
  });

  it('holds what the style draws, each boundary once', () => {
    const style = basemapStyle({ theme: 'light', language: 'en', basemapUrl: '/basemap.json' });
    const drawn = style.layers.flatMap((layer) =>
      'source' in layer && layer.source === BASEMAP_SOURCE
        ? (JSON.stringify(layer.filter).match(/"kind"\],"([a-z-]+)"/)?.[1] ?? [])
        : [],
    );
    expect(new Set(kinds)).toEqual(new Set(drawn));
    expect(kinds.filter((kind) => kind !== 'place')).toEqual(
      [...new Set(drawn)].filter((kind) => kind !== 'place').toSorted((a, b) => kinds.indexOf(a) - kinds.indexOf(b)),
    );
  });

  it('has the line as one line, from the Iranian corner to the Chinese one', () => {
    const line = basemap.features.find(({ properties }) => properties?.['kind'] === 'line') as Feature<MultiLineString>;
    expect(line.geometry.coordinates).toHaveLength(1);
    const [vertices = []] = line.geometry.coordinates;
    expect(vertices).toHaveLength(580);
    expect([vertices[0], vertices.at(-1)]).toEqual([
      [60.846, 29.858],
      [74.5441, 37.0209],
    ]);
  });
});

describe('places and their local names', () => {
  const { sides } = read('reference/local-names.json') as LocalNames;
  const perRank = (side: 'afg' | 'pak'): number[] =>
    [1, 2, 3, 4].map((rank) => sides[side].filter((place) => place.rank === rank).length);

  it('are as many in each rank on both sides', () => {
    const [west, east] = [perRank('afg'), perRank('pak')];
    expect(west.map((count, rank) => Math.abs(count - (east[rank] ?? 0)) <= 1)).toEqual([true, true, true, true]);
  });

  it('carry a name of the local script on both sides without exception', () => {
    const nameless = [...sides.afg, ...sides.pak].filter(
      ({ names }) => names.length === 0 || names.some(({ text }) => !/^[\p{Script=Arabic}\p{M} ]+$/u.test(text)),
    );
    expect(nameless).toEqual([]);
    expect(sides.afg.every(({ names }) => names.every(({ lang }) => lang === 'ps' || lang === 'prs'))).toBe(true);
    expect(sides.pak.every(({ names }) => names[0]?.lang === 'ur')).toBe(true);
  });

  it('use the letters of their language, not look-alikes of Arabic', () => {
    // ي and ك are Arabic in Dari and Urdu; Pashto ends words with ي. ہ, ے, ں, ٹ are Urdu alone.
    const wrong = { prs: /[يكہےںٹڈڑ]/, ur: /[يكۍېټډړڼګښ]/, ps: /[كہےںٹڈڑ]/, fa: /[يك]/ };
    const odd = Object.values(sides)
      .flat()
      .flatMap(({ name, names }) =>
        names.filter(({ lang, text }) => wrong[lang].test(text)).map(({ text }) => [name, text]),
      );
    expect(odd).toEqual([]);
  });
});

describe('provinces', () => {
  type Properties = { key: string; adm0: string; partOf?: string; names: unknown[] };
  const { features } = read('reference/provinces.json') as FeatureCollection<Polygon | MultiPolygon, Properties>;

  it('are 34 of Afghanistan and 8 areas of Pakistan, with the former tribal areas also on their own', () => {
    expect(features.filter(({ properties }) => properties.adm0 === 'AFG')).toHaveLength(34);
    expect(features.filter(({ properties }) => properties.adm0 === 'PAK')).toHaveLength(8);
    expect(features.find(({ properties }) => properties.key === 'former-fata')?.properties.partOf).toBe(
      'khyber-pakhtunkhwa',
    );
  });

  it('have closed rings that never cross themselves, and names in two local languages', () => {
    const crossing = features
      .filter((feature) => kinks(feature).features.length > 0)
      .map(({ properties }) => properties.key);
    expect(crossing).toEqual([]);
    expect(features.every(({ properties }) => properties.names.length === 2)).toBe(true);
  });
});

describe('the gazetteer', () => {
  const places = read('reference/gazetteer.json') as GazetteerPlace[];

  it('knows every place of both countries and in which province it lies', () => {
    expect(places).toHaveLength(755);
    expect(places.filter(({ provinceKey }) => provinceKey === null)).toEqual([]);
    expect(places.find(({ id }) => id === 1123906)).toMatchObject({
      folded: 'spin boldak',
      adm0: 'AFG',
      provinceKey: 'kandahar',
    });
    expect(places.find(({ id }) => id === 1170367)).toMatchObject({
      folded: 'miran shah',
      adm0: 'PAK',
      provinceKey: 'former-fata',
    });
  });

  it('is folded as the service folds what is asked', () => {
    expect(places.filter(({ name, folded }) => foldText(name) !== folded)).toEqual([]);
  });
});
