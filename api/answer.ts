import { hash } from 'node:crypto';
import type { Context } from 'hono';

/** A text that the database assembled, and what tells its states apart. */
export interface TaggedText {
  body: string;
  /** Differs whenever the content does; a time stamp does not count. The body itself where that is the simplest. */
  state: string;
  type: string;
}

/** For what whoever may see it can ask for again at any time: kept by their own browser, and asked about before it is used. */
const ASKED_ABOUT = { 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie, authorization' };
/** For what never changes at its address. */
const KEPT = { ...ASKED_ABOUT, 'cache-control': 'private, max-age=31536000, immutable' };

/** Answers with a text under a weak ETag of its state. A client that has it already gets 304 and no body. */
export function answerWithTag(context: Context, { body, state, type }: TaggedText): Response {
  const headers = taggedHeaders(hash('sha1', state, 'base64url'));
  if (isHeld(context, headers.etag)) return context.body(null, 304, headers);
  return context.body(body, 200, { ...headers, 'content-type': type });
}

/**
 * The headers of an answer under a weak ETag.
 *
 * @param name differs whenever the content does
 * @param isFinal whether the address stands for this very content for ever
 */
export function taggedHeaders(name: string, isFinal = false): typeof ASKED_ABOUT & { etag: string } {
  return { etag: `W/"${name}"`, ...(isFinal ? KEPT : ASKED_ABOUT) };
}

/** Does the client have already what stands under a tag? */
export function isHeld(context: Context, tag: string): boolean {
  const held = context.req.header('if-none-match');
  return held !== undefined && (held.trim() === '*' || held.split(',').some((one) => sameTag(one, tag)));
}

/** Weak comparison (RFC 9110, 8.8.3.2). */
function sameTag(one: string, other: string): boolean {
  return one.trim().replace(/^W\//, '') === other.replace(/^W\//, '');
}
