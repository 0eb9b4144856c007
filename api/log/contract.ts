import { z } from 'zod';
import { AnyRole } from '../auth/contract.ts';
import { Instant } from '../geo/contract.ts';

/**
 * One entry of the log, as it is canonicalised (RFC 8785) and hashed. It holds no content of a record, only its hash: the
 * log can be shown to anybody who may know that something was written, and proves what was written to whoever may read it.
 */
export const LogEntry = z.strictObject({
  at: Instant,
  /** `id` is the account's, or a name such as `import` or `service` for what the service does itself. */
  actor: z.strictObject({ id: z.string().max(64), role: AnyRole.or(z.literal('service')) }),
  /** What was done: `record.filed`, `record.edited`, `people.invited`, `session.ended`. */
  action: z.string().regex(/^[a-z-]+\.[a-z-]+$/),
  /** What it was done to. `version` where the subject has versions. */
  subject: z.strictObject({ kind: z.string().max(40), id: z.string().max(64), version: z.int().nullable() }),
  /** SHA-256 of the canonical JSON of what was written, hexadecimal; null where nothing but the entry itself was. */
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export type LogEntry = z.infer<typeof LogEntry>;

const MOST_ENTRIES = Number.MAX_SAFE_INTEGER;

/** A whole number from `least` in a query string. A faulty one is not compared with others any more. */
function countParameter(least: 0 | 1, description: string) {
  const error = `must be a whole number from ${least}`;
  return z
    .string({ error: ({ input }) => (input === undefined ? `is needed: a whole number from ${least}` : undefined) })
    .regex(/^(0|[1-9]\d{0,15})$/, { error, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= MOST_ENTRIES, { error, abort: true })
    .meta({ type: 'integer', minimum: least, description });
}

/** Which entry, in which tree. */
export const InclusionQuery = z
  .strictObject({
    entry: countParameter(0, 'The place of the entry in the log, from 0.'),
    size: countParameter(
      1,
      'The tree over the first so many entries; that of a checkpoint proves the entry against it.',
    ),
  })
  .refine(({ entry, size }) => entry < size, { error: 'must be below size', path: ['entry'] });

/** Which two trees, the older first. */
export const ConsistencyQuery = z
  .strictObject({
    from: countParameter(1, 'Entries of the older tree.'),
    to: countParameter(1, 'Entries of the newer tree.'),
  })
  .refine(({ from, to }) => from <= to, { error: 'must not be above to', path: ['from'] });

/** The routes without parameters take none. */
export const NoQuery = z.strictObject({});

/** SHA-256 in base64, as in a checkpoint. */
const Hash = z.base64().length(44);

/**
 * That an entry stands in the log: the leaf, hashed with the parts of the proof in their order, gives the root of the
 * tree of `size` entries (RFC 6962, 2.1.1; checked as RFC 9162, 2.1.3.2 says).
 */
export const InclusionProof = z.strictObject({
  seq: z.int(),
  size: z.int(),
  /** SHA-256(0x00 || canonical JSON of the entry). */
  leaf: Hash,
  proof: z.array(Hash),
  root: Hash,
});
export type InclusionProof = z.infer<typeof InclusionProof>;

/** That the log only grew: both roots follow from the parts of the proof (RFC 6962, 2.1.2; RFC 9162, 2.1.4.2). */
export const ConsistencyProof = z.strictObject({
  from: z.int(),
  to: z.int(),
  fromRoot: Hash,
  toRoot: Hash,
  proof: z.array(Hash),
});
export type ConsistencyProof = z.infer<typeof ConsistencyProof>;
