import { lastTransactionStatus, lostAnError, lostErrorAnswer, simpleQuery } from './wire.ts';

/** Runs one batch of protocol messages on the single session of the embedded database and gives the raw answer. */
export type RunProtocol = (batch: Buffer) => Promise<Buffer>;

/** Who asks: one per `pg` client; compared by identity. */
export type Asker = number;

/** Lets many `pg` clients share one session, as `createGate` describes. */
export interface Gate {
  run(asker: Asker, batch: Buffer): Promise<Buffer>;
  drop(asker: Asker): Promise<void>;
}

interface Waiting {
  asker: Asker;
  batch: Buffer;
  resolve: (answer: Buffer) => void;
  reject: (reason: unknown) => void;
}

/**
 * The embedded database has one session. The gate runs each batch (up to Sync) alone, so that Parse and Bind of two
 * clients never mix; while a client is in a transaction it owns the database and the others wait; a client that leaves
 * in mid-transaction is rolled back. PGlite 0.5.8 loses the error of a GEOS exception or a stack overflow: the
 * statement neither completes nor fails. The gate makes that a real SQL error and puts the transaction into its failed state.
 */
export function createGate(runProtocol: RunProtocol): Gate {
  const queue: Waiting[] = [];
  let owner: Asker | null = null;
  let running = false;

  async function answerOf(batch: Buffer): Promise<{ answer: Buffer; inTransaction: boolean }> {
    const answer = await runProtocol(batch);
    if (!lostAnError(batch, answer)) {
      const status = lastTransactionStatus(answer);
      return { answer, inTransaction: status === 'T' || status === 'E' };
    }
    // Inside a transaction this aborts it, so that no later statement of it commits alone.
    const aborted = await runProtocol(simpleQuery('select 1/0')).catch(() => Buffer.alloc(0));
    const truth = lastTransactionStatus(aborted) ?? 'I';
    return { answer: lostErrorAnswer(truth), inTransaction: truth !== 'I' };
  }

  function takeNext(): Waiting | undefined {
    const at = owner === null ? 0 : queue.findIndex((waiting) => waiting.asker === owner);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  }

  async function pump(): Promise<void> {
    if (running) return;
    running = true;
    for (let next = takeNext(); next; next = takeNext()) {
      const { asker, batch, resolve, reject } = next;
      try {
        const { answer, inTransaction } = await answerOf(batch);
        owner = inTransaction ? asker : null;
        resolve(answer);
      } catch (error) {
        owner = null;
        reject(error);
      }
    }
    running = false;
  }

  function run(asker: Asker, batch: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      queue.push({ asker, batch, resolve, reject });
      void pump();
    });
  }

  async function drop(asker: Asker): Promise<void> {
    for (let at = queue.length - 1; at >= 0; at--)
      if (queue[at]?.asker === asker) queue.splice(at, 1)[0]?.reject(new Error('the client has left'));
    // A rollback outside a transaction is only a warning, so it is safe whether or not one is open by then.
    if (owner === asker || running) await run(asker, simpleQuery('rollback')).catch(() => undefined);
  }

  return { run, drop };
}
