import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, type DatabasePlace, openDatabase } from '../../api/db/database.ts';
import { migrate } from '../../api/db/migrate.ts';
import { sql } from '../../api/db/sql.ts';
import { testDatabase } from './service.ts';

/** A place for a new database of the kind that this project tests on, with migrations and without seeds. */
async function newPlace(): Promise<{ place: DatabasePlace; drop: () => Promise<void> }> {
  const place = inject('databasePlace');
  if (place.kind === 'embedded') return { place, drop: () => Promise.resolve() };
  const name = `own_${randomUUID().replaceAll('-', '')}`;
  const shared = await testDatabase();
  await shared.all(sql`create database ${sql.ref(name)}`);
  return {
    place: { kind: 'server', url: place.url.replace('/record', `/${name}`) },
    drop: async () => void (await shared.all(sql`drop database ${sql.ref(name)} with (force)`)),
  };
}

/** Runs a test on a database of its own, for what is only seen once it is committed. */
export async function withOwnDatabase(test: (database: Database) => Promise<void>): Promise<void> {
  const { place, drop } = await newPlace();
  const database = await openDatabase(place);
  try {
    await migrate(database);
    await test(database);
  } finally {
    await database.close();
    await drop();
  }
}
