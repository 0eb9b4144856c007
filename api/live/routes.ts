import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { ActorOf } from '../actor.ts';
import type { Queries } from '../db/database.ts';
import { ProblemShown } from '../features/contract.ts';
import { Problem } from '../problem.ts';
import type { Viewer } from '../visibility/contract.ts';
import { findChangesAfter, findEnds, type Place, type PlacedChange, placeIds } from './changes.ts';
import { LiveChange } from './contract.ts';
import { type LiveHub, MOST_CHANGES, MOST_CONNECTIONS, MOST_OF_ONE_ADDRESS } from './hub.ts';

/** A sign of life, so that proxies keep the line open and a page knows that it follows. */
const BEAT_MILLISECONDS = 15_000;
/** After this a connection ends and the page comes back by itself: with what its session then allows. */
const LONGEST_MILLISECONDS = 10 * 60_000;
/** How soon a page comes back. */
const RETRY_MILLISECONDS = 3_000;
/** Changes that wait for a page which reads slowly; beyond that it is told to read everything anew. */
const MOST_WAITING = 200;

/** What the route needs from around it. */
export interface LiveContext {
  queries: Queries;
  hub: LiveHub;
  actorOf: ActorOf;
  addressOf: (context: Context) => string;
  /** Makes the ids of events opaque. */
  secret: string;
}

function isBefore(one: Place, other: Place): boolean {
  return one.writtenIn < other.writtenIn || (one.writtenIn === other.writtenIn && one.id < other.id);
}

/** What a page has missed since the event that it names; null where that can no longer be told. */
async function missedSince(queries: Queries, viewer: Viewer, since: Place | null): Promise<PlacedChange[] | null> {
  if (since === null) return null;
  const { first, last } = await findEnds(queries);
  if (isBefore(last, since) || (first !== null && isBefore(since, first) && since.id !== 2n ** 62n)) return null;
  const missed = await findChangesAfter(queries, since, { viewer, most: MOST_CHANGES });
  return missed.length < MOST_CHANGES ? missed : null;
}

/** Tells a page of changes, one after the other, as fast as it reads. */
class Teller {
  readonly #stream: SSEStreamingApi;
  readonly #idOf: (place: Place) => string;
  #waiting: PlacedChange[] = [];
  #told: Place;
  #overran = false;
  #wake: () => void = () => undefined;

  constructor(stream: SSEStreamingApi, idOf: (place: Place) => string, from: Place) {
    this.#stream = stream;
    this.#idOf = idOf;
    this.#told = from;
  }

  add(changes: readonly PlacedChange[]): void {
    this.#waiting.push(...changes.filter(({ place }) => isBefore(this.#told, place)));
    if (this.#waiting.length > MOST_WAITING) {
      this.#overran = true;
      this.#waiting = this.#waiting.slice(-1);
    }
    this.#wake();
  }

  async reload(): Promise<void> {
    await this.#stream.writeSSE({ event: 'reload', data: '{}', id: this.#idOf(this.#told) });
  }

  /** Writes what waits, and a beat where nothing does, until the line is closed or the time is over. */
  async run(until: number): Promise<void> {
    while (!this.#stream.aborted && !this.#stream.closed && Date.now() < until) {
      if (this.#overran) {
        this.#told = this.#waiting.at(-1)?.place ?? this.#told;
        this.#waiting = [];
        this.#overran = false;
        await this.reload();
      }
      const next = this.#waiting.shift();
      if (next) {
        this.#told = next.place;
        const { collection, id, at } = next;
        const change: LiveChange = { collection, id, at };
        await this.#stream.writeSSE({ event: 'changed', data: JSON.stringify(change), id: this.#idOf(next.place) });
      } else if (!(await this.#woken())) await this.#stream.write(': beat\n\n');
    }
  }

  stop(): void {
    this.#wake();
  }

  /** Waits for something to tell; false where a beat's time has passed. */
  #woken(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), BEAT_MILLISECONDS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}

/** /api/live: what changes for a class of viewer, as server-sent events that can be resumed. */
export function liveRoutes(deps: LiveContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  const { idOf, placeOf } = placeIds(deps.secret);
  routes.openAPIRegistry.registerPath({
    method: 'get',
    path: '/live',
    summary: 'Changes as they happen, as server-sent events',
    request: { headers: z.object({ 'Last-Event-ID': z.string().optional() }) },
    responses: {
      200: {
        description: 'Events "changed" and "reload"; ids are opaque and can be resumed from for a week',
        content: { 'text/event-stream': { schema: LiveChange } },
      },
      503: { description: 'No room', content: { 'application/problem+json': { schema: ProblemShown } } },
    },
  });
  routes.get('/live', async (context) => {
    const { viewer } = await deps.actorOf(context);
    const lastId = context.req.header('last-event-id');
    const held: PlacedChange[] = [];
    let teller: Teller | null = null;
    const followed = await deps.hub.follow({
      viewer,
      address: deps.addressOf(context),
      tell: (changes) => (teller ? teller.add(changes) : held.push(...changes)),
    });
    if (followed === null)
      throw new Problem(
        'too-many-live-connections',
        `at most ${MOST_OF_ONE_ADDRESS} from one address and ${MOST_CONNECTIONS} in all; the page can be read without`,
        { retryAfterSeconds: 60 },
      );
    const { from, leave } = followed;
    context.header('cache-control', 'no-store');
    context.header('x-accel-buffering', 'no');
    return streamSSE(context, async (stream) => {
      stream.onAbort(() => {
        leave();
        teller?.stop();
      });
      try {
        const missed = lastId === undefined ? [] : await missedSince(deps.queries, viewer, placeOf(lastId));
        const start = lastId === undefined ? from : (placeOf(lastId) ?? from);
        await stream.write(`retry: ${RETRY_MILLISECONDS}\n: following\n\n`);
        teller = new Teller(stream, idOf, missed === null ? from : start);
        if (missed === null) await teller.reload();
        else teller.add(missed);
        const told = new Set((missed ?? []).map((change) => change.place.id));
        teller.add(held.filter((change) => !told.has(change.place.id)));
        await teller.run(Date.now() + LONGEST_MILLISECONDS);
      } finally {
        leave();
      }
    });
  });
  return routes;
}
