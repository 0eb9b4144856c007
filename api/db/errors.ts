import pg from 'pg';
import { Problem } from '../problem.ts';

const CANCELLED = '57014';
/** SQLSTATE classes that mean: no working connection, out of resources, shutting down. */
const UNAVAILABLE = /^(08|53|57P)/;
/** Constraints of the record are named as the sentence that they enforce, so their names are the answer. */
const CONSTRAINT_BROKEN = new Set(['23514', '23505', '23503', '23P01']);
const REFUSED = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'ENOENT']);

/** What a failure of the database is to the one who asked; null when it is none of theirs to know. */
export function problemOfDatabase(error: unknown): Problem | null {
  if (error instanceof pg.DatabaseError) {
    if (error.code === CANCELLED)
      return new Problem(
        'query-took-too-long',
        'the database ended the question; ask for a smaller area, a shorter time or fewer items',
      );
    if (error.code && UNAVAILABLE.test(error.code))
      return new Problem(
        'database-unavailable',
        'the database does not take questions at the moment; try again shortly',
      );
    if (error.code && CONSTRAINT_BROKEN.has(error.code))
      return new Problem('refused-by-record', (error.constraint ?? 'a rule of the record').replaceAll('_', ' '));
    return null;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isLost =
    REFUSED.has(code) ||
    (error instanceof Error && /Connection terminated|timeout exceeded|has stopped/.test(error.message));
  return isLost ? new Problem('database-unavailable', 'the database cannot be reached; try again shortly') : null;
}
