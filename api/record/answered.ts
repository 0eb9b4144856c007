import type { Database } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { lockName } from '../db/lock.ts';
import { Problem } from '../problem.ts';

/** An answer as it is kept: a repeated request gets it again. */
export interface KeptAnswer {
  status: 200 | 201;
  body: unknown;
  etag: string | null;
}

/**
 * Does a write once for its key, in the transaction that keeps its answer: whoever asks again, also at the same moment or
 * after a crash, gets the first answer and nothing is written twice.
 *
 * @throws Problem `key-reused` for another request under the same key
 */
export async function answerOnce(
  transaction: Database,
  { key, actorId, fingerprint }: { key: string; actorId: string; fingerprint: string },
  write: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  await lockName(transaction, `write ${actorId} ${key}`);
  const [kept] = await transaction.all(sql<{ fingerprint: string; answer: KeptAnswer }>`
    select fingerprint, answer from answered_writes where actor_id = ${actorId} and key = ${key}`);
  if (kept && kept.fingerprint !== fingerprint)
    throw new Problem('key-reused', 'this Idempotency-Key was used for another request; make a new one for each write');
  if (kept) return kept.answer;
  const answer = await write();
  await transaction.all(sql`
    insert into answered_writes (key, actor_id, fingerprint, answer)
    values (${key}, ${actorId}, ${fingerprint}, ${JSON.stringify(answer)}::json)`);
  return answer;
}
