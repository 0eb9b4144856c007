import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { ProjectedKind } from '../record/replay.ts';
import { PROJECTIONS, seenBy } from '../record/projections.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { HistoryEntry } from './contract.ts';

/** One state of an item as a viewer saw it. */
export interface StateRow {
  geometry: unknown;
  properties: Record<string, unknown>;
  details: Record<string, unknown>;
  change: Pick<HistoryEntry, 'change' | 'reason' | 'by'> & { explanation?: string | null };
  from: Date;
  to: Date | null;
}

/**
 * Every state of an item that a viewer may know of, oldest first, up to a moment. None where the viewer may not know of the
 * item now.
 */
export function findStates(
  queries: Queries,
  kind: ProjectedKind,
  { viewer, asKnownAt }: { viewer: Viewer; asKnownAt: string | null },
  fid: string,
): Promise<StateRow[]> {
  const { now, before } = PROJECTIONS[kind];
  const columns = sql`feature::jsonb -> 'geometry' as geometry, feature::jsonb -> 'properties' as properties, details,
    change, known_from as "from"`;
  return queries.all(sql<StateRow>`
    select * from (
      select ${columns}, null::timestamptz as "to" from ${sql.table(now)}
      where ${seenBy(viewer)} and fid = ${fid}::bigint
      union all
      select ${columns}, upper(known_during) from ${sql.table(before)}
      where ${seenBy(viewer)} and fid = ${fid}::bigint
    ) as state
    where (${asKnownAt}::timestamptz is null or "from" <= ${asKnownAt}::timestamptz)
      and exists (select from ${sql.table(now)} where ${seenBy(viewer)} and fid = ${fid}::bigint)
    order by "from"`);
}
