import type { Queries } from '../db/database.ts';
import type { CollectionId, ItemsQuery } from '../features/contract.ts';
import type { SeenColumns } from '../explore/seen-columns.ts';
import type { Stores } from '../explore/stores.ts';
import type { Sight } from '../record/rows-seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { isInColumns } from './column-filter.ts';
import type { TileSource } from './content.ts';
import { tilesFromColumns } from './from-columns.ts';
import { tilesFromQueries } from './from-queries.ts';
import type { OutlineCache } from './outlines.ts';

interface SourceParts {
  queries: Queries;
  stores: Stores;
  outlines: OutlineCache;
}

/** Whose tiles of what. */
interface SourceAsked {
  collection: CollectionId;
  sight: Sight;
  query: ItemsQuery;
  /** The state that has to be in the tile at least; null for what was known at a moment. */
  state: number | null;
}

/**
 * Finds where a tile is made from: the columns in memory, for incidents and the filters that columns can answer, once they
 * have been read; statements for everything else, which is little, or rarely asked for.
 */
export function createSources({ queries, stores, outlines }: SourceParts): (asked: SourceAsked) => Promise<TileSource> {
  /** The columns of now, and the state that they were looked at for: until the next one nobody need look again. */
  const present = new Map<Viewer, { state: number; seen: SeenColumns }>();

  async function columnsOf(sight: Sight, state: number | null): Promise<SeenColumns | null> {
    const held = present.get(sight.viewer);
    if (state !== null && held?.state === state) return held.seen;
    const seen = await stores.whereBuilt(sight);
    if (seen !== null && state !== null) present.set(sight.viewer, { state, seen });
    return seen;
  }

  return async ({ collection, sight, query, state }) => {
    const isHeld = collection === 'incidents' && isInColumns(query);
    const seen = isHeld ? await columnsOf(sight, state) : null;
    return seen ? tilesFromColumns(seen, outlines) : tilesFromQueries(queries, { collection, sight }, outlines);
  };
}
