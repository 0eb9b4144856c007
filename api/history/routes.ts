import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ActorOf } from '../actor.ts';
import { answerWithTag } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { ItemQuery } from '../features/contract.ts';
import { momentAsked } from '../features/known-moment.ts';
import { parseParameters } from '../parameters.ts';
import { Problem } from '../problem.ts';
import type { ProjectedKind } from '../record/replay.ts';
import { type HistoryEntry, ItemHistory } from './contract.ts';
import { differencesBetween } from './difference.ts';
import { findStates, type StateRow } from './queries.ts';

const KINDS = {
  incidents: 'incident',
  'airspace-claims': 'airspace-claim',
  crossings: 'crossing',
  agreements: 'agreement',
} as const satisfies Record<string, ProjectedKind>;

function wholeOf({ geometry, properties, details }: StateRow): Record<string, unknown> {
  return { geometry, ...properties, ...details };
}

/** The states of an item as entries, newest first, each against the one before. */
export function entriesOf(states: readonly StateRow[]): HistoryEntry[] {
  return states
    .map((state, at): HistoryEntry => {
      const before = states[at - 1];
      const { change, reason, by, explanation } = state.change;
      return {
        recordedAt: state.from.toISOString(),
        until: state.to?.toISOString() ?? null,
        change,
        reason,
        by,
        explanation: explanation ?? null,
        differences: before ? differencesBetween(wholeOf(before), wholeOf(state)) : [],
      };
    })
    .toReversed();
}

interface HistoryContext {
  queries: Queries;
  actorOf: ActorOf;
  now: () => Date;
}

/** What was changed in an item, when, by whom and why, as far as whoever asks may know. */
export function historyRoutes({ queries, actorOf, now }: HistoryContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  async function answer(context: Context, collection: keyof typeof KINDS): Promise<Response> {
    const asKnownAt = momentAsked(parseParameters(context, ItemQuery).asKnownAt, now());
    const { viewer } = await actorOf(context);
    const fid = context.req.param('featureId') ?? '';
    const states = /^\d{1,18}$/.test(fid)
      ? await findStates(queries, KINDS[collection], { viewer, asKnownAt }, fid)
      : [];
    if (states.length === 0) throw new Problem('item-not-found', `${collection} has no item ${fid.slice(0, 40)}`);
    const body = JSON.stringify({ entries: entriesOf(states) } satisfies ItemHistory);
    return answerWithTag(context, { body, state: `${viewer}|${body}`, type: 'application/json' });
  }
  for (const collection of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
    routes.openAPIRegistry.registerPath({
      method: 'get',
      path: `/collections/${collection}/items/{featureId}/history`,
      summary: `History of one of the ${collection}`,
      request: { params: z.strictObject({ featureId: z.int() }), query: ItemQuery },
      responses: { 200: { description: 'Newest first', content: { 'application/json': { schema: ItemHistory } } } },
    });
    routes.get(`/collections/${collection}/items/:featureId/history`, (context) => answer(context, collection));
  }
  return routes;
}
