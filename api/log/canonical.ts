import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The canonical JSON of a value (RFC 8785): keys sorted by UTF-16 code units, numbers as ECMAScript writes them, no white
 * space. The same content gives the same text in every program that knows the RFC.
 *
 * @throws Error for what JSON cannot say: no value at all, NaN, infinity, a lone surrogate, a circle
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('there is no JSON of undefined, a function or a symbol');
  return text;
}

/** SHA-256 of a text in UTF-8, 64 lower-case hexadecimal digits. */
export function sha256Hex(text: string): string {
  return hash('sha256', text, 'hex');
}

/** The `contentHash` of a log entry: SHA-256 of the canonical JSON of what was written, hexadecimal. */
export function contentHashOf(content: unknown): string {
  return sha256Hex(canonicalJson(content));
}
