import type { TestProject } from 'vitest/node';
import type { DatabasePlace } from '../../api/db/database.ts';
import { preparedArchive } from './prepared.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the database tests of a project find their database. */
    databasePlace: DatabasePlace;
  }
}

/** Database tests on the embedded database. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('databasePlace', { kind: 'embedded', folder: null, prepared: await preparedArchive() });
}
