import { QUERY_MILLISECONDS, type Queries } from '../db/database.ts';
import { foldText } from '../geo/contract.ts';
import { Problem } from '../problem.ts';
import type { Sight } from '../record/rows-seen.ts';
import { encode } from './bodies.ts';
import { EngineThread } from './engine-thread.ts';
import type { EngineAsked, EngineNews } from './engine-worker.ts';
import { findMatching, findWriteMark } from './queries.ts';
import type { SeenColumns } from './seen-columns.ts';
import { MOST_PASTS } from './stores.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What bounds the engines of a service; tests have narrower ones. */
export interface EngineLimits {
  /** Engines of moments at once, beside one of now for each class of viewer. Each holds some 150 bytes an incident. */
  moments: number;
  /** Questions that one engine has before it. */
  questions: number;
  /** How long whoever asks waits for the first answer of an engine: the incidents have to be read before. */
  readyMilliseconds: number;
  /** How long they wait for any later one. */
  answerMilliseconds: number;
  /** After so long without a question an engine ends. */
  idleMilliseconds: number;
}

const LIMITS: EngineLimits = {
  moments: MOST_PASTS,
  questions: 32,
  readyMilliseconds: 5_000,
  answerMilliseconds: QUERY_MILLISECONDS,
  idleMilliseconds: 5 * 60_000,
};

/** Sets of ids that are kept beside an engine: of words, which may stand in all incidents, and of people. */
const MOST_SETS = { words: 4, people: 64 };

/** Where the moment stands in the key of an engine of now. */
const NOW = ' now';

/** How soon to ask again. */
const SOON_SECONDS = 1;
const BUILT_SECONDS = 2;

/** A question of somebody. */
export interface Asking {
  sight: Sight;
  q: string | null;
  /** Whoever asks, and how to find the incidents that are theirs; null for a reader, who has none. */
  owner: { id: string; find: () => Promise<number[]> } | null;
  asked: EngineAsked;
}

/** Engines that answer what pages would work out for themselves, if they could hold all incidents. */
export interface Engines {
  /**
   * The body of an answer, JSON in UTF-8, worked out on what is on record when it is asked.
   *
   * @throws Problem `incidents-not-ready`, `too-many-questions`, `query-took-too-long`, each with when to ask again
   */
  ask(asking: Asking): Promise<Bytes>;
  /** How many there are at the moment. */
  count(): number;
  /** Ends all of them. */
  end(): Promise<void>;
}

interface EngineParts {
  queries: Queries;
  /** The columns of what is seen, up to date. */
  columnsOf: (sight: Sight) => Promise<SeenColumns>;
  limits?: Partial<EngineLimits> | undefined;
}

/** Sets of ids by name, each kept for as long as its state is the same; the oldest go first. */
class Sets {
  readonly #most: number;
  readonly #kept = new Map<string, { state: string; ids: Promise<number[]> }>();

  constructor(most: number) {
    this.#most = most;
  }

  get(name: string, state: string, find: () => Promise<number[]>): Promise<number[]> {
    const kept = this.#kept.get(name);
    if (kept?.state === state) return kept.ids;
    const ids = find();
    this.#kept.delete(name);
    this.#kept.set(name, { state, ids });
    ids.catch(() => this.#kept.delete(name));
    for (const oldest of this.#kept.keys()) if (this.#kept.size > this.#most) this.#kept.delete(oldest);
    return ids;
  }
}

/** What a question needs beside the columns: sets of ids, each with a name that changes with it. */
interface Prepared {
  seen: SeenColumns;
  matching: { name: string; ids: number[] | null };
  own: { name: string; ids: number[] };
}

/** One engine with what it was last told. It begins to read as soon as it is made, whether or not anybody waits for it. */
class Held {
  readonly thread = new EngineThread();
  readonly #parts: EngineParts;
  readonly #sight: Sight;
  readonly #matching = new Sets(MOST_SETS.words);
  readonly #own = new Sets(MOST_SETS.people);
  readonly #reading: Promise<void>;
  #told = { version: null as string | null, outlines: '', matching: '', own: '' };
  #waiting = 0;
  isReady = false;
  idle: NodeJS.Timeout | undefined;

  constructor(parts: EngineParts, sight: Sight) {
    this.#parts = parts;
    this.#sight = sight;
    this.#reading = this.#read();
    // Whoever waits is told why; the next who asks gets another engine.
    this.#reading.catch(() => this.thread.end());
  }

  /** Questions that are not yet answered, those among them that nobody waits for any more. */
  get waiting(): number {
    return this.#waiting;
  }

  get isAtWork(): boolean {
    return !this.thread.hasEnded && (this.#waiting > 0 || !this.isReady);
  }

  /** Asks; rejects with the reason of the signal where that comes before the answer. */
  ask(asking: Asking, signal: AbortSignal): Promise<Bytes> {
    this.#waiting++;
    const answer = this.#answer(asking, signal).finally(() => this.#waiting--);
    return unlessAborted(answer, signal);
  }

  async #answer(asking: Asking, signal: AbortSignal): Promise<Bytes> {
    await unlessAborted(this.#reading, signal);
    const prepared = await unlessAborted(this.#prepare(asking), signal);
    // Nothing happens between the news and their question: they reach the engine together.
    return this.thread.ask(this.#newsOf(prepared), asking.asked);
  }

  async #read(): Promise<void> {
    const seen = await this.#parts.columnsOf(this.#sight);
    await this.thread.ask(this.#columnsNews(seen), null);
    this.isReady = true;
  }

  async #prepare({ q, owner }: Asking): Promise<Prepared> {
    const { queries, columnsOf } = this.#parts;
    const seen = await columnsOf(this.#sight);
    const { version } = seen;
    const words = q === null ? '' : foldText(q);
    const find = () => findMatching(queries, this.#sight, words);
    const matching = {
      name: `${version} ${words}`,
      ids: words === '' ? null : await this.#matching.get(words, version, find),
    };
    if (owner === null) return { seen, matching, own: { name: 'nobody', ids: [] } };
    // Whose an incident is may change while the incident does not.
    const mark = await findWriteMark(queries);
    const ids = await this.#own.get(owner.id, mark, owner.find);
    return { seen, matching, own: { name: `${owner.id} ${mark}`, ids } };
  }

  /** What the engine has not been told yet. */
  #newsOf({ seen, matching, own }: Prepared): EngineNews {
    const columns = this.#columnsNews(seen);
    const before = this.#told;
    this.#told = { ...before, matching: matching.name, own: own.name };
    return {
      ...columns,
      ...(matching.name === before.matching ? {} : { matching: matching.ids }),
      ...(own.name === before.own ? {} : { own: own.ids }),
    };
  }

  #columnsNews(seen: SeenColumns): Pick<EngineNews, 'columns' | 'outlines'> {
    const before = this.#told;
    const { version, outlinesJson: outlines } = seen;
    if (version === before.version) return {};
    const columns = encode(seen, { since: before.version, asKnownAt: this.#sight.asKnownAt });
    this.#told = { ...before, version, outlines };
    return { columns, ...(outlines === before.outlines ? {} : { outlines }) };
  }
}

/** Gives what comes, or rejects with the reason of a signal that comes before. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function tooMany(detail: string): Problem {
  return new Problem('too-many-questions', `${detail}; ask again in ${SOON_SECONDS} s`, {
    retryAfterSeconds: SOON_SECONDS,
  });
}

/** Where engines are asked for that nobody has started: describes the service without one. */
export const NO_ENGINES: Engines = {
  ask: () => Promise.reject(new Error('unasked')),
  count: () => 0,
  end: () => Promise.resolve(),
};

/**
 * One engine for each class of viewer and moment that is asked about, in a thread of its own. It is told what that class sees
 * and nothing else, and before each question what has changed since the last.
 */
export function createEngines(parts: EngineParts): Engines {
  const limits = { ...LIMITS, ...parts.limits };
  /** By viewer and moment; the one asked last at the end. */
  const engines = new Map<string, Held>();

  function drop(key: string, held: Held): void {
    clearTimeout(held.idle);
    if (engines.get(key) === held) engines.delete(key);
    void held.thread.end();
  }

  function makeRoomForMoment(): void {
    const moments = [...engines].filter(([key]) => !key.endsWith(NOW));
    if (moments.length < limits.moments) return;
    const free = moments.find(([, { isAtWork }]) => !isAtWork);
    if (!free) throw tooMany(`${limits.moments} moments of the past are being asked about`);
    drop(...free);
  }

  function engineOf({ viewer, asKnownAt }: Sight): { key: string; held: Held } {
    const key = `${viewer}${asKnownAt === null ? NOW : ` ${new Date(asKnownAt).toISOString()}`}`;
    let held = engines.get(key);
    if (held?.thread.hasEnded) drop(key, held);
    held = engines.get(key);
    if (held === undefined) {
      if (asKnownAt !== null) makeRoomForMoment();
      held = new Held(parts, { viewer, asKnownAt });
    }
    engines.delete(key);
    engines.set(key, held);
    return { key, held };
  }

  function restart(key: string, held: Held): void {
    clearTimeout(held.idle);
    held.idle = setTimeout(() => (held.isAtWork ? restart(key, held) : drop(key, held)), limits.idleMilliseconds);
    held.idle.unref();
  }

  function lateness({ isReady }: Held): { milliseconds: number; problem: Problem } {
    if (isReady) {
      const milliseconds = limits.answerMilliseconds;
      const detail = `no answer within ${milliseconds / 1000} s; ask again in ${SOON_SECONDS} s`;
      const problem = new Problem('query-took-too-long', detail, { retryAfterSeconds: SOON_SECONDS });
      return { milliseconds, problem };
    }
    const detail = `the incidents are still being read; ask again in ${BUILT_SECONDS} s`;
    const problem = new Problem('incidents-not-ready', detail, { retryAfterSeconds: BUILT_SECONDS });
    return { milliseconds: limits.readyMilliseconds, problem };
  }

  return {
    ask: async (asking) => {
      const { key, held } = engineOf(asking.sight);
      restart(key, held);
      if (held.waiting >= limits.questions) throw tooMany(`${limits.questions} questions are before this one`);
      const { milliseconds, problem } = lateness(held);
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(problem), milliseconds);
      try {
        return await held.ask(asking, controller.signal);
      } finally {
        clearTimeout(timer);
      }
    },
    count: () => engines.size,
    end: async () => {
      const all = [...engines.values()];
      engines.clear();
      for (const { idle } of all) clearTimeout(idle);
      await Promise.all(all.map(({ thread }) => thread.end()));
    },
  };
}
