import { createHash } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { appendEntries } from '../log/entries.ts';
import type { Incoming } from './incoming.ts';
import { deleteStaleUploads, endAlarm, findFilesDue, findOpenUploadIds, markChecked, openAlarm } from './queries.ts';
import type { FileStore } from './store.ts';

const HOUR_MILLISECONDS = 3_600_000;
/** Every file is looked at once a day. */
const CHECKED_EVERY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
/** An upload that nobody goes on with is given up after this. */
const KEPT_DAYS = 3;
const MOST_AT_ONCE = 100;

/** What a keeper of files works with. */
export interface KeeperParts {
  database: Database;
  store: FileStore;
  incoming: Incoming;
  now: () => Date;
  /** Told of files that are not as they were, and of what went wrong. */
  reportError: (error: unknown) => void;
}

/** What was found of a stored file. */
type Found = 'as-stored' | 'missing' | 'differs';

async function lookAt(store: FileStore, sha256: string, bytes: number): Promise<Found> {
  const file = await store.open(sha256);
  if (file === null) return 'missing';
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of file.stream) {
    hash.update(chunk);
    read += chunk.length;
  }
  return read === bytes && hash.digest('hex') === sha256 ? 'as-stored' : 'differs';
}

/** Writes down what was found; an alarm is raised and ended once, and the log says both. Gives whether it was raised. */
async function note(database: Database, sha256: string, found: Found, at: Date): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await markChecked(transaction, sha256, at);
    const isNews =
      found === 'as-stored'
        ? await endAlarm(transaction, sha256, at)
        : await openAlarm(transaction, { sha256, found }, at);
    if (isNews)
      await appendEntries(transaction, [
        {
          at: at.toISOString(),
          actor: { id: 'service', role: 'service' },
          action: found === 'as-stored' ? 'evidence.found-as-stored' : 'evidence.mismatch-found',
          subject: { kind: 'evidence-file', id: sha256, version: null },
          contentHash: null,
        },
      ]);
    return isNews && found !== 'as-stored';
  });
}

/** Looks at every file that is due. Gives how many files were looked at. */
export async function recheckFiles(
  { database, store, now, reportError }: KeeperParts,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const before = new Date(now().getTime() - CHECKED_EVERY_MILLISECONDS);
  let looked = 0;
  for (;;) {
    const due = await findFilesDue(database, before, MOST_AT_ONCE);
    let unreachable = 0;
    for (const { sha256, bytes } of due) {
      if (isStopped()) return looked;
      try {
        const found = await lookAt(store, sha256, bytes);
        const isRaised = await note(database, sha256, found, now());
        if (isRaised) reportError(new Error(`ALARM: evidence file ${sha256}: ${found}`));
        looked++;
      } catch (error) {
        // A store that cannot be asked has lost nothing yet: it is asked again in an hour.
        unreachable++;
        reportError(error);
      }
    }
    if (due.length < MOST_AT_ONCE || unreachable > 0) return looked;
  }
}

/** Gives up uploads that nobody goes on with, and takes away files that belong to none. */
export async function sweepIncoming({ database, incoming, now }: KeeperParts): Promise<number> {
  const before = new Date(now().getTime() - KEPT_DAYS * CHECKED_EVERY_MILLISECONDS);
  await deleteStaleUploads(database, before);
  const open = await findOpenUploadIds(database);
  return incoming.sweep((id) => open.has(id), new Date(now().getTime() - HOUR_MILLISECONDS));
}

/** Looks after the files once an hour, and at once. */
export function startFileKeeper(parts: KeeperParts): { stop: () => Promise<void> } {
  const state = { stopped: false };
  let working = Promise.resolve();
  const work = (): void => {
    working = working
      .then(async () => {
        if (state.stopped) return;
        await sweepIncoming(parts);
        await recheckFiles(parts, () => state.stopped);
      })
      .catch(parts.reportError);
  };
  const timer = setInterval(work, HOUR_MILLISECONDS);
  timer.unref();
  work();
  return {
    stop: async () => {
      state.stopped = true;
      clearInterval(timer);
      await working;
    },
  };
}
