import type { SeenColumns } from './seen-columns.ts';

/**
 * What is made from columns as they are now, and kept as long as they stay so: a row of other columns may be another record.
 *
 * @param make is called once for each version of the columns
 */
export function perVersion<Made>(make: (seen: SeenColumns) => Made): (seen: SeenColumns) => Made {
  const kept = new WeakMap<SeenColumns, { version: string; made: Made }>();
  return (seen) => {
    const known = kept.get(seen);
    if (known?.version === seen.version) return known.made;
    const made = make(seen);
    kept.set(seen, { version: seen.version, made });
    return made;
  };
}
