import type { AreaGeometry } from '../map/areas.ts';
import { fetchColumns, fetchOutlines } from './ask.ts';
import type { ColumnsClient, Listeners } from './client.ts';
import type { Answer, Question } from './question.ts';

/** An answer with all that is needed to show it. */
export type Shown = {
  readonly answer: Answer;
  readonly outlines: ReadonlyMap<number, AreaGeometry>;
  /** As of when its incidents were on record; null is now. */
  readonly knownAt: string | null;
  /** The text that its incidents were found by, as it was given to `setMatching`. */
  readonly text: string;
};

/** The newest answer, null before the first; and why the worker failed, where it did since. */
export type Snapshot = { readonly shown: Shown | null; readonly failure: string | null };

const NOTHING: Snapshot = { shown: null, failure: null };

export type ColumnsStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Snapshot;
  /**
   * Brings what the worker holds to the present state of a moment: by what has changed where it holds that moment
   * already. Gives how many incidents there are. Throws ApiProblem, an abort, or an Error where the worker fails.
   */
  readonly load: (knownAt: string | null, signal: AbortSignal) => Promise<{ total: number }>;
  readonly ask: (question: Omit<Question, 'number'>) => void;
  /** The incidents that a text stands in, null for all; nothing is asked before it was called for the first time. */
  readonly setMatching: (text: string, ids: readonly number[] | Uint8Array<ArrayBuffer> | null) => void;
  readonly setOwn: ColumnsClient['setOwn'];
  /** Asks apart from the screen, see ColumnsClient; with the outlines that the answer refers to. */
  readonly askOnce: (question: Omit<Question, 'number'>) => Promise<Pick<Shown, 'answer' | 'outlines'>>;
  readonly idsIn: ColumnsClient['idsIn'];
  readonly fail: (reason: string) => void;
};

/**
 * The worker of one viewer, what it was given, and its newest answer for whoever listens. The worker runs as long as
 * anybody listens; what it is told before is lost. `onAwaited` is told whether anything newer than the newest answer is
 * on its way.
 */
export function createColumnsStore(
  start: (listeners: Listeners) => ColumnsClient,
  onAwaited: (isAwaited: boolean) => void = () => undefined,
): ColumnsStore {
  let snapshot: Snapshot = NOTHING;
  let client: ColumnsClient | null = null;
  let held: { knownAt: string | null; version: string } | null = null;
  /** What answers are about from now on. */
  let about: Pick<Shown, 'knownAt' | 'outlines'> = { knownAt: null, outlines: new Map() };
  let text: string | null = null;
  let waiting: Omit<Question, 'number'> | null = null;
  const listeners = new Set<() => void>();

  const tell = (next: Snapshot): void => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  const fail = (reason: string): void => {
    tell({ ...snapshot, failure: reason });
    onAwaited(false);
  };
  let loading = 0;
  // A map that is the same is not drawn anew.
  const withSameMap = (answer: Answer): Answer => {
    const before = snapshot.shown?.answer;
    return before?.mapOf === answer.mapOf ? { ...answer, map: before.map } : answer;
  };
  const run = (): void => {
    [snapshot, held, text, waiting] = [NOTHING, null, null, null];
    client = start({
      onAnswer: (answer, behind) => {
        tell({ shown: { answer: withSameMap(answer), ...about, text: text ?? '' }, failure: null });
        if (behind === 0 && loading === 0) onAwaited(false);
      },
      onFailed: fail,
    });
  };
  const running = (): ColumnsClient => {
    if (client === null) throw new Error('the worker has been ended');
    return client;
  };
  const bring: ColumnsStore['load'] = async (knownAt, signal) => {
    const since = held !== null && held.knownAt === knownAt ? held.version : null;
    const { bytes, version } = await fetchColumns({ knownAt, since, signal });
    const outlines = await fetchOutlines({ knownAt, version, signal });
    signal.throwIfAborted();
    held = null;
    const outcome = since === null ? running().load(bytes) : running().delta(bytes);
    about = { knownAt, outlines: new Map(outlines.map(({ index, geometry }) => [index, geometry])) };
    // Behind the incidents: what they refer to is in place before the next question.
    running().setOutlines(outlines);
    const loaded = await outcome;
    // What has changed does not fit what was held.
    if (loaded === null) return bring(knownAt, signal);
    held = { knownAt, version: loaded.version };
    return { total: loaded.total };
  };
  const load: ColumnsStore['load'] = async (knownAt, signal) => {
    onAwaited(true);
    loading += 1;
    // What is loaded is asked about at once, and that answer ends the wait; nothing comes where it failed.
    let hasFailed = true;
    try {
      const loaded = await bring(knownAt, signal);
      hasFailed = false;
      return loaded;
    } finally {
      loading -= 1;
      if (hasFailed && loading === 0) onAwaited(false);
    }
  };
  return {
    subscribe: (listener) => {
      if (listeners.size === 0) run();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        client?.close();
        client = null;
      };
    },
    snapshot: () => snapshot,
    load,
    ask: (question) => {
      onAwaited(true);
      if (text === null) waiting = question;
      else client?.ask(question);
    },
    setMatching: (next, ids) => {
      onAwaited(true);
      text = next;
      client?.setMatching(ids);
      if (waiting !== null) client?.ask(waiting);
      waiting = null;
    },
    setOwn: (ids) => {
      onAwaited(true);
      client?.setOwn(ids);
    },
    askOnce: async (question) => {
      const answer = await running().askOnce(question);
      return { answer, outlines: about.outlines };
    },
    idsIn: (keys) => client?.idsIn(keys) ?? Promise.resolve([]),
    fail,
  };
}
