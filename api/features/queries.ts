import type { Queries } from '../db/database.ts';
import { sql, type Statement } from '../db/sql.ts';
import { type HeldQuery, itemConditions } from '../record/filters.ts';
import { rowsSeen, type Sight } from '../record/rows-seen.ts';
import type { CollectionId } from './contract.ts';

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

/**
 * The statement for one page of a collection, for a viewer, in the order of fid. The filter runs once: the count and the
 * page both come from it. Exported for the benchmark, which gives the same statement to pgbench.
 */
export function featurePageStatement(
  collection: CollectionId,
  sight: Sight,
  query: HeldQuery & { afterFid: string; limit: number },
): Statement<FeaturePage> {
  const content = rowsSeen(
    collection,
    sight,
    sql`fid, revision, feature`,
    sql`fid = any(array(select fid from page)::bigint[])`,
  );
  return sql<FeaturePage>`
    with matched as materialized (
      ${rowsSeen(collection, sight, sql`fid`, itemConditions(query))}
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
      from (${content}) as row
    ) as content`;
}

/** One page of a collection as a viewer may see it. */
export function findFeatures(
  queries: Queries,
  collection: CollectionId,
  sight: Sight,
  query: HeldQuery & { afterFid: string; limit: number },
): Promise<FeaturePage> {
  return queries.one(featurePageStatement(collection, sight, query));
}

/** The reference and the title of an incident, as the viewer sees them. */
const NAMED = sql`fid, id, feature::jsonb #>> '{properties,ref}' as ref, feature::jsonb #>> '{properties,title}' as title`;

/** The record that another was merged into, where the viewer may know of it. */
function mergedInto(collection: CollectionId, sight: Sight): Statement<unknown> {
  const other = rowsSeen(collection, sight, NAMED, sql`id = (seen.details ->> 'mergedInto')::uuid`);
  return sql`'mergedInto', (select jsonb_build_object('id', fid, 'ref', ref, 'title', title) from (${other}) as other)`;
}

/** What is looked up at reading time, so that a link shows only what the viewer may see at its other end. */
function readTimeDetails(collection: CollectionId, sight: Sight): Statement<unknown> {
  if (collection === 'crossings') return sql`'{}'::jsonb`;
  if (collection === 'airspace-claims') {
    const incident = rowsSeen('incidents', sight, NAMED, sql`id = (seen.details ->> 'linkedIncident')::uuid`);
    return sql`jsonb_build_object(${mergedInto(collection, sight)}, 'incident', (
      select jsonb_build_object('id', fid, 'ref', ref, 'title', title) from (${incident}) as incident))`;
  }
  const targets = rowsSeen(
    'incidents',
    sight,
    NAMED,
    sql`id = any(array(select (one ->> 'toId')::uuid from jsonb_array_elements(seen.details -> 'linked') as one))`,
  );
  const origins = rowsSeen(
    'incidents',
    sight,
    sql`${NAMED}, details -> 'linked' as linked`,
    sql`id = any(array(select from_id from record_links where to_id = seen.id))`,
  );
  return sql`jsonb_build_object(${mergedInto(collection, sight)}, 'links', (
    select coalesce(jsonb_agg(jsonb_build_object('id', fid, 'ref', ref, 'title', title, 'kind', kind,
      'inverse', inverse, 'claimant', claimant) order by fid, kind), '[]')
    from (
      select target.fid, target.ref, target.title, one ->> 'kind' as kind, one ->> 'claimant' as claimant,
        false as inverse
      from jsonb_array_elements(seen.details -> 'linked') as one
      join (${targets}) as target on target.id = (one ->> 'toId')::uuid
      union all
      select origin.fid, origin.ref, origin.title, one ->> 'kind', one ->> 'claimant', true
      from (${origins}) as origin cross join lateral jsonb_array_elements(origin.linked) as one
      where (one ->> 'toId')::uuid = seen.id
    ) as link))`;
}

/** One feature, whole, as JSON text; null when there is none or the viewer may not see it: the two look alike. */
export async function findFeature(
  queries: Queries,
  collection: CollectionId,
  sight: Sight,
  fid: string,
): Promise<string | null> {
  const row = rowsSeen(collection, sight, sql`id, feature, details`, sql`fid = ${fid}::bigint`);
  const rows = await queries.all(sql<{ feature: string }>`
    select jsonb_set(feature::jsonb, '{properties}', (feature::jsonb -> 'properties')
      || (details - '{linked,linkedIncident,mergedInto}'::text[]) || ${readTimeDetails(collection, sight)})::text
      as feature
    from (${row}) as seen`);
  return rows[0]?.feature ?? null;
}

/** The extent of a collection as a viewer may see it; null where nothing has a place or a time. */
export async function findExtent(
  queries: Queries,
  collection: CollectionId,
  sight: Sight,
): Promise<{ box: number[] | null; from: string | null; to: string | null }> {
  return queries.one(sql<{ box: number[] | null; from: string | null; to: string | null }>`
    select
      case when st_extent(geom) is not null then array[st_xmin(st_extent(geom)), st_ymin(st_extent(geom)),
        st_xmax(st_extent(geom)), st_ymax(st_extent(geom))] end as box,
      to_char(min(lower(happened_during)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as from,
      case when not bool_or(upper_inf(happened_during)) then
        to_char(max(upper(happened_during)) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as to
    from (${rowsSeen(collection, sight, sql`geom, happened_during`, sql`true`)}) as seen`);
}
