import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSourceFinder, MOST_RECORDS_ASKED, MOST_RECORDS_COUNTED } from '../../../web/snapshots/publishers.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { untouched } from '../panels/records.ts';
import { finderOver, type Given } from './on-map.ts';
import { crossing, incident } from './records.ts';

const WHERE = { zoom: 6, bounds: [60, 28, 76, 37] } as const;

/** What rests on a map on which so many incidents stand, at one place. */
async function rested(count: number, others: Pick<Given, 'airspace' | 'crossings'> = { airspace: [], crossings: [] }) {
  const incidents = Array.from({ length: count }, (_, index) =>
    incident(index, { geometry: { type: 'Point', coordinates: [70, 33] }, sourceCount: 1 + (index % 3) }),
  );
  const find = finderOver(incidents, { view: DEFAULT_VIEW, within: null });
  return { ...others, incidents: await find(WHERE) };
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

describe('the sources of what a map shows', () => {
  it('are named once each, in alphabetical order, and asked for once', async () => {
    const asked = answer((id) => (id === 0 ? ['Geo News', 'Dawn'] : ['Dawn', 'Ariana News']));
    const find = createSourceFinder();
    const making = quietly();
    const named = { kind: 'named', publishers: ['Ariana News', 'Dawn', 'Geo News'] };
    expect(await find(await rested(2), making)).toEqual(named);
    expect(await find(await rested(2), quietly())).toEqual(named);
    expect(asked).toHaveLength(2);
    expect(making.onProgress).toHaveBeenLastCalledWith(2, 2);
  });

  it('are counted where there are too many records to name them, and each hundred is asked for once', async () => {
    const asked = answerRows();
    const find = createSourceFinder();
    const many = await rested(MOST_RECORDS_ASKED + 1, { airspace: [], crossings: [crossing(1, { sourceCount: 5 })] });
    const entries = Array.from({ length: MOST_RECORDS_ASKED + 1 }, (_, index) => 1 + (index % 3)).reduce(
      (a, b) => a + b,
    );
    expect(await find(many, quietly())).toEqual({ kind: 'counted', entries: entries + 5 });
    expect(await find(many, quietly())).toEqual({ kind: 'counted', entries: entries + 5 });
    expect(asked.map((url) => url.split('=')[1]?.split('%2C').length)).toEqual([100, 51]);
  });

  it('are not asked for at all where even that would be too much', async () => {
    const asked = answerRows();
    const records = MOST_RECORDS_COUNTED + 1;
    expect(await createSourceFinder()(await rested(records), quietly())).toEqual({ kind: 'of-many', records });
    expect(asked).toEqual([]);
  });

  it('are counted where one record cannot be had: a list with gaps would mislead', async () => {
    const few = await rested(5);
    const asked = answer((id) => (id === 3 ? null : ['Dawn']));
    // Rows cannot be had either here.
    expect(await createSourceFinder()(few, quietly())).toEqual({ kind: 'of-many', records: 5 });
    expect(asked.some((url) => url.startsWith('/api/explore/incidents/rows'))).toBe(true);
  });
});

/** Answers questions for rows with as many sources as `rested` gives. */
function answerRows() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    const ids = new URL(url, 'http://localhost').searchParams.get('ids')?.split(',').map(Number) ?? [];
    const geometry = { type: 'Point' as const, coordinates: [70, 33] as [number, number] };
    const features = ids.map((id) =>
      incident(id, { geometry, sourceCount: 1 + (id % 3), ref: `DL-2025-${String(id).padStart(6, '0')}` }),
    );
    return Promise.resolve(Response.json({ type: 'FeatureCollection', features }));
  });
  return asked;
}
