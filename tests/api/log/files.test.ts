import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCheckpointFiles, readNewestNote, replaceFile, writeNewestNote } from '../../../api/log/files.ts';
import { temporaryFolder } from '../../setup/process.ts';

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const temporary = temporaryFolder();
  await run(temporary.path).finally(() => temporary.remove());
}

describe('replacing a file', () => {
  test('shows a reader the old text or the new one, never a part', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'file');
      const texts = ['a', 'b'].map((letter) => letter.repeat(1_000_000));
      await replaceFile(path, texts[0] ?? '');
      let [seen, torn] = [0, 0];
      const reader = setInterval(() => {
        seen++;
        if (!texts.includes(readFileSync(path, 'utf8'))) torn++;
      }, 0);
      for (let turn = 0; turn < 30; turn++) await replaceFile(path, texts[turn % 2] ?? '');
      clearInterval(reader);
      expect(seen).toBeGreaterThan(10);
      expect(torn).toBe(0);
      expect(readdirSync(folder)).toStrictEqual(['file']);
    }));

  test('leaves nothing behind when it fails', () =>
    withFolder(async (folder) => {
      mkdirSync(join(folder, 'taken'));
      writeFileSync(join(folder, 'taken/inside'), 'kept');
      await expect(replaceFile(join(folder, 'taken'), 'text')).rejects.toThrow('rename');
      expect(readdirSync(folder)).toStrictEqual(['taken']);
      expect(readFileSync(join(folder, 'taken/inside'), 'utf8')).toBe('kept');
    }));
});

describe('the checkpoint files of a folder', () => {
  test('are none before the first', () =>
    withFolder(async (folder) => {
      expect(await readNewestNote(folder)).toBeNull();
      expect(await readCheckpointFiles(folder)).toStrictEqual([]);
      expect(await readCheckpointFiles(join(folder, 'not-there'))).toStrictEqual([]);
    }));

  test('are read in the order of the log, with their times, and nothing else with them', () =>
    withFolder(async (folder) => {
      mkdirSync(join(folder, 'checkpoints'));
      const paths = ['000000000010.txt', '000000000002.txt', '000000000002.txt.x.tmp', 'notes.md'].map((name) =>
        join(folder, 'checkpoints', name),
      );
      const writtenAt = new Date('2026-11-24T12:00:00Z');
      for (const path of paths) {
        writeFileSync(path, path);
        utimesSync(path, writtenAt, writtenAt);
      }
      await writeNewestNote(folder, 'newest');
      const files = await readCheckpointFiles(folder);
      expect(files.map(({ path }) => path)).toStrictEqual([paths[1], paths[0], join(folder, 'checkpoint.txt')]);
      expect(files[0]).toStrictEqual({ path: paths[1], writtenAt, note: paths[1] });
    }));
});
