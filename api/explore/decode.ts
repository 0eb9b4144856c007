import type { Geometry } from '../geo/contract.ts';
import { partOfLatitude, partOfLongitude } from '../tiles/mercator.ts';
import { type AreaList, cellArea } from './areas.ts';
import type { ColumnRow } from './columns.ts';
import { COLUMN_DICTIONARIES, type DictionaryColumn } from './contract.ts';
import type { OutlineList } from './outlines.ts';
import type { ReadPage } from './queries.ts';
import type { Texts } from './texts.ts';

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

/** What rows refer to. */
export interface Referred {
  outlines: OutlineList;
  areas: AreaList;
  titles: Texts;
}

/** The index of the area of a row; -1 where it has none. */
function areaOf(page: ReadPage, at: number, outline: number, { outlines, areas }: Referred): number {
  const box = page.box[at] ?? null;
  if (box === null) return -1;
  if (outline < 0) return areas.indexOf(cellArea(box));
  const [west, south, east, north] = box;
  const geometry = () => JSON.parse(outlines.textOf(outline)) as Geometry;
  return areas.indexOf({ key: page.outline[at] ?? '', west, south, east, north, geometry });
}

/** Of a point, or of the middle of an area's box: the longitude and the latitude; NaN where the place is on no map. */
function middleOf(page: ReadPage, at: number): readonly [number, number] {
  const [west, south, east, north] = page.box[at] ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return [page.x[at] ?? NaN, page.y[at] ?? NaN];
  return [(west + east) / 2, (south + north) / 2];
}

/** The 180th meridian belongs to the last column of tiles and not to one behind it. */
const LAST_PART = 1 - 2 ** -53;

/** One row of a page as numbers, with what it refers to taken. */
export function decodeRow(page: ReadPage, at: number, referred: Referred): ColumnRow {
  const hash = page.outline[at] ?? null;
  const [, year, number] = (page.ref[at] ?? '').split('-');
  const outline = hash === null ? -1 : referred.outlines.take(hash);
  const [longitude, latitude] = middleOf(page, at);
  const title = referred.titles.add(page.title[at] ?? '');
  return {
    across: Math.min(partOfLongitude(longitude), LAST_PART),
    down: partOfLatitude(latitude),
    area: areaOf(page, at, outline, referred),
    title_at: title.at,
    title_bytes: title.bytes,
    id: page.id[at] ?? NaN,
    revision: page.revision[at] ?? NaN,
    recorded: page.recorded[at] ?? NaN,
    x: page.x[at] ?? NaN,
    y: page.y[at] ?? NaN,
    cell_degrees: page.cell[at] ?? 0,
    outline,
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
