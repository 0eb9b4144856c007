import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNewestNote } from '../../../api/log/files.ts';
import { openCheckpointKey } from '../../../api/log/key.ts';
import { checkpointText, signNote } from '../../../api/log/note.ts';
import { runProgram, temporaryFolder } from '../../setup/process.ts';

async function verify(args: string[], variables: Record<string, string>): Promise<[number | string, string]> {
  const program = runProgram(['scripts/verify-log.ts', ...args], variables);
  return [await program.ended, program.output()];
}

test('verify-log that cannot run ends with 2 and says how to mend that', async () => {
  const temporary = temporaryFolder();
  const { path } = temporary;
  try {
    const variables = { DATA_FOLDER: path };
    const run = (...args: string[]) => verify(args, variables);
    const start = 'the log could not be verified: ';
    expect(await run()).toStrictEqual([
      2,
      `${start}there is no public key at ${path}/log/checkpoint-key.pub: give the folder of the log with --checkpoints, or the key that you kept (GET /api/log/key) with --key\n`,
    ]);
    const key = await openCheckpointKey(join(path, 'log'));
    expect(await run()).toStrictEqual([
      2,
      `${start}there is no checkpoint in ${path}/log, so nothing outside the database vouches for it: start the service once, or give the folder in which you kept them with --checkpoints\n`,
    ]);
    const text = checkpointText({ origin: key.origin, size: 0, root: Buffer.alloc(32) });
    await writeNewestNote(join(path, 'log'), signNote(text, { name: key.origin, privateKey: key.privateKey }));
    expect(await run()).toStrictEqual([
      2,
      `${start}there is no database in ${path}: set DATA_FOLDER or DATABASE_URL as the service has it\n`,
    ]);
    mkdirSync(join(path, 'database'));
    writeFileSync(join(path, 'key'), 'no key');
    const [usage, unreachable, environment, noKey] = await Promise.all([
      run('--sizes', '3'),
      verify([], { ...variables, DATABASE_URL: 'postgres://127.0.0.1:1/none' }),
      verify([], { ...variables, PORT: 'x' }),
      verify(['--key', join(path, 'key')], { ...variables, DATABASE_URL: 'postgres://127.0.0.1:1/none' }),
    ]);
    expect(usage[1]).toMatch(/usage: npm run verify-log -- \[--checkpoints FOLDER] \[--key FILE]\n$/);
    expect(unreachable).toStrictEqual([
      2,
      `${start}connect ECONNREFUSED 127.0.0.1:1. Is DATABASE_URL, or DATA_FOLDER, what the service has?\n`,
    ]);
    expect(environment[1]).toContain('PORT: must be a whole number');
    expect(noKey).toStrictEqual([2, `${start}${join(path, 'key')} holds no public key of the form name+id+base64\n`]);
  } finally {
    temporary.remove();
  }
}, 60_000);
