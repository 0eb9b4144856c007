import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readSeedReference } from '../../api/ingest/seeds.ts';
import { type Geometry, type Party, Position } from '../../api/geo/contract.ts';

const KILOMETRES_PER_DEGREE = 111.32;
/** How far from the line a place may lie whose district is drawn as a cell. */
const PLACE_DISTANCE_KILOMETRES = 60;

/** Provinces that meet at the line, in the order of their names. Names as in data/reference/provinces.json. */
const PROVINCES_AT_THE_LINE = {
  afg: [
    'badakhshan',
    'helmand',
    'kandahar',
    'khost',
    'kunar',
    'nangarhar',
    'nimroz',
    'nuristan',
    'paktia',
    'paktika',
    'zabul',
  ],
  pak: ['balochistan', 'khyber-pakhtunkhwa'],
} as const satisfies Record<Party, readonly string[]>;

type Polygon = Extract<Geometry, { type: 'Polygon' }>;
export type NamedArea = { key: string; name: string; geometry: Geometry };
export type DistrictPlace = { name: string; position: Position };

/** What synthetic records stand on: the line with its length in km, and areas and places of both sides. */
export type Ground = {
  line: { positions: Position[]; kilometres: number[]; lengthKilometres: number };
  provinces: Record<Party, NamedArea[]>;
  places: Record<Party, DistrictPlace[]>;
};

/** Kilometres between two near positions, on a plane that touches the earth between them. */
export function kilometresBetween(one: Position, other: Position): number {
  const middle = ((one[1] + other[1]) / 2) * (Math.PI / 180);
  return KILOMETRES_PER_DEGREE * Math.hypot((other[0] - one[0]) * Math.cos(middle), other[1] - one[1]);
}

function segmentAt({ positions, kilometres }: Ground['line'], along: number): [Position, Position, number] {
  const end = Math.max(
    1,
    kilometres.findIndex((reached) => reached >= along),
  );
  const [from, to] = [positions[end - 1], positions[end]];
  const [before = 0, after = 0] = [kilometres[end - 1], kilometres[end]];
  if (!from || !to) throw new RangeError(`the line has no kilometre ${along}`);
  return [from, to, after > before ? (along - before) / (after - before) : 0];
}

/**
 * The position `asideKilometres` from the line at a kilometre of it, at a right angle; positive on the left of the
 * line's direction of drawing. Four decimals, about 10 m.
 */
export function positionBeside(line: Ground['line'], along: number, asideKilometres: number): Position {
  const [from, to, share] = segmentAt(line, along);
  const latitude = from[1] + share * (to[1] - from[1]);
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const [east, north] = [(to[0] - from[0]) * shrink, to[1] - from[1]];
  const length = Math.hypot(east, north) || 1;
  const aside = asideKilometres / KILOMETRES_PER_DEGREE;
  return [
    Number((from[0] + share * (to[0] - from[0]) - (aside * north) / length / shrink).toFixed(4)),
    Number((latitude + (aside * east) / length).toFixed(4)),
  ];
}

/** A rectangle along the way from one position to another, which must not be the same, to 4 decimals. */
export function stripBetween(one: Position, other: Position, halfWidthKilometres: number): Polygon {
  const shrink = Math.cos((((one[1] + other[1]) / 2) * Math.PI) / 180);
  const [east, north] = [(other[0] - one[0]) * shrink, other[1] - one[1]];
  const aside = halfWidthKilometres / KILOMETRES_PER_DEGREE / Math.hypot(east, north);
  const beside = ([longitude, latitude]: Position, side: 1 | -1): Position => [
    Number((longitude - (side * aside * north) / shrink).toFixed(4)),
    Number((latitude + side * aside * east).toFixed(4)),
  ];
  const first = beside(one, -1);
  return { type: 'Polygon', coordinates: [[first, beside(other, -1), beside(other, 1), beside(one, 1), first]] };
}

const BasemapLine = z.object({
  features: z.array(z.object({ properties: z.object({ kind: z.string() }), geometry: z.unknown() })),
});
const Lines = z.object({ coordinates: z.array(z.array(Position)).length(1) });
const Places = z.array(
  z.object({ name: z.string(), adm0: z.enum(['AFG', 'PAK']), longitude: z.number(), latitude: z.number() }),
);

async function readLine(file: URL): Promise<Ground['line']> {
  const { features } = BasemapLine.parse(JSON.parse(await readFile(file, 'utf8')));
  const found = features.find(({ properties }) => properties.kind === 'line');
  const [positions = []] = Lines.parse(found?.geometry).coordinates;
  const kilometres = [0];
  for (const [index, position] of positions.slice(1).entries())
    kilometres.push((kilometres[index] ?? 0) + kilometresBetween(positions[index] ?? position, position));
  return { positions, kilometres, lengthKilometres: kilometres.at(-1) ?? 0 };
}

async function readPlaces(file: URL, line: Ground['line']): Promise<Ground['places']> {
  const rows = Places.parse(JSON.parse(await readFile(file, 'utf8')));
  const isNear = (position: Position): boolean =>
    line.positions.some((reached) => kilometresBetween(reached, position) <= PLACE_DISTANCE_KILOMETRES);
  const of = (adm0: string): DistrictPlace[] =>
    rows
      .filter((row) => row.adm0 === adm0)
      .map(({ name, longitude, latitude }): DistrictPlace => ({ name, position: [longitude, latitude] }))
      .filter(({ position }) => isNear(position));
  return { afg: of('AFG'), pak: of('PAK') };
}

const nameOf = (key: string): string =>
  key.replaceAll(/(^|-)([a-z])/gu, (_, dash, letter) => (dash ? ' ' : '') + letter.toUpperCase());

/** Reads the ground from the folder `data/`: basemap line, province areas and gazetteer. */
export async function readGround(data: URL = new URL('../../data/', import.meta.url)): Promise<Ground> {
  const line = await readLine(new URL('basemap/basemap.json', data));
  const { provinces } = await readSeedReference(new URL('reference/', data));
  const areasOf = (keys: readonly string[]): NamedArea[] =>
    keys.map((key) => {
      const geometry = provinces.get(key);
      if (!geometry) throw new RangeError(`data/reference/provinces.json has no ${key}`);
      return { key, name: nameOf(key), geometry };
    });
  return {
    line,
    provinces: { afg: areasOf(PROVINCES_AT_THE_LINE.afg), pak: areasOf(PROVINCES_AT_THE_LINE.pak) },
    places: await readPlaces(new URL('reference/gazetteer.json', data), line),
  };
}
