/** Columns and rows of brightness that a difference hash is made of: 8 × 8 comparisons of a point with its neighbour. */
export const HASH_GRID = { width: 9, height: 8 } as const;

/** Pictures whose hashes differ in no more of the 64 bits are proposed as seen before (Krawetz, "Kind of Like That"). */
export const MOST_DIFFERING_BITS = 10;

/**
 * The difference hash (dHash) of a picture: a bit for each point that is darker than the one after it, row by row.
 *
 * @param brightness 72 values from 0 to 255, the picture shrunk to 9 × 8
 * @returns 16 hexadecimal digits
 */
export function differenceHash(brightness: Uint8Array): string {
  let bits = '';
  for (let row = 0; row < HASH_GRID.height; row++)
    for (let column = 0; column + 1 < HASH_GRID.width; column++) {
      const at = row * HASH_GRID.width + column;
      bits += (brightness[at] ?? 0) < (brightness[at + 1] ?? 0) ? '1' : '0';
    }
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}
