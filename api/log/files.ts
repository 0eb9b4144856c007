import { randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// Checkpoints as files beside the database: whoever changes the database afterwards does not change these.

const NEWEST = 'checkpoint.txt';
const FOLDER = 'checkpoints';
const FILE_NAME = /^\d{12,}\.txt$/;

/** One checkpoint file. */
export interface CheckpointFile {
  /** Its path. */
  path: string;
  /** When it was last written, as the file system says; the note itself holds no time. */
  writtenAt: Date;
  note: string;
}

/** The text of a file, or null when there is none. */
export async function readIfThere(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** A name beside a file that no other writer takes, for what is not yet whole. */
export function halfOf(path: string): string {
  return `${path}.${randomUUID()}.tmp`;
}

/** Writes a file so that whoever reads, and whatever breaks off, finds the old text or the new one and never a part. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const half = halfOf(path);
  try {
    await writeFile(half, text, { flush: true });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  // The new name is on the disk only when the folder is.
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The newest checkpoint of a folder, or null before the first. */
export function readNewestNote(folder: string): Promise<string | null> {
  return readIfThere(join(folder, NEWEST));
}

/** Where the checkpoint of a size stands; padded, so that the files are in the order of the log. */
export function checkpointPath(folder: string, size: number): string {
  return join(folder, FOLDER, `${String(size).padStart(12, '0')}.txt`);
}

/** Makes a note the newest checkpoint. */
export function writeNewestNote(folder: string, note: string): Promise<void> {
  return replaceFile(join(folder, NEWEST), note);
}

/** Every checkpoint file of a folder, in the order of their names, the newest one last; empty where there is none. */
export async function readCheckpointFiles(folder: string): Promise<CheckpointFile[]> {
  const names = await readdir(join(folder, FOLDER)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const kept = names.filter((name) => FILE_NAME.test(name)).sort();
  const paths = [...kept.map((name) => join(folder, FOLDER, name)), join(folder, NEWEST)];
  const files: CheckpointFile[] = [];
  for (const path of paths) {
    const note = await readIfThere(path);
    if (note !== null) files.push({ path, writtenAt: (await stat(path)).mtime, note });
  }
  return files;
}
