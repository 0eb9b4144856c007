import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sweepAfterwards } from './sweeper.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the service, without pages unless told otherwise, on a database, as a process of its own, and ends it afterwards. It has a folder of its
 * own too: checkpoints of a log that is gone with its database would keep the checkout's own service from starting.
 *
 * @param measure is given the service's address, without a slash at the end, and the process's number
 */
export async function withService<Result>(
  url: string,
  measure: (base: string, pid: number) => Promise<Result>,
  { pages = false, options = [] }: { pages?: boolean; options?: readonly string[] } = {},
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
  const service = spawn(process.execPath, ['scripts/start.ts', ...(pages ? [] : ['--without-pages']), ...options], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, DATA_FOLDER: folder, PORT: '0', RATE_LIMIT_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'exit');
  sweepAfterwards({ pid: service.pid, folder });
  try {
    const base = await new Promise<string>((resolve, reject) => {
      let text = '';
      service.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /ready: (\S+)\//.exec(text)?.[1];
        if (found) resolve(found);
      });
      service.once('exit', () => reject(new Error(`the service did not start:\n${text}`)));
    });
    return await measure(base, service.pid ?? 0);
  } finally {
    service.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}
