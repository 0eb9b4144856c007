import type { Database, Queries } from './database.ts';
import { sql } from './sql.ts';

/** Who meets the base tables: as much of an actor as row-level security needs. */
export interface DatabaseActor {
  id: string;
  viewer: string;
}

/**
 * The one door through which a request meets the base tables: within a transaction, under a role that row-level security
 * binds, with the actor's id and class of viewer set for its length. Afterwards the transaction goes on as the service.
 *
 * @param transaction a transaction; outside one the role would not be bound to it
 */
export async function asActor<Result>(
  transaction: Database,
  { id, viewer }: DatabaseActor,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  await transaction.all(sql`
    select set_config('durand.actor_id', ${id}, true), set_config('durand.viewer', ${viewer}, true),
      set_config('role', 'durand_actor', true)`);
  const result = await work(transaction);
  // After an error the transaction is rolled back and its settings with it.
  await transaction.all(sql`
    select set_config('role', 'none', true), set_config('durand.actor_id', '', true),
      set_config('durand.viewer', '', true)`);
  return result;
}
