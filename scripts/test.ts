import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from './build-web.ts';
import { ensurePrograms } from './setup/programs.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

// `npm test [-- --project unit …]`: everything the tests need, then all of them.
try {
  ensurePrograms(console.log);
  await buildWeb(console.log);
} catch (error) {
  console.error(`cannot test: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
console.log('tests: unit, embedded database, PostgreSQL server, browser');
const vitest = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exit(vitest.status ?? 1);
