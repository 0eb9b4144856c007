import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { isMissing } from './store.ts';

/** Files that are coming in, each named by the id of its upload and by nothing that a client wrote. */
export interface Incoming {
  /** Bytes that have come. */
  offsetOf(id: string): Promise<number>;
  /**
   * Writes a chunk as it comes, and gives the bytes that have come by then. What came before a cut stays.
   *
   * @throws Problem `offset-differs`, `upload-busy`, `file-too-large` beyond `most`, `bad-body` where it was cut off
   */
  append(id: string, from: number, body: ReadableStream<Uint8Array> | null, most: number): Promise<number>;
  /** A copy that no request writes to; `remove` takes it and its companions away. */
  snapshot(id: string): Promise<{ path: string; companion: (name: string) => string; remove: () => Promise<void> }>;
  remove(id: string): Promise<void>;
  /** Takes away what belongs to no upload under way and has not been written to since a moment. */
  sweep(isUnderWay: (id: string) => boolean, before: Date): Promise<number>;
  /** One request at a time for each upload. */
  alone<Result>(id: string, work: () => Promise<Result>): Promise<Result>;
}

async function writeAll(path: string, from: number, body: ReadableStream<Uint8Array> | null, most: number) {
  const handle = await open(path, from === 0 ? 'w' : 'r+', 0o600);
  let at = from;
  try {
    for await (const chunk of body ?? []) {
      if (at + chunk.length > most)
        throw new Problem('file-too-large', `the upload was announced with ${most} bytes; more have come`);
      await handle.write(chunk, 0, chunk.length, at);
      at += chunk.length;
    }
  } catch (error) {
    if (error instanceof Problem || (error instanceof Error && 'syscall' in error)) throw error;
    throw new Problem('bad-body', 'the chunk was cut off; ask for the offset and go on from there');
  } finally {
    await handle.datasync();
    await handle.close();
  }
  return at;
}

/** Keeps what comes in below a folder. */
export async function openIncoming(folder: string): Promise<Incoming> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string) => join(folder, `${id}.part`);
  const busy = new Set<string>();
  const offsetOf = async (id: string): Promise<number> => {
    try {
      return (await stat(pathOf(id))).size;
    } catch (error) {
      if (isMissing(error)) return 0;
      throw error;
    }
  };
  const alone: Incoming['alone'] = async (id, work) => {
    if (busy.has(id))
      throw new Problem('upload-busy', 'another request writes to this upload; ask for the offset again');
    busy.add(id);
    try {
      return await work();
    } finally {
      busy.delete(id);
    }
  };
  return {
    offsetOf,
    alone,
    append: (id, from, body, most) =>
      alone(id, async () => {
        const offset = await offsetOf(id);
        if (from !== offset)
          throw new Problem('offset-differs', `the upload goes on at ${offset}, and the chunk begins at ${from}`);
        return writeAll(pathOf(id), from, body, most);
      }),
    snapshot: async (id) => {
      const stem = join(folder, `${id}.${randomUUID()}`);
      const names = new Set<string>([`${stem}.whole`]);
      await copyFile(pathOf(id), `${stem}.whole`);
      return {
        path: `${stem}.whole`,
        companion: (name) => {
          names.add(`${stem}.${name}`);
          return `${stem}.${name}`;
        },
        remove: async () => {
          for (const name of names) await rm(name, { force: true });
        },
      };
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    sweep: async (isUnderWay, before) => {
      let swept = 0;
      for (const name of await readdir(folder)) {
        const [id = ''] = name.split('.');
        // A snapshot outlives its request only where the process was killed.
        if (name.endsWith('.part') && isUnderWay(id)) continue;
        const found = await stat(join(folder, name)).catch(() => null);
        if (found === null || found.mtime >= before) continue;
        await rm(join(folder, name), { force: true });
        swept++;
      }
      return swept;
    },
  };
}
