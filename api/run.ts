import { FolderInUse } from './db/folder-lock.ts';
import { EnvironmentFault } from './env.ts';
import { PortUnavailable } from './server.ts';
import { type Service, ServerUnusable } from './start.ts';

/** Failures that a person can mend: their message says how, and a stack would hide it. */
function messageOf(error: unknown): string {
  if (error instanceof FolderInUse)
    return `${error.message}; stop that one, or choose another folder: DATA_FOLDER=.durand-2 npm start`;
  if (error instanceof EnvironmentFault || error instanceof PortUnavailable || error instanceof ServerUnusable)
    return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Runs a service until Ctrl-C or SIGTERM, then closes it and ends the process; a second signal ends it at once. A start
 * that fails says why and ends the process with status 1.
 */
export async function runUntilStopped(start: () => Promise<Service>): Promise<void> {
  let service: Service;
  try {
    service = await start();
  } catch (error) {
    console.error(`cannot start: ${messageOf(error)}`);
    process.exit(1);
  }
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      console.log('stopping: closing connections and the database');
      service.stop().then(
        () => {
          console.log('stopped');
          process.exit(0);
        },
        (error: unknown) => {
          console.error(`stopping failed: ${messageOf(error)}`);
          process.exit(1);
        },
      );
    });
  }
  // Only now: whoever waits for this line may send the signal in the same moment.
  console.log(`ready: ${service.url}/  (Ctrl-C stops)`);
}
