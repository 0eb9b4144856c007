import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { ActorOf } from '../actor.ts';
import { answerWithTag } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { ItemQuery } from '../features/contract.ts';
import { momentAsked } from '../features/known-moment.ts';
import { parseParameters } from '../parameters.ts';
import { AgreementList } from './contract.ts';
import { agreementListText } from './queries.ts';

interface AgreementsContext {
  queries: Queries;
  actorOf: ActorOf;
  now: () => Date;
}

/** Agreements with their readings: from when each holder says that the ceasefire holds. */
export function agreementRoutes({ queries, actorOf, now }: AgreementsContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openAPIRegistry.registerPath(
    createRoute({
      method: 'get',
      path: '/agreements',
      summary: 'Agreements and their readings',
      request: { query: ItemQuery },
      responses: { 200: { description: 'Oldest first', content: { 'application/json': { schema: AgreementList } } } },
    }),
  );
  routes.get('/agreements', async (context) => {
    const asKnownAt = momentAsked(parseParameters(context, ItemQuery).asKnownAt, now());
    const { viewer } = await actorOf(context);
    const body = await agreementListText(queries, { viewer, asKnownAt });
    return answerWithTag(context, { body, state: `${viewer}|${body}`, type: 'application/json' });
  });
  return routes;
}
