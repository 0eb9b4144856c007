import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Runs a part in a process of its own. */
function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
}

// `npm run dev`: the API restarts and the pages reload when a file changes. The pages come from Vite, which asks the API.
console.log(`dev: the API on port ${process.env['PORT'] ?? '8787'}, the pages on the address that Vite prints`);
const parts = [
  run(['--watch-path=api', '--watch-preserve-output', 'scripts/start.ts', '--without-pages', '--development-people']),
  run([join(ROOT, 'node_modules/vite/bin/vite.js')]),
];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const part of parts) part.kill(signal);
  });
for (const part of parts) part.once('exit', () => parts.forEach((other) => other.kill('SIGTERM')));
