import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Database, Queries } from '../db/database.ts';
import { Health, ServiceConfig } from './contract.ts';
import { databaseVersions, holdsSynthetic } from './queries.ts';

/** What the service tells of itself. */
export interface ServiceFacts {
  version: string;
  basemapStyleUrl: string | null;
}

/** /api/config: what the screen has to know before it draws. */
export function configRoutes({ queries, facts }: { queries: Queries; facts: ServiceFacts }): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openapi(
    createRoute({
      method: 'get',
      path: '/config',
      summary: 'What the screen has to know of the service',
      responses: {
        200: { description: 'The configuration', content: { 'application/json': { schema: ServiceConfig } } },
      },
    }),
    async (context) => context.json({ ...facts, synthetic: await holdsSynthetic(queries) }),
  );
  return routes;
}

/** /health, for whoever keeps the service running. */
export function healthRoutes({
  queries,
  kind,
  facts,
}: {
  queries: Queries;
  kind: Database['kind'];
  facts: ServiceFacts;
}): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.get('/health', async (context) => {
    const versions = await databaseVersions(queries);
    const health: Health = {
      status: 'ok',
      version: facts.version,
      node: process.version,
      database: { kind, ...versions },
    };
    context.header('cache-control', 'no-store');
    return context.json(health);
  });
  return routes;
}
