import { hash } from 'node:crypto';
import { addLeaf, leafHash, type TreeNode } from './merkle.ts';

/** The state of a log after its first `size` entries: all that is needed to add the next one. */
export interface LogHead {
  size: number;
  /** Hash over all entries in their order, 32 bytes. */
  chain: Buffer;
  /** Hashes of the complete subtrees, largest first. */
  frontier: readonly Buffer[];
}

/** A log without entries. The chain begins with 32 zero bytes. */
export const EMPTY_HEAD: LogHead = { size: 0, chain: Buffer.alloc(32), frontier: [] };

/** An entry at its place. */
export interface Placed {
  seq: number;
  leaf: Buffer;
  chain: Buffer;
  /** The subtrees that it completes, the leaf itself first. */
  completed: TreeNode[];
}

/** Gives the next place to the canonical text of an entry: chain = SHA-256(chain before || leaf). */
export function placeEntry(head: LogHead, body: string): { head: LogHead; placed: Placed } {
  const leaf = leafHash(Buffer.from(body, 'utf8'));
  const chain = hash('sha256', Buffer.concat([head.chain, leaf]), 'buffer');
  const { frontier, completed } = addLeaf(head.size, head.frontier, leaf);
  return {
    head: { size: head.size + 1, chain, frontier },
    placed: { seq: head.size, leaf, chain, completed },
  };
}

/** Gives places to several entries, in their order. */
export function placeEntries(head: LogHead, bodies: readonly string[]): { head: LogHead; placed: Placed[] } {
  let current = head;
  const all = bodies.map((body) => {
    const { head: next, placed } = placeEntry(current, body);
    current = next;
    return placed;
  });
  return { head: current, placed: all };
}
