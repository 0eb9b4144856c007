import { z } from 'zod';
import { Instant, Party } from '../geo/contract.ts';
import { Statement } from '../accounts/contract.ts';
import { SourceShown } from '../incidents/contract.ts';

/**
 * From when an agreement holds according to one holder. Sources differ on the start of the ceasefire, so whether an
 * incident falls inside it is only ever asked of a named reading (DOMAIN.md 0.2, 5.9).
 */
export const Reading = z.strictObject({
  id: z.uuid(),
  /** Short, kebab-case, used in addresses: `since=19-oct`. */
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: z.string().min(1).max(120),
  heldBy: z.string().min(1).max(300),
  /** The range inside which the reading's start lies; both ends the same day's bounds where a day is named. */
  effectiveFrom: Instant,
  effectiveFromLatest: Instant,
  note: z.string().max(600).nullable(),
  sourceIds: z.array(z.uuid()).min(1).max(20),
});
export type Reading = z.infer<typeof Reading>;

export const AgreementWrite = z.strictObject({
  id: z.uuid(),
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  title: z.string().min(1).max(160),
  kind: z.enum(['ceasefire', 'truce', 'joint-statement', 'talks']),
  summary: z.string().max(1_500).nullable(),
  happenedFrom: Instant,
  happenedTo: Instant,
  parties: z.array(Party).max(2),
  mediators: z.array(z.string().max(80)).max(6),
  readings: z.array(Reading).max(12),
  statements: z.array(Statement).max(30),
  sourceIds: z.array(z.uuid()).min(1).max(20),
  synthetic: z.boolean(),
});
export type AgreementWrite = z.infer<typeof AgreementWrite>;

export const AgreementShown = AgreementWrite.omit({ sourceIds: true }).extend({
  sources: z.array(SourceShown),
  state: z.enum(['standing', 'withdrawn', 'merged']),
  recordedAt: Instant,
});
export type AgreementShown = z.infer<typeof AgreementShown>;

/** Answer of /api/agreements: oldest first, readings by their start. */
export const AgreementList = z.object({ agreements: z.array(AgreementShown) });
export type AgreementList = z.infer<typeof AgreementList>;
