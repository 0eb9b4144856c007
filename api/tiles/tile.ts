import type { CollectionId, ItemsQuery } from '../features/contract.ts';
import type { Tally, TileCounts, TileItem, TileSource } from './content.ts';
import {
  ALIKE_PROPERTIES,
  COUNTED_STATUSES,
  TILE_BINS,
  TILE_EXTENT,
  TILE_LIMITS,
  UNLIKE_PROPERTIES,
  type TileAddress,
  tileLayers,
  type TileLimits,
} from './contract.ts';
import { encodeTile, type TileFeature, type TileLayer } from './encode.ts';
import type { OutlineCache } from './outlines.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Which tile of what. */
export interface TileOf {
  collection: CollectionId;
  address: TileAddress;
  query: ItemsQuery;
}

interface TileParts {
  source: TileSource;
  outlines: OutlineCache;
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

async function itemFeatures(parts: TileParts, of: TileOf, items: readonly TileItem[]): Promise<TileFeature[]> {
  const needed = items.flatMap(({ id, outline }) => (outline === null ? [] : [[outline, id] as const]));
  await parts.source.readOutlines(new Map(needed));
  const ringsOf = ringsOnce(parts.outlines, of);
  const placeOf = ({ point, outline }: TileItem): TileFeature['place'] | null => {
    if (outline === null) return point && { point };
    const rings = ringsOf(outline);
    return rings.length > 0 ? { rings } : null;
  };
  return items.flatMap((item) => {
    const place = placeOf(item);
    return place === null ? [] : [{ id: item.id, place, unlike: item.unlike, values: item.values }];
  });
}

function keysOfCounts({ collection }: TileOf): readonly string[] {
  return ['count', ...COUNTED_STATUSES[collection], 'synthetic'];
}

/** In the order of `keysOfCounts`; what there is none of is left out. */
function valuesOf({ byStatus, synthetic }: Tally): TileFeature['values'] {
  const count = byStatus.reduce((sum, one) => sum + one, 0);
  return [count, ...byStatus, synthetic].map((one) => (one === 0 ? null : one));
}

/** The square of a bin, by its number. */
function binRings(number: number): number[][] {
  const side = TILE_EXTENT / TILE_BINS;
  const [column, row] = [(number - 1) % TILE_BINS, Math.floor((number - 1) / TILE_BINS)];
  const [west, north] = [column * side, TILE_EXTENT - row * side];
  return [[west, north, west + side, north, west + side, north + side, west, north + side]];
}

function binFeatures({ bins }: TileCounts): TileFeature[] {
  // The number of a bin is its id among the bins of this tile: it is no record's.
  return [...bins]
    .toSorted(([one], [other]) => one - other)
    .map(([id, tally]) => ({ id, values: valuesOf(tally), place: { rings: binRings(id) } }));
}

async function areaFeatures(
  { source, outlines }: TileParts,
  of: TileOf,
  { areas }: TileCounts,
): Promise<TileFeature[]> {
  if (areas.size === 0) return [];
  const hashes = await source.hashesOf(areas);
  await source.readOutlines(new Map([...hashes].map(([key, hash]) => [hash, areas.get(key)?.id ?? NaN])));
  const ringsOf = ringsOnce(outlines, of);
  return [...areas]
    .toSorted(([, one], [, other]) => one.id - other.id)
    .flatMap(([key, tally]) => {
      const rings = ringsOf(hashes.get(key) ?? '');
      return rings.length > 0 ? [{ id: tally.id, values: valuesOf(tally), place: { rings } }] : [];
    });
}

function isFit(bytes: Bytes, limits: TileLimits): boolean {
  return bytes.length <= limits.bytes;
}

async function countedTile(parts: TileParts, of: TileOf, counts: TileCounts): Promise<Bytes> {
  const names = tileLayers(of.collection);
  const keys = keysOfCounts(of);
  const layers: TileLayer[] = [
    { name: names.areas, keys, features: await areaFeatures(parts, of, counts) },
    { name: names.binned, keys, features: binFeatures(counts) },
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
  const { address, query } = of;
  const countsOf = async (byOutline: boolean): Promise<TileCounts> => {
    const found = await parts.source.find({ address, query, most: -1, byOutline });
    if (!('counts' in found)) throw new Error('unreachable: fewer rows than none');
    return found.counts;
  };
  parts.outlines.trim();
  const found = await parts.source.find({ address, query, most: limits.rows, byOutline: true });
  if ('items' in found) {
    const features = await itemFeatures(parts, of, found.items);
    const bytes = encodeTile([
      { name: tileLayers(of.collection).items, unlike: UNLIKE_PROPERTIES, keys: ALIKE_PROPERTIES, features },
    ]);
    if (isFit(bytes, limits)) return bytes;
  }
  const byOutline = 'counts' in found ? found.counts : await countsOf(true);
  if (byOutline.areas.size <= limits.areas) {
    const bytes = await countedTile(parts, of, byOutline);
    if (isFit(bytes, limits)) return bytes;
  }
  return countedTile(parts, of, await countsOf(false));
}
