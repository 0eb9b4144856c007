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

/** Columns that are up to date for whoever has waited for them. */
export type UpToDate = () => Promise<SeenColumns>;

interface StoreParts {
  queries: Queries;
  secret: string;
  now: () => Date;
}

/** The columns of now: read once, then brought up to date from the list of changes. */
function presentStore({ queries, secret, now }: StoreParts, viewer: Viewer): UpToDate {
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

  return coalesce(async () => {
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
}

/**
 * The columns as they were known at a moment. They change only where something is closed for the past as well, of which no
 * list is kept: after any write at all, the revisions of all rows are compared.
 */
function pastStore({ queries, secret }: StoreParts, sight: Sight): UpToDate {
  let seen: SeenColumns | null = null;
  let mark: string | null = null;
  return coalesce(async () => {
    const present = await findWriteMark(queries);
    if (seen === null) {
      const building = new SeenColumns(queries, sight, secret);
      await building.build();
      seen = building;
    } else if (present !== mark) await seen.compare();
    mark = present;
    return seen;
  });
}

/**
 * The columns of each class of viewer that has been asked for, and of the few moments that were asked for last. Nothing runs
 * by itself: what is asked for is brought up to date then, once for all who ask at the time.
 */
export function createStores(parts: StoreParts): (sight: Sight) => Promise<SeenColumns> {
  const presents = new Map<Viewer, UpToDate>();
  /** By viewer and moment, the one asked for last at the end. */
  const pasts = new Map<string, UpToDate>();

  function presentOf(viewer: Viewer): UpToDate {
    const store = presents.get(viewer) ?? presentStore(parts, viewer);
    presents.set(viewer, store);
    return store;
  }

  function pastOf(viewer: Viewer, moment: string): UpToDate {
    const key = `${viewer} ${moment}`;
    const store = pasts.get(key) ?? pastStore(parts, { viewer, asKnownAt: moment });
    pasts.delete(key);
    pasts.set(key, store);
    for (const oldest of pasts.keys()) if (pasts.size > MOST_PASTS) pasts.delete(oldest);
    return store;
  }

  return ({ viewer, asKnownAt }) =>
    asKnownAt === null ? presentOf(viewer)() : pastOf(viewer, new Date(asKnownAt).toISOString())();
}
