import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ColumnsClient, Listeners, Loaded } from '../../../web/columns/client.ts';
import type { Answer, Question } from '../../../web/columns/question.ts';
import { createColumnsStore, type ColumnsStore } from '../../../web/columns/store.ts';
import { toWire } from '../../../web/columns/wire.ts';

const { signal } = new AbortController();
/** Only what the store itself reads of an answer. */
const answerOf = (mapOf: number, map = {}): Answer => ({ mapOf, map }) as unknown as Answer;
const question = { zoom: 5 } as unknown as Omit<Question, 'number'>;

let asked: string[] = [];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(
      url.includes('outlines')
        ? Response.json({ outlines: [] })
        : new Response(new Uint8Array([1]), { headers: { etag: 'W/"version-2"' } }),
    );
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A store over a client that keeps what it was told; `fits` says whether deltas apply. */
function storeOver({ fits = true } = {}) {
  const told: unknown[] = [];
  const awaited: boolean[] = [];
  const heard: { listeners: Listeners | null } = { listeners: null };
  const loaded: Loaded = { version: 'version-1', total: 3 };
  const note =
    (name: string) =>
    (...given: unknown[]): void =>
      void told.push([name, ...given]);
  const client: ColumnsClient = {
    load: () => (note('load')(), Promise.resolve(loaded)),
    delta: () => (note('delta')(), Promise.resolve(fits ? loaded : null)),
    setOutlines: note('outlines'),
    setMatching: note('matching'),
    setOwn: note('own'),
    ask: note('ask'),
    askOnce: () => (note('ask-once')(), Promise.resolve(answerOf(0))),
    idsIn: () => Promise.resolve([7]),
    close: note('close'),
  };
  const store = createColumnsStore(
    (listeners) => {
      heard.listeners = listeners;
      return client;
    },
    (isAwaited) => awaited.push(isAwaited),
  );
  const leave = store.subscribe(() => undefined);
  const answer = (given: Answer, behind = 0, to = question): void => heard.listeners?.onAnswer(given, behind, to);
  return { store, told, awaited, leave, answer };
}

describe('what the worker is given', () => {
  test('nothing is asked before it is known in which incidents the text stands', () => {
    const { store, told } = storeOver();
    store.ask(question);
    expect(told).toStrictEqual([]);
    store.setMatching('kabul', [1]);
    expect(told).toStrictEqual([
      ['matching', [1]],
      ['ask', question],
    ]);
  });

  test('an answer says which window passed under a hand when it was asked for, and none where it was that of the view', () => {
    const { store, answer } = storeOver();
    const window = { from: '2026-01-01', to: '2026-01-31', preset: null };
    const passing = { ...question };
    store.ask(question);
    store.ask(passing, window);
    answer(answerOf(1), 1);
    expect(store.snapshot().shown?.passing).toBeNull();
    answer(answerOf(2), 0, passing);
    expect(store.snapshot().shown?.passing).toStrictEqual(window);
  });

  test('the whole first, then what has changed; the whole again of another moment, and where a delta does not fit', async () => {
    const { store, told } = storeOver();
    await store.load(null, signal);
    await store.load(null, signal);
    await store.load('2026-01-01T00:00:00Z', signal);
    expect(asked.filter((url) => url.includes('.arrow'))).toStrictEqual([
      '/api/explore/incidents.arrow?for=page',
      '/api/explore/incidents.arrow?for=page&since=version-1',
      '/api/explore/incidents.arrow?for=page&asKnownAt=2026-01-01T00%3A00%3A00Z',
    ]);
    expect(asked[1]).toBe('/api/explore/incidents/outlines?version=version-2');
    const steps = ['load', 'outlines', 'delta', 'outlines', 'load', 'outlines'];
    expect(told.map((each) => (each as string[])[0])).toStrictEqual(steps);
    const other = storeOver({ fits: false });
    await other.store.load(null, signal);
    await other.store.load(null, signal);
    expect(other.told.map((each) => (each as string[])[0])).toStrictEqual(steps);
  });

  test('the worker ends when nobody listens any more', () => {
    const { told, leave } = storeOver();
    leave();
    expect(told).toStrictEqual([['close']]);
  });
});

describe('where there are more incidents than a browser is to hold', () => {
  const version = 'version-aaaaaaaaaaaaaa';
  const counted = { total: 9, matched: 9, facets: {}, onMap: { inView: 9, elsewhere: 0, notOnMap: 0 } };
  const answers: Record<string, object> = {
    counts: toWire({ version, ...counted, list: { ids: Float64Array.of(1), from: 0 } }),
    bins: toWire({ version, map: { zoom: 5 } }),
    outlines: { outlines: [] },
    matching: {},
  };
  let mostInBrowser = 0;
  let told: { path: string; q: unknown }[] = [];
  beforeEach(() => {
    [mostInBrowser, told] = [0, []];
    vi.stubGlobal('fetch', (url: string, { body }: RequestInit) => {
      const { pathname } = new URL(url, 'http://localhost');
      const path = pathname.split('/').at(-1) ?? '';
      told.push({ path, q: typeof body === 'string' ? (JSON.parse(body) as { q: unknown }).q : null });
      if (!path.endsWith('.arrow')) return Promise.resolve(Response.json(answers[path]));
      return Promise.resolve(
        mostInBrowser < 9
          ? Response.json({ total: 9, version })
          : new Response(new Uint8Array([1]), { headers: { etag: 'W/"version-2"' } }),
      );
    });
  });
  const answered = (store: ColumnsStore): Promise<unknown> =>
    vi.waitFor(() => expect(store.snapshot().shown?.answer.total).toBe(9));

  test('the service answers, and is told the text in place of ids', async () => {
    const { store, told: toldWorker, awaited } = storeOver();
    store.setMatching('kabul', [1]);
    store.ask(question);
    expect(await store.load(null, signal)).toStrictEqual({ total: 9 });
    expect(awaited.at(-1)).toBe(true);
    await answered(store);
    expect(awaited.at(-1)).toBe(false);
    expect(store.snapshot().shown).toMatchObject({ knownAt: null, text: 'kabul', answer: { map: { zoom: 5 } } });
    expect(told.filter(({ path }) => path === 'counts')).toStrictEqual([{ path: 'counts', q: 'kabul' }]);
    await store.search('torkham', { knownAt: null, signal });
    await vi.waitFor(() => expect(store.snapshot().shown?.text).toBe('torkham'));
    expect(told.map(({ path }) => path)).not.toContain('matching');
    // The worker was given nothing to hold, and what it says is of nobody's question.
    expect(toldWorker.map((each) => (each as string[])[0])).toStrictEqual(['matching', 'ask']);
  });

  test('the worker answers again about a moment at which there are fewer, with the text looked up for it', async () => {
    const { store, told: toldWorker, answer } = storeOver();
    store.setMatching('', null);
    store.ask(question);
    await store.load(null, signal);
    await answered(store);
    await store.search('torkham', { knownAt: null, signal });
    answer(answerOf(1));
    expect(store.snapshot().shown?.answer.total).toBe(9);
    mostInBrowser = 9;
    const before = toldWorker.length;
    await store.load('2026-01-01T00:00:00Z', signal);
    expect(toldWorker.slice(before).map((each) => (each as string[])[0])).toStrictEqual([
      'matching',
      'load',
      'outlines',
      'ask',
    ]);
    answer(answerOf(7));
    expect(store.snapshot().shown).toMatchObject({ knownAt: '2026-01-01T00:00:00Z', text: 'torkham' });
  });
});

describe('what is told of its answers', () => {
  test('as of when they are and by which text; a map that is the same stays the same', async () => {
    const { store, answer } = storeOver();
    store.setMatching('kabul', [1]);
    await store.load('2026-01-01T00:00:00Z', signal);
    const [first, second] = [answerOf(1), answerOf(1)];
    answer(first);
    expect(store.snapshot().shown).toMatchObject({ knownAt: '2026-01-01T00:00:00Z', text: 'kabul' });
    answer(second);
    expect(store.snapshot().shown?.answer.map).toBe(first.map);
    answer(answerOf(2));
    expect(store.snapshot().shown?.answer.map).not.toBe(first.map);
  });

  test('whether a newer one is on its way, and a failure until the next answer', () => {
    const { store, answer, awaited } = storeOver();
    store.setMatching('', null);
    store.ask(question);
    answer(answerOf(1), 1);
    expect(awaited.at(-1)).toBe(true);
    answer(answerOf(2), 0);
    expect(awaited.at(-1)).toBe(false);
    store.fail('the worker has failed');
    expect(store.snapshot().failure).toBe('the worker has failed');
    answer(answerOf(3), 0);
    expect(store.snapshot().failure).toBeNull();
  });
});
