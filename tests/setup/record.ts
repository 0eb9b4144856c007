import { fileURLToPath } from 'node:url';
import type { Database } from '../../api/db/database.ts';
import { migrate } from '../../api/db/migrate.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { readSeeds } from '../../api/ingest/seeds.ts';

/** The seed files of the project. */
export const SEEDS = fileURLToPath(new URL('../../data/seeds', import.meta.url));

/** Migrations and the project's own seeds: where every database test begins. */
export async function fillWithRecord(database: Database): Promise<void> {
  await migrate(database);
  await saveBundle(database, await readSeeds(SEEDS));
}
