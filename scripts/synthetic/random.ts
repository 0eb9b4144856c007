/** Draws a number in [0, 1). */
export type Random = () => number;

/** The finalizer of MurmurHash3 (public domain): spreads a 32-bit number over all its bits. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/**
 * mulberry32 (public domain), started anew for each record: record `index` of a seed is the same whatever was made
 * before it, so a run can begin anywhere and needs no memory.
 */
export function randomOf(seed: number, index: number): Random {
  let state = mix(mix(seed) + Math.imul(index + 1, 0x9e3779b1));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** One key of a table of weights, as often as its weight says. */
export function pickWeighted<Key extends string>(random: Random, weights: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries(weights) as [Key, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = random() * total;
  for (const [key, weight] of entries) {
    rest -= weight;
    if (rest < 0) return key;
  }
  return pick(random, entries)[0];
}

export function between(random: Random, least: number, most: number): number {
  return least + random() * (most - least);
}

/** Standard normal, by the Box-Muller transform. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
