import type { Queries } from '../db/database.ts';
import { sql, type Statement } from '../db/sql.ts';
import type { CollectionId } from '../features/contract.ts';
import type { Geometry } from '../geo/contract.ts';
import { itemConditions } from '../record/filters.ts';
import { rowsSeen, type Sight } from '../record/rows-seen.ts';
import type { TileAsked } from './content.ts';
import { TILE_BINS } from './contract.ts';
import { binDegrees, binLines, searchedEdges } from './mercator.ts';

/** Rows column by column, each value at its row's place. */
export interface FoundRows {
  id: number[];
  /** Longitude and latitude of a point; null for an area. */
  x: (number | null)[];
  y: (number | null)[];
  /** A hash of the outline of an area; null for a point. */
  outline: (string | null)[];
  type: string[];
  status: string[];
  category: (string | null)[];
  ref: string[];
  title: string[];
  happenedFrom: (string | null)[];
  happenedTo: (string | null)[];
  locationPrecision: string[];
  uncertaintyMetres: (number | null)[];
  generalised: boolean[];
  synthetic: boolean[];
}

/** Counts of records with one status in one bin, or of one outline: column by column. */
export interface FoundCounts {
  /** From the west and from the south, both from 1; null for an outline. */
  column: (number | null)[];
  row: (number | null)[];
  /** Tells outlines of this answer apart; null for a bin. */
  outline: (string | null)[];
  status: string[];
  count: number[];
  synthetic: number[];
  /** The least id among them. */
  id: number[];
}

interface FoundContent {
  isMany: boolean;
  rows: FoundRows;
  counts: FoundCounts;
}

/** Whose tiles of what. */
export interface TilesOf {
  collection: CollectionId;
  sight: Sight;
}

const OUTLINE_HASH = sql`md5(st_asbinary(geom))`;
/** Bytes of a stored outline up to which hashing it costs next to nothing; a longer one would have to be unpacked. */
const SHORT_BYTES = 400;
/** A long outline is told by its box and its length as it is stored: one hash each would take seconds for a million rows. */
const OUTLINE_KEY = sql`case when pg_column_size(geom) <= ${sql.lit(SHORT_BYTES)} then ${OUTLINE_HASH}
  else concat_ws(' ', box::text, pg_column_size(geom)) end`;

/** Without parsing the feature, which takes 20 µs a row. Within a text its quotes would be escaped. */
const IS_SYNTHETIC = sql`feature like any (array['%"synthetic":true%', '%"synthetic": true%'])`;

function all(value: Statement<unknown>): Statement<unknown> {
  return sql`coalesce(json_agg(${value}), '[]')`;
}

const TOLD = [
  'ref',
  'locationPrecision',
  'uncertaintyMetres',
  'generalised',
  'synthetic',
  'happenedFrom',
  'happenedTo',
];

/** The columns of rows with fid, type, status, geom, is_area and feature. */
function rowsInColumns(rows: Statement<unknown>): Statement<unknown> {
  const told = TOLD.map((name) => sql`${sql.lit(name)}, ${all(sql`told.${sql.ref(name)}`)}`);
  return sql`
    select json_build_object('id', ${all(sql`fid`)}, 'type', ${all(sql`type`)}, 'status', ${all(sql`status`)},
      'x', ${all(sql`case when not is_area then st_x(geom) end`)},
      'y', ${all(sql`case when not is_area then st_y(geom) end`)},
      'outline', ${all(sql`case when is_area then ${OUTLINE_HASH} end`)},
      'category', ${all(sql`told.category`)}, 'title', ${all(sql`coalesce(told.title, told.name)`)},
      ${sql.join(told)})
    from (select * from (${rows}) as row order by fid) as seen
    cross join lateral json_to_record(feature::json -> 'properties') as told(ref text, title text, name text,
      category text, "happenedFrom" text, "happenedTo" text, "locationPrecision" text, "uncertaintyMetres" int,
      generalised boolean, synthetic boolean)`;
}

/** Counts of rows with fid, status, geom, is_area and feature, by bin or outline and by status. */
function countsOf(rows: Statement<unknown>, { address, byOutline }: TileAsked): Statement<unknown> {
  const { longitudes, latitudes } = binLines(address);
  const width = sql`${binDegrees(address.z)}::float8`;
  const isBinned = byOutline
    ? sql`not is_area or (st_xmax(box) - st_xmin(box) <= ${width} and st_ymax(box) - st_ymin(box) <= ${width})`
    : sql`true`;
  return sql`
    select json_build_object('column', ${all(sql`"column"`)}, 'row', ${all(sql`"row"`)},
      'outline', ${all(sql`outline`)}, 'status', ${all(sql`status`)}, 'count', ${all(sql`count`)},
      'synthetic', ${all(sql`synthetic`)}, 'id', ${all(sql`id`)})
    from (
      select "column", "row", outline, status, count(*) as count, count(*) filter (where is_synthetic) as synthetic,
        min(fid) as id
      from (
        select fid, status, is_synthetic,
          case when is_binned then width_bucket(x, ${longitudes}::float8[]) end as "column",
          case when is_binned then width_bucket(y, ${latitudes}::float8[]) end as "row",
          case when not is_binned then ${OUTLINE_KEY} end as outline
        from (
          select fid, status, is_synthetic, geom, box, ${isBinned} as is_binned,
            case when is_area then (st_xmin(box) + st_xmax(box)) / 2 else st_x(geom) end as x,
            case when is_area then (st_ymin(box) + st_ymax(box)) / 2 else st_y(geom) end as y
          from (select fid, status, ${IS_SYNTHETIC} as is_synthetic, geom, is_area, case when is_area then box2d(geom) end as box from (${rows}) as row) as boxed
        ) as placed
      ) as binned
      where outline is not null
        or ("column" between 1 and ${sql.lit(TILE_BINS)} and "row" between 1 and ${sql.lit(TILE_BINS)})
      group by "column", "row", outline, status
    ) as counted`;
}

/**
 * What a viewer sees in a tile, in one statement: a search that ends one row after the most that are told, and then either
 * those rows or counts of all.
 */
export function findTile(queries: Queries, { collection, sight }: TilesOf, asked: TileAsked): Promise<FoundContent> {
  const { address, query, most } = asked;
  const { west, south, east, north } = searchedEdges(address);
  const lies = sql`geom && st_makeenvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`;
  const condition = sql`${lies} and ${itemConditions(query)}`;
  const some = sql`fid = any(array(select fid from probe where not (select is_many from many))::bigint[])`;
  const rows = rowsSeen(collection, sight, sql`fid, type, status, geom, is_area, feature`, some);
  const every = sql`(select is_many from many) and ${condition}`;
  const counted = rowsSeen(collection, sight, sql`fid, status, geom, is_area, feature`, every);
  return queries.one(sql<FoundContent>`
    with probe as materialized (
      select fid from (${rowsSeen(collection, sight, sql`fid`, condition)}) as row limit ${most + 1}
    ), many as materialized (
      select count(*) > ${most}::int as is_many from probe
    )
    select (select is_many from many) as "isMany", (${rowsInColumns(rows)}) as rows, (${countsOf(counted, asked)}) as counts`);
}

/** The hashes of the outlines of some areas, by id. */
export function findOutlineHashes(
  queries: Queries,
  { collection, sight }: TilesOf,
  ids: readonly number[],
): Promise<{ id: string; hash: string }[]> {
  const rows = rowsSeen(collection, sight, sql`fid as id, ${OUTLINE_HASH} as hash`, isOneOf(ids));
  return queries.all(sql<{ id: string; hash: string }>`${rows}`);
}

/** The outlines of some areas, each once, by its hash. */
export function findOutlines(
  queries: Queries,
  { collection, sight }: TilesOf,
  ids: readonly number[],
): Promise<{ hash: string; geometry: Geometry }[]> {
  const columns = sql`${OUTLINE_HASH} as hash, feature::json -> 'geometry' as geometry`;
  return queries.all(sql<{ hash: string; geometry: Geometry }>`
    select distinct on (hash) hash, geometry from (${rowsSeen(collection, sight, columns, isOneOf(ids))}) as outline
    where hash is not null`);
}

function isOneOf(ids: readonly number[]): Statement<unknown> {
  return sql`fid = any(${ids}::bigint[])`;
}
