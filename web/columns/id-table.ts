/**
 * From an id to its row: open addressing over row numbers, the ids themselves stay in their column, so that it
 * takes a fraction of the room of a JavaScript Map.
 */
export type IdTable = { slots: Int32Array; used: number };

const FREE = -1;

export function createIdTable(expected: number): IdTable {
  return { slots: new Int32Array(slotsFor(expected)).fill(FREE), used: 0 };
}

/** The row of an id, -1 where there is none. */
export function findRow({ slots }: IdTable, ids: Float64Array, id: number): number {
  const mask = slots.length - 1;
  for (let slot = hash(id) & mask; ; slot = (slot + 1) & mask) {
    const row = slots[slot]!;
    if (row === FREE || ids[row] === id) return row;
  }
}

/** Remembers the row of an id that `ids` already holds there and the table does not yet know. */
export function addRow(table: IdTable, ids: Float64Array, row: number): void {
  if ((table.used + 1) * 2 > table.slots.length) grow(table, ids);
  place(table.slots, hash(ids[row]!), row);
  table.used += 1;
}

/** An id has moved to another row; `ids` still holds it at the one that it comes from. */
export function moveRow({ slots }: IdTable, from: number, to: number, id: number): void {
  const mask = slots.length - 1;
  let slot = hash(id) & mask;
  while (slots[slot] !== from) slot = (slot + 1) & mask;
  slots[slot] = to;
}

/** Forgets an id. Those behind it move up, so that no search ends too soon. */
export function removeRow(table: IdTable, ids: Float64Array, row: number): void {
  const { slots } = table;
  const mask = slots.length - 1;
  let hole = hash(ids[row]!) & mask;
  while (slots[hole] !== row) hole = (hole + 1) & mask;
  for (let slot = (hole + 1) & mask; slots[slot] !== FREE; slot = (slot + 1) & mask) {
    const home = hash(ids[slots[slot]!]!) & mask;
    const isBetween = hole <= slot ? home > hole && home <= slot : home > hole || home <= slot;
    if (isBetween) continue;
    slots[hole] = slots[slot]!;
    hole = slot;
  }
  slots[hole] = FREE;
  table.used -= 1;
}

function slotsFor(expected: number): number {
  return 2 ** Math.max(4, Math.ceil(Math.log2(Math.max(1, expected) * 2)));
}

/** Ids go up to 2^47: both halves count. Multipliers as in MurmurHash3's finaliser. */
function hash(id: number): number {
  let mixed = ((id % 0x1_0000_0000) | 0) ^ Math.imul((id / 0x1_0000_0000) | 0, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function place(slots: Int32Array, hashed: number, row: number): void {
  const mask = slots.length - 1;
  let slot = hashed & mask;
  while (slots[slot] !== FREE) slot = (slot + 1) & mask;
  slots[slot] = row;
}

function grow(table: IdTable, ids: Float64Array): void {
  const before = table.slots;
  table.slots = new Int32Array(before.length * 2).fill(FREE);
  for (const row of before) if (row !== FREE) place(table.slots, hash(ids[row]!), row);
}
