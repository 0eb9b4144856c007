import type { Area } from '../explore/areas.ts';
import { COLUMN_DICTIONARIES, COLUMN_FLAGS, referenceOfColumns } from '../explore/contract.ts';
import type { SeenColumns } from '../explore/seen-columns.ts';
import { categoryOf } from '../incidents/contract.ts';
import { rowFilter } from './column-filter.ts';
import type { Tally, TileAsked, TileContent, TileCounts, TileItem, TileSource } from './content.ts';
import { TILE_BINS, TILE_BUFFER, TILE_EXTENT, type TileAddress } from './contract.ts';
import { instantOf } from './instants.ts';
import { binDegrees, binNumber, type Edges, searchedEdges } from './mercator.ts';
import type { OutlineCache } from './outlines.ts';
import { type MapPart, type PlacedRows, placedRowsOf, type Stretch } from './placed-rows.ts';

/** How an area meets a tile: not at all, to be counted in the bin of its middle, or by its outline. */
const REACH = { none: 0, binned: 1, outlined: 2 } as const;

function reachOf(area: Area, edges: Edges, binWidth: number): number {
  const { west, south, east, north } = area;
  if (east < edges.west || west > edges.east || north < edges.south || south > edges.north) return REACH.none;
  return east - west <= binWidth && north - south <= binWidth ? REACH.binned : REACH.outlined;
}

/** The part of the map that a tile and its buffer take. */
function partOf({ z, x, y }: TileAddress): MapPart {
  const [side, more] = [2 ** z, TILE_BUFFER / TILE_EXTENT];
  return {
    west: (x - more) / side,
    east: (x + 1 + more) / side,
    north: (y - more) / side,
    south: (y + 1 + more) / side,
  };
}

const CATEGORIES_OF_TYPES = COLUMN_DICTIONARIES.type.map(categoryOf);

/** The columns at one instant: nothing else may happen while they are read. */
class TileScan {
  readonly #seen: SeenColumns;
  readonly #asked: TileAsked;
  readonly #placed: PlacedRows;
  readonly #areas: readonly Area[];
  /** Of each area, by its index. */
  readonly #reach: Uint8Array;
  readonly #side: number;

  constructor(seen: SeenColumns, asked: TileAsked) {
    const edges = searchedEdges(asked.address);
    const width = binDegrees(asked.address.z);
    this.#seen = seen;
    this.#asked = asked;
    this.#placed = placedRowsOf(seen);
    this.#areas = seen.areas.areas;
    this.#reach = new Uint8Array(this.#areas.length);
    this.#areas.forEach((area, index) => (this.#reach[index] = reachOf(area, edges, width)));
    this.#side = 2 ** asked.address.z;
  }

  content(): TileContent {
    const { most } = this.#asked;
    const some = this.#rows(most + 1);
    return some.length > most ? { counts: this.#counts(this.#rows(Infinity)) } : { items: this.#items(some) };
  }

  /** The placed rows that are asked for and lie in the tile, with its buffer: so many of them at most. */
  #rows(most: number): Uint32Array {
    const part = partOf(this.#asked.address);
    const points = this.#placed.pointsNear(part);
    const inAreas = [...this.#reach.keys()].flatMap((area) =>
      this.#reach[area] === REACH.none ? [] : [this.#placed.ofArea(area)],
    );
    const rows = new Uint32Array(Math.min(most, lengthOf(points) + lengthOf(inAreas)));
    let length = 0;
    const { across, down } = this.#placed.arrays;
    const { west, east, north, south } = part;
    const isAsked = rowFilter(this.#asked.query, this.#placed.arrays);
    const lies = (row: number) => {
      const [right, below] = [across[row] ?? NaN, down[row] ?? NaN];
      return right >= west && right <= east && below >= north && below <= south;
    };
    const take = (stretches: readonly Stretch[], test: (row: number) => boolean) => {
      for (const [begin, end] of stretches)
        for (let row = begin; row < end && length < rows.length; row++)
          if (test(row) && isAsked(row)) rows[length++] = row;
    };
    take(points, lies);
    take(inAreas, () => true);
    return rows.subarray(0, length);
  }

  /** The parts of the tile's side, from the west and from the north, at which a row's point or middle lies; null: not in it. */
  #placeOf(row: number): readonly [number, number] | null {
    const { x, y } = this.#asked.address;
    const { across, down } = this.#placed.arrays;
    const [right, below] = [(across[row] ?? NaN) * this.#side - x, (down[row] ?? NaN) * this.#side - y];
    return right >= 0 && right < 1 && below > 0 && below <= 1 ? [right, below] : null;
  }

  #items(rows: Uint32Array): TileItem[] {
    return Array.from(rows, (row) => this.#item(row)).toSorted((one, other) => one.id - other.id);
  }

  #item(placed: number): TileItem {
    const { arrays } = this.#seen.whole();
    const row = this.#placed.order[placed] ?? -1;
    const id = arrays.id[row] ?? NaN;
    const flags = arrays.flags[row] ?? 0;
    const type = arrays.type[row] ?? -1;
    const uncertainty = arrays.uncertainty_m[row] ?? -1;
    const outline = this.#areas[arrays.area[row] ?? -1]?.key ?? null;
    const place = outline === null ? this.#placeOf(placed) : null;
    return {
      point: place && [unitAt(place[0]), unitAt(place[1])],
      outline,
      id,
      values: [
        id,
        referenceOfColumns(flags, arrays.ref_year[row] ?? NaN, arrays.ref_number[row] ?? NaN),
        this.#seen.titleOf(row),
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

  #counts(rows: Uint32Array): TileCounts {
    const { area: areas } = this.#placed.arrays;
    const { id: ids } = this.#seen.whole().arrays;
    const { byOutline } = this.#asked;
    const inBins: (Tally | undefined)[] = Array.from({ length: binNumber(TILE_BINS, TILE_BINS) + 1 });
    const inAreas = new Map<number, Tally>();
    for (const row of rows) {
      const area = areas[row] ?? -1;
      if (byOutline && this.#reach[area] === REACH.outlined) {
        const tally = inAreas.get(area) ?? newTally();
        inAreas.set(area, tally);
        tally.id = Math.min(tally.id, ids[this.#placed.order[row] ?? -1] ?? NaN);
        this.#count(tally, row);
        continue;
      }
      const place = this.#placeOf(row);
      if (place === null) continue;
      // What lies on a line between bins belongs to the eastern and to the northern one.
      const bin = binNumber(Math.floor(place[0] * TILE_BINS) + 1, TILE_BINS - Math.ceil(place[1] * TILE_BINS) + 1);
      this.#count((inBins[bin] ??= newTally()), row);
    }
    return {
      bins: new Map(inBins.flatMap((tally, bin): [number, Tally][] => (tally ? [[bin, tally]] : []))),
      areas: new Map([...inAreas].map(([index, tally]) => [this.#areas[index]?.key ?? '', tally])),
    };
  }

  #count(tally: Tally, row: number): void {
    const { status, flags } = this.#placed.arrays;
    const place = status[row] ?? -1;
    tally.byStatus[place] = (tally.byStatus[place] ?? 0) + 1;
    if (((flags[row] ?? 0) & COLUMN_FLAGS.synthetic) !== 0) tally.synthetic++;
  }
}

/** The whole unit of a tile at which a part of its side lies. */
function unitAt(part: number): number {
  return Math.min(TILE_EXTENT - 1, Math.floor(part * TILE_EXTENT));
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [begin, end]) => sum + end - begin, 0);
}

function newTally(): Tally {
  return { id: Infinity, byStatus: COLUMN_DICTIONARIES.status.map(() => 0), synthetic: 0 };
}

/**
 * Tiles of incidents from the columns in memory, which are what one class of viewer sees and nothing else. Only for filters
 * that `isInColumns` allows.
 */
export function tilesFromColumns(seen: SeenColumns, outlines: OutlineCache): TileSource {
  return {
    find: (asked) => Promise.resolve(new TileScan(seen, asked).content()),
    hashesOf: (areas) => Promise.resolve(new Map([...areas.keys()].map((key) => [key, key]))),
    readOutlines: (needed) => {
      for (const hash of needed.keys()) {
        if (outlines.has(hash)) continue;
        const area = seen.areas.find(hash);
        if (area) outlines.add(hash, area.geometry());
      }
      return Promise.resolve();
    },
  };
}
