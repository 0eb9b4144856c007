import { MOST_ROWS } from '../../api/explore/contract.ts';
import { type Asking, fetchAirspaceClaim, fetchCrossing, fetchIncident } from '../api.ts';
import { fetchRows } from '../columns/ask.ts';
import type { IncidentsOn } from './incidents.ts';
import type { Drawn } from './picture.ts';

/** With more records than this on one map their publishers would fill the sheet; their sources are counted then. */
export const MOST_RECORDS_ASKED = 150;
/** With more incidents than this not even their sources are counted, only they themselves. */
export const MOST_RECORDS_COUNTED = 2_000;
/** Questions under way at once. */
const ABREAST = 6;

/** What a sheet says of the sources of the records on its map. */
export type SourcesSaid =
  | { readonly kind: 'named'; readonly publishers: readonly string[] }
  | { readonly kind: 'counted'; readonly entries: number }
  | { readonly kind: 'of-many'; readonly records: number };

type Following = { readonly signal: AbortSignal; readonly onProgress: (done: number, all: number) => void };
type Record = { readonly properties: { readonly sources: readonly { readonly publisher: string }[] } };
type Question = { readonly key: string; readonly ask: (asking: Asking) => Promise<Record> };

/** What is on a map. */
export type Rested = Pick<Drawn, 'airspace' | 'crossings'> & { readonly incidents: Pick<IncidentsOn, 'count' | 'ids'> };

/** Finds what is said of the sources of the records on a map; see createSourceFinder. */
export type FindSources = (rested: Rested, following: Following) => Promise<SourcesSaid>;

/**
 * Makes the function that finds the publishers of what a map shows, each once, in the order of the Latin alphabet. Where
 * there are too many records to ask, or one of them could not be had, it counts sources: a list with gaps would mislead.
 * Where there are too many for that as well, it counts records. What was once answered is not asked again.
 */
export function createSourceFinder(knownAt: string | null = null): FindSources {
  const known = new Map<string, readonly string[]>();
  const counts = new Map<number, number>();
  return async (rested, following) => {
    const { incidents, airspace, crossings } = rested;
    const others = [...airspace, ...crossings];
    const records = incidents.count + others.length;
    const { signal } = following;
    if (incidents.count > MOST_RECORDS_COUNTED) return { kind: 'of-many', records };
    const ids = await incidents.ids(incidents.count);
    if (records <= MOST_RECORDS_ASKED) {
      const publishers = await unlessFailed(signal, publishersOf(ids, rested, { known, knownAt, ...following }));
      if (publishers !== null) return { kind: 'named', publishers };
    }
    const sums = await unlessFailed(signal, sourceCounts(ids, { counts, knownAt, ...following }));
    if (sums === null) return { kind: 'of-many', records };
    const all = [...sums, ...others.map(({ properties }) => properties.sourceCount)];
    return { kind: 'counted', entries: all.reduce((sum, count) => sum + count, 0) };
  };
}

/** What comes of an asking; null where one of its answers could not be had. */
async function unlessFailed<Value>(signal: AbortSignal, asking: Promise<Value>): Promise<Value | null> {
  try {
    return await asking;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}

type Keeping<Kept> = Following & Kept & { readonly knownAt: string | null };

async function publishersOf(
  ids: readonly number[],
  { airspace, crossings }: Pick<Rested, 'airspace' | 'crossings'>,
  { known, knownAt, signal, onProgress }: Keeping<{ readonly known: Map<string, readonly string[]> }>,
): Promise<string[]> {
  const questions: Question[] = [
    ...ids.map((id): Question => ({ key: `incident/${id}`, ask: (asking) => fetchIncident(id, asking) })),
    ...airspace.map(({ id }): Question => ({ key: `claim/${id}`, ask: (asking) => fetchAirspaceClaim(id, asking) })),
    ...crossings.map(({ id }): Question => ({ key: `crossing/${id}`, ask: (asking) => fetchCrossing(id, asking) })),
  ];
  const open = questions.filter(({ key }) => !known.has(key));
  await eachAbreast(open, onProgress, async ({ key, ask }) => {
    const { properties } = await ask({ knownAt, signal });
    const publishers = properties.sources.map(({ publisher }) => publisher);
    known.set(key, publishers);
  });
  const names = new Set(questions.flatMap(({ key }) => known.get(key) ?? []));
  return [...names].sort((one, other) => one.localeCompare(other, 'en'));
}

async function sourceCounts(
  ids: readonly number[],
  { counts, knownAt, signal, onProgress }: Keeping<{ readonly counts: Map<number, number> }>,
): Promise<number[]> {
  const open = ids.filter((id) => !counts.has(id));
  const chunks = Array.from({ length: Math.ceil(open.length / MOST_ROWS) }, (_, at) =>
    open.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS),
  );
  await eachAbreast(chunks, onProgress, async (chunk) => {
    for (const { id, properties } of await fetchRows(chunk, { knownAt, signal }))
      counts.set(id, properties.sourceCount);
  });
  return ids.map((id) => {
    const count = counts.get(id);
    if (count === undefined) throw new Error('an incident is gone');
    return count;
  });
}

/** Does something with each, several at once; rejects with the first that does. */
async function eachAbreast<Item>(
  items: readonly Item[],
  onProgress: Following['onProgress'],
  act: (item: Item) => Promise<void>,
): Promise<void> {
  let [next, done] = [0, 0];
  const work = async (): Promise<void> => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await act(item);
      onProgress((done += 1), items.length);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, work));
}
