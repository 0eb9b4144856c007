import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Say, stopwatch } from '../api/start.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the pages are built to. */
export const WEB_FOLDER = join(ROOT, 'dist', 'web');
const STAMP = join(WEB_FOLDER, '.built-from');

/** A hash of everything that the pages are built from. */
function stateOfSources(): string {
  const patterns = ['web/**/*', 'api/*/contract.ts', 'data/basemap/*.json', 'package-lock.json', 'vite.config.ts'];
  const files = globSync(patterns, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * Builds the pages where they are not as their sources are.
 *
 * @throws when the build fails; its own output has been shown
 */
export async function buildWeb(say: Say, { always = false } = {}): Promise<string> {
  const state = stateOfSources();
  if (!always && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state) {
    say('pages: up to date');
    return WEB_FOLDER;
  }
  const since = stopwatch();
  say('pages: building');
  // In a process of its own: the build keeps a core busy, and the database opens at the same time.
  const vite = spawn(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
    // Whoever calls may be a test, whose NODE_ENV would bring React's development build into the pages.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const status = await new Promise<number | null>((resolve) => vite.once('exit', resolve));
  if (status !== 0) throw new Error('the pages could not be built; see the messages above');
  writeFileSync(STAMP, state);
  say(`pages: built in ${since()}`);
  return WEB_FOLDER;
}
