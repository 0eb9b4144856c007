import { z } from 'zod';
import { Party } from '../geo/contract.ts';

/** The classes of viewer. Each has its own projection of every record and reads nothing else. */
export const VIEWERS = ['public', 'afg', 'pak', 'mediator', 'staff'] as const;
export const Viewer = z.enum(VIEWERS);
export type Viewer = z.infer<typeof Viewer>;

/**
 * Who may read a record or one of its fields (DOMAIN.md 7.1): V0 everybody; V1 both parties, mediators and staff; V2
 * mediators and staff; V3 the submitting party and the mediators; V4 the named case team alone.
 */
export const LEVELS = [0, 1, 2, 3, 4] as const;
export const Level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof Level>;

/** Who may read a record today, for those who are told: everybody but the public. */
export const LevelShown = z.object({ level: Level.optional() });

/**
 * How finely the public may know a place (DOMAIN.md 7.2): `general` a cell of 0.05°; `widely-public` 0.01°, for a place
 * that everybody knows already, by the chair's leave; `protected` a cell in place of the district.
 */
export const PLACE_CLASSES = ['general', 'widely-public', 'protected'] as const;
export const PlaceClass = z.enum(PLACE_CLASSES);
export type PlaceClass = z.infer<typeof PlaceClass>;

/** Who may know what of one record. */
export const Visibility = z.strictObject({
  level: Level,
  /** The party that submitted it; it may read it at V3. */
  owner: Party.nullable(),
  /** Fields of the document that are above the record's own level: `whereNote`, `happened`, `statements/<id>`. */
  fieldLevels: z.record(z.string().max(80), Level),
  placeClass: PlaceClass,
  /** Ids of the people who may read what is at V4. */
  team: z.array(z.string().max(64)).max(20),
});
export type Visibility = z.infer<typeof Visibility>;
