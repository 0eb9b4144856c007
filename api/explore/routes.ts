import { hash } from 'node:crypto';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ActorOf } from '../actor.ts';
import { answerWithTag, isHeld, taggedHeaders } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { taggedAnswers } from '../describe.ts';
import { sightAsked } from '../features/known-moment.ts';
import { parseParameters } from '../parameters.ts';
import { Problem } from '../problem.ts';
import type { Sight } from '../record/rows-seen.ts';
import { encodeIds } from './arrow.ts';
import { createBodies } from './bodies.ts';
import {
  ARROW_STREAM,
  ColumnsQuery,
  FoundQuery,
  IncidentRows,
  IncidentSummary,
  MatchingQuery,
  Outlines,
  OutlinesQuery,
  RowsQuery,
  SummaryQuery,
} from './contract.ts';
import { compressed, encodingFor, encodingHeaders } from '../encodings.ts';
import { findFound, findMatching, findRows } from './queries.ts';
import type { Stores } from './stores.ts';

/** What the routes need from around them. */
interface ExploreContext {
  queries: Queries;
  actorOf: ActorOf;
  now: () => Date;
  stores: Stores;
}

const GEOJSON = 'application/geo+json';
const JSON_TYPE = 'application/json';

const COLUMNS_TEXT = [
  'One row an incident, as whoever asks sees it; api/explore/contract.ts says what each column means.',
  'The metadata of the schema names the version; ask again with `since` for what has changed.',
  'In Python: `incidents = pyarrow.ipc.open_stream(urllib.request.urlopen(ADDRESS)).read_all()`,',
  'and over that in DuckDB: `duckdb.sql("select type, count(*) from incidents group by type")`.',
].join(' ');

function describe(routes: OpenAPIHono): void {
  const stream = z.string().meta({ format: 'binary' });
  const described = [
    {
      path: '/explore/incidents.arrow',
      summary: 'All incidents in columns, as an Apache Arrow stream',
      description: COLUMNS_TEXT,
      query: ColumnsQuery,
      responses: taggedAnswers(ARROW_STREAM, stream),
    },
    {
      path: '/explore/incidents/outlines',
      summary: 'The outlines that the columns refer to',
      query: OutlinesQuery,
      responses: taggedAnswers(JSON_TYPE, Outlines),
    },
    {
      path: '/explore/incidents/matching',
      summary: 'Ids of the incidents in which every word stands, as an Apache Arrow stream with the column id (int64)',
      query: MatchingQuery,
      responses: taggedAnswers(ARROW_STREAM, stream),
    },
    {
      path: '/explore/incidents/rows',
      summary: 'Some incidents by id, as lists show them',
      query: RowsQuery,
      responses: taggedAnswers(GEOJSON, IncidentRows),
    },
    {
      path: '/explore/incidents/found',
      summary: 'The first incidents in which every word stands, as lists show them',
      query: FoundQuery,
      responses: taggedAnswers(GEOJSON, IncidentRows),
    },
    {
      path: '/explore/incidents/summary',
      summary: 'How many incidents there are, and when they were recorded',
      query: SummaryQuery,
      responses: taggedAnswers(JSON_TYPE, IncidentSummary),
    },
  ];
  for (const { query, ...more } of described)
    routes.openAPIRegistry.registerPath({ method: 'get', request: { query }, ...more });
}

function versionNotHeld(version: string): Problem {
  return new Problem('not-found', `version ${version} is not held any more; ask without a version for the present one`);
}

function answerWithFeatures(context: Context, { viewer }: Sight, features: string): Response {
  const body = `{"type":"FeatureCollection","features":[${features}]}`;
  return answerWithTag(context, { body, state: `${viewer}|${body}`, type: GEOJSON });
}

/** /api/explore: incidents in columns for whoever counts and draws them, as Apache Arrow. */
export function exploreRoutes(deps: ExploreContext): OpenAPIHono {
  const { queries, stores } = deps;
  const routes = new OpenAPIHono();
  const bodyOf = createBodies();
  describe(routes);

  routes.get('/explore/incidents.arrow', async (context) => {
    const { asKnownAt, since, version } = parseParameters(context, ColumnsQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    const seen = await stores.upToDate(sight);
    if (version !== undefined && version !== seen.version) throw versionNotHeld(version);
    const headers = taggedHeaders(seen.version, version !== undefined);
    if (isHeld(context, headers.etag)) return context.body(null, 304, headers);
    const encoding = encodingFor(context);
    const asked = { since: version === undefined ? (since ?? null) : null, encoding, asKnownAt: sight.asKnownAt };
    const body = await bodyOf(seen, asked);
    return context.body(body, 200, { ...headers, ...encodingHeaders(encoding), 'content-type': ARROW_STREAM });
  });

  routes.get('/explore/incidents/outlines', async (context) => {
    const { asKnownAt, version } = parseParameters(context, OutlinesQuery);
    const seen = await stores.upToDate(await sightAsked(deps, context, asKnownAt));
    if (version !== undefined && !seen.isHeld(version)) throw versionNotHeld(version);
    // Of a version that others have followed the indexes still hold, but what it referred to may have been closed.
    const headers = taggedHeaders(seen.version, version === seen.version);
    if (isHeld(context, headers.etag)) return context.body(null, 304, headers);
    return context.body(seen.outlinesJson, 200, { ...headers, 'content-type': JSON_TYPE });
  });

  routes.get('/explore/incidents/matching', async (context) => {
    const { asKnownAt, q } = parseParameters(context, MatchingQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    const ids = await findMatching(queries, sight, q);
    const headers = taggedHeaders(hash('sha1', `${sight.viewer}|${ids.join()}`, 'base64url'));
    if (isHeld(context, headers.etag)) return context.body(null, 304, headers);
    const encoding = encodingFor(context);
    const body = await compressed(encodeIds(ids), encoding);
    return context.body(body, 200, { ...headers, ...encodingHeaders(encoding), 'content-type': ARROW_STREAM });
  });

  routes.get('/explore/incidents/rows', async (context) => {
    const { asKnownAt, ...named } = parseParameters(context, RowsQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    return answerWithFeatures(context, sight, await findRows(queries, sight, named));
  });

  routes.get('/explore/incidents/found', async (context) => {
    const { asKnownAt, limit = 10, ...asked } = parseParameters(context, FoundQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    return answerWithFeatures(context, sight, await findFound(queries, sight, { ...asked, limit }));
  });

  routes.get('/explore/incidents/summary', async (context) => {
    const { asKnownAt } = parseParameters(context, SummaryQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    const body = JSON.stringify((await stores.upToDate(sight)).summary);
    return answerWithTag(context, { body, state: `${sight.viewer}|${body}`, type: JSON_TYPE });
  });
  return routes;
}
