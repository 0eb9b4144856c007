import { Worker } from 'node:worker_threads';
import type { EngineAnswer, EngineAsked, EngineNews, EngineRequest } from './engine-worker.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** An engine in a thread of its own, which answers one question after the other, in the order in which they were asked. */
export class EngineThread {
  readonly #worker = new Worker(new URL('./engine-worker.ts', import.meta.url));
  readonly #waiting = new Map<number, { resolve: (body: Bytes) => void; reject: (error: Error) => void }>();
  #calls = 0;
  #hasEnded = false;

  constructor() {
    // Whoever stops the service need not wait for it.
    this.#worker.unref();
    this.#worker.on('message', (answer: EngineAnswer) => {
      const waiting = this.#waiting.get(answer.call);
      this.#waiting.delete(answer.call);
      if ('body' in answer) return waiting?.resolve(answer.body);
      waiting?.reject(new Error(answer.fault));
      return this.#fail(new Error('the engine has ended after a fault'));
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the engine has ended')));
  }

  /** Has it been ended, or failed? Another is needed then. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Asks, or tells news alone; the body of the answer is JSON. Rejects where the engine fails or ends before. */
  ask(news: EngineNews, asked: EngineAsked | null): Promise<Bytes> {
    return new Promise((resolve, reject) => {
      const call = ++this.#calls;
      this.#waiting.set(call, { resolve, reject });
      const handedOver = news.columns ? [news.columns.buffer] : [];
      this.#worker.postMessage({ call, news, asked } satisfies EngineRequest, handedOver);
    });
  }

  async end(): Promise<void> {
    this.#fail(new Error('the engine was ended'));
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    if (!this.#hasEnded) void this.#worker.terminate();
    this.#hasEnded = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
