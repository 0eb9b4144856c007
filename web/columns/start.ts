import { type ColumnsClient, createColumnsClient, type Listeners } from './client.ts';
import type { FromWorker } from './messages.ts';

/** Starts the worker that holds the incidents; a file of its own, as the content security policy wants it. */
export function startColumns(listeners: Listeners): ColumnsClient {
  const worker = new Worker(new URL('./index.worker.ts', import.meta.url), { type: 'module', name: 'columns' });
  return createColumnsClient(
    {
      post: (message, handedOver) => worker.postMessage(message, handedOver),
      listen: (onMessage, onGone) => {
        worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => onMessage(data));
        worker.addEventListener('error', onGone);
      },
      terminate: () => worker.terminate(),
    },
    listeners,
  );
}
