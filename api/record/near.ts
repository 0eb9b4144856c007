import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { foldText } from '../geo/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { NearDuplicates, NearDuplicatesQuery } from './contract.ts';
import { PROJECTIONS, seenBy } from './projections.ts';

/** How far apart in time and place two reports of one event may be. */
const NEAR = { days: 1, degrees: 0.5, kilometres: 15 } as const;
/** From here on the words of two reports are alike; pg_trgm's word similarity, from 0 to 1. */
const LEAST_LIKENESS = 0.35;
const MOST_CANDIDATES = 8;

/**
 * Records that may tell of the same event, likeliest first, as a viewer sees them: what it may not see is not compared with,
 * and distances are between the places that it sees.
 */
export async function findNearDuplicates(
  queries: Queries,
  viewer: Viewer,
  { kind, id, title, from, to, position }: NearDuplicatesQuery,
): Promise<NearDuplicates> {
  const [longitude, latitude] = position ?? [null, null];
  const here = sql`st_setsrid(st_makepoint(${longitude}::float8, ${latitude}::float8), 4326)`;
  const rows = await queries.all(sql<{
    fid: string;
    uid: string;
    ref: string;
    title: string;
    happenedFrom: string;
    kilometres: number | null;
    likeness: number;
  }>`
    with near as (
      select fid, id as uid, feature::jsonb -> 'properties' as shown,
        st_distance(geom::geography, ${here}::geography) / 1000 as kilometres,
        word_similarity(${foldText(title)}, search) as likeness
      from ${sql.table(PROJECTIONS[kind].now)}
      where ${seenBy(viewer)} and id <> ${id} and status <> 'withdrawn'
        and happened_during && tstzrange(
          ${from}::timestamptz - make_interval(days => ${NEAR.days}::int),
          ${to}::timestamptz + make_interval(days => ${NEAR.days}::int))
        and (geom is null or ${longitude}::float8 is null or geom && st_expand(${here}, ${NEAR.degrees}::float8))
    )
    select fid, uid, shown ->> 'ref' as ref, shown ->> 'title' as title, shown ->> 'happenedFrom' as "happenedFrom",
      round(kilometres::numeric, 1)::float8 as kilometres, round(likeness::numeric, 2)::float8 as likeness
    from near
    where likeness >= ${LEAST_LIKENESS} or kilometres <= ${NEAR.kilometres}
    order by likeness - coalesce(kilometres, ${NEAR.kilometres}) / 100 desc, fid
    limit ${MOST_CANDIDATES}`);
  return { candidates: rows.map((row) => ({ ...row, fid: Number(row.fid) })) };
}
