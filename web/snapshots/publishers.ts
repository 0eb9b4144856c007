import { type Asking, fetchAirspaceClaim, fetchCrossing, fetchIncident } from '../api.ts';
import { type Drawn, recordsOn } from './picture.ts';

/** With more records than this on one map their publishers would fill the sheet; they are counted then. */
export const MOST_RECORDS_ASKED = 150;
/** Questions under way at once. */
const ABREAST = 6;

type Following = { readonly signal: AbortSignal; readonly onProgress: (done: number, all: number) => void };
type Record = { readonly properties: { readonly sources: readonly { readonly publisher: string }[] } };
type Question = { readonly key: string; readonly ask: (asking: Asking) => Promise<Record> };

/** Finds who published the sources of the records on a map; see createPublisherFinder. */
export type FindPublishers = (drawn: Drawn, following: Following) => Promise<readonly string[] | null>;

/**
 * Makes the function that finds the publishers of what a map shows, each once, in the order of the Latin alphabet. It
 * gives null where there are too many records to ask, or where one of them could not be had: a list with gaps would
 * mislead. What was once answered is not asked again.
 */
export function createPublisherFinder(knownAt: string | null = null): FindPublishers {
  const known = new Map<string, readonly string[]>();
  return async (drawn, { signal, onProgress }) => {
    const questions = questionsAbout(drawn);
    if (questions.length > MOST_RECORDS_ASKED) return null;
    const open = questions.filter(({ key }) => !known.has(key));
    let [next, done] = [0, 0];
    const work = async (): Promise<void> => {
      for (let question = open[next]; question; question = open[next]) {
        next += 1;
        const { properties } = await question.ask({ knownAt, signal });
        known.set(
          question.key,
          properties.sources.map(({ publisher }) => publisher),
        );
        onProgress((done += 1), open.length);
      }
    };
    try {
      await Promise.all(Array.from({ length: ABREAST }, work));
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
    const names = new Set(questions.flatMap(({ key }) => known.get(key) ?? []));
    return [...names].sort((one, other) => one.localeCompare(other, 'en'));
  };
}

function questionsAbout(drawn: Drawn): Question[] {
  const { incidents, airspace, crossings } = recordsOn(drawn);
  return [
    ...incidents.map((id): Question => ({ key: `incident/${id}`, ask: (asking) => fetchIncident(id, asking) })),
    ...airspace.map((id): Question => ({ key: `claim/${id}`, ask: (asking) => fetchAirspaceClaim(id, asking) })),
    ...crossings.map((id): Question => ({ key: `crossing/${id}`, ask: (asking) => fetchCrossing(id, asking) })),
  ];
}
