import { MOST_KEYS } from '../../api/explore/question/contract.ts';
import { ApiProblem } from '../api.ts';
import { RequestProblem } from '../auth/request.ts';
import type { AreaGeometry } from '../map/areas.ts';
import { fetchBins, fetchCounts, fetchOutlines, type ServerQuestion } from './ask.ts';
import type { ColumnsClient } from './client.ts';
import type { Answer, ColumnMap, Question } from './question.ts';

/** What an answer is about. */
export type About = {
  readonly knownAt: string | null;
  readonly text: string;
  readonly outlines: ReadonlyMap<number, AreaGeometry>;
};

/** As the worker, but the service works out the answers: it is told a moment in place of incidents, and words in place of ids. */
export type ServerClient = Pick<ColumnsClient, 'ask' | 'idsIn'> & {
  /** Answers are about the present state of this moment from now on. */
  readonly follow: (knownAt: string | null) => void;
  /** Nothing is asked any more before it is told a moment again. */
  readonly rest: () => void;
  /** The words that are looked for; empty where none are. */
  readonly setText: (text: string) => void;
  /** Whose an incident is may have changed. */
  readonly setOwn: () => void;
  /** Asks apart from the screen; with the outlines that the answer refers to. Throws ApiProblem, or an abort. */
  readonly askOnce: (
    question: Omit<Question, 'number'>,
  ) => Promise<Pick<About, 'outlines'> & { readonly answer: Answer }>;
};

export type ServerListeners = {
  /** As the worker's, see Listeners. */
  readonly onAnswer: (answer: Answer, behind: number, to: Omit<Question, 'number'>, about: About) => void;
  readonly onFailed: (problem: ApiProblem) => void;
};

/** Between the beginnings of two questions: dragging asks without end, and what one address may ask in a minute has one. */
const SPACING_MS = 250;
/** How often the parts of an answer are asked for until all are of one version. */
const MOST_TRIES = 5;

/** Of a version that others have followed meanwhile there may be no outlines any more. */
function noneWhereNotHeld(error: unknown): null {
  if (error instanceof ApiProblem && error.kind === 'not-found') return null;
  throw error;
}

const problemOf = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem('failed', String(error));

type Drawn = { readonly key: string; readonly version: string; readonly map: ColumnMap; readonly of: number };

/**
 * Speaks with the service in place of a worker. At most one question is with it, and then the newest: an answer that nobody
 * waits for would be worked out all the same. Where the service says when to ask again, it is asked again then.
 */
export function createServerClient({ onAnswer, onFailed }: ServerListeners): ServerClient {
  let about: { knownAt: string | null; controller: AbortController } | null = null;
  let text = '';
  let last: Omit<Question, 'number'> | null = null;
  let [number, ownEpoch, startedAt] = [0, 0, -Infinity];
  let isDue = false;
  let isBusy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawn: Drawn | null = null;
  let drawnFor: ServerQuestion | null = null;
  let outlines: { key: string; list: About['outlines'] } | null = null;

  const outlinesOf = async (
    knownAt: string | null,
    version: string,
    signal: AbortSignal,
  ): Promise<About['outlines']> => {
    const key = `${knownAt} ${version}`;
    if (outlines?.key === key) return outlines.list;
    const told = await fetchOutlines({ knownAt, version, signal });
    outlines = { key, list: new Map(told.map(({ index, geometry }) => [index, geometry])) };
    return outlines.list;
  };
  /** Both halves of an answer and the outlines that they refer to, of one version. */
  const fetchWhole = async (question: ServerQuestion, of: number, signal: AbortSignal) => {
    const { filters, extent, within, zoom, selectedId, q, asKnownAt } = question;
    const key = JSON.stringify([filters, extent, within, zoom, selectedId, q, asKnownAt, ownEpoch]);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const isDrawn = tries === 0 && drawn?.key === key;
      const [counts, bins] = await Promise.all([
        fetchCounts(question, signal),
        isDrawn ? drawn : fetchBins(question, signal).then(({ version, map }) => ({ key, version, map, of })),
      ]);
      if (bins === null || counts.version !== bins.version) continue;
      const list = await outlinesOf(asKnownAt, counts.version, signal).catch(noneWhereNotHeld);
      if (list === null) continue;
      return { answer: { ...counts, number: of, map: bins.map, mapOf: bins.of }, bins, outlines: list };
    }
    throw new ApiProblem('failed', 'the incidents changed whenever they were counted');
  };
  const fail = (error: unknown): void => {
    const seconds = error instanceof RequestProblem ? error.retryAfterSeconds : null;
    if (seconds === null) return onFailed(problemOf(error));
    isDue = true;
    startedAt = performance.now() + seconds * 1_000 - SPACING_MS;
  };
  const work = async (
    to: Omit<Question, 'number'>,
    { knownAt, controller: { signal } }: NonNullable<typeof about>,
  ): Promise<void> => {
    const [question, asked] = [asAsked(to, knownAt), number];
    try {
      const { answer, bins, outlines: list } = await fetchWhole(question, asked, signal);
      if (signal.aborted) return;
      [drawn, drawnFor] = [bins, question];
      onAnswer(answer, number - asked, to, { knownAt, text: question.q ?? '', outlines: list });
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  };
  const asAsked = (question: Omit<Question, 'number'>, knownAt: string | null): ServerQuestion => ({
    ...question,
    asKnownAt: knownAt,
    q: text === '' ? null : text,
  });
  const askIfDue = (): void => {
    clearTimeout(timer);
    if (!isDue || isBusy || about === null || last === null) return;
    const wait = startedAt + SPACING_MS - performance.now();
    if (wait > 0) {
      timer = setTimeout(askIfDue, wait);
      return;
    }
    [isDue, isBusy, startedAt] = [false, true, performance.now()];
    void work(last, about).then(() => {
      isBusy = false;
      askIfDue();
    });
  };
  const askAgain = (): void => {
    number += 1;
    isDue = true;
    askIfDue();
  };

  return {
    follow: (knownAt) => {
      if (about === null || about.knownAt !== knownAt) {
        about?.controller.abort();
        about = { knownAt, controller: new AbortController() };
      }
      askAgain();
    },
    setText: (next) => {
      text = next;
      askAgain();
    },
    setOwn: () => {
      ownEpoch += 1;
      askAgain();
    },
    ask: (question) => {
      last = question;
      askAgain();
    },
    idsIn: async (keys) => {
      if (drawnFor === null || about === null) return [];
      const { signal } = about.controller;
      try {
        const { ids } = await fetchBins({ ...drawnFor, keys: keys.slice(0, MOST_KEYS) }, signal);
        return [...(ids ?? [])];
      } catch (error) {
        if (!signal.aborted) onFailed(problemOf(error));
        return [];
      }
    },
    askOnce: async (question) => {
      if (about === null) throw new ApiProblem('failed', 'the service is not asked about a moment');
      const { knownAt, controller } = about;
      const { answer, outlines: list } = await fetchWhole(asAsked(question, knownAt), number, controller.signal);
      return { answer, outlines: list };
    },
    rest: () => {
      about?.controller.abort();
      about = null;
      clearTimeout(timer);
    },
  };
}
