const LEAST_BYTES = 4_096;
/** Bytes that nobody refers to, up to which it is not worth moving the others. */
const LEAST_WASTE = 65_536;

/** Where a text stands. */
export interface Placed {
  at: number;
  bytes: number;
}

/** Texts one behind the other as UTF-8: a seventh of what as many strings take. What is let go of leaves a gap. */
export class Texts {
  #buffer = Buffer.allocUnsafeSlow(LEAST_BYTES);
  #used = 0;
  #gaps = 0;

  add(text: string): Placed {
    const bytes = Buffer.byteLength(text);
    if (this.#used + bytes > this.#buffer.length) {
      const grown = Buffer.allocUnsafeSlow(Math.ceil((this.#used + bytes) * 1.5));
      this.#buffer.copy(grown, 0, 0, this.#used);
      this.#buffer = grown;
    }
    const at = this.#used;
    this.#buffer.write(text, at);
    this.#used += bytes;
    return { at, bytes };
  }

  read(at: number, bytes: number): string {
    return this.#buffer.toString('utf8', at, at + bytes);
  }

  /** Nobody refers to so many bytes any more. */
  release(bytes: number): void {
    this.#gaps += bytes;
  }

  /** Are there more gaps than texts? Then whoever holds the places had better add all of them to another one. */
  get isWasteful(): boolean {
    return this.#gaps > LEAST_WASTE && this.#gaps * 2 > this.#used;
  }
}
