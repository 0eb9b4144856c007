import type { Context } from 'hono';
import type { Actor } from './auth/contract.ts';

/** Tells who asks. A reader where nobody in particular does. */
export type ActorOf = (context: Context) => Promise<Actor>;
