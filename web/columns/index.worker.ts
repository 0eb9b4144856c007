import { config } from 'zod';
import type { ToWorker } from './messages.ts';

// As in main.tsx: zod must be told before the first contract is read that it may compile nothing here, hence the late
// import. What comes meanwhile waits.
config({ jitless: true });

// The types are those of a page; a worker posts without a target.
const port = globalThis as unknown as Pick<Worker, 'postMessage'>;
const waiting: ToWorker[] = [];
let work = (message: ToWorker): void => void waiting.push(message);
globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => work(data));

const { createWork } = await import('./work.ts');
work = createWork((message, handedOver) => port.postMessage(message, handedOver));
waiting.forEach((message) => work(message));
