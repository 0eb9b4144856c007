import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the service without pages on a database, as a process of its own, and ends it afterwards. */
export async function withService<Result>(url: string, measure: (base: string) => Promise<Result>): Promise<Result> {
  const service = spawn(process.execPath, ['scripts/start.ts', '--without-pages'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url, PORT: '0', RATE_LIMIT_PER_MINUTE: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const base = await new Promise<string>((resolve, reject) => {
    let text = '';
    service.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /ready: (\S+)\//.exec(text)?.[1];
      if (found) resolve(found);
    });
    service.once('exit', () => reject(new Error(`the service did not start:\n${text}`)));
  });
  try {
    return await measure(base);
  } finally {
    service.kill('SIGTERM');
  }
}
