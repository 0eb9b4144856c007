import { hash } from 'node:crypto';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ActorOf, assertSignedIn, type SignedIn } from '../actor.ts';
import { answerWithTag, isHeld, taggedHeaders } from '../answer.ts';
import { readJson } from '../body.ts';
import type { Queries } from '../db/database.ts';
import { PROBLEM, readAnswers, taggedAnswers } from '../describe.ts';
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
  TooManyToHold,
} from './contract.ts';
import {
  BinsAnswered,
  BinsAsked,
  CountsAnswered,
  CountsAsked,
  MOST_HELD_IDS,
  type QuestionAsked,
} from './question/contract.ts';
import { compressed, encodingFor, encodingHeaders } from '../encodings.ts';
import type { Engines } from './engines.ts';
import type { EngineAsked } from './engine-worker.ts';
import { findFeatureIds, findFound, findMatching, findRows } from './queries.ts';
import type { Stores } from './stores.ts';

/** What the routes need from around them. */
export interface ExploreContext {
  queries: Queries;
  actorOf: ActorOf;
  now: () => Date;
  stores: Stores;
  engines: Engines;
  /** Incidents up to which a page holds them all itself. */
  mostInBrowser: number;
  /** The ids of the records that are somebody's. */
  findOwnIds: (actor: SignedIn) => Promise<readonly string[]>;
}

const GEOJSON = 'application/geo+json';
const JSON_TYPE = 'application/json';
/** For what is true only now. */
const NOT_KEPT = { 'cache-control': 'no-store' };

const COLUMNS_TEXT = [
  'One row an incident, as whoever asks sees it; api/explore/contract.ts says what each column means.',
  'The metadata of the schema names the version; ask again with `since` for what has changed.',
  'In Python: `incidents = pyarrow.ipc.open_stream(urllib.request.urlopen(ADDRESS)).read_all()`,',
  'and over that in DuckDB: `duckdb.sql("select type, count(*) from incidents group by type")`.',
].join(' ');

const QUESTION_TEXT = [
  'The question that the screen asks: filters, the view, a part of the list, a histogram; whatever is left out is not asked.',
  'It is answered on what is on record at that moment, for a write that was acknowledged is in the next answer.',
  'A problem (503) says with Retry-After when to ask again: while the incidents are being read, and where much is asked at once.',
].join(' ');

function describe(routes: OpenAPIHono): void {
  const stream = z.string().meta({ format: 'binary' });
  const described = [
    {
      path: '/explore/incidents.arrow',
      summary: 'All incidents in columns, as an Apache Arrow stream',
      description: COLUMNS_TEXT,
      query: ColumnsQuery,
      responses: {
        ...taggedAnswers(ARROW_STREAM, stream),
        200: {
          description: 'The stream; or, for a page that is not to hold so many, how many there are',
          content: { [ARROW_STREAM]: { schema: stream }, [JSON_TYPE]: { schema: TooManyToHold } },
        },
      },
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
  const questions = [
    {
      path: '/explore/counts',
      summary: 'Everything that the screen counts and lists of the incidents, under its filters',
      asked: CountsAsked,
      answered: CountsAnswered,
    },
    {
      path: '/explore/bins',
      summary: 'What the map shows of the incidents, binned for its zoom',
      asked: BinsAsked,
      answered: BinsAnswered,
    },
  ];
  for (const { path, summary, asked, answered } of questions)
    routes.openAPIRegistry.registerPath({
      method: 'post',
      path,
      summary,
      description: QUESTION_TEXT,
      request: { body: { required: true, content: { [JSON_TYPE]: { schema: asked } } } },
      responses: { ...readAnswers(JSON_TYPE, answered), 413: PROBLEM, 415: PROBLEM },
    });
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
  const { queries, actorOf, stores, engines, mostInBrowser } = deps;
  const routes = new OpenAPIHono();
  const bodyOf = createBodies();
  describe(routes);

  routes.get('/explore/incidents.arrow', async (context) => {
    const { asKnownAt, since, version, for: asksFor } = parseParameters(context, ColumnsQuery);
    const sight = await sightAsked(deps, context, asKnownAt);
    const seen = await stores.upToDate(sight);
    const total = seen.whole().length;
    if (asksFor === 'page' && total > mostInBrowser && !(since !== undefined && seen.isHeld(since)))
      return context.json({ total, version: seen.version } satisfies TooManyToHold, 200, NOT_KEPT);
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

  async function answerQuestion(
    context: Context,
    { asKnownAt, q, ...question }: QuestionAsked,
    part: EngineAsked['part'],
  ): Promise<Response> {
    const sight = await sightAsked(deps, context, asKnownAt ?? undefined);
    const actor = await actorOf(context);
    const find = async () => findFeatureIds(queries, sight, await deps.findOwnIds(assertSignedIn(actor)));
    const owner = actor.id === null ? null : { id: actor.id, find };
    const body = await engines.ask({ sight, q, owner, asked: { question, part } });
    return context.body(body, 200, { ...NOT_KEPT, 'content-type': JSON_TYPE });
  }

  routes.post('/explore/counts', async (context) =>
    answerQuestion(context, await readJson(context, CountsAsked), { kind: 'counts' }),
  );
  routes.post('/explore/bins', async (context) => {
    const { keys, ...asked } = await readJson(context, BinsAsked);
    return answerQuestion(context, asked, { kind: 'bins', keys, most: MOST_HELD_IDS });
  });
  return routes;
}
