import { COLLECTION_TEXTS } from '../features/collections.ts';
import type { CollectionId } from '../features/contract.ts';
import { COUNTED_STATUSES, FINEST_ZOOM, TILE_LIMITS, TILE_PROPERTIES, type TileJson, tileLayers } from './contract.ts';

/** What a tile is, for programs' authors. */
export const TILES_TEXT = [
  'A Mapbox Vector Tile 2.1 of what whoever asks may see. A place that is no point is sent as its area, never as a point.',
  `Where a tile would hold more than ${TILE_LIMITS.rows} records or ${TILE_LIMITS.bytes} bytes, it holds counts by status:`,
  'in squares of a grid, and for larger areas one for each outline. An area wider than such a square is counted in every tile',
  'that it touches, under the same id: the sum over tiles is not a number of records. Records without a place are in no tile.',
].join(' ');

const BOUNDARIES =
  'The tiles hold no boundaries; names are as sources code them and are no statement on the status of any territory.';

const NOT_OF: Record<CollectionId, readonly (keyof typeof TILE_PROPERTIES)[]> = {
  incidents: [],
  'airspace-claims': ['category'],
  crossings: ['category', 'happenedFrom', 'happenedTo'],
};

/** The edge of the map on which the tiles lie, in degrees. */
const BOUNDS = [-180, -85.0511, 180, 85.0511];

function layersOf(id: CollectionId): TileJson['vector_layers'] {
  const names = tileLayers(id);
  const zooms = { minzoom: 0, maxzoom: FINEST_ZOOM };
  const fields = Object.fromEntries(
    Object.entries(TILE_PROPERTIES).filter(([name]) => !NOT_OF[id].some((absent) => absent === name)),
  );
  const counts = Object.fromEntries([
    ['count', 'Number: how many records'],
    ...COUNTED_STATUSES[id].map((status) => [status, `Number: how many of them are ${status}; absent: none`]),
    ['synthetic', 'Number: how many of them are SYNTHETIC, invented records; absent: none'],
  ]) as Record<string, string>;
  return [
    { id: names.items, description: 'Records one by one, as points or as areas', ...zooms, fields },
    {
      id: names.binned,
      description: 'Counts in the squares of a grid, where there are many',
      ...zooms,
      fields: counts,
    },
    {
      id: names.areas,
      description: 'Counts of records of one larger area, where there are many; the same in every tile that it touches',
      ...zooms,
      fields: counts,
    },
  ];
}

/** The TileJSON of a collection, whose tiles are at an address with {z}, {x} and {y} in it. */
export function tileJsonOf(id: CollectionId, address: string): TileJson {
  return {
    tilejson: '3.0.0',
    name: COLLECTION_TEXTS[id].title,
    description: `${COLLECTION_TEXTS[id].description} ${TILES_TEXT} ${BOUNDARIES}`,
    version: '1.0.0',
    attribution: 'Durand Line Monitor. Records marked synthetic are invented.',
    scheme: 'xyz',
    tiles: [address],
    minzoom: 0,
    maxzoom: FINEST_ZOOM,
    bounds: BOUNDS,
    vector_layers: layersOf(id),
  };
}
