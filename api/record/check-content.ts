import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { contentHashOf } from '../log/canonical.ts';
import type { LogEntry } from '../log/contract.ts';
import { RECORD_KINDS, type RecordKind } from './contract.ts';

interface StoredVersion {
  document: unknown;
  visibility: unknown;
  state: string;
  mergedInto: string | null;
}

/**
 * Whether the version that an entry of the log vouches for still has the content that was logged: null when it has, and
 * else what differs. Entries about anything but records are not looked at.
 */
export async function checkContent(queries: Queries, { subject, contentHash }: LogEntry): Promise<string | null> {
  if (contentHash === null || !(RECORD_KINDS as readonly string[]).includes(subject.kind)) return null;
  const [stored] = await queries.all(sql<StoredVersion>`
    select document, visibility, state, merged_into as "mergedInto" from record_versions
    where record_id = ${subject.id} and version = ${subject.version}`);
  const name = `version ${subject.version} of the ${subject.kind as RecordKind} ${subject.id}`;
  if (!stored) return `${name} is missing`;
  return contentHashOf(stored) === contentHash ? null : `${name} is not what was logged`;
}
