import { createHash } from 'node:crypto';

// A second reading of RFC 6962, section 2.1, written as the RFC defines it and with nothing of the code under test.

function sha256(...parts: Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

const node = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right);
const split = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

export function leafOf(text: string): Buffer {
  return sha256(Buffer.of(0), Buffer.from(text));
}

/** MTH(D[n]). */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length <= 1) return leaves[0] ?? sha256();
  const k = split(leaves.length);
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** The root that an inclusion proof leads to, from the top down. */
export function rootFromInclusion(seq: number, size: number, leaf: Buffer, proof: readonly Buffer[]): Buffer {
  const last = proof.at(-1);
  if (size === 1 || last === undefined) return leaf;
  const [k, rest] = [split(size), proof.slice(0, -1)];
  return seq < k
    ? node(rootFromInclusion(seq, k, leaf, rest), last)
    : node(last, rootFromInclusion(seq - k, size - k, leaf, rest));
}

/** Both roots that a consistency proof leads to; `olderRoot` is used where the older tree is one whole subtree. */
export function rootsFromConsistency(
  [older, newer]: readonly [number, number],
  olderRoot: Buffer | null,
  proof: readonly Buffer[],
): [Buffer, Buffer] {
  const last = proof.at(-1) ?? Buffer.alloc(0);
  if (older === newer) return olderRoot ? [olderRoot, olderRoot] : [last, last];
  const [k, rest] = [split(newer), proof.slice(0, -1)];
  if (older <= k) {
    const [one, other] = rootsFromConsistency([older, k], olderRoot, rest);
    return [one, node(other, last)];
  }
  const [one, other] = rootsFromConsistency([older - k, newer - k], null, rest);
  return [node(last, one), node(last, other)];
}
