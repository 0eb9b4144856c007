import type { ColumnRow } from './columns.ts';
import { COLUMN_DICTIONARIES, type DictionaryColumn } from './contract.ts';
import type { OutlineList } from './outlines.ts';
import type { ReadPage } from './queries.ts';

const PLACES = new Map(
  Object.entries(COLUMN_DICTIONARIES).map(([name, values]: [string, readonly string[]]) => [
    name,
    new Map(values.map((value, at) => [value, at])),
  ]),
);

/** The number of a value in its dictionary. A value that is in none would be shown as another: an error is better. */
function numberOf(column: DictionaryColumn, value: string | undefined): number {
  const place = PLACES.get(column)?.get(value ?? '');
  if (place === undefined) throw new RangeError(`the column ${column} has no value ${value}`);
  return place;
}

/** Rows of a page whose outlines are known by now, by their place in it. */
export function isDecodable({ outline }: ReadPage, at: number, outlines: OutlineList): boolean {
  const hash = outline[at] ?? null;
  return hash === null || outlines.has(hash);
}

/** One row of a page as numbers, with the outline that it refers to taken. */
export function decodeRow(page: ReadPage, at: number, outlines: OutlineList): ColumnRow {
  const outline = page.outline[at] ?? null;
  const [, year, number] = (page.ref[at] ?? '').split('-');
  return {
    id: page.id[at] ?? NaN,
    revision: page.revision[at] ?? NaN,
    recorded: page.recorded[at] ?? NaN,
    x: page.x[at] ?? NaN,
    y: page.y[at] ?? NaN,
    cell_degrees: page.cell[at] ?? 0,
    outline: outline === null ? -1 : outlines.take(outline),
    uncertainty_m: page.uncertainty[at] ?? -1,
    happened_from: page.from[at] ?? NaN,
    happened_to: page.to[at] ?? NaN,
    time_precision: numberOf('time_precision', page.timePrecision[at]),
    location_precision: numberOf('location_precision', page.locationPrecision[at]),
    type: numberOf('type', page.type[at]),
    status: numberOf('status', page.status[at]),
    parties_stated: numberOf('parties_stated', page.partiesStated[at]),
    attribution: numberOf('attribution', page.attribution[at]),
    compliance: numberOf('compliance', page.compliance[at]),
    flags: page.flags[at] ?? 0,
    ref_year: Number(year),
    ref_number: Number(number),
  };
}
