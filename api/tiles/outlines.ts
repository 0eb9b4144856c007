import type { Geometry } from '../geo/contract.ts';
import { polygonInTile, type Ring } from './clip.ts';
import { TILE_EXTENT, type TileAddress } from './contract.ts';
import { partOfLatitude, partOfLongitude } from './mercator.ts';

/** Corners that are kept, as read and as simplified: some 60 MB. */
const MOST_CORNERS = 4_000_000;

/** The polygons of an outline, each its outer ring and then its holes, in parts of the whole map. */
type Polygons = readonly (readonly Ring[])[];

function projected(corners: readonly (readonly number[])[]): Ring {
  // The last corner of GeoJSON repeats the first.
  return corners
    .slice(0, -1)
    .flatMap(([longitude = 0, latitude = 0]) => [partOfLongitude(longitude), partOfLatitude(latitude)]);
}

function polygonsOf(geometry: Geometry): Polygons {
  if (geometry.type === 'Point') return [];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map(projected));
}

/** Leaves out corners that lie within a unit of the one kept before, and keeps three at least. */
function simplified(ring: Ring, unit: number): Ring {
  const kept: number[] = [];
  for (let index = 0; index < ring.length; index += 2) {
    const [x = 0, y = 0] = [ring[index], ring[index + 1]];
    const isNear = Math.max(Math.abs(x - (kept.at(-2) ?? 9)), Math.abs(y - (kept.at(-1) ?? 9))) < unit;
    if (!isNear) kept.push(x, y);
  }
  return kept.length >= 6 ? kept : ring;
}

interface Kept {
  polygons: Polygons;
  corners: number;
  /** As simplified for a zoom. */
  zooms: Map<number, Polygons>;
}

function cornersOf(polygons: Polygons): number {
  return polygons.flat().reduce((sum, ring) => sum + ring.length / 2, 0);
}

/**
 * Outlines of areas by the hash of their geometry, projected and simplified once each, however many records they stand for.
 * A hash is only ever looked up for a row that whoever asks may see.
 */
export class OutlineCache {
  /** The one used last at the end. */
  readonly #kept = new Map<string, Kept>();
  #corners = 0;

  has(hash: string): boolean {
    return this.#kept.has(hash);
  }

  add(hash: string, geometry: Geometry): void {
    if (this.#kept.has(hash)) return;
    const polygons = polygonsOf(geometry);
    const corners = cornersOf(polygons);
    this.#kept.set(hash, { polygons, corners, zooms: new Map() });
    this.#corners += corners;
  }

  /** The rings of an outline in a tile, as a feature has them; empty where it does not reach there, or is not known. */
  ringsIn(hash: string, address: TileAddress): number[][] {
    const kept = this.#kept.get(hash);
    if (!kept) return [];
    this.#kept.delete(hash);
    this.#kept.set(hash, kept);
    const side = 2 ** address.z;
    const inTile = (ring: Ring): Ring =>
      ring.map((part, index) => (part * side - (index % 2 === 0 ? address.x : address.y)) * TILE_EXTENT);
    return this.#atZoom(kept, address.z).flatMap((rings) => polygonInTile(rings.map(inTile)));
  }

  /** Lets go of what was used least recently. Called between tiles, so that none loses what it has just read. */
  trim(): void {
    for (const [hash, { corners }] of this.#kept) {
      if (this.#corners <= MOST_CORNERS) return;
      this.#kept.delete(hash);
      this.#corners -= corners;
    }
  }

  #atZoom(kept: Kept, z: number): Polygons {
    const known = kept.zooms.get(z);
    if (known) return known;
    const unit = 1 / (2 ** z * TILE_EXTENT);
    const polygons = kept.polygons.map((rings) => rings.map((ring) => simplified(ring, unit)));
    const corners = cornersOf(polygons);
    kept.zooms.set(z, polygons);
    kept.corners += corners;
    this.#corners += corners;
    return polygons;
  }
}
