import { z } from 'zod';
import { AgreementList } from '../api/agreements/contract.ts';
import { AirspaceClaimRecord, type AirspaceClaimFeature } from '../api/airspace/contract.ts';
import { CrossingRecord, type CrossingFeature } from '../api/crossings/contract.ts';
import { FEATURE_COLLECTIONS, MOST_ITEMS, ProblemShown } from '../api/features/contract.ts';
import { ItemHistory } from '../api/history/contract.ts';
import { IncidentRecord, type IncidentFeature } from '../api/incidents/contract.ts';
import { ServiceConfig } from '../api/service/contract.ts';
import type { CollectionName, Selection } from './view.ts';

/** Why nothing arrived: no connection, the server refused or failed, or its answer is not what the contract says. */
export type ProblemKind = 'offline' | 'not-found' | 'refused' | 'failed' | 'unreadable';

/** Every way in which a question to the api can fail. `code` is stable, see api/problem.ts. */
export class ApiProblem extends Error {
  readonly kind: ProblemKind;
  readonly code: string | null;

  constructor(kind: ProblemKind, detail: string, code: string | null = null) {
    super(detail);
    this.name = 'ApiProblem';
    this.kind = kind;
    this.code = code;
  }
}

/** Features of one collection; `matched` is larger than their number where the screen stops short. */
export type Collected<Feature> = { readonly features: readonly Feature[]; readonly matched: number };

/** As of when a question is asked, RFC 3339, null for now; and a way to call it off. */
export type Asking = { readonly knownAt: string | null; readonly signal: AbortSignal };

/** More features of a collection than this are not loaded into the page; the screen says so. */
const MOST_FEATURES = 30_000;

/** Asks one address of this service and parses what comes. Throws ApiProblem and nothing else, save for an abort. */
export async function ask<T>(url: string, shape: z.ZodType<T>, signal: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { headers: { accept: 'application/geo+json, application/json' }, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiProblem('offline', String(error));
  }
  let body: unknown;
  try {
    body = await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    // A proxy in front of a stopped service answers with a page of its own.
    throw new ApiProblem(response.ok ? 'unreadable' : 'offline', `${url}: ${response.status}, no JSON`);
  }
  if (!response.ok) throw toProblem(response.status, body);
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new ApiProblem('unreadable', `${url}: ${z.prettifyError(parsed.error).slice(0, 500)}`);
  return parsed.data;
}

/** What came of an address that does not answer in JSON alone, its media type and the name of its state. */
export type BytesAnswered = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string | null;
  readonly etag: string | null;
};

/** As `ask`, of an address that answers with bytes. */
export async function askBytes(url: string, accept: string, signal: AbortSignal): Promise<BytesAnswered> {
  try {
    const response = await fetch(url, { headers: { accept }, signal });
    if (response.ok) {
      const { headers } = response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { bytes, type: headers.get('content-type'), etag: headers.get('etag') };
    }
    // A proxy in front of a stopped service answers with a page of its own.
    const body: unknown = await response.json().catch(() => null);
    throw body === null
      ? new ApiProblem('offline', `${url}: ${response.status}, no JSON`)
      : toProblem(response.status, body);
  } catch (error) {
    if (signal.aborted || error instanceof ApiProblem) throw error;
    throw new ApiProblem('offline', String(error));
  }
}

function toProblem(status: number, body: unknown): ApiProblem {
  const parsed = ProblemShown.safeParse(body);
  const kind = status === 404 ? 'not-found' : status < 500 ? 'refused' : 'failed';
  return parsed.success
    ? new ApiProblem(kind, parsed.data.detail, parsed.data.code)
    : new ApiProblem(kind, `status ${status}`);
}

type Page<Feature> = {
  features: Feature[];
  numberMatched: number;
  links: { rel: string; href: string }[];
};

/** An address of the api with the moment as of which it is asked; null is now. */
export function addressOf(path: string, knownAt: string | null, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ ...query, ...(knownAt === null ? {} : { asKnownAt: knownAt }) }).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Reads a collection page by page along its `next` links, which keep the moment. */
async function collect<Feature>(
  name: CollectionName,
  shape: z.ZodType<Page<Feature>>,
  { knownAt, signal }: Asking,
  query: Readonly<Record<string, string>> = {},
): Promise<Collected<Feature>> {
  const features: Feature[] = [];
  let matched = 0;
  let url: string | null = addressOf(`/api/collections/${name}/items`, knownAt, {
    ...query,
    limit: String(MOST_ITEMS),
  });
  while (url !== null && features.length < MOST_FEATURES) {
    const page: Page<Feature> = await ask(url, shape, signal);
    features.push(...page.features);
    matched = Math.max(page.numberMatched, features.length);
    const next = page.links.find(({ rel }) => rel === 'next');
    url = next ? pathOf(next.href) : null;
  }
  return { features, matched };
}

/** A link of the api as a path of this page's own origin: behind a proxy the api may know itself by another name. */
function pathOf(href: string): string {
  const { pathname, search } = new URL(href, 'http://localhost');
  return pathname + search;
}

export const fetchConfig = (signal: AbortSignal): Promise<ServiceConfig> => ask('/api/config', ServiceConfig, signal);
export const fetchAgreements = ({ knownAt, signal }: Asking): Promise<AgreementList> =>
  ask(addressOf('/api/agreements', knownAt), AgreementList, signal);

export const fetchOwnIncidents = (asking: Asking): Promise<Collected<IncidentFeature>> =>
  collect('incidents', FEATURE_COLLECTIONS.incidents, asking, { mine: 'true' });
export const fetchAirspaceClaims = (asking: Asking): Promise<Collected<AirspaceClaimFeature>> =>
  collect('airspace-claims', FEATURE_COLLECTIONS['airspace-claims'], asking);
export const fetchCrossings = (asking: Asking): Promise<Collected<CrossingFeature>> =>
  collect('crossings', FEATURE_COLLECTIONS.crossings, asking);

const itemPath = ({ collection, id }: Selection): string => `/api/collections/${collection}/items/${id}`;
const askItem = <T>(selection: Selection, shape: z.ZodType<T>, { knownAt, signal }: Asking): Promise<T> =>
  ask(addressOf(itemPath(selection), knownAt), shape, signal);

export const fetchIncident = (id: number, asking: Asking): Promise<IncidentRecord> =>
  askItem({ collection: 'incidents', id }, IncidentRecord, asking);
export const fetchAirspaceClaim = (id: number, asking: Asking): Promise<AirspaceClaimRecord> =>
  askItem({ collection: 'airspace-claims', id }, AirspaceClaimRecord, asking);
export const fetchCrossing = (id: number, asking: Asking): Promise<CrossingRecord> =>
  askItem({ collection: 'crossings', id }, CrossingRecord, asking);

export const fetchHistory = (selection: Selection, { knownAt, signal }: Asking): Promise<ItemHistory> =>
  ask(addressOf(`${itemPath(selection)}/history`, knownAt), ItemHistory, signal);
