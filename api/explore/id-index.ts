const LEAST_SLOTS = 64;

/** Spreads an id of up to 2^53 over 32 bits (the finalizer of MurmurHash3). */
function spread(id: number): number {
  let mixed = (id >>> 0) ^ Math.imul(Math.floor(id / 2 ** 32), 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Finds the row of an id. A table with open addressing over the column of ids: 8 bytes a row, where a Map of numbers above
 * 2^31 takes some 50.
 */
export class IdIndex {
  /** The row of each slot plus one; 0: free. */
  #slots = new Int32Array(LEAST_SLOTS);
  #used = 0;
  readonly #idAt: (row: number) => number;

  /** @param idAt the id of a row that is in the index */
  constructor(idAt: (row: number) => number) {
    this.#idAt = idAt;
  }

  /** The row of an id; -1 where there is none. */
  find(id: number): number {
    return (this.#slots[this.#slotOf(id)] ?? 0) - 1;
  }

  /** Adds an id that is not there yet, or tells that it has another row now. Its row already has the id. */
  set(id: number, row: number): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    const slot = this.#slotOf(id);
    if (this.#slots[slot] === 0) this.#used++;
    this.#slots[slot] = row + 1;
  }

  /** Takes an id out while its row still has it. */
  delete(id: number): void {
    const mask = this.#slots.length - 1;
    let free = this.#slotOf(id);
    if (this.#slots[free] === 0) return;
    this.#used--;
    this.#slots[free] = 0;
    // What stood behind it moves up, so that no search ends early at the gap.
    for (let slot = (free + 1) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const row = this.#slots[slot] ?? 0;
      const home = spread(this.#idAt(row - 1)) & mask;
      if (((slot - home) & mask) < ((slot - free) & mask)) continue;
      this.#slots[free] = row;
      this.#slots[slot] = 0;
      free = slot;
    }
  }

  #slotOf(id: number): number {
    const mask = this.#slots.length - 1;
    let slot = spread(id) & mask;
    for (let row = this.#slots[slot] ?? 0; row !== 0; row = this.#slots[slot] ?? 0) {
      if (this.#idAt(row - 1) === id) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const held = this.#slots;
    this.#slots = new Int32Array(held.length * 2);
    for (const row of held) if (row !== 0) this.#slots[this.#slotOf(this.#idAt(row - 1))] = row;
  }
}
