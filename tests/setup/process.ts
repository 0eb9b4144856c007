import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program of ours as a process, as a person would start it. */
export interface Running {
  child: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** Waits until it prints this; fails, with the output, when it ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits for its end and gives the exit status, or the signal. */
  ended: Promise<number | string>;
}

/** Starts one of our TypeScript programs. Variables replace those of the same name; none of ours is passed on. */
export function runProgram(args: readonly string[], variables: Record<string, string> = {}): Running {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { PATH, HOME, ...variables } });
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      listeners.forEach((listen) => listen());
    });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (status, signal) => {
      resolve(status ?? signal ?? 'unknown');
      listeners.forEach((listen) => listen());
    });
  });
  function until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      function look(): void {
        const found = pattern.exec(text);
        if (found) resolve(found);
        else if (child.exitCode !== null || child.signalCode !== null)
          reject(new Error(`ended without ${pattern}:\n${text}`));
        else return;
        listeners.delete(look);
      }
      listeners.add(look);
      look();
    });
  }
  return { child, output: () => text, until, ended };
}

/** A new empty folder, and its removal. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'durand-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
