import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { type CheckpointParts, makeCheckpoint } from './checkpoints.ts';
import { getHead, hasRecentUnplaced, listUnplaced, saveNodes, savePlaces, tryLogLock } from './queries.ts';
import { placeEntries } from './sequence.ts';

/** Entries that one transaction places: a quarter of a second's work, and no long lock. */
export const MOST_IN_BATCH = 5_000;
/** After an error the next attempt waits twice as long as the one before, up to this. */
const LONGEST_PAUSE_MILLISECONDS = 30_000;
const BUSY_MILLISECONDS = 20;
/** How long `flush` waits for another process that is placing entries. */
const FLUSH_MILLISECONDS = 10_000;

/**
 * Gives their places to the committed entries that have none, one batch, in the order of id. Gives how many; 'busy' when
 * another process is at it. An entry that commits late, with a lower id, comes in the next batch.
 *
 * @throws LogDamaged when the stored log does not hold together; nothing is added then
 */
export async function placeBatch(database: Database, limit = MOST_IN_BATCH): Promise<number | 'busy'> {
  return database.transaction(async (queries) => {
    if (!(await tryLogLock(queries))) return 'busy';
    const waiting = await listUnplaced(queries, limit);
    if (waiting.length === 0) return 0;
    const { placed } = placeEntries(
      await getHead(queries),
      waiting.map(({ body }) => body),
    );
    const ids = waiting.map(({ id }) => id);
    await savePlaces(queries, ids, placed);
    await saveNodes(
      queries,
      placed.flatMap(({ completed }) => completed),
    );
    return waiting.length;
  });
}

/** What a sequencer is started with. */
export interface SequencerOptions extends CheckpointParts {
  /** Pause between two looks for new entries. */
  everyMilliseconds?: number;
  checkpointEveryMilliseconds?: number;
  /** Told of an error of placing once until it is over, and of each checkpoint that could not be made. */
  reportError: (error: unknown) => void;
}

/** A running sequencer. */
export interface Sequencer {
  /**
   * Places everything that is committed by now and signs a checkpoint of it.
   *
   * @throws whatever the database says, LogDamaged, CheckpointRefused
   */
  flush(): Promise<void>;
  /** Flushes one last time and ends; a failure is reported and not thrown, so that a stop is never held up by it. */
  stop(): Promise<void>;
}

/** Places everything that is there; false when another process was at it. */
async function placeAll(database: Database): Promise<boolean> {
  for (;;) {
    const placed = await placeBatch(database);
    if (placed === 'busy') return false;
    if (placed < MOST_IN_BATCH) return true;
  }
}

async function flushNow(options: CheckpointParts): Promise<void> {
  const until = performance.now() + FLUSH_MILLISECONDS;
  for (;;) {
    if ((await placeAll(options.database)) && (await makeCheckpoint(options)) !== 'busy') return;
    if (performance.now() > until) throw new Error('another process has kept the lock of the log for too long');
    await sleep(BUSY_MILLISECONDS);
  }
}

/**
 * Starts the one who places entries and signs checkpoints. Several processes on one database may each run one: a lock
 * lets one work at a time, and all give the same places. It holds up no writer. The first checkpoint is signed at once,
 * also of an empty log.
 */
export function startSequencer(options: SequencerOptions): Sequencer {
  const { database, now, reportError, everyMilliseconds = 250, checkpointEveryMilliseconds = 60_000 } = options;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let checkpointDueAt = -Infinity;
  let pause = everyMilliseconds;
  let lastError: string | null = null;

  /** Tells whether it went well. A database that is away for an hour is reported once. */
  async function place(isThorough: boolean): Promise<boolean> {
    try {
      // Mostly there is nothing, and this one question is all that is asked.
      if (isThorough || (await hasRecentUnplaced(database))) await placeAll(database);
      [pause, lastError] = [everyMilliseconds, null];
      return true;
    } catch (error) {
      if (String(error) !== lastError) reportError(error);
      lastError = String(error);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS);
      return false;
    }
  }

  /** A refusal is reported each time: it is the one sign that somebody changed the log. */
  async function checkpoint(): Promise<void> {
    const at = now().getTime();
    const outcome = await makeCheckpoint(options).catch(reportError);
    if (outcome !== 'busy') checkpointDueAt = at + checkpointEveryMilliseconds;
  }

  // One thing after the other: a flush never runs into a look of the timer's.
  let working = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => undefined);
    return done;
  }

  function lookIn(milliseconds: number): void {
    timer = setTimeout(() => {
      void inTurn(async () => {
        const isDue = now().getTime() >= checkpointDueAt;
        if ((await place(isDue)) && isDue) await checkpoint();
        if (!isStopped) lookIn(pause);
      });
    }, milliseconds).unref();
  }
  lookIn(0);

  return {
    flush: () => inTurn(() => flushNow(options)),
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await inTurn(() => flushNow(options)).catch(reportError);
    },
  };
}
