import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works on the data folder. */
export class FolderInUse extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`another process is running on the data folder ${folder}`);
    this.folder = folder;
  }
}

/**
 * Takes the data folder for this process. The lock is SQLite's own lock on a file (fcntl), so the operating system lets
 * go of it when the process ends, however it ends: no stale lock, no guessing by process numbers.
 *
 * @throws FolderInUse when another process holds it
 */
export function lockFolder(folder: string): { release(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  try {
    file.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Error && /locked/.test(error.message)) throw new FolderInUse(folder);
    throw error;
  }
  return { release: () => file.close() };
}
