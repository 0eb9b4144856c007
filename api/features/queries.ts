import type { Queries } from '../db/database.ts';
import { sql, type Statement } from '../db/sql.ts';
import { foldText } from '../geo/contract.ts';
import { CATEGORIES } from '../incidents/contract.ts';
import type { AskedDuring, Box, CollectionId, ItemsQuery } from './contract.ts';

/** The class of viewer. Only the public exists so far. */
export type Viewer = 'public';

const PROJECTIONS = {
  incidents: 'incident_projections',
  'airspace-claims': 'airspace_claim_projections',
  crossings: 'crossing_projections',
} as const satisfies Record<CollectionId, string>;

/** One page of features as JSON text, without the brackets around them. */
export interface FeaturePage {
  features: string;
  matched: string;
  returned: string;
  /** Differs whenever another row, or another state of a row, is on the page. */
  revisions: string;
  /** The last fid of the page; null when it is empty or nothing follows. */
  nextAfter: string | null;
}

/** A box as geometry; one without width or height becomes a line or a point and not an invalid polygon. */
function envelopeOf(west: number, south: number, east: number, north: number): Statement<unknown> {
  return sql`st_setsrid(st_envelope(st_makeline(st_makepoint(${west}::float8, ${south}::float8),
    st_makepoint(${east}::float8, ${north}::float8))), 4326)`;
}

function boxCondition([west, south, east, north]: Box): Statement<unknown> {
  if (west <= east) {
    const envelope = envelopeOf(west, south, east, north);
    // For a point, && is exact already; only areas need the dearer test.
    return sql`geom && ${envelope} and (not is_area or st_intersects(geom, ${envelope}))`;
  }
  const bothSides = sql`st_collect(${envelopeOf(west, south, 180, north)}, ${envelopeOf(-180, south, east, north)})`;
  return sql`geom && ${bothSides} and st_intersects(geom, ${bothSides})`;
}

function duringCondition({ from, to, toIncluded }: AskedDuring): Statement<unknown> {
  return sql`happened_during && tstzrange(${from}::timestamptz, ${to}::timestamptz, ${toIncluded ? '[]' : '[)'})`;
}

/** Each word has to stand somewhere in the folded text. LIKE's own signs are gone after folding. */
function wordConditions(q: string): Statement<unknown>[] {
  return foldText(q)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => sql`search like ${`%${word}%`}`);
}

function typeCondition(values: readonly string[]): Statement<unknown> {
  const categories = values.filter((value) => (CATEGORIES as readonly string[]).includes(value));
  const types = values.filter((value) => !categories.includes(value));
  return categories.length === 0
    ? sql`type = any(${types}::text[])`
    : sql`(type = any(${types}::text[]) or category = any(${categories}::text[]))`;
}

function conditions(viewer: Viewer, query: ItemsQuery): Statement<unknown> {
  const asked = [
    sql`viewer = ${viewer}`,
    ...(query.bbox ? [boxCondition(query.bbox)] : []),
    ...(query.datetime && (query.datetime.from ?? query.datetime.to) !== null ? [duringCondition(query.datetime)] : []),
    ...(query.type ? [typeCondition(query.type)] : []),
    ...(query.status ? [sql`status = any(${query.status}::text[])`] : []),
    ...(query.q ? wordConditions(query.q) : []),
  ];
  return sql.join(asked, sql` and `);
}

/**
 * The statement for one page of a collection, for a viewer, in the order of fid. The filter runs once: the count and the
 * page both come from it. Exported for the benchmark, which gives the same statement to pgbench.
 */
export function featurePageStatement(
  collection: CollectionId,
  viewer: Viewer,
  query: ItemsQuery & { afterFid: string; limit: number },
): Statement<FeaturePage> {
  const projections = sql.table(PROJECTIONS[collection]);
  return sql<FeaturePage>`
    with matched as materialized (
      select fid from ${projections} where ${conditions(viewer, query)}
    ), page as materialized (
      select fid from matched where fid > ${query.afterFid}::bigint order by fid limit ${query.limit}
    )
    select
      (select count(*) from matched) as matched,
      (select count(*) from page) as returned,
      (select max(fid) from page where exists (select from matched where fid > (select max(fid) from page)))
        as "nextAfter",
      content.features, content.revisions
    from (
      select coalesce(string_agg(feature, ',' order by fid), '') as features,
        coalesce(sum(hashint8extended(fid, revision)), 0)::text as revisions
      from page join ${projections} using (fid) where viewer = ${viewer}
    ) as content`;
}

/** One page of a collection as a viewer may see it. */
export function findFeatures(
  queries: Queries,
  collection: CollectionId,
  viewer: Viewer,
  query: ItemsQuery & { afterFid: string; limit: number },
): Promise<FeaturePage> {
  return queries.one(featurePageStatement(collection, viewer, query));
}

/** What is looked up at reading time, so that a link shows only what the viewer may see at its other end. */
const READ_TIME_DETAILS = {
  incidents: sql`jsonb_build_object('links', (
    select coalesce(jsonb_agg(jsonb_build_object('id', other.fid, 'ref', properties ->> 'ref',
      'title', properties ->> 'title', 'kind', kind, 'inverse', inverse, 'claimant', claimant) order by other.fid), '[]')
    from (
      select to_id as id, kind, claimant, false as inverse from incident_links where from_id = projection.id
      union all
      select from_id, kind, claimant, true from incident_links where to_id = projection.id
    ) as link
    join incident_projections other on other.id = link.id and other.viewer = projection.viewer
    cross join lateral (select other.feature::jsonb -> 'properties' as properties) as shown))`,
  'airspace-claims': sql`jsonb_build_object('incident', (
    select jsonb_build_object('id', other.fid, 'ref', other.feature::jsonb #>> '{properties,ref}',
      'title', other.feature::jsonb #>> '{properties,title}')
    from airspace_claims claim
    join incident_projections other on other.id = claim.incident_id and other.viewer = projection.viewer
    where claim.id = projection.id))`,
  crossings: sql`'{}'::jsonb`,
} as const satisfies Record<CollectionId, Statement<unknown>>;

/** One feature, whole, as JSON text; null when there is none or the viewer may not see it: the two look alike. */
export async function findFeature(
  queries: Queries,
  collection: CollectionId,
  viewer: Viewer,
  fid: string,
): Promise<string | null> {
  const rows = await queries.all(sql<{ feature: string }>`
    select jsonb_set(feature::jsonb, '{properties}',
      (feature::jsonb -> 'properties') || details || ${READ_TIME_DETAILS[collection]})::text as feature
    from ${sql.table(PROJECTIONS[collection])} projection
    where viewer = ${viewer} and fid = ${fid}::bigint`);
  return rows[0]?.feature ?? null;
}

/** The extent of a collection as a viewer may see it; null where nothing has a place or a time. */
export async function findExtent(
  queries: Queries,
  collection: CollectionId,
  viewer: Viewer,
): Promise<{ box: number[] | null; from: string | null; to: string | null }> {
  return queries.one(sql<{ box: number[] | null; from: string | null; to: string | null }>`
    select
      case when st_extent(geom) is not null then array[st_xmin(st_extent(geom)), st_ymin(st_extent(geom)),
        st_xmax(st_extent(geom)), st_ymax(st_extent(geom))] end as box,
      to_char(min(lower(happened_during)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as from,
      case when not bool_or(upper_inf(happened_during)) then
        to_char(max(upper(happened_during)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as to
    from ${sql.table(PROJECTIONS[collection])} where viewer = ${viewer}`);
}
