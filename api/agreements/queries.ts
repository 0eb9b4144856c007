import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { PROJECTIONS, seenBy } from '../record/projections.ts';
import type { Viewer } from '../visibility/contract.ts';

/** All agreements as a viewer sees them, as AgreementList in JSON text: oldest first, readings by their start. */
export async function agreementListText(
  queries: Queries,
  { viewer, asKnownAt }: { viewer: Viewer; asKnownAt: string | null },
): Promise<string> {
  const { now, before } = PROJECTIONS.agreement;
  const columns = sql`happened_during, feature::json -> 'properties' as shown, feature::json #>> '{properties,key}' as key`;
  const then =
    asKnownAt === null
      ? sql``
      : sql`and known_from <= ${asKnownAt}::timestamptz
        union all select ${columns} from ${sql.table(before)}
        where ${seenBy(viewer)} and known_during @> ${asKnownAt}::timestamptz`;
  const { list } = await queries.one(sql<{ list: string }>`
    select json_build_object('agreements',
      coalesce(json_agg(shown order by lower(happened_during), key), '[]'))::text as list
    from (select ${columns} from ${sql.table(now)} where ${seenBy(viewer)} ${then}) as seen`);
  return list;
}
