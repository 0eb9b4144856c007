import type { Queries } from './database.ts';
import { sql } from './sql.ts';

/** Waits for, and holds until the transaction ends, a lock that bears a name. */
export async function lockName(queries: Queries, name: string): Promise<void> {
  await queries.all(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
