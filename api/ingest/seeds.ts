import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v5 as uuidOfName } from 'uuid';
import { z } from 'zod';
import { Geometry, type Position } from '../geo/contract.ts';
import { RecordBundle } from './contract.ts';

/** Namespace of the ids that seed keys become. Never change it: the same key must be the same record for ever. */
const NAMESPACE = 'b0f4d1c2-5c0a-4d59-9f0e-6d4e3a8c7b21';

const KINDS = [
  'source',
  'agreement',
  'reading',
  'crossing',
  'report',
  'incident',
  'airspace',
  'statement',
  'figure',
] as const;
const KEY = /^@([a-z]+)\/([a-z0-9-]+)$/;

/** What geometry may be written by name: provinces by their key, places by their GeoNames id. */
export type SeedReference = {
  provinces: ReadonlyMap<string, Geometry>;
  gazetteer: ReadonlyMap<number, Position>;
};

type Polygon = Extract<Geometry, { type: 'Polygon' }>;

const KILOMETRES_PER_DEGREE = 111.32;

/**
 * A generalised cell: the regular hexagon whose corners lie `radiusKilometres` from the centre, to 4 decimals. It
 * stands for a district that has no open outline.
 */
export function hexagonAround([longitude, latitude]: Position, radiusKilometres: number): Polygon {
  const corner = (step: number): Position => {
    const angle = (step * Math.PI) / 3;
    const east = (radiusKilometres * Math.cos(angle)) / (KILOMETRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
    const north = (radiusKilometres * Math.sin(angle)) / KILOMETRES_PER_DEGREE;
    return [Number((longitude + east).toFixed(4)), Number((latitude + north).toFixed(4))];
  };
  const corners = [0, 1, 2, 3, 4, 5].map(corner);
  return { type: 'Polygon', coordinates: [[...corners, corner(0)]] };
}

/** The id of a seed key such as `@incident/kabul-explosions`. Throws for a text that is no key. */
export function seedId(key: string): string {
  const [, kind, name] = KEY.exec(key) ?? [];
  if (!name || !(KINDS as readonly string[]).includes(kind ?? ''))
    throw new RangeError(`${key} is no key: write @kind/name in small letters, the kind one of ${KINDS.join(', ')}`);
  return uuidOfName(key, NAMESPACE);
}

function geometryOf(text: string, { provinces, gazetteer }: SeedReference): Geometry {
  const [kind, name = '', radius] = text.slice(1).split('/');
  const place = gazetteer.get(Number(name));
  if (kind === 'place' && place) return { type: 'Point', coordinates: place };
  if (kind === 'cell' && place && Number(radius) > 0) return hexagonAround(place, Number(radius));
  const province = provinces.get(name);
  if (kind === 'province' && province) return province;
  throw new RangeError(
    `${text} is nowhere: write @province/<key> of data/reference/provinces.json, @place/<GeoNames id> of ` +
      'data/reference/gazetteer.json, or @cell/<GeoNames id>/<radius in km>',
  );
}

/**
 * A seed with its short forms written out: every `@kind/key` as its UUID, and under `geometry` a province, a place or a
 * cell as GeoJSON. The rest comes back as it was. Throws RangeError, with the path, for a name that stands for nothing.
 */
export function expandSeed(json: unknown, reference: SeedReference, path = ''): unknown {
  if (Array.isArray(json)) return json.map((item, index) => expandSeed(item, reference, `${path}${index}.`));
  if (json !== null && typeof json === 'object')
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => [key, expandSeed(value, reference, `${path}${key}.`)]),
    );
  if (typeof json !== 'string' || !/^@[a-z]+\//u.test(json)) return json;
  try {
    return path.endsWith('geometry.') ? geometryOf(json, reference) : seedId(json);
  } catch (fault) {
    throw new RangeError(`${path.slice(0, -1)}: ${fault instanceof Error ? fault.message : String(fault)}`, {
      cause: fault,
    });
  }
}

type KeyUse = { key: string; path: string; isDefinition: boolean };

function keysIn(json: unknown, path = ''): KeyUse[] {
  if (typeof json === 'string')
    return KEY.test(json) && !path.endsWith('.geometry')
      ? [{ key: json, path, isDefinition: path.endsWith('.id') }]
      : [];
  if (json === null || typeof json !== 'object') return [];
  return Object.entries(json).flatMap(([name, value]) => keysIn(value, path === '' ? name : `${path}.${name}`));
}

/**
 * Faults of keys over all seeds: one given to two records, or one that no record has. `seeds` are the files before
 * expansion by name.
 */
export function findKeyFaults(seeds: ReadonlyMap<string, unknown>): string[] {
  const uses = [...seeds].flatMap(([file, json]) => keysIn(json).map((use) => ({ ...use, file })));
  const definitions = uses.filter(({ isDefinition }) => isDefinition);
  const known = new Set(definitions.map(({ key }) => key));
  const twice = definitions
    .filter(({ key }, index) => definitions.findIndex((other) => other.key === key) !== index)
    .map(
      ({ file, path, key }) => `${file}, ${path}: ${key} is the id of another record already; give this one its own`,
    );
  const unknown = uses
    .filter(({ isDefinition, key }) => !isDefinition && !known.has(key))
    .map(({ file, path, key }) => `${file}, ${path}: no record has the id ${key}; correct it or add the record`);
  return [...twice, ...unknown];
}

/** A fault in a seed file, said so that the person who wrote the file can correct it. */
export class SeedFault extends Error {
  override readonly name = 'SeedFault';
  constructor(faults: readonly string[]) {
    super(
      `The seeds could not be read:\n  ${faults.join('\n  ')}\n` +
        'Correct what is listed and start again; the format is RecordBundle in api/ingest/contract.ts.',
    );
  }
}

function pathIn(folder: string | URL, file: string): string {
  return join(typeof folder === 'string' ? folder : fileURLToPath(folder), file);
}

const ProvinceFile = z.object({
  features: z.array(z.object({ properties: z.object({ key: z.string() }), geometry: Geometry })),
});
const GazetteerFile = z.array(z.object({ id: z.int(), longitude: z.number(), latitude: z.number() }));

/** The names that seeds may write for geometry, from `provinces.json` and `gazetteer.json` in a folder. */
export async function readSeedReference(folder: string | URL): Promise<SeedReference> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(pathIn(folder, file), 'utf8'));
  const { features } = ProvinceFile.parse(await read('provinces.json'));
  const places = GazetteerFile.parse(await read('gazetteer.json'));
  return {
    provinces: new Map(features.map(({ properties, geometry }) => [properties.key, geometry])),
    gazetteer: new Map(places.map(({ id, longitude, latitude }) => [id, [longitude, latitude]])),
  };
}

type Parsed = { bundles: RecordBundle[]; faults: string[] };

function parseSeed(file: string, json: unknown, reference: SeedReference): Parsed {
  try {
    const parsed = RecordBundle.safeParse(expandSeed(json, reference));
    if (parsed.success) return { bundles: [parsed.data], faults: [] };
    const faults = parsed.error.issues.map(({ path, message }) => `${file}, ${path.join('.')}: ${message}`);
    return { bundles: [], faults };
  } catch (fault) {
    if (fault instanceof RangeError) return { bundles: [], faults: [`${file}, ${fault.message}`] };
    throw fault;
  }
}

/** Bundles as one, their records in the order given. All must stand under one licence. */
function joinBundles(bundles: readonly RecordBundle[]): RecordBundle {
  const [first, ...others] = bundles;
  if (!first) throw new SeedFault(['there is no seed file; put back data/seeds from the repository']);
  if (others.some(({ licence }) => licence !== first.licence))
    throw new SeedFault(['the seed files name different licences; write the same in each']);
  return {
    title: bundles.map(({ title }) => title).join(' · '),
    licence: first.licence,
    sources: bundles.flatMap(({ sources }) => sources),
    agreements: bundles.flatMap(({ agreements }) => agreements),
    crossings: bundles.flatMap(({ crossings }) => crossings),
    statusReports: bundles.flatMap(({ statusReports }) => statusReports),
    incidents: bundles.flatMap(({ incidents }) => incidents),
    airspaceClaims: bundles.flatMap(({ airspaceClaims }) => airspaceClaims),
  };
}

async function readJson(folder: string | URL, file: string): Promise<[string, unknown]> {
  try {
    return [file, JSON.parse(await readFile(pathIn(folder, file), 'utf8'))];
  } catch (fault) {
    throw new SeedFault([`${file}: ${fault instanceof Error ? fault.message : String(fault)}`]);
  }
}

/**
 * Every `*.json` in the folder of seeds, in the order of their names, as one bundle that is ready to be written.
 * Throws SeedFault with file, path and what to do.
 */
export async function readSeeds(
  folder: string | URL,
  referenceFolder: string | URL = pathIn(folder, '../reference'),
): Promise<RecordBundle> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted();
  const seeds = new Map(await Promise.all(files.map((file) => readJson(folder, file))));
  const reference = await readSeedReference(referenceFolder);
  const parsed = [...seeds].map(([file, json]) => parseSeed(file, json, reference));
  const faults = [...parsed.flatMap((one) => one.faults), ...findKeyFaults(seeds)];
  if (faults.length > 0) throw new SeedFault(faults);
  return joinBundles(parsed.flatMap(({ bundles }) => bundles));
}
