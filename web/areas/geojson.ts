import { z } from 'zod';
import type { ViewArea } from '../view.ts';
import {
  findAreaCountFault,
  findRingFault,
  MOST_NAME_LETTERS,
  nextAreaId,
  tidyRing,
  type AreaCountFault,
  type RingFault,
} from './area.ts';

/** A file of areas is small; what is larger is something else. */
export const MOST_FILE_BYTES = 1_048_576;
/** FeatureCollection > features > feature > geometry > coordinates > ring > corner is 7 deep; the rest is properties. */
export const MOST_JSON_DEPTH = 20;

/** Why a whole file is refused. */
export type FileFault =
  | { readonly code: 'file-too-large'; readonly mostBytes: number }
  | { readonly code: 'file-too-deep'; readonly most: number }
  | { readonly code: 'file-not-json' }
  | { readonly code: 'file-not-geojson' }
  | { readonly code: 'file-without-features' }
  | { readonly code: 'file-in-other-crs' }
  | { readonly code: 'file-unreadable' }
  | AreaCountFault;

/** Why one feature is refused; features are counted from 1, `name` is its name property where it has one. */
export type FeatureFault = {
  readonly feature: number;
  readonly name: string | null;
  readonly fault:
    RingFault | { readonly code: 'not-a-polygon'; readonly found: string } | { readonly code: 'has-holes' };
};

/** What a file gave: the areas that are sound, and every feature that is not, with its reason. */
export type LoadedAreas = { readonly areas: readonly ViewArea[]; readonly faults: readonly FeatureFault[] };

const Corner = z.tuple([z.number(), z.number()]).rest(z.number());
const PolygonFeature = z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Corner)).min(1) });
const Feature = z.object({
  type: z.literal('Feature'),
  geometry: z.looseObject({ type: z.string() }).nullable(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const File = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(Feature),
  crs: z.unknown().optional(),
});

/** All areas as an RFC 7946 FeatureCollection text, a line for each; the name is a property, outer rings run counter-clockwise. */
export function areasToGeoJson(areas: readonly ViewArea[]): string {
  const features = areas.map(({ id, name, ring }) => ({
    type: 'Feature',
    id,
    properties: { name },
    geometry: { type: 'Polygon', coordinates: [counterClockwise(tidyRing(ring))] },
  }));
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n');
  return `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`;
}

/**
 * Reads areas from the text of a GeoJSON file and gives them ids that `present` does not hold. Unsound features are
 * named one by one and never repaired; `unnamed` is the name of a feature without one, given its number.
 */
export function geoJsonToAreas(
  text: string,
  present: readonly ViewArea[],
  unnamed: (feature: number) => string,
): LoadedAreas | { readonly fault: FileFault } {
  const parsed = parseFile(text);
  if ('fault' in parsed) return parsed;
  const areas: ViewArea[] = [];
  const faults: FeatureFault[] = [];
  for (const [index, feature] of parsed.features.entries()) {
    const name = readName(feature.properties?.['name']);
    const ring = readRing(feature.geometry);
    if ('fault' in ring) faults.push({ feature: index + 1, name, fault: ring.fault });
    else areas.push({ id: nextAreaId([...present, ...areas]), name: name ?? unnamed(index + 1), ring: ring.ring });
  }
  const countFault = findAreaCountFault(present.length, areas.length);
  return countFault ? { fault: countFault } : { areas, faults };
}

/** The deepest nesting of brackets outside strings; counted before the text is parsed, so that depth harms nothing. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (inString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') inString = false;
    } else if (sign === '"') inString = true;
    else if (sign === '{' || sign === '[') deepest = Math.max(deepest, (depth += 1));
    else if (sign === '}' || sign === ']') depth -= 1;
  }
  return deepest;
}

function parseFile(text: string): z.infer<typeof File> | { fault: FileFault } {
  if (new TextEncoder().encode(text).length > MOST_FILE_BYTES)
    return { fault: { code: 'file-too-large', mostBytes: MOST_FILE_BYTES } };
  if (jsonDepth(text) > MOST_JSON_DEPTH) return { fault: { code: 'file-too-deep', most: MOST_JSON_DEPTH } };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { fault: { code: 'file-not-json' } };
  }
  const single = Feature.safeParse(json);
  const file = File.safeParse(single.success ? { type: 'FeatureCollection', features: [json] } : json);
  if (!file.success) return { fault: { code: 'file-not-geojson' } };
  if (isOtherCrs(file.data.crs)) return { fault: { code: 'file-in-other-crs' } };
  if (file.data.features.length === 0) return { fault: { code: 'file-without-features' } };
  return file.data;
}

/** GDAL writes `urn:ogc:def:crs:OGC:1.3:CRS84`; every other named system has other axes or units (GeoJSON 2008). */
function isOtherCrs(crs: unknown): boolean {
  return crs !== undefined && crs !== null && !/CRS84|EPSG::?4326/.test(JSON.stringify(crs));
}

function readName(value: unknown): string | null {
  const name = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  return name === '' ? null : name.slice(0, MOST_NAME_LETTERS);
}

function readRing(
  geometry: z.infer<typeof Feature>['geometry'],
): { ring: ViewArea['ring'] } | { fault: FeatureFault['fault'] } {
  const polygon = PolygonFeature.safeParse(geometry);
  if (!polygon.success) return { fault: { code: 'not-a-polygon', found: geometry?.type ?? '' } };
  const [outer, ...holes] = polygon.data.coordinates;
  if (holes.length > 0) return { fault: { code: 'has-holes' } };
  const ring = tidyRing((outer ?? []).map(([lon, lat]) => [lon, lat]));
  const fault = findRingFault(ring);
  return fault ? { fault } : { ring };
}

function counterClockwise(closed: [number, number][]): [number, number][] {
  const doubledArea = closed.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = closed[(index + 1) % closed.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return doubledArea < 0 ? closed.toReversed() : closed;
}
