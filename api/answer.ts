import { hash } from 'node:crypto';
import type { Context } from 'hono';

/** A text that the database assembled, and what tells its states apart. */
export interface TaggedText {
  body: string;
  /** Differs whenever the content does; a time stamp does not count. The body itself where that is the simplest. */
  state: string;
  type: string;
}

/** Answers with a text under a weak ETag of its state. A client that has it already gets 304 and no body. */
export function answerWithTag(context: Context, { body, state, type }: TaggedText): Response {
  const tag = `W/"${hash('sha1', state, 'base64url')}"`;
  const headers = { etag: tag, 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie, authorization' };
  const held = context.req.header('if-none-match');
  const isHeld = held !== undefined && (held.trim() === '*' || held.split(',').some((one) => sameTag(one, tag)));
  if (isHeld) return context.body(null, 304, headers);
  return context.body(body, 200, { ...headers, 'content-type': type });
}

/** Weak comparison (RFC 9110, 8.8.3.2). */
function sameTag(one: string, other: string): boolean {
  return one.trim().replace(/^W\//, '') === other.replace(/^W\//, '');
}
