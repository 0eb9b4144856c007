import { serveStatic } from '@hono/node-server/serve-static';
import { getConnInfo } from '@hono/node-server/conninfo';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { agreementRoutes } from './agreements/routes.ts';
import { type Database, type Queries, QUERY_MILLISECONDS } from './db/database.ts';
import { withDeadline } from './db/deadline.ts';
import { problemOfDatabase } from './db/errors.ts';
import { docsRoutes } from './docs/routes.ts';
import { type FeaturesContext, featuresRoutes, OPENAPI_TYPE } from './features/routes.ts';
import { protectiveHeaders } from './headers.ts';
import { limitBody, limitRate } from './limits.ts';
import { answerProblem, Problem } from './problem.ts';
import { configRoutes, healthRoutes, type ServiceFacts } from './service/routes.ts';

/** What the service is made from. */
export interface AppParts {
  database: Database;
  facts: ServiceFacts;
  /** The built web pages; null where only the API is served. */
  webFolder: string | null;
  publicUrl: string | null;
  basemapOrigins: readonly string[];
  rateLimitPerMinute: number;
  /** Told of errors of the service's own; a request never learns more than the problem's code. */
  reportError: (error: unknown) => void;
  /** Milliseconds after which a question is given up. */
  queryMilliseconds?: number;
}

/** The OpenAPI document of the mounted API. */
function openApiDocument(api: OpenAPIHono, version: string): object {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Durand Line Monitor',
      version,
      description: 'Reported incidents, airspace claims and crossing points as OGC API - Features (GeoJSON, CRS84).',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/api' }],
  });
}

function addressOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? 'unknown';
  } catch {
    // A request that came over no socket, as tests make them.
    return 'local';
  }
}

/** The routes that the OpenAPI document describes. */
function describedRoutes(deps: FeaturesContext & { facts: ServiceFacts }): OpenAPIHono {
  const api = new OpenAPIHono({ strict: false });
  api.route('/', featuresRoutes(deps));
  api.route('/', agreementRoutes(deps));
  api.route('/', configRoutes(deps));
  return api;
}

/** The API below /api, with its document. */
function apiRoutes(parts: AppParts): OpenAPIHono {
  const queries = withDeadline(parts.database, parts.queryMilliseconds ?? QUERY_MILLISECONDS);
  const baseOf = (context: Context) => `${parts.publicUrl ?? new URL(context.req.url).origin}/api`;
  const api = describedRoutes({ queries, baseOf, facts: parts.facts });
  api.route('/docs', docsRoutes());
  const document = JSON.stringify(openApiDocument(api, parts.facts.version));
  api.get('/openapi.json', (context) => {
    // GDAL asks for 3.0 or plain JSON and refuses any other name; the document is 3.1.
    const asksByName = context.req.header('accept')?.includes('version=3.1') ?? false;
    return context.body(document, 200, { 'content-type': asksByName ? OPENAPI_TYPE : 'application/json' });
  });
  return api;
}

/** The OpenAPI document as it is served and committed. Nothing is asked of any database to make it. */
export function describeApi(version: string): object {
  const unasked: Queries = {
    all: () => Promise.reject(new Error('unasked')),
    one: () => Promise.reject(new Error('unasked')),
  };
  const facts = { version, basemapStyleUrl: null };
  return openApiDocument(describedRoutes({ queries: unasked, baseOf: () => '', facts }), version);
}

/** The whole URL space: /api, /health and the page. */
export function createApp(parts: AppParts): OpenAPIHono {
  const app = new OpenAPIHono({ strict: false });
  app.use(protectiveHeaders(parts.basemapOrigins));
  app.use(compress());
  app.use('/api/*', limitRate(parts.rateLimitPerMinute, addressOf));
  app.use(limitBody());
  app.use(async (context, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(context.req.method)) {
      context.header('allow', 'GET, HEAD');
      throw new Problem(
        'method-not-allowed',
        `${context.req.method.slice(0, 20)} is not answered here; only GET and HEAD are`,
      );
    }
    await next();
  });

  app.route('/api', apiRoutes(parts));
  const queries = withDeadline(parts.database, parts.queryMilliseconds ?? QUERY_MILLISECONDS);
  app.route('/', healthRoutes({ queries, kind: parts.database.kind, facts: parts.facts }));
  if (parts.webFolder !== null) servePages(app, parts.webFolder);

  app.notFound((context) => answerProblem(context, new Problem('not-found', 'there is nothing at this address')));
  app.onError((error, context) => {
    if (error instanceof Problem) return answerProblem(context, error);
    if (error instanceof HTTPException && error.status < 500)
      return answerProblem(context, new Problem('bad-parameter', error.message || 'the request could not be read'));
    const known = problemOfDatabase(error);
    if (known === null) parts.reportError(error);
    return answerProblem(context, known ?? new Problem('internal-error', 'the error is in the log of the service'));
  });
  return app;
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
  app.use(
    '/*',
    serveStatic({ root: folder, onFound: (_path, context) => context.header('cache-control', 'no-cache') }),
  );
}
