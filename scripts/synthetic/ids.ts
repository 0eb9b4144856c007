const KINDS = ['source', 'crossing', 'report', 'incident', 'airspace', 'statement', 'figure'] as const;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/**
 * The id of a synthetic record: a UUID of version 8 (RFC 9562, "custom"), written from what it counts instead of drawn,
 * because a hash for each of a million records is slow. Seed (32 bits) - kind (4), ordinal within its record (12) -
 * version, `517` - variant, `e71` - index (48): different records of a seed can never share one.
 */
export function syntheticId(seed: number, kind: (typeof KINDS)[number], index: number, ordinal = 0): string {
  const group = hex(KINDS.indexOf(kind), 1) + hex(ordinal, 3);
  return `${hex(seed >>> 0, 8)}-${group}-8517-8e71-${hex(index, 12)}`;
}
