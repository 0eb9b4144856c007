import { OpenAPIHono } from '@hono/zod-openapi';
import { type ActorOf, assertSignedIn } from '../actor.ts';
import { PROBLEM } from '../describe.ts';
import { type BoardContext, findBoard } from './board-queries.ts';
import { Board } from './shown/contract.ts';

/** What waits for whoever asks, and what waits for others. */
export function boardRoutes(deps: BoardContext & { actorOf: ActorOf }): OpenAPIHono {
  const routes = new OpenAPIHono();
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: '/verification/board',
    summary: 'What waits for whoever asks, by deadline',
    responses: {
      200: { description: 'The board', content: { 'application/json': { schema: Board } } },
      401: PROBLEM,
      429: PROBLEM,
      503: PROBLEM,
    },
  });
  routes.get('/verification/board', async (context) => {
    const actor = assertSignedIn(await deps.actorOf(context));
    return context.json(await findBoard(deps, actor), 200, { 'cache-control': 'no-store' });
  });
  return routes;
}
