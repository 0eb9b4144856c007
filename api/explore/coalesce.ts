/**
 * Runs work for whoever asks, never twice at once: who asks while it runs gets the run after it, since what they have just
 * written may be too late for the present one, and all of those share that run.
 */
export function coalesce<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | null = null;
  let next: Promise<Result> | null = null;
  function run(): Promise<Result> {
    const begun = work().finally(() => {
      if (running === begun) running = null;
    });
    running = begun;
    return begun;
  }
  return () => {
    if (running === null) return run();
    next ??= running
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
