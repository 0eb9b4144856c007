import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { CollectionId } from '../features/contract.ts';
import type { Viewer } from '../visibility/contract.ts';

/** The end of what is settled in the order of changes. */
export async function findSettledPlace(queries: Queries): Promise<string> {
  const row = await queries.one(sql<{ place: string }>`
    select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text as place`);
  return row.place;
}

/** What has changed in a collection for a viewer. */
export interface CollectionChanges {
  /** Of records, in the order of the changes. */
  ids: number[];
  /** Much has changed, and which is not told. */
  isMuch: boolean;
  /** Of the changes themselves: tells one that came before from one that has not. */
  changes: number[];
  /** Transactions up to this one have ended. */
  place: string;
}

/**
 * What has changed since a place. Beside what is settled it holds what others have written while an older transaction is
 * still under way: what was closed is closed at once. The place goes on to what is settled and no further, so that nothing
 * is passed over and some of it comes twice, which does no harm.
 */
export function findCollectionChanges(
  queries: Queries,
  { viewer, collection }: { viewer: Viewer; collection: CollectionId },
  place: string,
): Promise<CollectionChanges> {
  return queries.one(sql<CollectionChanges>`
    select coalesce(json_agg(fid order by written_in, id) filter (where fid is not null), '[]') as ids,
      coalesce(bool_or(fid is null), false) as "isMuch",
      coalesce(json_agg(id), '[]') as changes,
      (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text as place
    from (
      select fid, written_in, id from projection_changes
      where written_in > ${place}::xid8 and viewer = ${viewer} and collection = ${collection}
    ) as change`);
}
