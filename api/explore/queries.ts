import type { Queries } from '../db/database.ts';
import { sql, type Statement } from '../db/sql.ts';
import { itemConditions } from '../record/filters.ts';
import { keptFor } from '../record/projections.ts';
import { rowsPassed, rowsSeen, rowsStanding, type Sight, wordConditions } from '../record/rows-seen.ts';
import { COLUMN_FLAGS, WIDEST_CELL_DEGREES } from './contract.ts';

/** Rows that are read at once: some milliseconds of this process for each page. */
const PAGE_ROWS = 5_000;
/** Revisions that are compared at once. */
const PAGE_REVISIONS = 50_000;

/** Rows column by column, each value at its row's place. */
export interface ReadPage {
  id: number[];
  revision: number[];
  /** When this state was recorded, whole seconds since 1970. */
  recorded: number[];
  x: (number | null)[];
  y: (number | null)[];
  cell: number[];
  /** A hash of the geometry of an area with an outline of its own. */
  outline: (string | null)[];
  uncertainty: (number | null)[];
  from: number[];
  to: number[];
  timePrecision: string[];
  locationPrecision: string[];
  type: string[];
  status: string[];
  partiesStated: string[];
  attribution: string[];
  compliance: string[];
  flags: number[];
  ref: string[];
  title: string[];
  /** West, south, east and north of an area; null for what is none. */
  box: (readonly [number, number, number, number] | null)[];
}

const OUTLINE_HASH = sql`md5(st_asbinary(geom))`;

/** One bit of `flags`. */
function bit(name: keyof typeof COLUMN_FLAGS, condition: Statement<unknown>): Statement<unknown> {
  return sql`coalesce((${condition})::int, 0) * ${sql.lit(COLUMN_FLAGS[name])}`;
}

const FLAGS = sql.join(
  [
    bit('accountsDiffer', sql`json_array_length(told."accountsDifferOn") > 0`),
    bit('overdue', sql`told.overdue`),
    bit('underReview', sql`told."underReview"`),
    bit('synthetic', sql`told.synthetic`),
    bit('generalised', sql`told.generalised`),
  ],
  sql` + `,
);

/**
 * Rows of a relation with fid, revision, known_from, type, status, happened_during, geom, is_area and feature, column by column. What the
 * feature alone has is taken out of it here: its text would be thirty times as much to send. Parsing it once is what most of
 * the time goes into.
 */
function inColumns(rows: Statement<unknown>): Statement<ReadPage> {
  const all = (value: Statement<unknown>): Statement<unknown> => sql`coalesce(json_agg(${value}), '[]')`;
  return sql<ReadPage>`
    select ${all(sql`fid`)} as id, ${all(sql`revision`)} as revision,
      ${all(sql`floor(extract(epoch from known_from))::bigint`)} as recorded,
      ${all(sql`case when not is_area then st_x(geom) when cell > 0 then (st_xmin(geom) + st_xmax(geom)) / 2 end`)} as x,
      ${all(sql`case when not is_area then st_y(geom) when cell > 0 then (st_ymin(geom) + st_ymax(geom)) / 2 end`)} as y,
      ${all(sql`cell`)} as cell,
      ${all(sql`case when is_area and cell = 0 then ${OUTLINE_HASH} end`)} as outline,
      ${all(sql`told."uncertaintyMetres"`)} as uncertainty,
      ${all(sql`extract(epoch from lower(happened_during))::bigint`)} as "from",
      ${all(sql`extract(epoch from upper(happened_during))::bigint`)} as "to",
      ${all(sql`told."timePrecision"`)} as "timePrecision",
      ${all(sql`told."locationPrecision"`)} as "locationPrecision",
      ${all(sql`type`)} as type, ${all(sql`status`)} as status,
      ${all(sql`told."partiesStated"`)} as "partiesStated",
      ${all(sql`told.attribution`)} as attribution, ${all(sql`told.compliance`)} as compliance,
      ${all(FLAGS)} as flags, ${all(sql`told.ref`)} as ref, ${all(sql`told.title`)} as title,
      ${all(sql`case when is_area then json_build_array(st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)) end`)} as box
    from (${rows}) as seen
    cross join lateral json_to_record(feature::json -> 'properties') as told("uncertaintyMetres" int,
      "timePrecision" text, "locationPrecision" text, "partiesStated" text, attribution text, compliance text,
      "accountsDifferOn" json, overdue boolean, "underReview" boolean, synthetic boolean, generalised boolean, ref text,
      title text)
    cross join lateral (
      -- Corners are decimal fractions; five decimals are what is kept of them.
      select case when told.generalised and is_area and geometrytype(geom) = 'POLYGON' and st_npoints(geom) = 5
        then round((st_xmax(geom) - st_xmin(geom))::numeric, 5) end as width,
        round((st_ymax(geom) - st_ymin(geom))::numeric, 5) as height
    ) as box
    cross join lateral (
      select case when width = height and width <= ${sql.lit(WIDEST_CELL_DEGREES)} then width else 0 end as cell
    ) as square`;
}

const READ_COLUMNS = sql`fid, revision, known_from, type, status, happened_during, geom, is_area, feature`;

/** Rows of some incidents; those that are not seen are absent. */
export function findColumnsOf(queries: Queries, sight: Sight, ids: readonly number[]): Promise<ReadPage> {
  return queries.one(inColumns(rowsSeen('incidents', sight, READ_COLUMNS, sql`fid = any(${ids}::bigint[])`)));
}

/** Gives the rows of one part of what is seen, with these columns. */
type Part = (columns: Statement<unknown>) => Statement<unknown>;

/**
 * Pages of what a viewer sees, each a statement of its own, so that nothing is held between. One table and one kept-under at
 * a time: with several at once a page would be sorted out of all rows instead of taken from the index.
 */
async function* pages<Page>(
  sight: Sight,
  read: (part: Part) => Promise<{ page: Page; ids: readonly number[]; isLast: boolean }>,
): AsyncGenerator<Page, void, undefined> {
  const tables = sight.asKnownAt === null ? [rowsStanding] : [rowsStanding, rowsPassed];
  for (const rows of tables)
    for (const under of keptFor(sight.viewer)) {
      let after = -1;
      for (let isOver = false; !isOver;) {
        const condition = sql`viewer = ${under} and fid > ${after}::bigint`;
        const { page, ids, isLast } = await read((columns) => rows('incidents', sight, columns, condition));
        after = ids.at(-1) ?? after;
        isOver = isLast;
        yield page;
      }
    }
}

/** All rows that a viewer sees. */
export function columnPages(queries: Queries, sight: Sight): AsyncGenerator<ReadPage, void, undefined> {
  return pages(sight, async (part) => {
    const rows = sql`select * from (${part(READ_COLUMNS)}) as row order by fid limit ${PAGE_ROWS}`;
    const page = await queries.one(inColumns(rows));
    return { page, ids: page.id, isLast: page.id.length < PAGE_ROWS };
  });
}

/** Ids with their revisions. */
export interface Revisions {
  ids: number[];
  revisions: number[];
}

/** Ids and revisions of all rows that a viewer sees: which rows have changed, without reading what they hold. */
export function revisionPages(queries: Queries, sight: Sight): AsyncGenerator<Revisions, void, undefined> {
  return pages(sight, async (part) => {
    const page = await queries.one(sql<Revisions>`
      select coalesce(json_agg(fid), '[]') as ids, coalesce(json_agg(revision), '[]') as revisions
      from (select * from (${part(sql`fid, revision`)}) as row order by fid limit ${PAGE_REVISIONS}) as row`);
    return { page, ids: page.ids, isLast: page.ids.length < PAGE_REVISIONS };
  });
}

/** The geometries of some rows by their hashes, as GeoJSON text, each once. */
export function findOutlines(
  queries: Queries,
  sight: Sight,
  ids: readonly number[],
): Promise<{ hash: string; geometry: string }[]> {
  return queries.all(sql<{ hash: string; geometry: string }>`
    select distinct on (hash) hash, geometry from (
      ${rowsSeen(
        'incidents',
        sight,
        sql`${OUTLINE_HASH} as hash, (feature::json -> 'geometry')::text as geometry`,
        sql`fid = any(${ids}::bigint[])`,
      )}
    ) as outline where hash is not null`);
}

/** Differs whenever something was written: every write leaves an entry in the log, and none is ever taken out. */
export async function findWriteMark(queries: Queries): Promise<string> {
  const row = await queries.one(sql<{ mark: string }>`
    select concat_ws('.', (select max(seq) + 1 from log_entries),
      (select count(*) from log_entries where seq is null), (select max(id) from projection_changes)) as mark`);
  return row.mark;
}

/** Ids of the incidents in which every word stands. */
export async function findMatching(queries: Queries, sight: Sight, q: string): Promise<number[]> {
  const { ids } = await queries.one(sql<{ ids: number[] }>`
    select coalesce(json_agg(fid order by fid), '[]') as ids
    from (${rowsSeen('incidents', sight, sql`fid`, sql.join(wordConditions(q), sql` and `))}) as matched`);
  return ids;
}

/** The features' ids of records, of those that are seen. @param records ids of records, as `findOwnIds` gives them */
export async function findFeatureIds(queries: Queries, sight: Sight, records: readonly string[]): Promise<number[]> {
  if (records.length === 0) return [];
  const { ids } = await queries.one(sql<{ ids: number[] }>`
    select coalesce(json_agg(fid), '[]') as ids
    from (${rowsSeen('incidents', sight, sql`fid`, sql`id = any(${records}::uuid[])`)}) as own`);
  return ids;
}

/** Features of some incidents in the order asked for, by id or by uid, as the text of their list with commas between. */
export async function findRows(
  queries: Queries,
  sight: Sight,
  { ids, uids = [] }: { readonly ids?: readonly number[] | undefined; readonly uids?: readonly string[] | undefined },
): Promise<string> {
  const [named, asked, held] = ids
    ? [sql`fid`, sql`unnest(${[...new Set(ids)]}::bigint[])`, sql`fid = any(${ids}::bigint[])`]
    : [sql`id`, sql`unnest(${[...new Set(uids)]}::uuid[])`, sql`id = any(${uids}::uuid[])`];
  const row = await queries.one(sql<{ features: string }>`
    select coalesce(string_agg(feature, ',' order by place), '') as features
    from ${asked} with ordinality as asked(name, place)
    join (${rowsSeen('incidents', sight, sql`${named} as name, feature`, held)}) as seen using (name)`);
  return row.features;
}

/** Features of the first incidents, by id, in which every word stands; as `findRows` gives them. */
export async function findFound(
  queries: Queries,
  sight: Sight,
  { q, type, limit }: { readonly q: string; readonly type?: readonly string[] | undefined; readonly limit: number },
): Promise<string> {
  const rows = rowsSeen('incidents', sight, sql`fid, feature`, itemConditions({ q, type }));
  const row = await queries.one(sql<{ features: string }>`
    select coalesce(string_agg(feature, ',' order by fid), '') as features
    from (select * from (${rows}) as row order by fid limit ${limit}) as found`);
  return row.features;
}
