import { z } from 'zod';
import { Instant } from '../geo/contract.ts';

/**
 * What an open page is told at /api/live: something that its viewer may see has changed. `id` null: much of the collection.
 * The content is read as always; an event carries none. The server also sends `reload` (data: {}) when it cannot tell what
 * was missed.
 */
export const LiveChange = z.object({
  collection: z.enum(['incidents', 'airspace-claims', 'crossings', 'agreements']),
  id: z.int().nullable(),
  at: Instant,
});
export type LiveChange = z.infer<typeof LiveChange>;
