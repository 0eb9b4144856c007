import { serveStatic } from '@hono/node-server/serve-static';
import { getConnInfo } from '@hono/node-server/conninfo';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { agreementRoutes } from './agreements/routes.ts';
import { createAuth } from './auth/auth.ts';
import { type Database, QUERY_MILLISECONDS } from './db/database.ts';
import { withDeadline } from './db/deadline.ts';
import { problemOfDatabase } from './db/errors.ts';
import { docsRoutes } from './docs/routes.ts';
import { type EvidenceContext, evidenceRoutes } from './evidence/routes.ts';
import { DEFAULT_MOST_IN_BROWSER } from './explore/contract.ts';
import { createEngines, type EngineLimits, type Engines, NO_ENGINES } from './explore/engines.ts';
import { type ExploreContext, exploreRoutes } from './explore/routes.ts';
import { createStores } from './explore/stores.ts';
import { type FeaturesContext, featuresRoutes, OPENAPI_TYPE } from './features/routes.ts';
import { protectiveHeaders } from './headers.ts';
import { limitBody, limitRate } from './limits.ts';
import { appendEntries } from './log/entries.ts';
import { type LogContext, logRoutes } from './log/routes.ts';
import { answerProblem, Problem } from './problem.ts';
import { historyRoutes } from './history/routes.ts';
import { type LiveContext, liveRoutes } from './live/routes.ts';
import { createLiveHub, type LiveHub } from './live/hub.ts';
import type { RecordContext } from './record/answering.ts';
import { recordRoutes } from './record/routes.ts';
import { DEFAULT_RULES, type Rules } from './verification/rules.ts';
import { type VerificationContext, verificationRoutes } from './verification/routes.ts';
import { findOwnIds } from './verification/board-queries.ts';
import { boardRoutes } from './verification/board-routes.ts';
import { configRoutes, healthRoutes, type ServiceFacts } from './service/routes.ts';
import { tilesRoutes } from './tiles/routes.ts';

/** What the service is made from. */
export interface AppParts {
  database: Database;
  facts: ServiceFacts;
  /** The built web pages; null where only the API is served. */
  webFolder: string | null;
  publicUrl: string | null;
  /** The origins of our own pages; asked for each request, since the port is known only once the service listens. */
  ownOrigins: () => readonly string[];
  /** Signs cookies and makes the ids of events opaque. */
  secret: string;
  /** What vouches for the log; null where no checkpoints are signed, as in tests of other things. */
  checkpoints: Pick<LogContext, 'newestNote' | 'vkey'> | null;
  /** Where evidence files are kept; null where there are none, as in tests of other things. */
  evidence: EvidenceContext['evidence'];
  basemapOrigins: readonly string[];
  rateLimitPerMinute: number;
  /** How incidents are verified; left out: the default rules. */
  rules?: Rules;
  /** Incidents up to which a page holds them all itself; left out: DEFAULT_MOST_IN_BROWSER. */
  mostInBrowser?: number;
  /** What bounds the engines that answer in place of a page; left out: the limits of api/explore/engines.ts. */
  engineLimits?: Partial<EngineLimits>;
  /** Told of errors of the service's own; a request never learns more than the problem's code. */
  reportError: (error: unknown) => void;
  /** The clock. */
  now?: () => Date;
  /** Milliseconds after which a question is given up. */
  queryMilliseconds?: number;
  /** Who asks, for tests that come from many addresses. */
  addressOf?: (context: Context) => string;
}

/** The service as something that answers requests, and what has to be ended with it. */
export interface App {
  fetch: OpenAPIHono['fetch'];
  request: OpenAPIHono['request'];
  /** Open pages that follow changes. */
  live: LiveHub;
  /** Threads that answer in place of a page. */
  engines: Engines;
}

/** The OpenAPI document of the mounted API. */
function openApiDocument(api: OpenAPIHono, version: string): object {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Durand Line Monitor',
      version,
      description:
        'Reported incidents, airspace claims and crossing points as OGC API - Features (GeoJSON, CRS84), as whoever asks may see them; filing and editing for those who may; a log that can be checked.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/api' }],
  });
}

function addressOfSocket(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // A request that came over no socket, as tests make them.
    return 'local';
  }
}

interface Described
  extends
    FeaturesContext,
    RecordContext,
    EvidenceContext,
    LiveContext,
    LogContext,
    VerificationContext,
    ExploreContext {
  facts: ServiceFacts;
  signIn: OpenAPIHono;
}

/** The routes that the OpenAPI document describes. */
function describedRoutes(deps: Described): OpenAPIHono {
  const api = new OpenAPIHono({ strict: false });
  // Histories stand below items: first come, first matched.
  api.route('/', historyRoutes(deps));
  api.route('/', featuresRoutes(deps));
  api.route('/', exploreRoutes(deps));
  api.route('/', tilesRoutes(deps));
  api.route('/', agreementRoutes(deps));
  api.route('/', recordRoutes(deps));
  api.route('/', verificationRoutes(deps));
  api.route('/', evidenceRoutes(deps));
  api.route('/', liveRoutes(deps));
  api.route('/', logRoutes(deps));
  api.route('/', boardRoutes(deps));
  api.route('/', deps.signIn);
  api.route('/', configRoutes(deps));
  return api;
}

/** What requests share. */
type Shared = Pick<Described, 'hub' | 'queries' | 'now' | 'stores' | 'engines'>;

/** The API below /api, with its document. */
function apiRoutes(parts: AppParts, shared: Shared): OpenAPIHono {
  const { database, facts, publicUrl, secret, checkpoints } = parts;
  const { hub, queries, now } = shared;
  const addressOf = parts.addressOf ?? addressOfSocket;
  const baseOf = (context: Context) => `${publicUrl ?? new URL(context.req.url).origin}/api`;
  const auth = createAuth({
    database,
    queries,
    secret,
    publicUrl,
    allowedOrigins: parts.ownOrigins,
    now,
    log: (transaction, entry) => appendEntries(transaction, [entry]),
    addressOf,
  });
  const routes = new OpenAPIHono({ strict: false });
  for (const guard of auth.guards) routes.use(guard);
  const rules = parts.rules ?? DEFAULT_RULES;
  const api = describedRoutes({
    ...shared,
    database,
    rules,
    findOwnIds: (actor) => findOwnIds({ database, rules, now }, actor),
    baseOf,
    facts,
    mostInBrowser: parts.mostInBrowser ?? DEFAULT_MOST_IN_BROWSER,
    onWritten: () => hub.look(),
    secret,
    addressOf,
    actorOf: auth.actorOf,
    signIn: auth.routes,
    evidence: parts.evidence,
    reportError: parts.reportError,
    newestNote: checkpoints?.newestNote ?? (() => Promise.resolve(null)),
    vkey: checkpoints?.vkey ?? '',
  });
  routes.route('/', api);
  routes.route('/docs', docsRoutes());
  const document = JSON.stringify(openApiDocument(api, facts.version));
  routes.get('/openapi.json', (context) => {
    // GDAL asks for 3.0 or plain JSON and refuses any other name; the document is 3.1.
    const asksByName = context.req.header('accept')?.includes('version=3.1') ?? false;
    return context.body(document, 200, { 'content-type': asksByName ? OPENAPI_TYPE : 'application/json' });
  });
  return routes;
}

/** The OpenAPI document as it is served and committed. Nothing is asked of any database to make it. */
export function describeApi(version: string): object {
  const unasked = () => Promise.reject(new Error('unasked'));
  const database: Database = {
    kind: 'embedded',
    all: unasked,
    one: unasked,
    transaction: unasked,
    withClient: unasked,
    close: unasked,
  };
  const parts = { database, queries: database, secret: 'no secret, since nobody is answered', publicUrl: null };
  const now = () => new Date(0);
  const addressOf = () => '';
  const auth = createAuth({ ...parts, allowedOrigins: [], now, addressOf, log: unasked });
  const api = describedRoutes({
    ...parts,
    findOwnIds: unasked,
    baseOf: () => '',
    facts: { version, basemapStyleUrl: null },
    hub: createLiveHub(database, () => undefined),
    stores: createStores({ ...parts, now }),
    engines: NO_ENGINES,
    mostInBrowser: 0,
    onWritten: () => undefined,
    now,
    addressOf,
    actorOf: auth.actorOf,
    signIn: auth.routes,
    evidence: null,
    reportError: () => undefined,
    newestNote: unasked,
    vkey: '',
    rules: DEFAULT_RULES,
  });
  return openApiDocument(api, version);
}

/** The whole URL space: /api, /health and the page. */
export function createApp(parts: AppParts): App {
  const app = new OpenAPIHono({ strict: false });
  app.use(protectiveHeaders(parts.basemapOrigins));
  // Events are written as they come: compressing would keep them back.
  app.use(async (context, next) => (context.req.path === '/api/live' ? next() : compress()(context, next)));
  app.use('/api/*', limitRate(parts.rateLimitPerMinute, parts.addressOf ?? addressOfSocket));
  app.use(limitBody());
  const hub = createLiveHub(parts.database, parts.reportError);
  const now = parts.now ?? (() => new Date());
  const queries = withDeadline(parts.database, parts.queryMilliseconds ?? QUERY_MILLISECONDS);
  const stores = createStores({ queries, secret: parts.secret, now });
  const engines = createEngines({ queries, columnsOf: stores.upToDate, limits: parts.engineLimits });

  app.route('/api', apiRoutes(parts, { hub, queries, now, stores, engines }));
  app.route('/', healthRoutes({ queries, kind: parts.database.kind, facts: parts.facts }));
  if (parts.webFolder !== null) servePages(app, parts.webFolder);

  app.notFound((context) => {
    const { method } = context.req;
    if (['GET', 'HEAD', 'OPTIONS'].includes(method))
      return answerProblem(context, new Problem('not-found', 'there is nothing at this address'));
    context.header('allow', 'GET, HEAD');
    const detail = `${method.slice(0, 20)} is not answered at this address`;
    return answerProblem(context, new Problem('method-not-allowed', detail));
  });
  app.onError((error, context) => {
    if (error instanceof Problem) return answerProblem(context, error);
    if (error instanceof HTTPException && error.status < 500)
      return answerProblem(context, new Problem('bad-parameter', error.message || 'the request could not be read'));
    const known = problemOfDatabase(error);
    if (known === null) parts.reportError(error);
    return answerProblem(context, known ?? new Problem('internal-error', 'the error is in the log of the service'));
  });
  return { fetch: app.fetch, request: app.request, live: hub, engines };
}

/** The page and its files. Names of built files hold a hash of their content, so those may be kept for ever. */
function servePages(app: OpenAPIHono, folder: string): void {
  app.use(
    '/assets/*',
    serveStatic({
      root: folder,
      onFound: (_path, context) => context.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  );
  // The same page shows itself as another at this address.
  app.get(
    '/how-we-decide',
    serveStatic({
      root: folder,
      rewriteRequestPath: () => '/index.html',
      onFound: (_path, context) => context.header('cache-control', 'no-cache'),
    }),
  );
  app.use(
    '/*',
    serveStatic({ root: folder, onFound: (_path, context) => context.header('cache-control', 'no-cache') }),
  );
}
