import type { FromWorker, ToWorker } from './messages.ts';
import type { Answer, Question } from './question.ts';
import type { Outline } from './shapes.ts';

/** What the page needs of a worker. */
export type WorkerPort = {
  readonly post: (message: ToWorker, handedOver: Transferable[]) => void;
  /** `onGone`: the worker could not be loaded, or has ended. */
  readonly listen: (onMessage: (message: FromWorker) => void, onGone: () => void) => void;
  readonly terminate: () => void;
};

export type Loaded = { readonly version: string; readonly total: number };

export type ColumnsClient = {
  /** Holds a whole answer of the service; its bytes are handed over and gone here. Rejects where they cannot be read. */
  readonly load: (bytes: Uint8Array<ArrayBuffer>) => Promise<Loaded>;
  /** Applies a delta; null where it does not fit what is held, and the whole is to be loaded. */
  readonly delta: (bytes: Uint8Array<ArrayBuffer>) => Promise<Loaded | null>;
  readonly setOutlines: (outlines: readonly Outline[]) => void;
  /** Ids, or the Arrow stream of ids as the service sends it; null where no text is asked for. */
  readonly setMatching: (ids: readonly number[] | Uint8Array<ArrayBuffer> | null) => void;
  readonly setOwn: (ids: readonly number[] | null) => void;
  /** Asks; of questions that come while one is worked on, only the newest is asked. Answers go to `onAnswer`. */
  readonly ask: (question: Omit<Question, 'number'>) => void;
  /** Asks apart from the screen; the screen's newest question and answer stay what they are. Rejects where it cannot be answered. */
  readonly askOnce: (question: Omit<Question, 'number'>) => Promise<Answer>;
  /** The incidents at places of the map as last drawn, by their keys. */
  readonly idsIn: (keys: readonly string[]) => Promise<readonly number[]>;
  readonly close: () => void;
};

export type Listeners = {
  /** The number of questions asked since this one is 0 where the answer is to the newest; with the question as it was asked. */
  readonly onAnswer: (answer: Answer, behind: number, to: Omit<Question, 'number'>) => void;
  readonly onFailed: (reason: string) => void;
};

type Waiting<Value> = { resolve: (value: Value) => void; reject: (error: Error) => void };

/**
 * Speaks with the worker. At most one question is with it, so that no answer is to a question of long ago; answers come
 * in the order of their questions, and none comes that was worked out on incidents since replaced. What is told the
 * worker in between asks the last question again.
 */
export function createColumnsClient(worker: WorkerPort, { onAnswer, onFailed }: Listeners): ColumnsClient {
  let [epoch, number, requests] = [0, 0, 0];
  let isLoaded = false;
  let isBusy = false;
  let last: Omit<Question, 'number'> | null = null;
  let inHand: Omit<Question, 'number'> | null = null;
  let isDue = false;
  const loads: Waiting<Loaded | null>[] = [];
  const asides = new Map<number, Waiting<Answer>>();
  const lists = new Map<number, (ids: readonly number[]) => void>();

  const tell = (message: ToWorker, handedOver: Transferable[] = []): void => worker.post(message, handedOver);
  const askIfDue = (): void => {
    if (!isDue || isBusy || !isLoaded || last === null) return;
    isDue = false;
    isBusy = true;
    inHand = last;
    tell({ kind: 'ask', question: { ...last, number } });
  };
  const askAgain = (): void => {
    if (last === null) return;
    number += 1;
    isDue = true;
    askIfDue();
  };
  const settle = (outcome: (waiting: Waiting<Loaded | null>) => void): void => {
    const waiting = loads.shift();
    if (waiting) outcome(waiting);
  };
  const takeLoaded = (loaded: Loaded): void => {
    isLoaded = true;
    settle(({ resolve }) => resolve({ version: loaded.version, total: loaded.total }));
    askAgain();
  };
  const takeOnce = (request: number, outcome: (waiting: Waiting<Answer>) => void): void => {
    const waiting = asides.get(request);
    asides.delete(request);
    if (waiting) outcome(waiting);
  };
  const takeFailed = (failed: Extract<FromWorker, { kind: 'failed' }>): void => {
    const { of, reason } = failed;
    if (failed.of === 'ask-once') return takeOnce(failed.request, ({ reject }) => reject(new Error(reason)));
    if (of === 'load' || of === 'delta') settle(({ reject }) => reject(new Error(reason)));
    if (of === 'ask') isBusy = false;
    onFailed(reason);
    askIfDue();
  };
  const take = (message: FromWorker): void => {
    switch (message.kind) {
      case 'loaded':
        return takeLoaded(message);
      case 'misfit':
        return settle(({ resolve }) => resolve(null));
      case 'answer':
        isBusy = false;
        if (message.epoch === epoch && inHand !== null)
          onAnswer(message.answer, number - message.answer.number, inHand);
        return askIfDue();
      case 'answer-once':
        return takeOnce(message.request, ({ resolve }) => resolve(message.answer));
      case 'ids':
        lists.get(message.request)?.(message.ids);
        lists.delete(message.request);
        return;
      case 'failed':
        return takeFailed(message);
    }
  };
  // Nothing is answered any more, so nobody is to wait for it.
  worker.listen(take, () => {
    const reason = 'the worker has failed';
    for (const { reject } of [...loads.splice(0), ...asides.values()]) reject(new Error(reason));
    asides.clear();
    onFailed(reason);
  });
  const awaitLoad = (): Promise<Loaded | null> =>
    new Promise((resolve, reject) => void loads.push({ resolve, reject }));

  return {
    load: async (bytes) => {
      epoch += 1;
      isLoaded = false;
      tell({ kind: 'load', epoch, bytes }, [bytes.buffer]);
      const loaded = await awaitLoad();
      if (loaded === null) throw new Error('the whole does not fit');
      return loaded;
    },
    delta: (bytes) => {
      tell({ kind: 'delta', bytes }, [bytes.buffer]);
      return awaitLoad();
    },
    setOutlines: (outlines) => {
      tell({ kind: 'outlines', outlines });
      askAgain();
    },
    setMatching: (ids) => {
      tell({ kind: 'matching', ids }, ids instanceof Uint8Array ? [ids.buffer] : []);
      askAgain();
    },
    setOwn: (ids) => {
      tell({ kind: 'own', ids });
      askAgain();
    },
    ask: (question) => {
      last = question;
      askAgain();
    },
    askOnce: (question) =>
      new Promise((resolve, reject) => {
        requests += 1;
        asides.set(requests, { resolve, reject });
        tell({ kind: 'ask-once', request: requests, question: { ...question, number: 0 } });
      }),
    idsIn: (keys) =>
      new Promise((resolve) => {
        requests += 1;
        lists.set(requests, resolve);
        tell({ kind: 'ids-in', request: requests, keys });
      }),
    close: () => worker.terminate(),
  };
}
