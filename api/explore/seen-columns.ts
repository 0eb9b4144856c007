import type { Queries } from '../db/database.ts';
import type { Sight } from '../record/rows-seen.ts';
import { AreaList } from './areas.ts';
import { type Arrays, Columns, KEPT_NAMES, type KeptName, type Numbers } from './columns.ts';
import { Chain } from './chain.ts';
import { COLUMN_FLAGS, type IncidentSummary } from './contract.ts';
import { decodeRow, isDecodable } from './decode.ts';
import { sendingOrder } from './order.ts';
import { OutlineList } from './outlines.ts';
import { columnPages, findColumnsOf, findOutlines, type ReadPage, revisionPages } from './queries.ts';
import { Texts } from './texts.ts';
import { StateSum, versionToken } from './version.ts';

/** Rows that are read anew at once. */
const MOST_AT_ONCE = 1_000;
/** So many changes at once are not told as a chain of versions, only their end is. */
const MOST_VERSIONS_AT_ONCE = 1_000;

/** Seconds since 1970 as features have a moment of recording. */
const instantOf = (seconds: number): string => `${new Date(seconds * 1_000).toISOString().slice(0, 19)}Z`;

/** A part of the columns, as it is encoded. */
export interface Part {
  arrays: Arrays;
  length: number;
  removed: number[];
}

/**
 * What one class of viewer sees of all incidents, now or as it was known at a moment, in columns: read once and brought up
 * to date from there on. Reading and changing are the caller's to keep apart; see `coalesce`.
 */
export class SeenColumns {
  readonly #queries: Queries;
  readonly #sight: Sight;
  readonly #secret: string;
  readonly #columns = new Columns();
  readonly #outlines = new OutlineList();
  readonly #areas = new AreaList();
  #titles = new Texts();
  readonly #sum: StateSum;
  readonly #chain = new Chain();
  #version: string | null = null;

  constructor(queries: Queries, sight: Sight, secret: string) {
    this.#queries = queries;
    this.#sight = sight;
    this.#secret = secret;
    this.#sum = new StateSum(secret);
  }

  /** The opaque name of the state that it is in. */
  get version(): string {
    this.#version ??= versionToken(this.#secret, this.#sight.viewer, [
      this.#sight.asKnownAt ?? '',
      this.#sum.toString(),
      this.#outlines.numbering,
    ]);
    return this.#version;
  }

  get outlinesJson(): string {
    return this.#outlines.toJson();
  }

  /** The areas that the column `area` refers to. */
  get areas(): AreaList {
    return this.#areas;
  }

  /** Copies of some rows of `whole`, in some columns. */
  pick<Name extends KeptName>(rows: ArrayLike<number>, names: readonly Name[]): Record<Name, Numbers> {
    return this.#columns.pick(rows, names);
  }

  /** The title of a row of `whole`. */
  titleOf(row: number): string {
    const { title_at: at, title_bytes: bytes } = this.#columns.arrays;
    return this.#titles.read(at[row] ?? 0, bytes[row] ?? 0);
  }

  /** Is it a version that stood here, this one among them? */
  isHeld(version: string): boolean {
    return this.#chain.isHeld(version);
  }

  /** What all rows say together. */
  get summary(): IncidentSummary {
    const { length, arrays } = this.#columns;
    let [first, last, flags] = [Infinity, -Infinity, 0];
    for (let row = 0; row < length; row++) {
      const recorded = arrays.recorded[row] ?? NaN;
      first = Math.min(first, recorded);
      last = Math.max(last, recorded);
      flags |= arrays.flags[row] ?? 0;
    }
    return {
      total: length,
      earliestRecordedAt: length === 0 ? null : instantOf(first),
      latestRecordedAt: length === 0 ? null : instantOf(last),
      synthetic: (flags & COLUMN_FLAGS.synthetic) !== 0,
    };
  }

  /** All rows, to be encoded before anything else happens. */
  whole(): Part {
    return { arrays: this.#columns.arrays, length: this.#columns.length, removed: [] };
  }

  /** Rows that are other than in a version, and ids that are gone; null where the version is not held. */
  since(version: string): Part | null {
    const difference = this.#chain.since(version, (id) => this.#columns.find(id) >= 0);
    if (difference === null) return null;
    const { changed, removed } = difference;
    const rows = changed.map((id) => this.#columns.find(id));
    const arrays = this.#columns.pick(rows, KEPT_NAMES);
    return { arrays, length: changed.length, removed };
  }

  /** Reads everything. */
  async build(): Promise<void> {
    const late: number[] = [];
    for await (const page of columnPages(this.#queries, this.#sight)) late.push(...(await this.#putAll(page)));
    await this.reread(late);
    this.#columns.arrange(await sendingOrder(this.#columns.arrays, this.#columns.length));
    this.#chain.noteVersion(this.version);
  }

  /** Finds what has changed by comparing the revisions of all rows, and reads that anew. */
  async compare(): Promise<void> {
    const isStanding = new Uint8Array(this.#columns.length);
    const other: number[] = [];
    const { id: ids, revision: held } = this.#columns.arrays;
    for await (const page of revisionPages(this.#queries, this.#sight))
      page.ids.forEach((id, at) => {
        const row = this.#columns.find(id);
        if (row >= 0) isStanding[row] = 1;
        if (row < 0 || held[row] !== page.revisions[at]) other.push(id);
      });
    const gone = [...isStanding.keys()].filter((row) => isStanding[row] === 0).map((row) => ids[row] ?? NaN);
    await this.reread([...other, ...gone]);
  }

  /** Reads some incidents anew, in this order; those that are no longer seen are dropped. */
  async reread(wanted: readonly number[]): Promise<void> {
    const ids = [...new Set(wanted)];
    const isFew = ids.length <= MOST_VERSIONS_AT_ONCE;
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const chunk = ids.slice(from, from + MOST_AT_ONCE);
      const page = await this.#pageWithOutlines(chunk);
      const places = new Map(page.id.map((id, at) => [id, at]));
      for (const id of chunk) {
        const at = places.get(id);
        const hasChanged = at === undefined ? this.#drop(id) : this.#put(page, at);
        if (hasChanged && isFew) this.#chain.noteVersion(this.version);
      }
    }
    this.#chain.noteVersion(this.version);
  }

  /** A page of some incidents, with all outlines that it refers to known. */
  async #pageWithOutlines(ids: readonly number[]): Promise<ReadPage> {
    // Between rows and outlines another may have written; a second time has never been needed.
    for (let tries = 0; tries < 10; tries++) {
      const page = await findColumnsOf(this.#queries, this.#sight, ids);
      await this.#learnOutlines(page);
      if (page.id.every((_, at) => isDecodable(page, at, this.#outlines))) return page;
    }
    throw new Error('outlines changed whenever they were read');
  }

  async #learnOutlines(page: ReadPage): Promise<void> {
    const unknown = new Map<string, number>();
    page.outline.forEach((hash, at) => {
      if (hash !== null && !this.#outlines.has(hash) && !unknown.has(hash)) unknown.set(hash, page.id[at] ?? NaN);
    });
    if (unknown.size === 0) return;
    const found = await findOutlines(this.#queries, this.#sight, [...unknown.values()]);
    const geometries = new Map(found.map(({ hash, geometry }) => [hash, geometry]));
    // In the order of the rows, so that another process numbers them alike.
    for (const hash of unknown.keys()) {
      const geometry = geometries.get(hash);
      if (geometry !== undefined) this.#outlines.add(hash, geometry);
    }
  }

  /** Puts a page of the first reading; gives the ids of rows that changed meanwhile and have to be read again. */
  async #putAll(page: ReadPage): Promise<number[]> {
    await this.#learnOutlines(page);
    const late: number[] = [];
    page.id.forEach((id, at) => {
      if (isDecodable(page, at, this.#outlines)) this.#place(page, at, this.#columns.find(id));
      else late.push(id);
    });
    return late;
  }

  #put(page: ReadPage, at: number): boolean {
    const id = page.id[at] ?? NaN;
    const row = this.#columns.find(id);
    if (row >= 0 && this.#columns.arrays.revision[row] === page.revision[at]) return false;
    this.#place(page, at, row);
    this.#chain.noteChange(id, row >= 0);
    return true;
  }

  #place(page: ReadPage, at: number, row: number): void {
    const decoded = decodeRow(page, at, { outlines: this.#outlines, areas: this.#areas, titles: this.#titles });
    if (row >= 0) this.#forget(row);
    this.#columns.put(decoded);
    this.#sum.add(decoded.id, decoded.revision);
    this.#version = null;
    if (this.#titles.isWasteful) this.#closeGaps();
  }

  /** Moves the titles together. */
  #closeGaps(): void {
    const titles = new Texts();
    for (let row = 0; row < this.#columns.length; row++) {
      const { at } = titles.add(this.titleOf(row));
      this.#columns.set(row, 'title_at', at);
    }
    this.#titles = titles;
  }

  #drop(id: number): boolean {
    const row = this.#columns.find(id);
    if (row < 0) return false;
    this.#forget(row);
    this.#columns.remove(id);
    this.#chain.noteChange(id, true);
    this.#version = null;
    return true;
  }

  #forget(row: number): void {
    const { id, revision, outline, title_bytes: bytes } = this.#columns.arrays;
    this.#titles.release(bytes[row] ?? 0);
    this.#sum.subtract(id[row] ?? NaN, revision[row] ?? NaN);
    this.#outlines.release(outline[row] ?? -1);
  }
}
