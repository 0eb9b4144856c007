import { createHash, createHmac } from 'node:crypto';
import type { Viewer } from '../visibility/contract.ts';

/** Rises when columns come to say something else of the same record. */
const LAYOUT = 1;
const LANES = 4;

const number = new Float64Array(2);
const words = new Uint32Array(number.buffer);

/** Words of up to 128 bits from two numbers and a seed, as MurmurHash3 mixes them. */
function mixed(seed: number): number {
  let hash = seed;
  for (let at = 0; at < words.length; at++) {
    let word = Math.imul(words[at] ?? 0, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    hash ^= word;
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/**
 * The sum of a hash of every row and its revision. Whatever is added and taken away in whatever order, equal rows have equal
 * sums: so two processes on one record, and one before and after a restart, name the same state alike.
 */
export class StateSum {
  readonly #sums = new Uint32Array(LANES);
  readonly #seeds: Uint32Array;

  constructor(secret: string) {
    const digest = createHash('sha256').update(`columns ${secret}`).digest();
    this.#seeds = Uint32Array.from({ length: LANES }, (_, lane) => digest.readUInt32LE(lane * 4));
  }

  add(id: number, revision: number): void {
    this.#turn(id, revision, 1);
  }

  subtract(id: number, revision: number): void {
    this.#turn(id, revision, -1);
  }

  toString(): string {
    return this.#sums.join('.');
  }

  #turn(id: number, revision: number, sign: 1 | -1): void {
    number[0] = id;
    number[1] = revision;
    for (let lane = 0; lane < LANES; lane++)
      this.#sums[lane] = (this.#sums[lane] ?? 0) + sign * (mixed(this.#seeds[lane] ?? 0) >>> 0);
  }
}

/**
 * The opaque name of a state for a class of viewer. It is made from what that class sees and from nothing else, so it stays
 * as it is when something changes that the class may not see; and it is no number of anything, so it tells no count.
 */
export function versionToken(secret: string, viewer: Viewer, state: readonly string[]): string {
  const key = createHash('sha256').update(`versions ${secret}`).digest();
  return createHmac('sha256', key)
    .update(JSON.stringify([LAYOUT, viewer, ...state]))
    .digest('base64url')
    .slice(0, 22);
}
