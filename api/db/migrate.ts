import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';
import type { Database } from './database.ts';

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
const TABLE = 'migrations';

/**
 * Brings the database up to the newest numbered migration, all pending ones in one transaction; a second process that
 * starts at the same moment waits. Gives the names of those it ran.
 */
export async function migrate(database: Database): Promise<string[]> {
  return database.withClient(async (client) => {
    const ran = await runner({
      dbClient: client,
      dir: MIGRATIONS,
      direction: 'up',
      migrationsTable: TABLE,
      checkOrder: true,
      log: () => undefined,
    });
    return ran.map((migration) => migration.name);
  });
}
