/** Changes that are held for deltas; whoever was away for longer reads the whole. */
export const MOST_HELD = 20_000;

/** What has changed since a version: ids whose rows are new or other, and ids that are gone. */
export interface Difference {
  changed: number[];
  removed: number[];
}

/** The versions that followed on one another, and what changed from each to the next. */
export class Chain {
  /** Ids in the order of their changes, and whether each was there before. */
  #changes: { id: number; wasThere: boolean }[] = [];
  /** How many changes have been let go. */
  #gone = 0;
  readonly #versions = new Map<string, number>();

  /** Notes that a version stands now. */
  noteVersion(version: string): void {
    this.#versions.delete(version);
    this.#versions.set(version, this.#gone + this.#changes.length);
  }

  noteChange(id: number, wasThere: boolean): void {
    this.#changes.push({ id, wasThere });
    if (this.#changes.length > MOST_HELD) this.#letGo(MOST_HELD / 2);
  }

  /** Is it a version that stood, and is what changed since still held? */
  isHeld(version: string): boolean {
    return this.#versions.has(version);
  }

  /**
   * What has changed since a version; null where that is not held. What came and went in between is not told: its id was not
   * in that version and is not seen now.
   */
  since(version: string, isThere: (id: number) => boolean): Difference | null {
    const place = this.#versions.get(version);
    if (place === undefined) return null;
    const wasThere = new Map<number, boolean>();
    for (const change of this.#changes.slice(place - this.#gone))
      if (!wasThere.has(change.id)) wasThere.set(change.id, change.wasThere);
    const ids = [...wasThere.keys()];
    return {
      changed: ids.filter(isThere),
      removed: ids.filter((id) => !isThere(id) && wasThere.get(id) === true),
    };
  }

  #letGo(count: number): void {
    this.#changes = this.#changes.slice(count);
    this.#gone += count;
    for (const [version, place] of this.#versions) if (place < this.#gone) this.#versions.delete(version);
  }
}
