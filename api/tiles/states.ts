import type { Queries } from '../db/database.ts';
import type { CollectionId } from '../features/contract.ts';
import { findCollectionChanges, findSettledPlace } from '../record/changed.ts';
import type { Viewer } from '../visibility/contract.ts';

/** How long a tile may be served after a change, in milliseconds: changes are looked for once in that time. */
export const STALE_MILLISECONDS = 1_000;
/** Changes are held for a week (live/changes.ts); who has not looked for this long takes it that there were some. */
const SURE_MILLISECONDS = 6 * 86_400_000;

interface Followed {
  state: number;
  place: string;
  lookedAt: number;
  /** Changes after `place` that are known. */
  known: ReadonlySet<number>;
}

interface StateParts {
  queries: Queries;
  now: () => Date;
}

/** Follows one collection as one class of viewer sees it; the look that is under way serves all who ask. */
function follow({ queries, now }: StateParts, viewer: Viewer, collection: CollectionId): () => Promise<number> {
  let followed: Followed | null = null;
  let looking: Promise<number> | null = null;

  async function look(): Promise<number> {
    const lookedAt = now().getTime();
    if (followed === null) {
      followed = { state: 1, place: await findSettledPlace(queries), lookedAt, known: new Set() };
      return followed.state;
    }
    const { state, place, known } = followed;
    const found = await findCollectionChanges(queries, { viewer, collection }, place);
    const isOther = lookedAt - followed.lookedAt > SURE_MILLISECONDS || found.changes.some((id) => !known.has(id));
    followed = { state: isOther ? state + 1 : state, place: found.place, lookedAt, known: new Set(found.changes) };
    return followed.state;
  }

  return () => {
    // A clock that was set back makes a new look as well.
    const age = followed === null ? Infinity : Math.abs(now().getTime() - followed.lookedAt);
    if (followed !== null && age < STALE_MILLISECONDS) return Promise.resolve(followed.state);
    looking ??= look().finally(() => (looking = null));
    return looking;
  };
}

/**
 * Numbers the states of what each class of viewer sees of each collection, for this process: the number rises with a change
 * that the class sees, and with nothing else. It is at most STALE_MILLISECONDS behind.
 */
export function createStates(parts: StateParts): (viewer: Viewer, collection: CollectionId) => Promise<number> {
  const followers = new Map<string, () => Promise<number>>();
  return (viewer, collection) => {
    const key = `${viewer} ${collection}`;
    const stateOf = followers.get(key) ?? follow(parts, viewer, collection);
    followers.set(key, stateOf);
    return stateOf();
  };
}
