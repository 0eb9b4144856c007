import { COLUMN_DICTIONARIES, COLUMN_FLAGS, referenceOfColumns } from '../explore/contract.ts';
import { perVersion } from '../explore/per-version.ts';
import type { SeenColumns } from '../explore/seen-columns.ts';
import { categoryOf } from '../incidents/contract.ts';
import type { TileItem } from './content.ts';
import { encodeUnlike } from './encode.ts';
import { instantOf } from './instants.ts';

/** Some 40 MB. */
const MOST_TOLD = 100_000;

const CATEGORIES_OF_TYPES = COLUMN_DICTIONARIES.type.map(categoryOf);

/** What a tile tells of a record beside its place. */
type Told = Pick<TileItem, 'id' | 'unlike' | 'values'>;

function toldOf(seen: SeenColumns, row: number): Told {
  const { arrays } = seen.whole();
  const id = arrays.id[row] ?? NaN;
  const flags = arrays.flags[row] ?? 0;
  const type = arrays.type[row] ?? -1;
  const uncertainty = arrays.uncertainty_m[row] ?? -1;
  const reference = referenceOfColumns(flags, arrays.ref_year[row] ?? NaN, arrays.ref_number[row] ?? NaN);
  return {
    id,
    unlike: encodeUnlike([id, reference, seen.titleOf(row)]),
    values: [
      COLUMN_DICTIONARIES.type[type] ?? null,
      CATEGORIES_OF_TYPES[type] ?? null,
      COLUMN_DICTIONARIES.status[arrays.status[row] ?? -1] ?? null,
      instantOf(arrays.happened_from[row] ?? NaN),
      instantOf(arrays.happened_to[row] ?? NaN),
      COLUMN_DICTIONARIES.location_precision[arrays.location_precision[row] ?? -1] ?? null,
      uncertainty < 0 ? null : uncertainty,
      (flags & COLUMN_FLAGS.generalised) !== 0,
      (flags & COLUMN_FLAGS.synthetic) !== 0,
    ],
  };
}

/** What tiles tell of the records of columns as they are now, each put into words once, however many tiles tell of it. */
export class ToldRows {
  readonly #seen: SeenColumns;
  readonly #told = new Map<number, Told>();

  constructor(seen: SeenColumns) {
    this.#seen = seen;
  }

  of(row: number): Told {
    const known = this.#told.get(row);
    if (known) return known;
    if (this.#told.size >= MOST_TOLD) this.#told.clear();
    const told = toldOf(this.#seen, row);
    this.#told.set(row, told);
    return told;
  }
}

/** Of columns as they are now. */
export const toldRowsOf = perVersion((seen) => new ToldRows(seen));
