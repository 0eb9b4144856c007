import type { Queries } from '../db/database.ts';
import { kept, sql, type Statement } from '../db/sql.ts';
import { canonicalJson } from './canonical.ts';
import { LogEntry } from './contract.ts';

// What other slices use of the log: they append to it, and ask for the entry of what they wrote.

/**
 * Appends entries to the log, in their order, within the transaction of the write that they tell of: one statement for
 * all, no lock, no hash. They get their place in the log once the transaction has committed; see sequencer.ts.
 *
 * @throws ZodError when an entry is not as the contract says: what is once in the log stays there
 */
export async function appendEntries(queries: Queries, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const bodies = entries.map((entry) => canonicalJson(LogEntry.parse(entry)));
  // No `returning`: the role that writes may not read the log.
  const statement = sql`
    insert into log_entries (body)
    select body from unnest(${bodies}::text[]) with ordinality as given (body, place) order by place`;
  await queries.all(kept('append-entries', statement));
}

/** An entry as it is stored. */
export interface StoredEntry {
  id: string;
  /** Its place; null until it has one. */
  seq: number | null;
  body: string;
  leaf: Buffer | null;
  chain: Buffer | null;
}

/** The columns of a stored entry. */
export const ENTRY_COLUMNS: Statement<unknown> = sql`id, seq::float8 as seq, body, leaf, chain`;

/** The first entry about exactly this subject (for a version of a record: the one that wrote it), or null. */
export async function findEntryOf(queries: Queries, subject: LogEntry['subject']): Promise<StoredEntry | null> {
  const [entry] = await queries.all(sql<StoredEntry>`
    select ${ENTRY_COLUMNS} from log_entries
    where body::jsonb -> 'subject' = ${JSON.stringify(subject)}::jsonb order by id limit 1`);
  return entry ?? null;
}
