import type { Queries } from '../db/database.ts';
import { findCollectionChanges, findSettledPlace } from '../record/changed.ts';
import type { Sight } from '../record/rows-seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { coalesce } from './coalesce.ts';
import { findWriteMark } from './queries.ts';
import { SeenColumns } from './seen-columns.ts';

/** Changes are held for a week (live/changes.ts); who has not looked for this long compares all rows. */
const SURE_MILLISECONDS = 6 * 86_400_000;
/** Past moments that are kept in columns. */
export const MOST_PASTS = 3;

/** Columns of one sight. */
interface Store {
  /** Columns that are up to date for whoever has waited for them. */
  upToDate: () => Promise<SeenColumns>;
  /** Have they been read once? From then on being up to date takes little. */
  isBuilt: () => boolean;
}

/** The columns of every sight that is asked for. */
export interface Stores {
  upToDate: (sight: Sight) => Promise<SeenColumns>;
  /**
   * The same where the columns have been read before. Where not, null, and they are read meanwhile for the next one who
   * asks: that takes 20 s for a million rows, in which nobody waits. Of the past one moment at a time is read that way.
   */
  whereBuilt: (sight: Sight) => Promise<SeenColumns> | null;
}

interface StoreParts {
  queries: Queries;
  secret: string;
  now: () => Date;
}

/** The columns of now: read once, then brought up to date from the list of changes. */
function presentStore({ queries, secret, now }: StoreParts, viewer: Viewer): Store {
  const sight: Sight = { viewer, asKnownAt: null };
  let seen: SeenColumns | null = null;
  let place = '';
  let lookedAt = 0;

  async function look(columns: SeenColumns, mayCompare: boolean): Promise<void> {
    const at = now().getTime();
    const changes = await findCollectionChanges(queries, { viewer, collection: 'incidents' }, place);
    const isMuch = changes.isMuch || at - lookedAt > SURE_MILLISECONDS;
    if (isMuch && mayCompare) await columns.compare();
    if (changes.ids.length > 0) await columns.reread(changes.ids);
    // Much that changed while much was compared waits for the next look.
    if (isMuch && !mayCompare) return;
    place = changes.place;
    lookedAt = at;
    // A row may have been moved while all were compared.
    if (isMuch) await look(columns, false);
  }

  const upToDate = coalesce(async () => {
    if (seen === null) {
      const building = new SeenColumns(queries, sight, secret);
      lookedAt = now().getTime();
      place = await findSettledPlace(queries);
      await building.build();
      seen = building;
    }
    await look(seen, true);
    return seen;
  });
  return { upToDate, isBuilt: () => seen !== null };
}

/**
 * The columns as they were known at a moment. They change only where something is closed for the past as well, of which no
 * list is kept: after any write at all, the revisions of all rows are compared.
 */
function pastStore({ queries, secret }: StoreParts, sight: Sight): Store {
  let seen: SeenColumns | null = null;
  let mark: string | null = null;
  const upToDate = coalesce(async () => {
    const present = await findWriteMark(queries);
    if (seen === null) {
      const building = new SeenColumns(queries, sight, secret);
      await building.build();
      seen = building;
    } else if (present !== mark) await seen.compare();
    mark = present;
    return seen;
  });
  return { upToDate, isBuilt: () => seen !== null };
}

/**
 * The columns of each class of viewer that has been asked for, and of the few moments that were asked for last. Nothing runs
 * by itself: what is asked for is brought up to date then, once for all who ask at the time.
 */
export function createStores(parts: StoreParts): Stores {
  const presents = new Map<Viewer, Store>();
  /** By viewer and moment, the one asked for last at the end. */
  const pasts = new Map<string, Store>();

  function presentOf(viewer: Viewer): Store {
    const store = presents.get(viewer) ?? presentStore(parts, viewer);
    presents.set(viewer, store);
    return store;
  }

  function pastOf(viewer: Viewer, moment: string): Store {
    const key = `${viewer} ${moment}`;
    const store = pasts.get(key) ?? pastStore(parts, { viewer, asKnownAt: moment });
    pasts.delete(key);
    pasts.set(key, store);
    for (const oldest of pasts.keys()) if (pasts.size > MOST_PASTS) pasts.delete(oldest);
    return store;
  }

  function storeOf({ viewer, asKnownAt }: Sight): Store {
    return asKnownAt === null ? presentOf(viewer) : pastOf(viewer, new Date(asKnownAt).toISOString());
  }

  /** Whether of now or of a moment, by what is read of it meanwhile. */
  const reading = new Map<Store, { isPast: boolean }>();

  async function readMeanwhile(store: Store, isPast: boolean): Promise<void> {
    reading.set(store, { isPast });
    // An error is met again by whoever asks next.
    await store.upToDate().catch(() => undefined);
    reading.delete(store);
  }

  return {
    upToDate: (sight) => storeOf(sight).upToDate(),
    whereBuilt: (sight) => {
      const isPast = sight.asKnownAt !== null;
      const store = storeOf(sight);
      if (store.isBuilt()) return store.upToDate();
      const isBusy = reading.has(store) || (isPast && [...reading.values()].some((one) => one.isPast));
      if (!isBusy) void readMeanwhile(store, isPast);
      return null;
    },
  };
}
