import { z } from 'zod';
import { foldText, Geometry, Instant, Party, TimePrecision, Where } from '../geo/contract.ts';
import { SourceShown } from '../incidents/contract.ts';
import { LevelShown } from '../visibility/contract.ts';

/** Who or what passes (DOMAIN.md 5.11). `all` is used where a source speaks of the whole point. */
export const CHANNELS = [
  'all',
  'pedestrian',
  'passenger-vehicle',
  'medical',
  'student',
  'returnee-assisted',
  'returnee-spontaneous',
  'deportee',
  'stranded-national',
  'cargo-commercial',
  'cargo-transit',
  'cargo-empty',
  'cargo-humanitarian',
  'small-trader',
  'official',
] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

export const DIRECTIONS = ['both', 'afg-to-pak', 'pak-to-afg'] as const;
export const Direction = z.enum(DIRECTIONS);
export type Direction = z.infer<typeof Direction>;

export const CROSSING_STATES = ['open', 'restricted', 'closed', 'unknown'] as const;
export const CrossingState = z.enum(CROSSING_STATES);
export type CrossingState = z.infer<typeof CrossingState>;

/** What a whole point is said to be, derived from its reports by the rule in status.ts. */
export const HEADLINES = ['open', 'partly-open', 'closed', 'announcements-differ', 'unknown'] as const;
export const Headline = z.enum(HEADLINES);
export type Headline = z.infer<typeof Headline>;

/** The standing of the point itself, as a source lists it. */
export const CROSSING_TYPES = ['notified', 'listed', 'not-notified', 'pass', 'unknown'] as const;
export const CrossingType = z.enum(CROSSING_TYPES);
export type CrossingType = z.infer<typeof CrossingType>;

/** ANNOUNCED, OBSERVED or REPORTED by a third party: never mixed (DOMAIN.md 5.11). */
export const StatusBasis = z.enum(['announced', 'observed', 'reported']);

/** One report on one channel in one direction, by or about the side that controls it. */
export const StatusReportWrite = z.strictObject({
  id: z.uuid(),
  crossingId: z.uuid(),
  /** The side whose gate is meant; null where the source does not say. */
  controllingSide: Party.nullable(),
  channel: Channel,
  direction: Direction,
  state: CrossingState,
  basis: StatusBasis,
  /** Who said so, by name. */
  statedBy: z.string().min(1).max(200),
  /** From when it held. `to` null: no end was reported, which is not the same as "still so". */
  validFrom: Instant,
  validTo: Instant.nullable(),
  precision: TimePrecision,
  note: z.string().max(600).nullable(),
  sourceIds: z.array(z.uuid()).min(1).max(20),
  synthetic: z.boolean(),
});
export type StatusReportWrite = z.infer<typeof StatusReportWrite>;

export const CrossingWrite = z.strictObject({
  id: z.uuid(),
  ref: z.string().regex(/^(DL|SYN)-X-\d{3}$/),
  name: z.string().min(1).max(120),
  /** Names by side, so that neither side's stands alone. */
  nameBySide: z.strictObject({ afg: z.string().max(120).nullable(), pak: z.string().max(120).nullable() }),
  /** The areas on both sides as coded by the source. */
  areaBySide: z.strictObject({ afg: z.string().max(120).nullable(), pak: z.string().max(120).nullable() }),
  type: CrossingType,
  typeNote: z.string().max(400).nullable(),
  where: Where,
  whereNote: z.string().max(500).nullable(),
  sourceIds: z.array(z.uuid()).min(1).max(20),
  synthetic: z.boolean(),
});
export type CrossingWrite = z.infer<typeof CrossingWrite>;

export const CrossingProperties = z.object({
  uid: z.uuid(),
  ref: CrossingWrite.shape.ref,
  name: z.string(),
  nameBySide: CrossingWrite.shape.nameBySide,
  areaBySide: CrossingWrite.shape.areaBySide,
  otherNames: z.array(z.string()),
  type: CrossingType,
  /** The headline; `statusAsOf` is the day of the newest report that it rests on. */
  status: Headline,
  statusAsOf: Instant.nullable(),
  locationPrecision: z.string(),
  uncertaintyMetres: z.int().nullable(),
  /** True where this viewer sees the place as a cell of the grid. */
  generalised: z.boolean(),
  reportCount: z.int(),
  sourceCount: z.int(),
  synthetic: z.boolean(),
  recordedAt: Instant,
});
export type CrossingProperties = z.infer<typeof CrossingProperties>;

export const StatusReportShown = StatusReportWrite.omit({ crossingId: true, synthetic: true }).extend({
  /** A withdrawn report is listed and counts for nothing. */
  recordState: z.enum(['standing', 'withdrawn', 'merged']),
});
export type StatusReportShown = z.infer<typeof StatusReportShown>;

export const CrossingRecordProperties = CrossingProperties.extend({
  ...LevelShown.shape,
  state: z.enum(['standing', 'withdrawn', 'merged']),
  typeNote: z.string().nullable(),
  whereNote: z.string().nullable(),
  reports: z.array(StatusReportShown),
  sources: z.array(SourceShown),
});

export const CrossingFeature = z
  .object({
    type: z.literal('Feature'),
    id: z.int(),
    geometry: Geometry.nullable(),
    properties: CrossingProperties,
  })
  .meta({ id: 'CrossingFeature' });
export type CrossingFeature = z.infer<typeof CrossingFeature>;

export const CrossingRecord = z.object({
  type: z.literal('Feature'),
  id: z.int(),
  geometry: Geometry.nullable(),
  properties: CrossingRecordProperties,
});
export type CrossingRecord = z.infer<typeof CrossingRecord>;

/** The folded text that `q` looks in. */
export function crossingSearchText(crossing: {
  ref: string;
  name: string;
  nameBySide: { afg: string | null; pak: string | null };
  areaBySide: { afg: string | null; pak: string | null };
  otherNames: string[];
}): string {
  const { ref, name, nameBySide, areaBySide, otherNames } = crossing;
  const parts = [ref, name, nameBySide.afg, nameBySide.pak, areaBySide.afg, areaBySide.pak, ...otherNames];
  return foldText(parts.filter((part) => part !== null).join(' '));
}
