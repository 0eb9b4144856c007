import { createHash } from 'node:crypto';

interface Outline {
  hash: string;
  /** GeoJSON text. */
  geometry: string;
  /** Rows that refer to it. */
  rows: number;
}

/**
 * The distinct outlines of areas. An index once given stays with its outline; one that no row refers to any more is told to
 * nobody, since it may have been closed.
 */
export class OutlineList {
  readonly #outlines: Outline[] = [];
  readonly #indexes = new Map<string, number>();
  #numbering = '';

  /** Tells the ways apart in which outlines may be numbered. */
  get numbering(): string {
    return this.#numbering;
  }

  has(hash: string): boolean {
    return this.#indexes.has(hash);
  }

  add(hash: string, geometry: string): void {
    if (this.#indexes.has(hash)) return;
    this.#indexes.set(hash, this.#outlines.length);
    this.#outlines.push({ hash, geometry, rows: 0 });
    this.#numbering = createHash('sha256').update(`${this.#numbering} ${hash}`).digest('base64url');
  }

  /** The index of an outline that is known, which one more row refers to. */
  take(hash: string): number {
    const index = this.#indexes.get(hash) ?? -1;
    const outline = this.#outlines[index];
    if (outline) outline.rows++;
    return index;
  }

  /** The GeoJSON text of an outline that is known. */
  textOf(index: number): string {
    return this.#outlines[index]?.geometry ?? 'null';
  }

  /** One row fewer refers to an outline; -1: it referred to none. */
  release(index: number): void {
    const outline = this.#outlines[index];
    if (outline) outline.rows--;
  }

  /** The outlines that rows refer to, as JSON text of `Outlines`. */
  toJson(): string {
    const told = this.#outlines.flatMap(({ geometry, rows }, index) =>
      rows > 0 ? [`{"index":${index},"geometry":${geometry}}`] : [],
    );
    return `{"outlines":[${told.join(',')}]}`;
  }
}
