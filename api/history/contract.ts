import { z } from 'zod';
import { AnyRole } from '../auth/contract.ts';
import { Instant } from '../geo/contract.ts';
import { Change, Reason } from '../record/contract.ts';

/** One field that differs between two states, as whoever asks sees them: `summary`, `statements/<id>/paraphrase`. */
export const Difference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
export type Difference = z.infer<typeof Difference>;

/** One state of an item, and how it came about. */
export const HistoryEntry = z.object({
  /** When it was put on record, and until when it stood; null: it stands. */
  recordedAt: Instant,
  until: Instant.nullable(),
  change: Change,
  reason: Reason.nullable(),
  /** The public is told whether people of the mechanism or the service itself wrote; others are told the role. */
  by: AnyRole.or(z.enum(['mechanism', 'service'])),
  explanation: z.string().nullable(),
  /** Against the state before; empty for the first. */
  differences: z.array(Difference),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** An item's history as whoever asks may see it, newest first. */
export const ItemHistory = z.object({ entries: z.array(HistoryEntry) });
export type ItemHistory = z.infer<typeof ItemHistory>;
