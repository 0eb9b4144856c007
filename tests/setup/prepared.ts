import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbeddedDatabase } from '../../api/db/database.ts';
import { fillWithRecord } from './record.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A hash of everything that the archive is made from. */
function stateOfRecord(): string {
  const patterns = [
    'api/**/*.{ts,sql}',
    'data/seeds/*.json',
    'data/reference/*.json',
    'tests/setup/record.ts',
    'package-lock.json',
  ];
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: ROOT }).sort()) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

/**
 * An archive of an embedded database with migrations and seeds, made once for each state of the sources and kept between
 * runs: beginning from it takes a third of the time of beginning from nothing. Gives its path.
 */
export async function preparedArchive(): Promise<string> {
  const folder = join(ROOT, 'node_modules', '.cache', 'durand');
  const path = join(folder, `record-${stateOfRecord()}.tar.gz`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const database = await openEmbeddedDatabase(null);
  await fillWithRecord(database);
  const half = `${path}.${process.pid}`;
  writeFileSync(half, await database.dump());
  // Whole or not there: another run may look at the same moment.
  renameSync(half, path);
  await database.close();
  return path;
}
