import type { Database } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { lockName } from '../db/lock.ts';
import { forgetOldChanges } from '../live/changes.ts';
import { PROJECTIONS } from './projections.ts';
import { refreshSeen } from './save.ts';

const EVERY_MILLISECONDS = 60_000;
const MOST_AT_ONCE = 200;

/** Tells what was withheld until now, in each record for which it is due. Gives how many records. */
export async function sweepDue(database: Database, now: Date): Promise<number> {
  return database.transaction(async (transaction) => {
    // One process of several does it.
    await lockName(transaction, 'sweep');
    const due = await transaction.all(sql<{ id: string }>`
      select distinct id from (
        ${sql.join(
          Object.values(PROJECTIONS).map(
            ({ now: table }) =>
              sql`select id from ${sql.table(table)} where due_at <= ${now.toISOString()}::timestamptz`,
          ),
          sql` union all `,
        )}
      ) as row order by id limit ${MOST_AT_ONCE}`);
    await refreshSeen(
      transaction,
      due.map(({ id }) => id),
      now,
    );
    await forgetOldChanges(transaction, now);
    return due.length;
  });
}

/** Sweeps once a minute, and at once. */
export function startSweeper(parts: { database: Database; now: () => Date; reportError: (error: unknown) => void }): {
  stop: () => Promise<void>;
} {
  const { database, now, reportError } = parts;
  const state = { stopped: false };
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    sweeping = (async () => {
      // As long as there is more than one lot.
      for (let swept = MOST_AT_ONCE; swept === MOST_AT_ONCE && !state.stopped;) swept = await sweepDue(database, now());
    })().catch(reportError);
  };
  const timer = setInterval(sweep, EVERY_MILLISECONDS);
  timer.unref();
  sweep();
  return {
    stop: async () => {
      state.stopped = true;
      clearInterval(timer);
      await sweeping;
    },
  };
}
