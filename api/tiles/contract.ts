import { z } from 'zod';
import { COLLECTION_IDS, type CollectionId, ITEMS_QUERIES } from '../features/contract.ts';
import { HEADLINES } from '../crossings/contract.ts';
import { OCCURRENCE_STATUSES } from '../geo/contract.ts';

/** Media type of a Mapbox Vector Tile 2.1, as IANA lists it. */
export const TILE_TYPE = 'application/vnd.mapbox-vector-tile';

/** Units along a side of a tile. */
export const TILE_EXTENT = 4_096;
/** Units by which areas reach over the edge of a tile, so that no outline is drawn along it. A point lies in one tile only. */
export const TILE_BUFFER = 64;
/** Bins along a side of a tile. */
export const TILE_BINS = 64;
export const MOST_ZOOM = 22;
/** Coordinates have five decimals, about a metre: at this zoom a unit is less, and deeper tiles tell no more. */
export const FINEST_ZOOM = 16;

/** What one tile holds at most; beyond that it is binned. */
export const TILE_LIMITS = {
  /** Records told one by one. */
  rows: 2_000,
  /** Outlines in a binned tile; beyond that every record is counted in a bin. */
  areas: 1_000,
  /** Bytes before compression. */
  bytes: 500_000,
} as const;
export type TileLimits = Readonly<Record<keyof typeof TILE_LIMITS, number>>;

/**
 * The layers of a tile. Either `items` holds every record that lies in the tile, or, where that would be too many, `binned`
 * and `areas` hold counts: `binned` of points and of areas no larger than a bin, each in the bin of its middle, drawn as the
 * square of the bin; `areas` of the records of larger areas, once for each outline, in every tile that the outline meets.
 */
export function tileLayers(collection: CollectionId): Record<'items' | 'binned' | 'areas', string> {
  return { items: collection, binned: `${collection}-binned`, areas: `${collection}-areas` };
}

/**
 * The statuses by which the records of a collection are counted in bins, each a property of that name; beside them `count`
 * has all, and `synthetic` how many are invented.
 */
export const COUNTED_STATUSES = {
  incidents: OCCURRENCE_STATUSES,
  'airspace-claims': OCCURRENCE_STATUSES,
  crossings: HEADLINES,
} as const satisfies Record<CollectionId, readonly string[]>;

/** Properties of a record in the layer of items, of those that its collection has; what is null is absent. */
export const TILE_PROPERTIES = {
  id: 'Number: the id of the record in the features API; also the id of the feature',
  ref: 'String: reference',
  title: 'String: title; of a crossing its name',
  type: 'String: type',
  category: 'String: category of the type',
  status: 'String: verification status; of a crossing its headline as last reported',
  happenedFrom: 'String: RFC 3339, begin of the range in which it happened',
  happenedTo: 'String: RFC 3339, end of that range, not included',
  locationPrecision: 'String: how finely the place is known',
  uncertaintyMetres: 'Number: the place lies within so many metres',
  generalised: 'Boolean: the area stands for a place that this viewer may not know more finely',
  synthetic: 'Boolean: SYNTHETIC, an invented record',
} as const;

/** The properties that every record has and hardly two have the same. */
export const UNLIKE_PROPERTIES = ['id', 'ref', 'title'] as const satisfies readonly (keyof typeof TILE_PROPERTIES)[];
type UnlikeProperty = (typeof UNLIKE_PROPERTIES)[number];
/** The others, in their order. */
export const ALIKE_PROPERTIES = (Object.keys(TILE_PROPERTIES) as (keyof typeof TILE_PROPERTIES)[]).filter(
  (name): name is Exclude<keyof typeof TILE_PROPERTIES, UnlikeProperty> =>
    !(UNLIKE_PROPERTIES as readonly string[]).includes(name),
);

const NO_PARAMETERS = { bbox: true, limit: true, after: true, f: true } as const;

/** What tiles of each collection may be asked: the filters of the features API, without box and pages. */
export const TILE_QUERIES = {
  incidents: ITEMS_QUERIES.incidents.omit({ ...NO_PARAMETERS, mine: true }),
  'airspace-claims': ITEMS_QUERIES['airspace-claims'].omit(NO_PARAMETERS),
  crossings: ITEMS_QUERIES.crossings.omit(NO_PARAMETERS),
} as const satisfies Record<CollectionId, z.ZodObject>;

/** The address of a tile in the scheme of web maps: x from the west, y from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

const TileNumber = z.int().nonnegative();
export const TileParameters = z.strictObject({ z: TileNumber.max(MOST_ZOOM), x: TileNumber, y: TileNumber });

/** Names of the collections of which there are tiles. */
export const TILE_COLLECTIONS = COLLECTION_IDS;

/** TileJSON 3.0.0. */
export const TileJson = z
  .object({
    tilejson: z.literal('3.0.0'),
    name: z.string(),
    description: z.string(),
    version: z.string(),
    attribution: z.string(),
    scheme: z.literal('xyz'),
    tiles: z.array(z.string()),
    minzoom: z.int(),
    maxzoom: z.int(),
    bounds: z.array(z.number()),
    vector_layers: z.array(
      z.object({
        id: z.string(),
        description: z.string(),
        minzoom: z.int(),
        maxzoom: z.int(),
        fields: z.record(z.string(), z.string()),
      }),
    ),
  })
  .meta({ id: 'TileJson' });
export type TileJson = z.infer<typeof TileJson>;
