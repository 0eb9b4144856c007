import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addLeaf,
  consistencyProof,
  EMPTY_ROOT,
  type FindNodes,
  frontierPlaces,
  inclusionProof,
  leafHash,
  rootAt,
  rootOfFrontier,
  verifyConsistency,
  verifyInclusion,
} from '../../../api/log/merkle.ts';
import { leafOf, rootFromInclusion, rootOf, rootsFromConsistency } from './reference.ts';

/** A tree as the database holds it: complete subtrees alone. */
function treeOf(leaves: readonly Buffer[]): FindNodes {
  const nodes = new Map<string, Buffer>();
  let frontier: Buffer[] = [];
  for (const [size, leaf] of leaves.entries()) {
    const added = addLeaf(size, frontier, leaf);
    for (const { level, at, hash } of added.completed) nodes.set(`${level}/${at}`, hash);
    frontier = added.frontier;
  }
  return async (places) =>
    places.map(({ level, at }) => {
      const hash = nodes.get(`${level}/${at}`);
      if (hash === undefined) throw new Error(`${level}/${at} is no complete subtree of ${leaves.length}`);
      return hash;
    });
}

const LEAVES = Array.from({ length: 300 }, (_, index) => leafOf(`entry ${index}`));
const TREE = treeOf(LEAVES);
/** Every size to 40, and those around powers of two. */
const SIZES = [...Array.from({ length: 40 }, (_, index) => index + 1), 63, 64, 65, 127, 128, 129, 255, 256, 257, 300];
const FORGED = leafOf('forged');

/** The log of `size` entries in which one was replaced, with all its hashes made again. */
function edited(size: number, seq: number): Buffer[] {
  return LEAVES.slice(0, size).with(seq, FORGED);
}

describe('the tree', () => {
  // The roots that Certificate Transparency's own test data gives for these leaves (RFC 6962 reference implementation).
  test('has the published roots', async () => {
    const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const published: Record<number, string> = {
      0: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    };
    const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    for (const [size, root] of Object.entries(published))
      expect((await rootAt(Number(size), treeOf(leaves))).toString('hex')).toBe(root);
  });

  test('has at every size the root that the RFC defines', async () => {
    for (let size = 0; size <= 300; size++)
      expect(await rootAt(size, TREE), `${size}`).toStrictEqual(rootOf(LEAVES.slice(0, size)));
    expect(rootOfFrontier([])).toStrictEqual(EMPTY_ROOT);
  });

  test('is made of as many subtrees as its size has ones', () => {
    expect(frontierPlaces(0)).toStrictEqual([]);
    expect(frontierPlaces(13)).toStrictEqual([
      { level: 3, at: 0 },
      { level: 2, at: 2 },
      { level: 0, at: 12 },
    ]);
    // Beyond what 32 bits hold.
    expect(frontierPlaces(2 ** 40 + 1)).toStrictEqual([
      { level: 40, at: 0 },
      { level: 0, at: 2 ** 40 },
    ]);
  });

  test('refuses a leaf on a frontier of another size', () => {
    expect(() => addLeaf(3, [], FORGED)).toThrow('a larger frontier');
  });
});

describe('a proof of inclusion', () => {
  test('leads from every leaf to the root, by both readings of the RFC', async () => {
    for (const size of SIZES)
      for (let seq = 0; seq < size; seq++) {
        const [leaf = FORGED, root] = [LEAVES[seq], rootOf(LEAVES.slice(0, size))];
        const proof = await inclusionProof(seq, size, TREE);
        expect(verifyInclusion({ seq, size, leaf, root }, proof), `${seq} of ${size}`).toBe(true);
        expect(rootFromInclusion(seq, size, leaf, proof)).toStrictEqual(root);
      }
  });

  test('convinces nobody of a forged leaf, another place, another root, or when a part is changed, added or left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (size, one, other) => {
        const seq = one % size;
        const [leaf = FORGED, root] = [LEAVES[seq], rootOf(LEAVES.slice(0, size))];
        const proof = await inclusionProof(seq, size, TREE);
        const part = other % proof.length;
        expect(verifyInclusion({ seq, size, leaf: FORGED, root }, proof)).toBe(false);
        expect(verifyInclusion({ seq: (seq + 1) % size, size, leaf, root }, proof)).toBe(false);
        expect(verifyInclusion({ seq: size, size, leaf, root }, proof)).toBe(false);
        expect(verifyInclusion({ seq, size, leaf, root: rootOf(edited(size, seq)) }, proof)).toBe(false);
        expect(verifyInclusion({ seq, size, leaf, root }, proof.with(part, FORGED))).toBe(false);
        expect(verifyInclusion({ seq, size, leaf, root }, proof.slice(1))).toBe(false);
        expect(verifyInclusion({ seq, size, leaf, root }, [...proof, FORGED])).toBe(false);
      }),
    );
  });

  test('that is too short convinces nobody that a root is a leaf', () => {
    const root = rootOf(LEAVES.slice(0, 2));
    expect(verifyInclusion({ seq: 0, size: 1, leaf: root, root }, [])).toBe(true);
    expect(verifyInclusion({ seq: 0, size: 2, leaf: root, root }, [])).toBe(false);
    expect(verifyInclusion({ seq: 2, size: 4, leaf: root, root }, [])).toBe(false);
  });

  test('is not made for a leaf that is not in the tree', async () => {
    await expect(inclusionProof(7, 7, TREE)).rejects.toThrow(RangeError);
    await expect(inclusionProof(-1, 7, TREE)).rejects.toThrow(RangeError);
  });
});

describe('a proof of consistency', () => {
  test('leads to both roots, by both readings of the RFC', async () => {
    for (const newer of SIZES)
      for (let older = 1; older <= newer; older++) {
        const [olderRoot, newerRoot] = [rootOf(LEAVES.slice(0, older)), rootOf(LEAVES.slice(0, newer))];
        const proof = await consistencyProof(older, newer, TREE);
        expect(verifyConsistency({ older, newer, olderRoot, newerRoot }, proof), `${older} of ${newer}`).toBe(true);
        expect(rootsFromConsistency([older, newer], olderRoot, proof)).toStrictEqual([olderRoot, newerRoot]);
      }
  });

  test('shows an edited history, whichever entry was edited and however all hashes were made again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (newer, one, other) => {
        const older = 1 + (one % (newer - 1));
        const olderRoot = rootOf(LEAVES.slice(0, older));
        const history = edited(newer, other % older);
        const proof = await consistencyProof(older, newer, treeOf(history));
        expect(verifyConsistency({ older, newer, olderRoot, newerRoot: rootOf(history) }, proof)).toBe(false);
      }),
    );
  });

  test('convinces nobody when a part is changed, added or left out, or the sizes are the wrong way round', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (newer, one, other) => {
        const older = 1 + (one % (newer - 1));
        const trees = {
          older,
          newer,
          olderRoot: rootOf(LEAVES.slice(0, older)),
          newerRoot: rootOf(LEAVES.slice(0, newer)),
        };
        const proof = await consistencyProof(older, newer, TREE);
        expect(verifyConsistency(trees, proof.with(other % proof.length, FORGED))).toBe(false);
        expect(verifyConsistency(trees, proof.slice(1))).toBe(false);
        expect(verifyConsistency(trees, [...proof, FORGED])).toBe(false);
        expect(verifyConsistency({ ...trees, older: newer, newer: older }, proof)).toBe(false);
        expect(verifyConsistency({ ...trees, older: 0 }, proof)).toBe(false);
      }),
    );
  });

  test('of a tree with itself is empty, and only for the same root', () => {
    const root = rootOf(LEAVES.slice(0, 5));
    const same = { older: 5, newer: 5, olderRoot: root, newerRoot: root };
    expect(verifyConsistency(same, [])).toBe(true);
    expect(verifyConsistency(same, [FORGED])).toBe(false);
    expect(verifyConsistency({ ...same, newerRoot: FORGED }, [])).toBe(false);
  });

  test('is not made from nothing or backwards', async () => {
    await expect(consistencyProof(0, 7, TREE)).rejects.toThrow(RangeError);
    await expect(consistencyProof(8, 7, TREE)).rejects.toThrow(RangeError);
  });
});
