import { parentPort } from 'node:worker_threads';
import type { Outlines } from './contract.ts';
import type { QuestionAsked } from './question/contract.ts';
import type { FromWorker, ToWorker } from '../../web/columns/messages.ts';
import type { Answer } from '../../web/columns/question.ts';
import { toWire } from '../../web/columns/wire.ts';
import { createWork } from '../../web/columns/work.ts';

// The engine of the page in a thread of the service: the same code works out the same numbers.

/** What an engine has to be told before a question; what is left out is as it was. */
export interface EngineNews {
  /** An Arrow stream of everything, or of what has changed since the version that the engine has. */
  columns?: Uint8Array<ArrayBuffer>;
  /** JSON text of `Outlines`. */
  outlines?: string;
  /** The incidents that the words of the question stand in; null where it has none. */
  matching?: readonly number[] | null;
  /** The incidents that are the asker's. */
  own?: readonly number[];
}

/** The filters and the view, without what the engine is told in another way. */
export type EngineQuestion = Omit<QuestionAsked, 'asKnownAt' | 'q'>;

/** What is asked: everything but the map; or the map, with the incidents at these of its places. */
export interface EngineAsked {
  question: EngineQuestion;
  part: { kind: 'counts' } | { kind: 'bins'; keys: readonly string[] | null; most: number };
}

/** News, and a question after them; null where nothing is asked. `call` numbers the answer. */
export interface EngineRequest {
  call: number;
  news: EngineNews;
  asked: EngineAsked | null;
}

/** The body of an answer as JSON in UTF-8, or why there is none: then the engine is of no more use. */
export type EngineAnswer = { call: number; body: Uint8Array<ArrayBuffer> } | { call: number; fault: string };

let told: FromWorker[] = [];
const work = createWork((message) => void told.push(message));

/** Does what a message says. @throws Error where it could not be acted on */
function act(message: ToWorker): FromWorker | undefined {
  told = [];
  work(message);
  const fault = told.find(({ kind }) => kind === 'failed' || kind === 'misfit');
  if (fault) throw new Error(fault.kind === 'failed' ? fault.reason : 'what has changed does not fit what is held');
  return told[0];
}

function takeNews({ columns, outlines, matching, own }: EngineNews): void {
  if (columns !== undefined) act({ kind: 'delta', bytes: columns });
  if (outlines !== undefined) {
    const told = (JSON.parse(outlines) as Outlines).outlines;
    act({
      kind: 'outlines',
      outlines: told.flatMap(({ index, geometry }) => (geometry.type === 'Point' ? [] : [{ index, geometry }])),
    });
  }
  if (matching !== undefined) act({ kind: 'matching', ids: matching });
  if (own !== undefined) act({ kind: 'own', ids: own });
}

function answerTo(asked: EngineQuestion): Answer {
  const answered = act({ kind: 'ask', question: { ...asked, number: 0 } });
  if (answered?.kind !== 'answer') throw new Error('the engine gave no answer');
  return answered.answer;
}

/** The incidents at places of the map that was drawn last. */
function idsIn(keys: readonly string[], most: number): Float64Array {
  const answered = act({ kind: 'ids-in', request: 0, keys });
  return Float64Array.from(answered?.kind === 'ids' ? answered.ids.slice(0, most) : []);
}

function bodyOf({ question, part }: EngineAsked): object {
  // The numbers of questions are a page's own affair.
  const { map, mapOf: _mapOf, number: _number, ...counts } = answerTo(question);
  if (part.kind === 'counts') return toWire(counts);
  const ids = part.keys === null ? {} : { ids: idsIn(part.keys, part.most) };
  return toWire({ version: counts.version, map, ...ids, micros: counts.micros });
}

parentPort?.on('message', ({ call, news, asked }: EngineRequest) => {
  try {
    takeNews(news);
    const body = new TextEncoder().encode(asked === null ? '' : JSON.stringify(bodyOf(asked)));
    parentPort?.postMessage({ call, body } satisfies EngineAnswer, [body.buffer]);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ call, fault } satisfies EngineAnswer);
  }
});
