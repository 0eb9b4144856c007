import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { answerWithTag } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { AgreementList } from './contract.ts';
import { agreementListText } from './queries.ts';

/** Agreements with their readings: from when each holder says that the ceasefire holds. */
export function agreementRoutes({ queries }: { queries: Queries }): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path: '/agreements',
      summary: 'Agreements and their readings',
      responses: { 200: { description: 'Oldest first', content: { 'application/json': { schema: AgreementList } } } },
    }),
  );
  routes.get('/agreements', async (context) => {
    const body = await agreementListText(queries);
    return answerWithTag(context, { body, state: body, type: 'application/json' });
  });
  return routes;
}
