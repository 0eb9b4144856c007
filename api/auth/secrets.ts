import { createHash, randomBytes } from 'node:crypto';

/** What every API token begins with, so that a scan for secrets that were left somewhere finds it. */
export const TOKEN_PREFIX = 'dlm_';

/** 32 random bytes as text for an address or a header. */
export function newSecret(prefix = ''): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/**
 * SHA-256, hexadecimal: how a random secret is kept. It needs no slow hash, because nobody guesses 32 random bytes; for
 * what people choose themselves see passwords.ts.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
