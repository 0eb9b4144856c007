import { sql, type Statement } from '../db/sql.ts';
import type { CollectionId } from '../features/contract.ts';
import { foldText } from '../geo/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import { PROJECTIONS, seenBy } from './projections.ts';

/** Whose projection is read, and as it was known when: RFC 3339, null for now. */
export interface Sight {
  viewer: Viewer;
  asKnownAt: string | null;
}

const TABLES = {
  incidents: PROJECTIONS.incident,
  'airspace-claims': PROJECTIONS['airspace-claim'],
  crossings: PROJECTIONS.crossing,
} as const satisfies Record<CollectionId, { now: string; before: string }>;

/** Rows of a part of a projection: which columns, of which rows. */
export type RowsOf = (
  collection: CollectionId,
  sight: Sight,
  columns: Statement<unknown>,
  condition: Statement<unknown>,
) => Statement<unknown>;

/** What stands and is seen; at a moment: what has stood since before it. */
export const rowsStanding: RowsOf = (collection, { viewer, asKnownAt }, columns, condition) => {
  const standing = sql`select ${columns} from ${sql.table(TABLES[collection].now)} where ${seenBy(viewer)} and ${condition}`;
  return asKnownAt === null ? standing : sql`${standing} and known_from <= ${asKnownAt}::timestamptz`;
};

/** What stood at a moment and no longer does; nothing where no moment is asked about. */
export const rowsPassed: RowsOf = (collection, { viewer, asKnownAt }, columns, condition) => sql`
  select ${columns} from ${sql.table(TABLES[collection].before)}
  where ${seenBy(viewer)} and known_during @> ${asKnownAt}::timestamptz and ${condition}`;

/** Rows of a collection as a viewer sees them now, or saw them at a moment. No record is among both parts. */
export const rowsSeen: RowsOf = (collection, sight, columns, condition) => {
  const standing = rowsStanding(collection, sight, columns, condition);
  if (sight.asKnownAt === null) return standing;
  return sql`${standing} union all ${rowsPassed(collection, sight, columns, condition)}`;
};

/** That each word stands somewhere in the folded text. LIKE's own signs are gone after folding. */
export function wordConditions(q: string): Statement<unknown>[] {
  return foldText(q)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => sql`search like ${`%${word}%`}`);
}
