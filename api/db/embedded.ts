import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './embedded-worker.ts';
import type { Gate } from './gate.ts';

/** A PGlite with PostGIS in a worker thread, so that a long query never holds up the service's own loop. */
export interface Embedded {
  gate: Gate;
  /** The whole data folder as a gzipped tar archive, to begin another embedded database from. */
  dump(): Promise<Uint8Array>;
  close(): Promise<void>;
}

type Unnumbered<Request> = Request extends { call: number } ? Omit<Request, 'call'> : never;

/**
 * Opens the embedded database. The caller holds the lock of the folder: PGlite has none, and two processes on one
 * folder silently lose each other's rows.
 */
export async function openEmbedded(start: WorkerStart): Promise<Embedded> {
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: start });
  const pending = new Map<
    number,
    { resolve: (bytes: Uint8Array | undefined) => void; reject: (error: Error) => void }
  >();
  let calls = 0;

  function failAll(error: Error): void {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  }

  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.on('message', (message: WorkerAnswer) => {
      if (message.kind === 'ready') return resolve();
      if (message.kind === 'failed') return reject(new Error(`the embedded database did not open: ${message.message}`));
      const waiting = pending.get(message.call);
      pending.delete(message.call);
      if (message.error === undefined) waiting?.resolve(message.bytes);
      else waiting?.reject(new Error(message.error));
    });
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the embedded database has stopped')));

  function ask(request: Unnumbered<WorkerRequest>): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      const call = ++calls;
      pending.set(call, { resolve, reject });
      worker.postMessage({ ...request, call });
    });
  }

  return {
    gate: {
      run: async (asker, batch) => Buffer.from((await ask({ kind: 'run', asker, batch })) ?? []),
      drop: async (asker) => void (await ask({ kind: 'drop', asker })),
    },
    dump: async () => (await ask({ kind: 'dump' })) ?? new Uint8Array(),
    close: async () => {
      await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}
