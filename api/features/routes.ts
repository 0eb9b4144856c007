import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AirspaceClaimRecord } from '../airspace/contract.ts';
import { type ActorOf, assertSignedIn, type SignedIn } from '../actor.ts';
import { answerWithTag } from '../answer.ts';
import { CrossingRecord } from '../crossings/contract.ts';
import type { Queries } from '../db/database.ts';
import { readAnswers } from '../describe.ts';
import { IncidentRecord } from '../incidents/contract.ts';
import { parseParameters } from '../parameters.ts';
import { Problem } from '../problem.ts';
import { COLLECTION_TEXTS, CONFORMANCE_CLASSES, CRS84, GREGORIAN } from './collections.ts';
import {
  Collection,
  COLLECTION_IDS,
  type CollectionId,
  Collections,
  Conformance,
  DEFAULT_LIMIT,
  FEATURE_COLLECTIONS,
  FormatQuery,
  ItemQuery,
  ITEMS_QUERIES,
  type ItemsQuery,
  LandingPage,
  type Link,
} from './contract.ts';
import { sightAsked } from './known-moment.ts';
import { fidOfToken, filtersOf, tokenAfter } from './paging.ts';
import { findExtent, findFeature, findFeatures } from './queries.ts';

const GEOJSON = 'application/geo+json';
const JSON_TYPE = 'application/json';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.1';

/** What the routes need from around them. */
export interface FeaturesContext {
  queries: Queries;
  /** The address of the API as clients reach it, without a slash at the end. */
  baseOf: (context: Context) => string;
  /** Who asks. */
  actorOf: ActorOf;
  now: () => Date;
  /** The ids of the incidents that are somebody's: submitted, led, or theirs to act on. */
  findOwnIds: (actor: SignedIn) => Promise<readonly string[]>;
}

const RECORDS = {
  incidents: IncidentRecord,
  'airspace-claims': AirspaceClaimRecord,
  crossings: CrossingRecord,
} as const;

function selfLink(context: Context, type: string): Link {
  return { href: context.req.url, rel: 'self', type, title: 'This document' };
}

async function describeCollection(deps: FeaturesContext, context: Context, id: CollectionId): Promise<Collection> {
  const { queries, baseOf } = deps;
  const { asKnownAt } = parseParameters(context, ItemQuery);
  const sight = await sightAsked(deps, context, asKnownAt);
  const { box, from, to } = await findExtent(queries, id, sight);
  const href = `${baseOf(context)}/collections/${id}`;
  return {
    id,
    ...COLLECTION_TEXTS[id],
    itemType: 'feature',
    crs: [CRS84],
    extent: {
      spatial: { bbox: box ? [box] : [[-180, -90, 180, 90]], crs: CRS84 },
      temporal: { interval: [[from, to]], trs: GREGORIAN },
    },
    links: [
      { href, rel: 'self', type: JSON_TYPE, title: 'This collection' },
      { href: `${href}/items`, rel: 'items', type: GEOJSON, title: COLLECTION_TEXTS[id].title },
    ],
  };
}

/** The items of one page: text from the database, with counts and links around it. */
async function answerItems(deps: FeaturesContext, context: Context, id: CollectionId): Promise<Response> {
  const query: ItemsQuery = parseParameters(context, ITEMS_QUERIES[id]);
  const parameters = new URL(context.req.url).searchParams;
  const filters = filtersOf(id, parameters);
  const afterFid = query.after === undefined ? '0' : fidOfToken(query.after, filters);
  if (afterFid === null)
    throw new Problem(
      'bad-next-link',
      'after: the token was altered or belongs to other filters; follow the link as it stands, or begin again without it',
      {
        faults: [{ code: 'bad-after', parameter: 'after', detail: 'must be taken from a "next" link as it stands' }],
      },
    );
  const sight = await sightAsked(deps, context, query.asKnownAt);
  const page = await findFeatures(deps.queries, id, sight, {
    ...query,
    ids: query.mine ? await deps.findOwnIds(assertSignedIn(await deps.actorOf(context))) : null,
    afterFid,
    limit: query.limit ?? DEFAULT_LIMIT,
  });

  const base = `${deps.baseOf(context)}/collections/${id}`;
  const links: Link[] = [
    { href: `${base}/items${new URL(context.req.url).search}`, rel: 'self', type: GEOJSON, title: 'This page' },
    { href: base, rel: 'collection', type: JSON_TYPE, title: 'The collection' },
  ];
  if (page.nextAfter !== null) {
    const next = new URLSearchParams(parameters);
    next.set('after', tokenAfter(page.nextAfter, filters));
    links.push({ href: `${base}/items?${next.toString()}`, rel: 'next', type: GEOJSON, title: 'The next page' });
  }
  const counts = `"numberMatched":${page.matched},"numberReturned":${page.returned}`;
  const ends = `${counts},"links":${JSON.stringify(links)}`;
  return answerWithTag(context, {
    body: `{"type":"FeatureCollection","features":[${page.features}],${ends},"timeStamp":"${new Date().toISOString()}"}`,
    state: `${sight.viewer}|${page.revisions}|${ends}`,
    type: GEOJSON,
  });
}

async function answerItem(deps: FeaturesContext, context: Context, id: CollectionId): Promise<Response> {
  const { asKnownAt } = parseParameters(context, ItemQuery);
  const sight = await sightAsked(deps, context, asKnownAt);
  const fid = context.req.param('featureId') ?? '';
  const isFid = /^\d{1,18}$/.test(fid);
  const feature = isFid ? await findFeature(deps.queries, id, sight, fid) : null;
  if (feature === null) throw new Problem('item-not-found', `${id} has no item ${fid.slice(0, 40)}`);
  const href = `${deps.baseOf(context)}/collections/${id}`;
  const links: Link[] = [
    { href: `${href}/items/${fid}`, rel: 'self', type: GEOJSON },
    { href, rel: 'collection', type: JSON_TYPE },
  ];
  const body = `${feature.slice(0, -1)},"links":${JSON.stringify(links)}}`;
  return answerWithTag(context, { body, state: body, type: GEOJSON });
}

/** OGC API - Features Part 1 over the projections: landing page, conformance, collections, items. */
export function featuresRoutes(deps: FeaturesContext): OpenAPIHono {
  const routes = new OpenAPIHono();

  routes.openapi(
    createRoute({ method: 'get', path: '/', summary: 'Landing page', responses: readAnswers(JSON_TYPE, LandingPage) }),
    (context) => {
      parseParameters(context, FormatQuery);
      const base = deps.baseOf(context);
      return context.json({
        title: 'Durand Line Monitor',
        description:
          'Reported incidents, airspace claims and crossing points along the Durand Line, as the parties and others stated them. The name is used for reference only; the parties describe the line and its status differently.',
        links: [
          selfLink(context, JSON_TYPE),
          { href: `${base}/openapi.json`, rel: 'service-desc', type: OPENAPI_TYPE, title: 'The API, for programs' },
          { href: `${base}/docs`, rel: 'service-doc', type: 'text/html', title: 'The API, for people' },
          { href: `${base}/conformance`, rel: 'conformance', type: JSON_TYPE, title: 'Conformance classes' },
          { href: `${base}/collections`, rel: 'data', type: JSON_TYPE, title: 'Collections' },
        ],
      });
    },
  );

  routes.openapi(
    createRoute({
      method: 'get',
      path: '/conformance',
      summary: 'Conformance classes',
      responses: readAnswers(JSON_TYPE, Conformance),
    }),
    (context) => {
      parseParameters(context, FormatQuery);
      return context.json({ conformsTo: CONFORMANCE_CLASSES });
    },
  );

  routes.openapi(
    createRoute({
      method: 'get',
      path: '/collections',
      summary: 'Collections',
      responses: readAnswers(JSON_TYPE, Collections),
    }),
    async (context) => {
      const collections: Collection[] = [];
      for (const id of COLLECTION_IDS) collections.push(await describeCollection(deps, context, id));
      return context.json({ links: [selfLink(context, JSON_TYPE)], collections });
    },
  );

  for (const id of COLLECTION_IDS) {
    const { title } = COLLECTION_TEXTS[id];
    routes.openapi(
      createRoute({
        method: 'get',
        path: `/collections/${id}`,
        summary: title,
        responses: readAnswers(JSON_TYPE, Collection),
      }),
      async (context) => {
        return context.json(await describeCollection(deps, context, id));
      },
    );
    describeItems(routes, id);
    routes.get(`/collections/${id}/items`, (context) => answerItems(deps, context, id));
    routes.get(`/collections/${id}/items/:featureId`, (context) => answerItem(deps, context, id));
  }
  routes.get('/collections/:id/*', (context) => unknownCollection(context.req.param('id')));
  routes.get('/collections/:id', (context) => unknownCollection(context.req.param('id')));
  return routes;
}

/** These answer with text as the database gives it, so they are described here and stand as plain routes. */
function describeItems(routes: OpenAPIHono, id: CollectionId): void {
  const { title } = COLLECTION_TEXTS[id];
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: `/collections/${id}/items`,
    summary: `${title}: items`,
    request: { query: ITEMS_QUERIES[id] },
    responses: readAnswers(GEOJSON, FEATURE_COLLECTIONS[id]),
  });
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: `/collections/${id}/items/{featureId}`,
    summary: `${title}: one item, whole`,
    request: { params: z.strictObject({ featureId: z.int() }), query: ItemQuery },
    responses: readAnswers(GEOJSON, RECORDS[id]),
  });
}

function unknownCollection(id: string): never {
  throw new Problem(
    'collection-not-found',
    `there is no collection ${id.slice(0, 40)}; there are: ${COLLECTION_IDS.join(', ')}`,
  );
}
