import { hash } from 'node:crypto';
import { compressed, type Encoding } from '../encodings.ts';
import type { Viewer } from '../visibility/contract.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes of tiles that are kept in memory, as they are and compressed. */
const MOST_BYTES = 128 * 1024 * 1024;
/** What an entry costs beside its bytes, so that tiles of nothing count as well. */
const ENTRY_BYTES = 512;
/** Of brotli: a tile is made while somebody waits. */
const QUALITY = 5;

/** A tile, and what names its content. */
export class Tile {
  readonly tag: string;
  readonly bytes: Bytes;
  readonly #encoded = new Map<Encoding, Bytes>();

  /** @param viewer two classes of viewer never share a tag, whatever they see */
  constructor(viewer: Viewer, bytes: Bytes) {
    this.bytes = bytes;
    this.tag = hash('sha1', Buffer.concat([Buffer.from(`${viewer}|`), bytes]), 'base64url');
  }

  /** Its bytes, compressed once for each encoding. */
  async encoded(encoding: Encoding): Promise<Bytes> {
    const known = this.#encoded.get(encoding);
    if (known) return known;
    const bytes = await compressed(this.bytes, encoding, QUALITY);
    if (encoding !== 'identity') this.#encoded.set(encoding, bytes);
    return bytes;
  }

  get size(): number {
    return [...this.#encoded.values()].reduce((sum, { length }) => sum + length, this.bytes.length + ENTRY_BYTES);
  }
}

interface Kept {
  /** The state of the collection for which it was made. */
  state: number;
  tile: Tile;
  /** Its size when it was last counted. */
  size: number;
}

/** The tiles asked for last, up to so many bytes. */
export class TileCache {
  /** The one asked for last at the end. */
  readonly #kept = new Map<string, Kept>();
  readonly #making = new Map<string, Promise<Tile>>();
  readonly #most: number;
  #bytes = 0;

  constructor(mostBytes = MOST_BYTES) {
    this.#most = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The tile of a key in a state, made where it is not held. Whoever asks while it is made waits for the same one.
   *
   * @param state as it was before anything is read, so that what is made later is never newer than it says
   */
  async get(key: string, state: number, make: () => Promise<Tile>): Promise<Tile> {
    const held = this.#kept.get(key);
    if (held?.state === state) {
      this.#keep(key, state, held.tile);
      return held.tile;
    }
    const name = `${state} ${key}`;
    const begun = this.#making.get(name);
    if (begun) return begun;
    const making = make().finally(() => this.#making.delete(name));
    this.#making.set(name, making);
    const tile = await making;
    this.#keep(key, state, tile);
    return tile;
  }

  /** Counts anew what a tile holds, since an encoding may have been added, and lets go of what was asked for first. */
  #keep(key: string, state: number, tile: Tile): void {
    const before = this.#kept.get(key);
    // A slow one of an older state does not take the place of a newer one.
    if (before && before.state > state) return;
    this.#kept.delete(key);
    this.#bytes += tile.size - (before?.size ?? 0);
    this.#kept.set(key, { state, tile, size: tile.size });
    for (const [oldest, { size }] of this.#kept) {
      if (this.#bytes <= this.#most) return;
      this.#kept.delete(oldest);
      this.#bytes -= size;
    }
  }
}
