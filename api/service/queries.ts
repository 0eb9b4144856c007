import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';

/** Versions of the database and its newest migration. */
export function databaseVersions(
  queries: Queries,
): Promise<{ version: string; postgis: string; migration: string | null }> {
  return queries.one(sql<{ version: string; postgis: string; migration: string | null }>`
    select current_setting('server_version') as version, postgis_lib_version() as postgis,
      (select name from migrations order by id desc limit 1) as migration`);
}

/** Is any record invented? */
export async function holdsSynthetic(queries: Queries): Promise<boolean> {
  const { found } = await queries.one(sql<{ found: boolean }>`
    select exists (select from records where synthetic) as found`);
  return found;
}
