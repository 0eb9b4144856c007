import { ARROW_STREAM, IncidentRows, IncidentSummary, Outlines } from '../../api/explore/contract.ts';
import type { Category, IncidentFeature } from '../../api/incidents/contract.ts';
import { addressOf, ask, askBytes, type Asking } from '../api.ts';
import type { Outline } from './shapes.ts';

const ADDRESS = '/api/explore/incidents';

/** Columns as bytes, and the version they are of; null where no ETag came through. */
export type ColumnsAnswered = { readonly bytes: Uint8Array<ArrayBuffer>; readonly version: string | null };

/** Asks for the columns of all incidents, or for what has changed since a version. Throws ApiProblem, or an abort. */
export async function fetchColumns({
  since,
  knownAt,
  signal,
}: Asking & { readonly since: string | null }): Promise<ColumnsAnswered> {
  const url = addressOf(`${ADDRESS}.arrow`, knownAt, since === null ? {} : { since });
  const { bytes, etag } = await askBytes(url, ARROW_STREAM, signal);
  return { bytes, version: /^(?:W\/)?"([^"]+)"$/.exec(etag ?? '')?.[1] ?? null };
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
