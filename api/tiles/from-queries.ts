import type { Queries } from '../db/database.ts';
import type { CollectionId } from '../features/contract.ts';
import type { Tally, TileAsked, TileContent, TileCounts, TileItem, TileSource } from './content.ts';
import { ALIKE_PROPERTIES, COUNTED_STATUSES, type TileAddress, UNLIKE_PROPERTIES } from './contract.ts';
import { encodeUnlike } from './encode.ts';
import { binNumber, edgesOf, isWithin, unitsOf } from './mercator.ts';
import type { OutlineCache } from './outlines.ts';
import {
  findOutlineHashes,
  findOutlines,
  findTile,
  type FoundCounts,
  type FoundRows,
  type TilesOf,
} from './queries.ts';

const MOST_ROUNDS = 2;

function itemsOf(rows: FoundRows, address: TileAddress): TileItem[] {
  const edges = edgesOf(address);
  const pointOf = (at: number): TileItem['point'] => {
    const [x, y] = [rows.x[at] ?? NaN, rows.y[at] ?? NaN];
    return isWithin(edges, x, y) ? unitsOf(address, x, y) : null;
  };
  return rows.id.map((id, at) => ({
    point: pointOf(at),
    outline: rows.outline[at] ?? null,
    id,
    unlike: encodeUnlike(UNLIKE_PROPERTIES.map((name) => rows[name][at] ?? '')),
    values: ALIKE_PROPERTIES.map((name) => rows[name][at] ?? null),
  }));
}

function countsOf(found: FoundCounts, collection: CollectionId): TileCounts {
  const statuses: readonly string[] = COUNTED_STATUSES[collection];
  const counts: TileCounts = { bins: new Map(), areas: new Map() };
  const tallyIn = <Key>(tallies: Map<Key, Tally>, key: Key): Tally => {
    const tally = tallies.get(key) ?? { id: Infinity, byStatus: statuses.map(() => 0), synthetic: 0 };
    tallies.set(key, tally);
    return tally;
  };
  found.id.forEach((id, at) => {
    const [column, row, outline] = [found.column[at] ?? NaN, found.row[at] ?? NaN, found.outline[at] ?? null];
    const tally = outline === null ? tallyIn(counts.bins, binNumber(column, row)) : tallyIn(counts.areas, outline);
    tally.id = Math.min(tally.id, id);
    tally.synthetic += found.synthetic[at] ?? 0;
    tally.byStatus[statuses.indexOf(found.status[at] ?? '')] = found.count[at] ?? 0;
  });
  return counts;
}

/** Tiles by statements, each of which reads what lies in one tile: for every collection and every filter. */
export function tilesFromQueries(queries: Queries, of: TilesOf, outlines: OutlineCache): TileSource {
  return {
    find: async (asked: TileAsked): Promise<TileContent> => {
      const { isMany, rows, counts } = await findTile(queries, of, asked);
      return isMany ? { counts: countsOf(counts, of.collection) } : { items: itemsOf(rows, asked.address) };
    },
    hashesOf: async (areas) => {
      const keys = new Map([...areas].map(([key, { id }]) => [id, key]));
      const found = await findOutlineHashes(queries, of, [...keys.keys()]);
      return new Map(found.map(({ id, hash }) => [keys.get(Number(id)) ?? '', hash]));
    },
    /** What another tile has let go of meanwhile is read again; a record that is no longer seen has none. */
    readOutlines: async (needed) => {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const ids = [...needed].flatMap(([hash, id]) => (outlines.has(hash) ? [] : [id]));
        if (ids.length === 0) return;
        const found = await findOutlines(queries, of, ids);
        for (const { hash, geometry } of found) outlines.add(hash, geometry);
      }
    },
  };
}
