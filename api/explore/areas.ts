import { type Geometry, polygonOfBox } from '../geo/contract.ts';

/** A place that is no point: a cell of the grid, or an outline of its own. */
export interface Area {
  /** Tells its shape from every other: of an outline its hash. */
  key: string;
  /** Its box in degrees. */
  west: number;
  south: number;
  east: number;
  north: number;
  geometry: () => Geometry;
}

/** The distinct areas of the rows of one sight. An index once given stays with its area. */
export class AreaList {
  readonly areas: Area[] = [];
  readonly #indexes = new Map<string, number>();

  /** The index of an area, which is added where it is not known. */
  indexOf(area: Area): number {
    const known = this.#indexes.get(area.key);
    if (known !== undefined) return known;
    this.#indexes.set(area.key, this.areas.length);
    this.areas.push(area);
    return this.areas.length - 1;
  }

  find(key: string): Area | undefined {
    return this.areas[this.#indexes.get(key) ?? -1];
  }
}

/** A cell of the grid, with its corners in the order in which the record has them. */
export function cellArea([west, south, east, north]: readonly [number, number, number, number]): Area {
  const key = `${west} ${south} ${east} ${north}`;
  return { key, west, south, east, north, geometry: () => polygonOfBox([west, south, east, north]) };
}
