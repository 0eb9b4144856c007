import { createHash } from 'node:crypto';

// The Merkle tree of RFC 6962, section 2.1. Pure: whoever calls says where stored hashes come from. Sizes are numbers and
// never bit patterns, so that a log longer than 2^31 entries is counted right.

/** Where a complete subtree stands: it covers the leaves from at·2^level up to, not including, (at + 1)·2^level. */
export interface NodePlace {
  level: number;
  at: number;
}

/** A complete subtree and its hash of 32 bytes. */
export interface TreeNode extends NodePlace {
  hash: Buffer;
}

/** Leaves from `from` up to, not including, `to`. */
interface LeafRange {
  from: number;
  to: number;
}

/** Gives the hashes of complete subtrees, in the order asked; throws when one is not there. */
export type FindNodes = (places: readonly NodePlace[]) => Promise<Buffer[]>;

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const LEAF_PREFIX = Buffer.of(0);
const NODE_PREFIX = Buffer.of(1);

/** The root of a tree without leaves: the hash of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT = sha256();

/** SHA-256(0x00 || entry): the prefix keeps a leaf from passing for a node (RFC 6962, 2.1). */
export function leafHash(entry: Uint8Array): Buffer {
  return sha256(LEAF_PREFIX, entry);
}

/** SHA-256(0x01 || left || right) (RFC 6962, 2.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(NODE_PREFIX, left, right);
}

/** The largest power of two below `count`, as RFC 6962 splits a tree of more than one leaf. */
function splitOf(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** The complete subtrees that a range is made of, largest first. The range begins at a multiple of its largest one. */
function subtreesOf({ from, to }: LeafRange): NodePlace[] {
  let level = 0;
  while (2 ** (level + 1) <= to - from) level++;
  const places: NodePlace[] = [];
  for (let first = from; first < to; level--) {
    const width = 2 ** level;
    if (first + width > to) continue;
    places.push({ level, at: first / width });
    first += width;
  }
  return places;
}

/** The complete subtrees that a tree of `size` leaves is made of, largest first: one for each 1 in the binary `size`. */
export function frontierPlaces(size: number): NodePlace[] {
  return subtreesOf({ from: 0, to: size });
}

/** The root over the hashes of a frontier, largest subtree first. */
export function rootOfFrontier(frontier: readonly Buffer[]): Buffer {
  const [last, ...rest] = frontier.toReversed();
  return rest.reduce((right, left) => nodeHash(left, right), last ?? EMPTY_ROOT);
}

/**
 * Adds one leaf to a tree of `size` leaves with this frontier. Gives the new frontier and the subtrees that the leaf
 * completes: the leaf itself and one more for each 1 at the end of the binary `size`.
 */
export function addLeaf(
  size: number,
  frontier: readonly Buffer[],
  leaf: Buffer,
): { frontier: Buffer[]; completed: TreeNode[] } {
  const kept = [...frontier];
  const completed: TreeNode[] = [{ level: 0, at: size, hash: leaf }];
  let hash = leaf;
  for (let level = 1, at = size; at % 2 === 1; level++) {
    const left = kept.pop();
    if (left === undefined) throw new Error(`a tree of ${size} leaves has a larger frontier than was given`);
    at = (at - 1) / 2;
    hash = nodeHash(left, hash);
    completed.push({ level, at, hash });
  }
  kept.push(hash);
  return { frontier: kept, completed };
}

/** The hash of each range, with one look-up for all. */
async function hashesOfRanges(ranges: readonly LeafRange[], findNodes: FindNodes): Promise<Buffer[]> {
  const places = ranges.map(subtreesOf);
  const hashes = [...(await findNodes(places.flat()))];
  return places.map(({ length }) => rootOfFrontier(hashes.splice(0, length)));
}

/** The root of the tree over the first `size` leaves, 32 bytes. */
export async function rootAt(size: number, findNodes: FindNodes): Promise<Buffer> {
  return rootOfFrontier(await findNodes(frontierPlaces(size)));
}

/**
 * The proof that leaf `seq` stands in the tree of the first `size` leaves: hashes from the leaf upwards (RFC 6962, 2.1.1).
 *
 * @throws RangeError unless 0 ≤ seq < size
 */
export async function inclusionProof(seq: number, size: number, findNodes: FindNodes): Promise<Buffer[]> {
  if (seq < 0 || seq >= size) throw new RangeError(`leaf ${seq} is not in a tree of ${size}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = from + splitOf(to - from);
    ranges.push(seq < split ? { from: split, to } : { from, to: split });
    if (seq < split) to = split;
    else from = split;
  }
  return hashesOfRanges(ranges.toReversed(), findNodes);
}

/**
 * The proof that the tree of the first `older` leaves is the beginning of that of the first `newer` (RFC 6962, 2.1.2).
 *
 * @throws RangeError unless 0 < older ≤ newer
 */
export async function consistencyProof(older: number, newer: number, findNodes: FindNodes): Promise<Buffer[]> {
  if (older < 1 || older > newer)
    throw new RangeError(`no tree of ${older} leaves is the beginning of one of ${newer}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, newer];
  while (to !== older) {
    const split = from + splitOf(to - from);
    ranges.push(older <= split ? { from: split, to } : { from, to: split });
    if (older <= split) to = split;
    else from = split;
  }
  // The older tree is one whole subtree of the newer: whoever asks has its root already.
  if (from > 0) ranges.push({ from, to });
  return hashesOfRanges(ranges.toReversed(), findNodes);
}

const half = (count: number) => Math.floor(count / 2);
const isPowerOfTwo = (count: number) => splitOf(count + 1) === count;

/** Does the proof lead from this leaf, at place `seq` of `size`, to this root? (RFC 9162, 2.1.3.2) */
export function verifyInclusion(
  { seq, size, leaf, root }: { seq: number; size: number; leaf: Buffer; root: Buffer },
  proof: readonly Buffer[],
): boolean {
  if (seq < 0 || seq >= size) return false;
  let [at, last, hash] = [seq, size - 1, leaf];
  for (const part of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(part, hash);
      for (; at % 2 === 0 && at > 0; at = half(at)) last = half(last);
    } else hash = nodeHash(hash, part);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** What a consistency proof is about: two sizes of one log and their roots. */
export interface TwoTrees {
  older: number;
  newer: number;
  olderRoot: Buffer;
  newerRoot: Buffer;
}

/** Does the proof show that the older tree is the beginning of the newer? (RFC 9162, 2.1.4.2) */
export function verifyConsistency({ older, newer, olderRoot, newerRoot }: TwoTrees, proof: readonly Buffer[]): boolean {
  if (older === newer) return proof.length === 0 && olderRoot.equals(newerRoot);
  if (older < 1 || older > newer) return false;
  const [first, ...rest] = isPowerOfTwo(older) ? [olderRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [older - 1, newer - 1];
  for (; at % 2 === 1; at = half(at)) last = half(last);
  let [olderHash, newerHash] = [first, first];
  for (const part of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      olderHash = nodeHash(part, olderHash);
      newerHash = nodeHash(part, newerHash);
      for (; at % 2 === 0 && at > 0; at = half(at)) last = half(last);
    } else newerHash = nodeHash(newerHash, part);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && olderHash.equals(olderRoot) && newerHash.equals(newerRoot);
}
