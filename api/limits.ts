import { bodyLimit } from 'hono/body-limit';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { answerProblem, Problem } from './problem.ts';

/** Bytes that the address and headers of a request may have together. */
export const MOST_HEADER_BYTES = 32 * 1024;
/** Bytes that a body may have: a record with its statements and a drawn area fits many times. */
export const MOST_BODY_BYTES = 512 * 1024;

/** Bytes of a refused body that are read and thrown away: closing with unread bytes would reset the line before the answer. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024;

async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  let drained = 0;
  try {
    for await (const chunk of body ?? []) {
      drained += chunk.length;
      if (drained > MOST_DRAINED_BYTES) return;
    }
  } catch {
    // Whoever breaks off does not wait for an answer.
  }
}

/** Refuses bodies that are too large before they are read. */
export function limitBody(): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: async (context) => {
      await drain(context.req.raw.body);
      return answerProblem(context, new Problem('body-too-large', `a body may have at most ${MOST_BODY_BYTES} bytes`));
    },
  });
  // What only reads has none: looking for it would take a tenth of the time of a short answer.
  return (context, next) => (['GET', 'HEAD'].includes(context.req.method) ? next() : limit(context, next));
}

/**
 * Counts requests by address and minute.
 *
 * @param perMinute requests that one address may make; 0 for no limit
 * @param addressOf who asks
 */
export function limitRate(perMinute: number, addressOf: (context: Context) => string): MiddlewareHandler {
  if (perMinute === 0) return (_context, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (context, next) => {
    try {
      await limiter.consume(addressOf(context));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new Problem(
        'too-many-requests',
        `at most ${perMinute} requests a minute from one address; go on in ${retryAfterSeconds} s`,
        {
          retryAfterSeconds,
        },
      );
    }
    await next();
  };
}
