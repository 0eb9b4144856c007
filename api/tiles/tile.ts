import type { Queries } from '../db/database.ts';
import {
  COUNTED_STATUSES,
  TILE_BINS,
  TILE_EXTENT,
  TILE_LIMITS,
  TILE_PROPERTIES,
  tileLayers,
  type TileLimits,
} from './contract.ts';
import { encodeTile, type TileFeature, type TileLayer } from './encode.ts';
import { edgesOf, isWithin, unitsOf } from './mercator.ts';
import type { OutlineCache } from './outlines.ts';
import {
  findOutlineHashes,
  findOutlines,
  findTile,
  type TileAsked,
  type TileCounts,
  type TileRows,
} from './queries.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Which tile of what, as whom. */
export type TileOf = Omit<TileAsked, 'most' | 'byOutline'>;

const MOST_ROUNDS = 2;

interface TileParts {
  queries: Queries;
  outlines: OutlineCache;
}

/**
 * Reads the outlines that are not known yet, by the ids of records that have them. What another tile has let go of meanwhile
 * is read again; a record that is no longer seen has none.
 */
async function readOutlines({ queries, outlines }: TileParts, of: TileOf, needed: ReadonlyMap<string, number>) {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ids = [...needed].flatMap(([hash, id]) => (outlines.has(hash) ? [] : [id]));
    if (ids.length === 0) return;
    const found = await findOutlines(queries, of.collection, of.sight, ids);
    for (const { hash, geometry } of found) outlines.add(hash, geometry);
  }
}

/** Gives the rings of an outline in a tile, clipped once however many records have it. */
function ringsOnce(outlines: OutlineCache, { address }: TileOf): (hash: string) => number[][] {
  const known = new Map<string, number[][]>();
  return (hash) => {
    const rings = known.get(hash) ?? outlines.ringsIn(hash, address);
    known.set(hash, rings);
    return rings;
  };
}

const PROPERTIES = Object.keys(TILE_PROPERTIES) as (keyof typeof TILE_PROPERTIES)[];

async function itemFeatures(parts: TileParts, of: TileOf, rows: TileRows): Promise<TileFeature[]> {
  const needed = new Map(
    rows.outline.flatMap((hash, at) => (hash === null ? [] : [[hash, rows.id[at] ?? NaN] as const])),
  );
  await readOutlines(parts, of, needed);
  const ringsOf = ringsOnce(parts.outlines, of);
  const edges = edgesOf(of.address);
  const placeOf = (at: number): TileFeature['place'] | null => {
    const [x, y, hash] = [rows.x[at] ?? NaN, rows.y[at] ?? NaN, rows.outline[at] ?? null];
    if (hash === null) return isWithin(edges, x, y) ? { point: unitsOf(of.address, x, y) } : null;
    const rings = ringsOf(hash);
    return rings.length > 0 ? { rings } : null;
  };
  return rows.id.flatMap((id, at) => {
    const place = placeOf(at);
    if (place === null) return [];
    return [{ id, place, properties: Object.fromEntries(PROPERTIES.map((name) => [name, rows[name][at]])) }];
  });
}

interface Counted {
  id: number;
  byStatus: Map<string, number>;
}

function addCount(to: Map<string, Counted>, key: string, counts: TileCounts, at: number): void {
  const [id, status, count] = [counts.id[at] ?? NaN, counts.status[at] ?? '', counts.count[at] ?? 0];
  const counted = to.get(key) ?? { id, byStatus: new Map<string, number>() };
  counted.byStatus.set(status, count);
  counted.id = Math.min(counted.id, id);
  to.set(key, counted);
}

function countProperties({ collection }: TileOf, { byStatus }: Counted): TileFeature['properties'] {
  const count = [...byStatus.values()].reduce((sum, one) => sum + one, 0);
  return { count, ...Object.fromEntries(COUNTED_STATUSES[collection].map((status) => [status, byStatus.get(status)])) };
}

/** The square of a bin. */
function binRings(column: number, row: number): number[][] {
  const side = TILE_EXTENT / TILE_BINS;
  const [west, north] = [(column - 1) * side, TILE_EXTENT - row * side];
  return [[west, north, west + side, north, west + side, north + side, west, north + side]];
}

function binFeatures(of: TileOf, counts: TileCounts): TileFeature[] {
  const bins = new Map<string, Counted>();
  counts.column.forEach((column, at) => {
    if (column !== null)
      addCount(bins, `${String(counts.row[at]).padStart(3)} ${String(column).padStart(3)}`, counts, at);
  });
  return [...bins]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, counted]) => {
      const [row = 0, column = 0] = key.trim().split(/\s+/).map(Number);
      // A number of its own among the bins of this tile: it is no record's.
      const id = row * TILE_BINS + column;
      return { id, properties: countProperties(of, counted), place: { rings: binRings(column, row) } };
    });
}

async function areaFeatures(parts: TileParts, of: TileOf, counts: TileCounts): Promise<TileFeature[]> {
  const areas = new Map<string, Counted>();
  counts.outline.forEach((outline, at) => {
    if (outline !== null) addCount(areas, outline, counts, at);
  });
  if (areas.size === 0) return [];
  const ids = [...areas.values()].map(({ id }) => id);
  const hashes = new Map(
    (await findOutlineHashes(parts.queries, of.collection, of.sight, ids)).map(({ id, hash }) => [Number(id), hash]),
  );
  await readOutlines(parts, of, new Map([...hashes].map(([id, hash]) => [hash, id])));
  const ringsOf = ringsOnce(parts.outlines, of);
  return [...areas.values()]
    .toSorted((one, other) => one.id - other.id)
    .flatMap((counted) => {
      const rings = ringsOf(hashes.get(counted.id) ?? '');
      return rings.length > 0 ? [{ id: counted.id, properties: countProperties(of, counted), place: { rings } }] : [];
    });
}

function isFit(bytes: Bytes, limits: TileLimits): boolean {
  return bytes.length <= limits.bytes;
}

async function countedTile(parts: TileParts, of: TileOf, counts: TileCounts): Promise<Bytes> {
  const names = tileLayers(of.collection);
  const layers: TileLayer[] = [
    { name: names.areas, features: await areaFeatures(parts, of, counts) },
    { name: names.binned, features: binFeatures(of, counts) },
  ];
  return encodeTile(layers);
}

/**
 * Makes a tile: its records one by one, counts by bin and outline where they are too many or too large, and counts by bin
 * alone where there are too many outlines for that.
 *
 * @returns the bytes of the tile, at most `limits.bytes`; none where nothing lies in it
 */
export async function buildTile(parts: TileParts, of: TileOf, limits: TileLimits = TILE_LIMITS): Promise<Bytes> {
  parts.outlines.trim();
  const { isMany, rows, counts } = await findTile(parts.queries, { ...of, most: limits.rows, byOutline: true });
  if (!isMany) {
    const features = await itemFeatures(parts, of, rows);
    const bytes = encodeTile([{ name: tileLayers(of.collection).items, features }]);
    if (isFit(bytes, limits)) return bytes;
  }
  const byOutline = isMany ? counts : (await findTile(parts.queries, { ...of, most: -1, byOutline: true })).counts;
  const outlines = new Set(byOutline.outline);
  outlines.delete(null);
  if (outlines.size <= limits.areas) {
    const bytes = await countedTile(parts, of, byOutline);
    if (isFit(bytes, limits)) return bytes;
  }
  const inBins = await findTile(parts.queries, { ...of, most: -1, byOutline: false });
  return countedTile(parts, of, inBins.counts);
}
