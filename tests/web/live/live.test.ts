import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countChanges, followChanges, isTouched, type Batch, type Following, type Source } from '../../../web/live.ts';
import {
  agreementsKey,
  collectionKey,
  foundKey,
  historyKey,
  recordKey,
  rowsKey,
  summaryKey,
  uidsKey,
} from '../../../web/query-keys.ts';

const AT = '2026-11-24T10:00:00Z';
const changed = (collection: 'incidents' | 'crossings' | 'agreements', id: number | null = null): Batch => ({
  everything: false,
  changes: [{ collection, id, at: AT }],
});
const incident41 = { collection: 'incidents', id: 41 } as const;

describe('what a change makes out of date', () => {
  it('is its collection, its record and its history', () => {
    const batch = changed('incidents', 41);
    expect([
      isTouched(collectionKey('incidents', null), batch),
      isTouched(recordKey(incident41, null), batch),
      isTouched(historyKey(incident41, null), batch),
    ]).toEqual([true, true, true]);
  });

  it('is whatever was asked of the incidents, by id, by uid, by words and as one', () => {
    const asked = (knownAt: string | null) => [
      rowsKey([1, 2], knownAt),
      uidsKey(['018f0000-0000-7000-8000-000000000001'], knownAt),
      foundKey({ q: 'margha', type: null, limit: 5 }, knownAt),
      summaryKey(knownAt),
    ];
    const touchedBy = (batch: Batch, knownAt: string | null) => asked(knownAt).map((key) => isTouched(key, batch));
    expect(touchedBy(changed('incidents', 41), null)).toEqual([true, true, true, true]);
    expect(touchedBy(changed('crossings', 41), null)).toEqual([false, false, false, false]);
    expect(touchedBy(changed('incidents', 41), AT)).toEqual([false, false, false, false]);
  });

  it('is nothing else', () => {
    const batch = changed('incidents', 41);
    expect([
      isTouched(collectionKey('crossings', null), batch),
      isTouched(recordKey({ ...incident41, id: 42 }, null), batch),
      isTouched(recordKey({ collection: 'crossings', id: 41 }, null), batch),
      isTouched(agreementsKey(null), batch),
      isTouched(['config'], batch),
    ]).toEqual([false, false, false, false, false]);
  });

  it('is every record of the collection where no one is named, and the agreements for theirs', () => {
    expect(isTouched(recordKey(incident41, null), changed('incidents'))).toBe(true);
    expect(isTouched(agreementsKey(null), changed('agreements', 3))).toBe(true);
  });

  it('is everything after a reload, and never what was known at a past moment', () => {
    const reload: Batch = { everything: true, changes: [] };
    expect(isTouched(recordKey(incident41, null), reload)).toBe(true);
    expect(isTouched(recordKey(incident41, AT), reload)).toBe(false);
    expect(isTouched(collectionKey('incidents', AT), changed('incidents', 41))).toBe(false);
  });

  it('is counted by what changed, not by how often it was said', () => {
    const twice = {
      everything: false,
      changes: [...changed('incidents', 41).changes, ...changed('incidents', 41).changes],
    };
    expect(countChanges(null, twice)).toBe(1);
    expect(countChanges(2, changed('crossings', 1))).toBe(3);
    expect(countChanges(null, { everything: true, changes: [] })).toBe(1);
  });
});

/** A stand-in for the browser's EventSource. */
class TestSource implements Source {
  readyState = 0;
  readonly listeners = new Map<string, (event: { readonly data?: unknown }) => void>();
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.listeners.set(type, listener);
  }
  close(): void {
    this.readyState = 2;
  }
  say(type: string, data?: unknown): void {
    this.listeners.get(type)?.({ data: JSON.stringify(data) });
  }
  break(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.say('error');
  }
}

function follow() {
  const sources: TestSource[] = [];
  const batches: Batch[] = [];
  const states: Following[] = [];
  const stop = followChanges({
    open: () => {
      const source = new TestSource();
      sources.push(source);
      return source;
    },
    onBatch: (batch) => batches.push(batch),
    onFollowing: (following) => states.push(following),
  });
  return { sources, batches, states, stop, newest: () => sources.at(-1) ?? new TestSource() };
}

describe('following the changes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gathers a burst into one batch', () => {
    const { newest, batches, stop } = follow();
    newest().say('open');
    newest().say('changed', { collection: 'incidents', id: 1, at: AT });
    vi.advanceTimersByTime(400);
    newest().say('changed', { collection: 'incidents', id: 2, at: AT });
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(batches.map(({ everything, changes }) => [everything, changes.map(({ id }) => id)])).toEqual([
      [false, [1, 2]],
    ]);
    stop();
  });

  it('asks for everything on "reload", and on what it cannot read', () => {
    const { newest, batches, stop } = follow();
    newest().say('reload', {});
    vi.advanceTimersByTime(500);
    newest().say('changed', { collection: 'unheard-of' });
    vi.advanceTimersByTime(500);
    expect(batches).toEqual([
      { everything: true, changes: [] },
      { everything: true, changes: [] },
    ]);
    stop();
  });

  it('says that it is lost only after 20 s, and takes it back', () => {
    const { newest, states, batches, stop } = follow();
    newest().say('open');
    newest().break(0);
    vi.advanceTimersByTime(19_000);
    newest().break(0);
    expect(states).toEqual(['following']);
    vi.advanceTimersByTime(1_000);
    expect(states).toEqual(['following', 'lost']);
    newest().say('open');
    expect(states).toEqual(['following', 'lost', 'following']);
    vi.advanceTimersByTime(60_000);
    // The browser has told the service what it heard last: nothing was missed.
    expect(batches).toEqual([]);
    stop();
  });

  it('gives up without a word after three refusals', () => {
    const { newest, sources, states, stop } = follow();
    for (let refusal = 0; refusal < 3; refusal += 1) {
      newest().break(2);
      vi.advanceTimersByTime(60_000);
    }
    expect([sources.length, states]).toEqual([3, ['given-up']]);
    stop();
  });

  it('tries anew for ever where it once followed, and then asks for everything', () => {
    const { newest, sources, batches, stop } = follow();
    newest().say('open');
    for (let refusal = 0; refusal < 6; refusal += 1) {
      newest().break(2);
      vi.advanceTimersByTime(5_000);
    }
    expect(sources).toHaveLength(7);
    newest().say('open');
    vi.advanceTimersByTime(500);
    expect(batches).toEqual([{ everything: true, changes: [] }]);
    stop();
  });
});
