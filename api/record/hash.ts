import { createHash } from 'node:crypto';

/**
 * SHA-256 of a parsed record, hexadecimal. zod gives the keys in the order of the contract, so the same content always
 * has the same hash; a second write with the same id and another hash is a conflict, never an overwrite.
 */
export function contentHash(record: object): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}
