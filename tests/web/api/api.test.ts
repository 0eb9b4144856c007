import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchAgreements, fetchCrossing, fetchHistory, fetchOwnIncidents } from '../../../web/api.ts';

/** Answers every question with the same body and notes what was asked. */
function answer(body: unknown): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json(body));
  });
  return asked;
}

const { signal } = new AbortController();
const THEN = { knownAt: '2025-11-06T06:00:00Z', signal };
const NOW = { knownAt: null, signal };
const NONE = { type: 'FeatureCollection', features: [], numberMatched: 0, numberReturned: 0, links: [] };

afterEach(() => vi.unstubAllGlobals());

describe('what is asked as known at a moment', () => {
  it('carries the moment in every question', async () => {
    const asked = answer({ ...NONE, timeStamp: '2026-11-24T10:00:00Z', entries: [], agreements: [] });
    await fetchOwnIncidents(THEN);
    await fetchAgreements(THEN);
    await fetchHistory({ collection: 'incidents', id: 41 }, THEN);
    await fetchCrossing(1, THEN).catch(() => null);
    expect(asked).toEqual([
      '/api/collections/incidents/items?mine=true&limit=10000&asKnownAt=2025-11-06T06%3A00%3A00Z',
      '/api/agreements?asKnownAt=2025-11-06T06%3A00%3A00Z',
      '/api/collections/incidents/items/41/history?asKnownAt=2025-11-06T06%3A00%3A00Z',
      '/api/collections/crossings/items/1?asKnownAt=2025-11-06T06%3A00%3A00Z',
    ]);
  });

  it('names no moment for now', async () => {
    const asked = answer({ ...NONE, timeStamp: '2026-11-24T10:00:00Z', entries: [], agreements: [] });
    await fetchOwnIncidents(NOW);
    await fetchAgreements(NOW);
    await fetchHistory({ collection: 'crossings', id: 1 }, NOW);
    expect(asked).toEqual([
      '/api/collections/incidents/items?mine=true&limit=10000',
      '/api/agreements',
      '/api/collections/crossings/items/1/history',
    ]);
  });
});
