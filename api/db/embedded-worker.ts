import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { postgis } from '@electric-sql/pglite-postgis';
import { createGate } from './gate.ts';

/** What the service asks of the worker. `call` numbers the answer. */
export type WorkerRequest =
  | { call: number; kind: 'run'; asker: number; batch: Uint8Array }
  | { call: number; kind: 'drop'; asker: number }
  | { call: number; kind: 'dump' }
  | { call: number; kind: 'close' };

/** What the worker answers; `ready` comes once, unasked. */
export type WorkerAnswer =
  | { kind: 'ready' }
  | { kind: 'failed'; message: string }
  | { kind: 'answer'; call: number; bytes?: Uint8Array; error?: string };

/** Where the worker keeps its data; `memory` for none. `prepared` is a data-folder archive to begin from. */
export interface WorkerStart {
  folder: string | null;
  prepared: string | null;
}

function isWorkerStart(data: unknown): data is WorkerStart {
  return typeof data === 'object' && data !== null && 'folder' in data && 'prepared' in data;
}

function answer(message: WorkerAnswer): void {
  parentPort?.postMessage(message);
}

async function openPglite({ folder, prepared }: WorkerStart): Promise<PGlite> {
  const loadDataDir = prepared === null ? undefined : new Blob([new Uint8Array(await readFile(prepared))]);
  return PGlite.create({
    ...(folder === null ? {} : { dataDir: folder }),
    ...(loadDataDir ? { loadDataDir } : {}),
    extensions: { postgis, btree_gist, pg_trgm },
  });
}

async function serve(start: WorkerStart): Promise<void> {
  const pglite = await openPglite(start);
  const gate = createGate(async (batch) => {
    const parts: Buffer[] = [];
    await pglite.runExclusive(() =>
      pglite.execProtocolRawStream(batch, { onRawData: (part) => parts.push(Buffer.from(part)) }),
    );
    return Buffer.concat(parts);
  });

  async function handle(request: WorkerRequest): Promise<Uint8Array | undefined> {
    switch (request.kind) {
      case 'run':
        return gate.run(request.asker, Buffer.from(request.batch));
      case 'drop':
        await gate.drop(request.asker);
        return undefined;
      case 'dump':
        return new Uint8Array(await (await pglite.dumpDataDir('gzip')).arrayBuffer());
      default:
        await pglite.close();
        return undefined;
    }
  }

  parentPort?.on('message', (request: WorkerRequest) => {
    handle(request).then(
      (bytes) => answer({ kind: 'answer', call: request.call, ...(bytes ? { bytes } : {}) }),
      (error: unknown) =>
        answer({
          kind: 'answer',
          call: request.call,
          error: error instanceof Error ? error.message : JSON.stringify(error),
        }),
    );
  });
  answer({ kind: 'ready' });
}

if (isWorkerStart(workerData))
  serve(workerData).catch((error: unknown) => answer({ kind: 'failed', message: String(error) }));
