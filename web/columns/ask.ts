import { ARROW_STREAM, IncidentRows, IncidentSummary, Outlines, TooManyToHold } from '../../api/explore/contract.ts';
import { BinsAnswered, CountsAnswered } from '../../api/explore/question/contract.ts';
import type { Category, IncidentFeature } from '../../api/incidents/contract.ts';
import { addressOf, ApiProblem, ask, askBytes, type Asking } from '../api.ts';
import { request } from '../auth/request.ts';
import type { Answer, ColumnMap, Question } from './question.ts';
import type { Outline } from './shapes.ts';
import { fromWire, type Written } from './wire.ts';

const ADDRESS = '/api/explore/incidents';

/** Columns as bytes, and the version they are of; null where no ETag came through. */
export type ColumnsAnswered = { readonly bytes: Uint8Array<ArrayBuffer>; readonly version: string | null };

/**
 * Asks for the columns of all incidents, or for what has changed since a version; where there are more than a browser is to
 * hold, what comes says so. Throws ApiProblem, or an abort.
 */
export async function fetchColumns({
  since,
  knownAt,
  signal,
}: Asking & { readonly since: string | null }): Promise<ColumnsAnswered | TooManyToHold> {
  const url = addressOf(`${ADDRESS}.arrow`, knownAt, { for: 'page', ...(since === null ? {} : { since }) });
  const { bytes, type, etag } = await askBytes(url, `${ARROW_STREAM}, application/json`, signal);
  if (type?.startsWith('application/json') === true) return tooMany(bytes);
  return { bytes, version: /^(?:W\/)?"([^"]+)"$/.exec(etag ?? '')?.[1] ?? null };
}

function tooMany(bytes: Uint8Array): TooManyToHold {
  try {
    return TooManyToHold.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new ApiProblem('unreadable', String(error));
  }
}

/** A question as the service is asked it: about which moment, and with the words that it finds by itself. */
export type ServerQuestion = Omit<Question, 'number'> & {
  readonly asKnownAt: string | null;
  readonly q: string | null;
};

/** The answer to a question but for its map, worked out by the service. */
export async function fetchCounts(
  question: ServerQuestion,
  signal: AbortSignal,
): Promise<Omit<Answer, 'number' | 'map' | 'mapOf'>> {
  const told = await request('POST', '/api/explore/counts', { shape: CountsAnswered, body: question, signal });
  return fromWire(told as unknown as Written<Omit<Answer, 'number' | 'map' | 'mapOf'>>);
}

/** What the service works out for a map, and the incidents at places of it that are named. */
type BinsTold = { readonly version: string; readonly map: ColumnMap; readonly ids?: Float64Array };

/** The map of a question, worked out by the service. */
export async function fetchBins(
  question: ServerQuestion & { readonly keys?: readonly string[] },
  signal: AbortSignal,
): Promise<BinsTold> {
  const told = await request('POST', '/api/explore/bins', { shape: BinsAnswered, body: question, signal });
  return fromWire(told as unknown as Written<BinsTold>);
}

/** The outlines that the columns of a version refer to; those that are no areas are left out. */
export async function fetchOutlines({
  version,
  knownAt,
  signal,
}: Asking & { readonly version: string | null }): Promise<Outline[]> {
  const url = addressOf(`${ADDRESS}/outlines`, knownAt, version === null ? {} : { version });
  const { outlines } = await ask(url, Outlines, signal);
  return outlines.flatMap(({ index, geometry }) => (geometry.type === 'Point' ? [] : [{ index, geometry }]));
}

/** The ids of the incidents in which all words stand, as the service sends them. */
export async function fetchMatching({
  q,
  knownAt,
  signal,
}: Asking & { readonly q: string }): Promise<Uint8Array<ArrayBuffer>> {
  return (await askBytes(addressOf(`${ADDRESS}/matching`, knownAt, { q }), ARROW_STREAM, signal)).bytes;
}

/** At most MOST_ROWS incidents by id, in that order; those that are not there are absent. */
export async function fetchRows(ids: readonly number[], { knownAt, signal }: Asking): Promise<IncidentFeature[]> {
  if (ids.length === 0) return [];
  return (await ask(addressOf(`${ADDRESS}/rows`, knownAt, { ids: ids.join() }), IncidentRows, signal)).features;
}

/** At most MOST_ROWS incidents by uid, as `fetchRows`. */
export async function fetchRowsByUid(
  uids: readonly string[],
  { knownAt, signal }: Asking,
): Promise<readonly IncidentFeature[]> {
  return (await ask(addressOf(`${ADDRESS}/rows`, knownAt, { uids: uids.join() }), IncidentRows, signal)).features;
}

/** Words that stand in incidents, held to a type or category where one is named; and how many are wanted at most. */
export type WordsAsked = { readonly q: string; readonly type: Category | null; readonly limit: number };

/** The first incidents in which all words stand, by id. */
export async function fetchFound(
  { q, type, limit }: WordsAsked,
  { knownAt, signal }: Asking,
): Promise<readonly IncidentFeature[]> {
  const query = { q, ...(type === null ? {} : { type }), limit: String(limit) };
  return (await ask(addressOf(`${ADDRESS}/found`, knownAt, query), IncidentRows, signal)).features;
}

export const fetchSummary = ({ knownAt, signal }: Asking): Promise<IncidentSummary> =>
  ask(addressOf(`${ADDRESS}/summary`, knownAt), IncidentSummary, signal);
