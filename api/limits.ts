import { bodyLimit } from 'hono/body-limit';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { answerProblem, Problem } from './problem.ts';

/** Bytes that the address and headers of a request may have together. */
export const MOST_HEADER_BYTES = 32 * 1024;
/** Bytes that a body may have. Nothing is read from bodies yet. */
export const MOST_BODY_BYTES = 64 * 1024;

/** Refuses bodies that are too large before they are read. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: (context) =>
      answerProblem(context, new Problem('body-too-large', `a body may have at most ${MOST_BODY_BYTES} bytes`)),
  });
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
