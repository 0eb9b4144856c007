import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

/** A stored file, from its beginning. */
export interface StoredFile {
  bytes: number;
  stream: ReadableStream<Uint8Array>;
}

/** Where evidence files are kept, each under the SHA-256 of its bytes: a folder here, or a bucket (store-s3.ts). */
export interface FileStore {
  /**
   * Keeps the bytes of a local file under their hash, whole or not at all, and for good once it resolves. The local file may
   * be gone afterwards. A file that is there already is put again, which heals one that has rotted.
   */
  put(sha256: string, path: string): Promise<void>;
  /** Null where there is none; an error where that cannot be told. */
  open(sha256: string): Promise<StoredFile | null>;
}

/** Whether an error says that a file is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Has what was written to a file, or the names in a folder, outlive a power cut. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A name made of a hash and nothing else, below a folder by its first letters. */
function pathOf(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a file is named by its SHA-256');
  return join(folder, sha256.slice(0, 2), sha256);
}

/** Files in a folder of this computer. What is put has to be on the same file system, so that it is moved at one stroke. */
export function openFolderStore(folder: string): FileStore {
  return {
    put: async (sha256, path) => {
      const target = pathOf(folder, sha256);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await syncPath(path);
      await rename(path, target);
      await syncPath(dirname(target));
      await syncPath(folder);
    },
    open: async (sha256) => {
      const path = pathOf(folder, sha256);
      try {
        const { size } = await stat(path);
        return { bytes: size, stream: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> };
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
  };
}
