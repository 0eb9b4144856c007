import type { ItemsQuery } from '../features/contract.ts';
import type { TileAddress } from './contract.ts';
import type { TileValue } from './encode.ts';

/** What is asked of a tile. */
export interface TileAsked {
  address: TileAddress;
  query: ItemsQuery;
  /** Rows up to which they are told one by one; below zero: counts in any case. */
  most: number;
  /** Whether areas larger than a bin are counted by their outlines and not in the bin of their middle. */
  byOutline: boolean;
}

/** A record that lies in the tile or meets it. */
export interface TileItem {
  id: number;
  /** Whole units of the tile; null for an area, and for a point beside the tile. */
  point: readonly [number, number] | null;
  /** The hash of the outline of an area; null for a point. */
  outline: string | null;
  /** As `encodeUnlike` gives it, of its UNLIKE_PROPERTIES. */
  unlike: Uint8Array;
  /** Of its other TILE_PROPERTIES, in their order; null where it has none. */
  values: readonly (TileValue | null)[];
}

/** Records that are counted together. */
export interface Tally {
  /** Of an area: the least id among them. */
  id: number;
  /** By the place of the status in COUNTED_STATUSES. */
  byStatus: number[];
  /** How many of them are invented. */
  synthetic: number;
}

export interface TileCounts {
  /** By `binNumber`. */
  bins: Map<number, Tally>;
  /** By what tells outlines of this answer apart. */
  areas: Map<string, Tally>;
}

/** What lies in a tile and about it: its records in the order of their ids, or counts where they are more than asked for. */
export type TileContent = { items: TileItem[] } | { counts: TileCounts };

/** A way to what one class of viewer sees of one collection, now or at a moment. */
export interface TileSource {
  find: (asked: TileAsked) => Promise<TileContent>;
  /** The hashes of the outlines of some areas, by what tells them apart in counts. */
  hashesOf: (areas: ReadonlyMap<string, Tally>) => Promise<Map<string, string>>;
  /** Sees to it that outlines are known, each given by its hash and the id of a record that has it. */
  readOutlines: (needed: ReadonlyMap<string, number>) => Promise<void>;
}
