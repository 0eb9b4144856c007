import type { Area } from '../explore/areas.ts';
import { COLUMN_DICTIONARIES, COLUMN_FLAGS } from '../explore/contract.ts';
import type { SeenColumns } from '../explore/seen-columns.ts';
import { rowFilter } from './column-filter.ts';
import type { Tally, TileAsked, TileContent, TileCounts, TileItem, TileSource } from './content.ts';
import { TILE_BINS, TILE_BUFFER, TILE_EXTENT, type TileAddress } from './contract.ts';
import { binDegrees, binNumber, type Edges, searchedEdges } from './mercator.ts';
import type { OutlineCache } from './outlines.ts';
import { type MapPart, type PlacedRows, placedRowsOf, type Stretch } from './placed-rows.ts';
import { type ToldRows, toldRowsOf } from './told-rows.ts';

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

const STATUSES = COLUMN_DICTIONARIES.status.length;
/** Of each status how many, and how many are invented. */
const TALLIED = STATUSES + 1;

/** The columns at one instant: nothing else may happen while they are read. */
class TileScan {
  readonly #seen: SeenColumns;
  readonly #asked: TileAsked;
  readonly #placed: PlacedRows;
  readonly #told: ToldRows;
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
    this.#told = toldRowsOf(seen);
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
    const row = this.#placed.order[placed] ?? -1;
    const outline = this.#areas[this.#placed.arrays.area[placed] ?? -1]?.key ?? null;
    const place = outline === null ? this.#placeOf(placed) : null;
    const { id, unlike, values } = this.#told.of(row);
    return { point: place && [unitAt(place[0]), unitAt(place[1])], outline, id, unlike, values };
  }

  /** One pass over the rows, in arrays: a tile of a low zoom counts most of the columns. */
  #counts(rows: Uint32Array): TileCounts {
    const { x, y } = this.#asked.address;
    const { byOutline } = this.#asked;
    const { area: areas, across, down, status, flags } = this.#placed.arrays;
    const inBins = new Uint32Array((binNumber(TILE_BINS, TILE_BINS) + 1) * TALLIED);
    const inAreas = new Map<number, Uint32Array<ArrayBuffer>>();
    const leastIds = new Map<number, number>();
    for (const row of rows) {
      const area = areas[row] ?? -1;
      let [counts, first] = [inBins, 0];
      if (byOutline && this.#reach[area] === REACH.outlined) {
        counts = inAreas.get(area) ?? new Uint32Array(TALLIED);
        inAreas.set(area, counts);
        leastIds.set(area, Math.min(leastIds.get(area) ?? Infinity, this.#idOf(row)));
      } else {
        const right = ((across[row] ?? NaN) * this.#side - x) * TILE_BINS;
        const below = ((down[row] ?? NaN) * this.#side - y) * TILE_BINS;
        if (!(right >= 0 && right < TILE_BINS && below > 0 && below <= TILE_BINS)) continue;
        // What lies on a line between bins belongs to the eastern and to the northern one.
        first = binNumber(Math.floor(right) + 1, TILE_BINS - Math.ceil(below) + 1) * TALLIED;
      }
      const at = first + (status[row] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
      if (((flags[row] ?? 0) & COLUMN_FLAGS.synthetic) !== 0)
        counts[first + STATUSES] = (counts[first + STATUSES] ?? 0) + 1;
    }
    const bins = new Map<number, Tally>();
    for (let bin = 0; bin * TALLIED < inBins.length; bin++) {
      const counts = inBins.subarray(bin * TALLIED, (bin + 1) * TALLIED);
      if (counts.some((count) => count > 0)) bins.set(bin, tallyOf(counts, Infinity));
    }
    return {
      bins,
      areas: new Map(
        [...inAreas].map(([area, counts]) => [
          this.#areas[area]?.key ?? '',
          tallyOf(counts, leastIds.get(area) ?? Infinity),
        ]),
      ),
    };
  }

  #idOf(row: number): number {
    return this.#seen.whole().arrays.id[this.#placed.order[row] ?? -1] ?? NaN;
  }
}

function tallyOf(counts: Uint32Array, id: number): Tally {
  return { id, byStatus: [...counts.subarray(0, STATUSES)], synthetic: counts[STATUSES] ?? 0 };
}

/** The whole unit of a tile at which a part of its side lies. */
function unitAt(part: number): number {
  return Math.min(TILE_EXTENT - 1, Math.floor(part * TILE_EXTENT));
}

function lengthOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, [begin, end]) => sum + end - begin, 0);
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
