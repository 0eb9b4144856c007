import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram, temporaryFolder } from '../setup/process.ts';

/** A program that starts two others and has them and its folder swept. */
const PROGRAM = `
  import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  import { sweepAfterwards } from './scripts/bench/sweeper.ts';
  const [folder] = process.argv.slice(1);
  const [one, other] = [0, 1].map(() => spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }));
  sweepAfterwards({ pid: one.pid, folder });
  writeFileSync(folder + '/pids', other.pid + '\\n');
  sweepAfterwards({ pidsIn: folder + '/pids' });
  console.log('pids', one.pid, other.pid);
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each(['SIGKILL', 'SIGINT', 'SIGTERM'] as const)(
  'a benchmark that ends by %s leaves nothing behind',
  async (signal) => {
    const around = temporaryFolder();
    const folder = join(around.path, 'a folder');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), '');
    const running = runProgram(['--input-type=module-typescript', '-e', PROGRAM, folder]);
    const [, one, other] = await running.until(/pids (\d+) (\d+)/);
    const pids = [Number(one), Number(other)];
    expect(pids.map(isAlive)).toStrictEqual([true, true]);
    running.child.kill(signal);
    expect(await running.ended).toBe(signal);
    await expect
      .poll(() => [...pids.map(isAlive), existsSync(folder)], { timeout: 10_000 })
      .toStrictEqual([false, false, false]);
    around.remove();
  },
);
