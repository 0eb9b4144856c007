import type { Context } from 'hono';
import type { ActorOf } from '../actor.ts';
import { Problem } from '../problem.ts';
import type { Sight } from '../record/rows-seen.ts';

/**
 * Several processes may serve one record, and each writes by its own clock: what one of them gives as the moment of a
 * version may be a little ahead of another's clock, and must not be refused by it.
 */
const CLOCKS_DIFFER_MILLISECONDS = 5_000;

/**
 * The moment as of which is asked, null for now. Throws where it has not been yet: an answer for it would look final,
 * and could still become another one.
 */
export function momentAsked(asKnownAt: string | undefined, now: Date): string | null {
  if (asKnownAt === undefined) return null;
  if (Date.parse(asKnownAt) <= now.getTime() + CLOCKS_DIFFER_MILLISECONDS) return asKnownAt;
  const detail = `the moment has not been yet: it is ${now.toISOString()} now; give a moment up to then, or leave asKnownAt out for what is on record now`;
  throw new Problem('bad-parameter', `asKnownAt: ${detail}`, {
    faults: [{ code: 'bad-asKnownAt', parameter: 'asKnownAt', detail }],
  });
}

/** Whose projection a request reads, and as it was known when; throws as `momentAsked` does. */
export async function sightAsked(
  { actorOf, now }: { readonly actorOf: ActorOf; readonly now: () => Date },
  context: Context,
  asKnownAt: string | undefined,
): Promise<Sight> {
  const moment = momentAsked(asKnownAt, now());
  const { viewer } = await actorOf(context);
  return { viewer, asKnownAt: moment };
}
