import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawnIn } from '../../../web/snapshots/picture.ts';
import { createPublisherFinder, MOST_RECORDS_ASKED } from '../../../web/snapshots/publishers.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { untouched } from '../panels/records.ts';
import { incident } from './records.ts';

const WHERE = { zoom: 6, bounds: [60, 28, 76, 37] } as const;

function drawn(count: number) {
  const incidents = Array.from({ length: count }, (_, index) =>
    incident(index, { geometry: { type: 'Point', coordinates: [70, 33] } }),
  );
  return drawnIn(DEFAULT_VIEW, { incidents, airspace: [], crossings: [] }, WHERE);
}

/** Answers for every record with the publishers of its id; null answers with an error. */
function answer(publishersOf: (id: number) => readonly string[] | null) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    const id = Number(url.split('/').at(-1));
    const publishers = publishersOf(id);
    if (publishers === null) return Promise.resolve(new Response('{"title":"gone","status":500}', { status: 500 }));
    const sources = publishers.map((publisher) => ({
      id: crypto.randomUUID(),
      kind: 'media',
      publisher,
      article: null,
      publishedOn: null,
      independenceGroup: null,
      reliability: null,
      credibility: null,
    }));
    const feature = incident(1);
    const extra = {
      state: 'standing',
      mergedInto: null,
      timeNote: null,
      whereNote: null,
      attribution: 'not-assessed',
      compliance: 'not-considered',
      verification: untouched,
      evidence: [],
      statements: [],
      links: [],
    };
    return Promise.resolve(Response.json({ ...feature, id, properties: { ...feature.properties, ...extra, sources } }));
  });
  return asked;
}

const quietly = () => ({
  signal: new AbortController().signal,
  onProgress: vi.fn<(done: number, all: number) => void>(),
});

afterEach(() => vi.unstubAllGlobals());

describe('the publishers of what a map shows', () => {
  it('are named once each, in alphabetical order, and asked for once', async () => {
    const asked = answer((id) => (id === 0 ? ['Geo News', 'Dawn'] : ['Dawn', 'Ariana News']));
    const find = createPublisherFinder();
    const making = quietly();
    expect(await find(drawn(2), making)).toEqual(['Ariana News', 'Dawn', 'Geo News']);
    expect(await find(drawn(2), quietly())).toHaveLength(3);
    expect(asked).toHaveLength(2);
    expect(making.onProgress).toHaveBeenLastCalledWith(2, 2);
  });

  it('are not asked for where there are too many records', async () => {
    const asked = answer(() => ['Dawn']);
    expect(await createPublisherFinder()(drawn(MOST_RECORDS_ASKED + 1), quietly())).toBeNull();
    expect(asked).toEqual([]);
  });

  it('are left out altogether where one record cannot be had: a list with gaps would mislead', async () => {
    answer((id) => (id === 3 ? null : ['Dawn']));
    expect(await createPublisherFinder()(drawn(5), quietly())).toBeNull();
  });
});
