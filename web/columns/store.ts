import type { ApiProblem, Asking } from '../api.ts';
import type { AreaGeometry } from '../map/areas.ts';
import { fetchColumns, fetchMatching, fetchOutlines } from './ask.ts';
import type { ColumnsClient, Listeners } from './client.ts';
import type { Answer, Question } from './question.ts';
import { createServerClient } from './server-client.ts';
import type { WindowChoice } from '../explore/window.ts';
import { isSameHistogram } from '../timeline/histogram.ts';

/** An answer with all that is needed to show it. */
export type Shown = {
  readonly answer: Answer;
  readonly outlines: ReadonlyMap<number, AreaGeometry>;
  /** As of when its incidents were on record; null is now. */
  readonly knownAt: string | null;
  /** The text that its incidents were found by, as it was given to `setMatching`. */
  readonly text: string;
  /** The window that a hand held when it was asked, and that the view does not have; null where the view's own was asked for. */
  readonly passing: WindowChoice | null;
};

/** The newest answer, null before the first; and why the worker or the service failed, where it did since. */
export type Snapshot = { readonly shown: Shown | null; readonly failure: string | ApiProblem | null };

const NOTHING: Snapshot = { shown: null, failure: null };

export type ColumnsStore = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly snapshot: () => Snapshot;
  /**
   * Brings what the worker holds to the present state of a moment: by what has changed where it holds that moment
   * already. Where that would be more than a browser is to hold, the service answers about that moment in its place. Gives
   * how many incidents there are. Throws ApiProblem, an abort, or an Error where the worker fails.
   */
  readonly load: (knownAt: string | null, signal: AbortSignal) => Promise<{ total: number }>;
  /** `passing`: the question's window, where it is in passing and not the view's. */
  readonly ask: (question: Omit<Question, 'number'>, passing?: WindowChoice | null) => void;
  /** The incidents that a text stands in, null for all; nothing is asked before it was called for the first time. */
  readonly setMatching: (text: string, ids: readonly number[] | Uint8Array<ArrayBuffer> | null) => void;
  /** As `setMatching`, where only the service knows in which incidents a text stands. Throws ApiProblem, or an abort. */
  readonly search: (text: string, asking: Asking) => Promise<void>;
  readonly setOwn: ColumnsClient['setOwn'];
  /** Asks apart from the screen, see ColumnsClient; with the outlines that the answer refers to. */
  readonly askOnce: (question: Omit<Question, 'number'>) => Promise<Pick<Shown, 'answer' | 'outlines'>>;
  readonly idsIn: ColumnsClient['idsIn'];
  readonly fail: (reason: string | ApiProblem) => void;
};

/** What is kept of one viewer while anybody listens. */
type Running = {
  readonly worker: ColumnsClient;
  readonly server: ReturnType<typeof createServerClient>;
  /** Whichever of them answers. */
  isAtServer: boolean;
  /** What the worker holds. */
  held: { knownAt: string | null; version: string } | null;
  /** The text, null before any was told, and the one whose incidents the worker was told. */
  text: string | null;
  matched: string;
  question: Omit<Question, 'number'> | null;
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
  let now: Running | null = null;
  /** What the worker's answers are about from now on. */
  let about: Pick<Shown, 'knownAt' | 'outlines'> = { knownAt: null, outlines: new Map() };
  let loading = 0;
  const listeners = new Set<() => void>();
  const passingOf = new WeakMap<Omit<Question, 'number'>, WindowChoice>();

  const tell = (next: Snapshot): void => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  const fail: ColumnsStore['fail'] = (failure) => {
    tell({ ...snapshot, failure });
    onAwaited(false);
  };
  const show = (shown: Omit<Shown, 'passing'>, behind: number, to: Omit<Question, 'number'>): void => {
    tell({ shown: { ...shown, passing: passingOf.get(to) ?? null }, failure: null });
    if (behind === 0 && loading === 0) onAwaited(false);
  };
  const run = (): void => {
    snapshot = NOTHING;
    let before: Answer | null = null;
    // A map that is the same is not drawn anew, nor are bars: while the window moves over them they stay as they are.
    const withSameDrawn = (answer: Answer): Answer => {
      const map = before?.mapOf === answer.mapOf ? before.map : answer.map;
      const { histogram: one = null } = before ?? {};
      const histogram = isSameHistogram(one, answer.histogram) ? one : answer.histogram;
      before = { ...answer, map, histogram };
      return before;
    };
    const started: Running = {
      worker: start({
        onAnswer: (answer, behind, to) => {
          const of = { ...about, text: started.text ?? '' };
          if (!started.isAtServer) show({ answer: withSameDrawn(answer), ...of }, behind, to);
        },
        onFailed: fail,
      }),
      server: createServerClient({
        onAnswer: (answer, behind, to, of) => {
          if (started.isAtServer) show({ answer, ...of }, behind, to);
        },
        onFailed: (problem) => {
          if (started.isAtServer) fail(problem);
        },
      }),
      isAtServer: false,
      held: null,
      text: null,
      matched: '',
      question: null,
    };
    now = started;
  };
  const running = (): Running => {
    if (now === null) throw new Error('the worker has been ended');
    return now;
  };
  const askWhoeverAnswers = ({ isAtServer, worker, server, text, question }: Running): void => {
    if (text !== null && question !== null) (isAtServer ? server : worker).ask(question);
  };
  /** Has the other of the two answer. */
  const turnTo = (isAtServer: boolean): void => {
    const one = running();
    if (one.isAtServer === isAtServer) return;
    one.isAtServer = isAtServer;
    one.held = null;
    if (isAtServer) one.server.setText(one.text ?? '');
    else one.server.rest();
    askWhoeverAnswers(one);
  };
  const bring: ColumnsStore['load'] = async (knownAt, signal) => {
    const { held } = running();
    const since = held !== null && held.knownAt === knownAt ? held.version : null;
    const answered = await fetchColumns({ knownAt, since, signal });
    signal.throwIfAborted();
    if (!('bytes' in answered)) {
      turnTo(true);
      running().server.follow(knownAt);
      return { total: answered.total };
    }
    const { bytes, version } = answered;
    const outlines = await fetchOutlines({ knownAt, version, signal });
    await catchUpWithText(knownAt, signal);
    signal.throwIfAborted();
    running().held = null;
    const { worker } = running();
    const outcome = since === null ? worker.load(bytes) : worker.delta(bytes);
    about = { knownAt, outlines: new Map(outlines.map(({ index, geometry }) => [index, geometry])) };
    // Behind the incidents: what they refer to is in place before the next question.
    worker.setOutlines(outlines);
    turnTo(false);
    const loaded = await outcome;
    // What has changed does not fit what was held.
    if (loaded === null) return bring(knownAt, signal);
    running().held = { knownAt, version: loaded.version };
    return { total: loaded.total };
  };
  /** What was looked for while the service answered is not known to the worker. */
  const catchUpWithText = async (knownAt: string | null, signal: AbortSignal): Promise<void> => {
    const one = running();
    if (one.text === null || one.text === one.matched) return;
    const { text } = one;
    one.worker.setMatching(text === '' ? null : await fetchMatching({ q: text, knownAt, signal }));
    one.matched = text;
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
  const setText = (next: string, tellWorker: (worker: ColumnsClient) => void): void => {
    onAwaited(true);
    if (now === null) return;
    const isFirst = now.text === null;
    now.text = next;
    tellWorker(now.worker);
    if (now.isAtServer) now.server.setText(next);
    if (isFirst) askWhoeverAnswers(now);
  };
  const setMatching: ColumnsStore['setMatching'] = (next, ids) =>
    setText(next, (worker) => {
      worker.setMatching(ids);
      if (now) now.matched = next;
    });
  return {
    subscribe: (listener) => {
      if (listeners.size === 0) run();
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        now?.worker.close();
        now?.server.rest();
        now = null;
      };
    },
    snapshot: () => snapshot,
    load,
    ask: (question, passing = null) => {
      onAwaited(true);
      if (passing !== null) passingOf.set(question, passing);
      if (now === null) return;
      now.question = question;
      askWhoeverAnswers(now);
    },
    setMatching,
    search: async (next, asking) => {
      if (now?.isAtServer === true) setText(next, () => undefined);
      else setMatching(next, await fetchMatching({ ...asking, q: next }));
    },
    setOwn: (ids) => {
      onAwaited(true);
      now?.worker.setOwn(ids);
      if (now?.isAtServer === true) now.server.setOwn();
    },
    askOnce: async (question) => {
      const one = running();
      if (one.isAtServer) return one.server.askOnce(question);
      return { answer: await one.worker.askOnce(question), outlines: about.outlines };
    },
    idsIn: (keys) => (now?.isAtServer === true ? now.server : now?.worker)?.idsIn(keys) ?? Promise.resolve([]),
    fail,
  };
}
