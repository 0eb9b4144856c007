import type { Queries } from '../db/database.ts';
import type { Viewer } from '../visibility/contract.ts';
import { findChangesAfter, findEnds, type Place, type PlacedChange } from './changes.ts';

/** Open connections that one process carries, and that one address may have. */
export const MOST_CONNECTIONS = 500;
export const MOST_OF_ONE_ADDRESS = 20;

/** Changes read at once; a page that misses more reads everything anew. */
export const MOST_CHANGES = 500;

const LOOK_MILLISECONDS = 1_000;

/** Somebody who follows: told of changes for their class of viewer, in order. */
export interface Follower {
  viewer: Viewer;
  address: string;
  tell: (changes: readonly PlacedChange[]) => void;
}

/** Passes changes on to whoever follows. */
export interface LiveHub {
  /** Follows from a place on, which is settled before this answers; null where there is no room. */
  follow: (follower: Follower) => Promise<{ from: Place; leave: () => void } | null>;
  /** Looks at once instead of within a second: after a write of this process. */
  look: () => void;
  /** How many follow. */
  size: () => number;
  stop: () => Promise<void>;
}

/**
 * One look a second at what has changed, for all followers of this process; nothing is asked while nobody follows. It finds
 * what other processes on the same database wrote as well.
 */
export function createLiveHub(queries: Queries, reportError: (error: unknown) => void): LiveHub {
  const followers = new Set<Follower>();
  /** Up to where followers have been told; null while nobody follows. */
  let place: Promise<Place> | null = null;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;

  /** The end of the order at this moment; followers begin there. */
  function settledPlace(): Promise<Place> {
    place ??= findEnds(queries).then(({ last }) => last);
    return place;
  }

  async function lookOnce(): Promise<void> {
    const begun = settledPlace();
    let standing = begun;
    let from = await begun;
    for (;;) {
      const changes = await findChangesAfter(queries, from, { most: MOST_CHANGES });
      const newest = changes.at(-1);
      if (!newest) return;
      // All followers have left and others have come meanwhile: they begin where they came.
      if (place !== standing) return;
      from = newest.place;
      standing = Promise.resolve(from);
      place = standing;
      for (const follower of followers) {
        const own = changes.filter(({ viewer }) => viewer === follower.viewer);
        if (own.length > 0) follower.tell(own);
      }
    }
  }

  function look(): void {
    if (followers.size === 0 || looking) return;
    looking = lookOnce()
      .catch((error: unknown) => {
        place = null;
        reportError(error);
      })
      .finally(() => {
        looking = null;
      });
  }

  return {
    look,
    size: () => followers.size,
    follow: async (follower) => {
      const ofAddress = [...followers].filter(({ address }) => address === follower.address).length;
      if (followers.size >= MOST_CONNECTIONS || ofAddress >= MOST_OF_ONE_ADDRESS) return null;
      // What changed while nobody followed is nothing to anybody: the first to come begins at the end, as it is now.
      if (followers.size === 0) place = null;
      followers.add(follower);
      timer ??= setInterval(look, LOOK_MILLISECONDS);
      const leave = (): void => {
        followers.delete(follower);
        if (followers.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
      try {
        return { from: await settledPlace(), leave };
      } catch (error) {
        place = null;
        leave();
        throw error;
      }
    },
    stop: async () => {
      if (timer) clearInterval(timer);
      timer = null;
      followers.clear();
      await looking;
    },
  };
}
