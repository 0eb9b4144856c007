import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ApiProblem } from '../../../web/api.ts';
import type { Answer } from '../../../web/columns/question.ts';
import { type About, createServerClient } from '../../../web/columns/server-client.ts';
import { toWire } from '../../../web/columns/wire.ts';
import { EVERYTHING } from '../../fixtures/questions.ts';

const V1 = 'version-aaaaaaaaaaaaa1';
const V2 = 'version-aaaaaaaaaaaaa2';

type Body = { list: { from: number }; asKnownAt: string | null; q: string | null; keys?: string[] };
type Asked = { path: string; body: Body | null; answer: (response: Response) => void };

/** Requests that wait until a test answers them, in the order in which they were made. */
let waiting: Asked[] = [];
let all: string[] = [];

beforeEach(() => {
  [waiting, all] = [[], []];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('fetch', (path: string, { body, signal }: RequestInit) => {
    all.push(path);
    return new Promise<Response>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      waiting.push({ path, body: typeof body === 'string' ? (JSON.parse(body) as Body) : null, answer: resolve });
    });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const countsOf = (version: string, from = 0): object =>
  toWire({
    version,
    total: 7,
    matched: 5,
    facets: {},
    onMap: { inView: 1, elsewhere: 2, notOnMap: 2 },
    list: { ids: Float64Array.of(3, 4), from },
    micros: 10,
  });
const binsOf = (version: string, more = {}): object => toWire({ version, map: { zoom: 5 }, ...more });
const OUTLINES = { outlines: [] };

/** Lets everything happen that waits for nothing but itself. */
const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

/** Answers what waits: counts, bins and outlines of a version. */
async function answerAll(version: string): Promise<void> {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const { path, body, answer } = one;
    if (path.endsWith('counts')) answer(Response.json(countsOf(version, body?.list.from)));
    else answer(Response.json(path.endsWith('bins') ? binsOf(version) : OUTLINES));
    await pass();
  }
}

function client() {
  const answers: { answer: Answer; behind: number; about: About }[] = [];
  const problems: ApiProblem[] = [];
  const made = createServerClient({
    onAnswer: (answer, behind, _, about) => answers.push({ answer, behind, about }),
    onFailed: (problem) => problems.push(problem),
  });
  const askFor = (from: number): void => made.ask({ ...EVERYTHING, list: { ...EVERYTHING.list, from } });
  return { made, answers, problems, askFor };
}

const pathsWaiting = (): string[] => waiting.map(({ path }) => path.split('/').slice(3).join('/'));
const told = ({ answers }: ReturnType<typeof client>): number[] => answers.map(({ answer }) => answer.list.from);

describe('the service in place of a worker', () => {
  test('is asked for both halves of an answer and its outlines, once a moment is known', async () => {
    const one = client();
    one.made.setText('kabul');
    one.askFor(0);
    expect(waiting).toStrictEqual([]);
    one.made.follow('2026-01-01T00:00:00Z');
    expect(waiting.map(({ body }) => [body?.asKnownAt, body?.q])).toStrictEqual([
      ['2026-01-01T00:00:00Z', 'kabul'],
      ['2026-01-01T00:00:00Z', 'kabul'],
    ]);
    await answerAll(V1);
    expect(one.answers).toStrictEqual([
      {
        answer: {
          version: V1,
          total: 7,
          matched: 5,
          facets: {},
          onMap: { inView: 1, elsewhere: 2, notOnMap: 2 },
          list: { ids: Float64Array.of(3, 4), from: 0 },
          micros: 10,
          number: 3,
          map: { zoom: 5 },
          mapOf: 3,
        },
        behind: 0,
        about: { knownAt: '2026-01-01T00:00:00Z', text: 'kabul', outlines: new Map() },
      },
    ]);
    expect(all.at(-1)).toBe(`/api/explore/incidents/outlines?version=${V1}&asKnownAt=2026-01-01T00%3A00%3A00Z`);
  });

  test('is asked for the map again only where something has changed that it hangs on', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    await answerAll(V1);
    await pass(250);
    one.askFor(50);
    expect(pathsWaiting()).toStrictEqual(['counts']);
    await answerAll(V1);
    expect(one.answers[1]?.answer.map).toBe(one.answers[0]?.answer.map);
    await pass(250);
    one.made.ask({ ...EVERYTHING, zoom: 6 });
    expect(pathsWaiting()).toStrictEqual(['counts', 'bins']);
    await answerAll(V1);
    await pass(250);
    // Meanwhile something was written: the map that was kept is of another version.
    one.made.follow(null);
    expect(pathsWaiting()).toStrictEqual(['counts']);
    await answerAll(V2);
    expect(one.answers.map(({ answer }) => answer.mapOf)).toStrictEqual([2, 2, 4, 5]);
    expect(all.slice(-4)).toStrictEqual([
      '/api/explore/counts',
      '/api/explore/counts',
      '/api/explore/bins',
      `/api/explore/incidents/outlines?version=${V2}`,
    ]);
  });

  test('is asked one question at a time, the newest, and not without end while a hand drags', async () => {
    const one = client();
    one.made.follow(null);
    for (const from of [0, 50, 100]) one.askFor(from);
    expect(pathsWaiting()).toStrictEqual(['counts', 'bins']);
    await answerAll(V1);
    expect(pathsWaiting()).toStrictEqual([]);
    await pass(249);
    expect(pathsWaiting()).toStrictEqual([]);
    await pass(1);
    await answerAll(V1);
    expect(told(one)).toStrictEqual([0, 100]);
    expect(one.answers.map(({ behind }) => behind)).toStrictEqual([2, 0]);
    await pass(10_000);
    expect(pathsWaiting()).toStrictEqual([]);
  });

  test('two halves of different versions are no answer', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    waiting.shift()?.answer(Response.json(countsOf(V1)));
    waiting.shift()?.answer(Response.json(binsOf(V2)));
    await pass();
    expect([told(one), pathsWaiting()]).toStrictEqual([[], ['counts', 'bins']]);
    await answerAll(V2);
    expect(one.answers.map(({ answer }) => answer.version)).toStrictEqual([V2]);
  });

  test('nor is one whose outlines are no longer held; and there is an end to asking', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    const gone = { type: '', title: '', status: 404, code: 'not-found', detail: 'not held any more' };
    for (let tries = 0; tries < 5; tries++) {
      waiting.shift()?.answer(Response.json(countsOf(V1)));
      waiting.shift()?.answer(Response.json(binsOf(V1)));
      await pass();
      expect(pathsWaiting()).toStrictEqual([`incidents/outlines?version=${V1}`]);
      waiting.shift()?.answer(Response.json(gone, { status: 404 }));
      await pass();
    }
    expect([told(one), pathsWaiting(), one.problems.map(({ kind }) => kind)]).toStrictEqual([[], [], ['failed']]);
  });

  test('is asked again when it says so, with what is the newest by then', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    const problem = { type: '', title: '', status: 503, code: 'incidents-not-ready', detail: 'being read' };
    for (const { answer } of waiting.splice(0))
      answer(Response.json(problem, { status: 503, headers: { 'retry-after': '2' } }));
    await pass(1_900);
    one.askFor(50);
    expect(pathsWaiting()).toStrictEqual([]);
    await pass(100);
    await answerAll(V1);
    expect([told(one), one.problems]).toStrictEqual([[50], []]);
  });

  test('tells of any other failure once, and answers the next question', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    for (const { answer } of waiting.splice(0)) answer(new Response('<html>', { status: 502 }));
    await pass(10_000);
    expect(one.problems.map(({ kind }) => kind)).toStrictEqual(['offline']);
    expect(pathsWaiting()).toStrictEqual([]);
    one.askFor(50);
    await answerAll(V1);
    expect(told(one)).toStrictEqual([50]);
  });

  test('is no longer waited for when another moment is followed, or none', async () => {
    const one = client();
    one.made.follow(null);
    one.askFor(0);
    const old = waiting.splice(0);
    one.made.follow('2026-01-01T00:00:00Z');
    await pass(250);
    old[0]?.answer(Response.json(countsOf(V1)));
    old[1]?.answer(Response.json(binsOf(V1)));
    await answerAll(V2);
    expect(one.answers.map(({ about }) => about.knownAt)).toStrictEqual(['2026-01-01T00:00:00Z']);
    await pass(250);
    one.askFor(50);
    one.made.rest();
    one.askFor(100);
    waiting = [];
    await pass(10_000);
    expect([told(one), pathsWaiting(), one.problems]).toStrictEqual([[0], [], []]);
  });

  test('names the incidents at places of the map that it drew last', async () => {
    const one = client();
    expect(await one.made.idsIn(['area:1'])).toStrictEqual([]);
    one.made.follow(null);
    one.askFor(0);
    await answerAll(V1);
    const ids = one.made.idsIn(['area:1']);
    const [asked] = waiting.splice(0);
    expect(asked?.body).toStrictEqual({ ...EVERYTHING, asKnownAt: null, q: null, keys: ['area:1'] });
    asked?.answer(Response.json(binsOf(V1, { ids: Float64Array.of(9, 2) })));
    expect(await ids).toStrictEqual([9, 2]);
  });
});
