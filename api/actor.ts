import type { Context } from 'hono';
import type { Actor } from './auth/contract.ts';
import { Problem } from './problem.ts';

/** Tells who asks. A reader where nobody in particular does. */
export type ActorOf = (context: Context) => Promise<Actor>;

/** Somebody with an account. */
export type SignedIn = Actor & { id: string };

/** @throws Problem `not-signed-in` for a reader */
export function assertSignedIn(actor: Actor): SignedIn {
  const { id } = actor;
  if (id === null) throw new Problem('not-signed-in', 'sign in first, or send a token');
  return { ...actor, id };
}
