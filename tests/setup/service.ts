import { inject } from 'vitest';
import { type Database, openDatabase } from '../../api/db/database.ts';

import { serviceOn, type TestService } from './plain-service.ts';

export { partsOf, serviceOn, type TestService } from './plain-service.ts';

let opened: Promise<Database> | undefined;

/** The database of this project's tests, opened once for all of them. */
export function testDatabase(): Promise<Database> {
  opened ??= openDatabase(inject('databasePlace'));
  return opened;
}

class RolledBack extends Error {}

/** Runs a test in a transaction that is rolled back, so that no test sees what another wrote. */
export async function withService(test: (service: TestService) => Promise<void>): Promise<void> {
  const shared = await testDatabase();
  const rolledBack = await shared
    .transaction(async (database) => {
      const service = serviceOn(database);
      try {
        await test(service);
      } finally {
        await service.engines.end();
      }
      throw new RolledBack();
    })
    .catch((error: unknown) => error);
  if (!(rolledBack instanceof RolledBack)) throw rolledBack;
}
