import type { Party } from '../geo/contract.ts';
import type { Level, PlaceClass, Viewer, Visibility } from './contract.ts';

/** The highest level that each class of viewer reads, but for what its own party submitted (DOMAIN.md 7.1). */
const HIGHEST_LEVEL: Record<Viewer, Level> = { public: 0, afg: 1, pak: 1, staff: 2, mediator: 3 };

/** May a class of viewer read what is at a level and was submitted by `owner`? V4 is in no projection at all. */
export function mayRead(viewer: Viewer, level: Level, owner: Party | null): boolean {
  if (level === 4) return false;
  return level <= HIGHEST_LEVEL[viewer] || (level === 3 && owner !== null && viewer === owner);
}

/** The level of one field of a record: its own where it has one, and never below the record's. */
export function levelOfField({ level, fieldLevels }: Visibility, field: string): Level {
  const own = fieldLevels[field];
  return own !== undefined && own > level ? own : level;
}

/**
 * The level of a record, as a part of what a class of viewer is told of it. The public is told no level: it sees what is
 * open, and nothing of how the rest is kept.
 */
export function levelTold({ level }: Pick<Visibility, 'level'>, viewer: Viewer): { level?: Level } {
  return viewer === 'public' ? {} : { level };
}

/** What somebody may know of a state of a record, where a second rule holds beside the first: that of then and that of now. */
export type KnownUnder = Visibility & { also?: Visibility };

/** May a class of viewer know of a record? */
export function mayKnow(visibility: KnownUnder, viewer: Viewer): boolean {
  const { also } = visibility;
  return mayRead(viewer, visibility.level, visibility.owner) && (also === undefined || mayKnow(also, viewer));
}

/** Tells of each field of one record whether a viewer may read it. */
export function readableFields(visibility: KnownUnder, viewer: Viewer): (field: string) => boolean {
  const { also } = visibility;
  return (field) =>
    mayRead(viewer, levelOfField(visibility, field), visibility.owner) &&
    (also === undefined || readableFields(also, viewer)(field));
}

const FINENESS: Record<PlaceClass, number> = { 'widely-public': 0, general: 1, protected: 2 };

function coarser(one: PlaceClass, other: PlaceClass): PlaceClass {
  return FINENESS[one] >= FINENESS[other] ? one : other;
}

/**
 * What may be known of a past state today: nothing that was not open then, and nothing that has been closed since. So a
 * restriction works backwards as well, and a release does not. The levels are not one ladder (a party reads its own V3 and
 * nobody's V2), so both rules are kept and both have to allow.
 */
export function strictest(then: Visibility, now: Visibility): KnownUnder {
  return { ...now, placeClass: coarser(then.placeClass, now.placeClass), also: then };
}

/** Is anything open under `after` that is closed under `before`? Opening takes two people, closing does not. */
export function opensAnything(before: Visibility, after: Visibility): boolean {
  if (after.level < before.level || FINENESS[after.placeClass] < FINENESS[before.placeClass]) return true;
  if (after.owner !== before.owner && before.level === 3) return true;
  if (after.team.some((id) => !before.team.includes(id))) return true;
  return Object.keys(before.fieldLevels).some((field) => levelOfField(after, field) < levelOfField(before, field));
}
