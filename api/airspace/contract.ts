import { z } from 'zod';
import { Geometry, HappenedRange, Instant, OccurrenceStatus, Party, Placed, Where } from '../geo/contract.ts';
import { Statement } from '../accounts/contract.ts';
import { PartiesStated, Reference, SourceShown, StateShown } from '../incidents/contract.ts';
import { LevelShown } from '../visibility/contract.ts';

/** What is said to have flown (DOMAIN.md 5.12). */
export const AIRSPACE_OBJECTS = [
  'fixed-wing',
  'rotary',
  'uav-armed',
  'uav-isr',
  'uav-unknown',
  'loitering',
  'ballistic',
  'cruise',
  'balloon',
  'unknown',
] as const;
export const AirspaceObject = z.enum(AIRSPACE_OBJECTS);
export type AirspaceObject = z.infer<typeof AirspaceObject>;

/** What the track rests on; most alleged overflights have none (DOMAIN.md 4.3). */
export const TrackBasis = z.enum(['radar', 'adsb', 'visual', 'acoustic', 'reconstructed', 'claimed', 'none']);
export const WeaponRelease = z.enum(['yes', 'no', 'alleged', 'unknown']);

/** A claim that an aircraft or projectile of one party was where it should not be. It is a claim, never a finding. */
export const AirspaceClaimWrite = z
  .strictObject({
    id: z.uuid(),
    ref: Reference,
    title: z.string().min(1).max(120),
    summary: z.string().max(1_500).nullable(),
    type: AirspaceObject,
    status: OccurrenceStatus,
    claimant: Party,
    allegedOperator: Party.nullable(),
    trackBasis: TrackBasis,
    weaponRelease: WeaponRelease,
    happened: HappenedRange,
    where: Where,
    whereNote: z.string().max(500).nullable(),
    /** The incident that the claim was made together with: two linked records, not one (DOMAIN.md 4.1). */
    incidentId: z.uuid().nullable(),
    statements: z.array(Statement).max(60),
    sourceIds: z.array(z.uuid()).min(1).max(40),
    synthetic: z.boolean(),
  })
  .refine((claim) => claim.claimant !== claim.allegedOperator, {
    error: 'a claimant does not claim against itself',
    path: ['allegedOperator'],
  });
export type AirspaceClaimWrite = z.infer<typeof AirspaceClaimWrite>;

export const AirspaceClaimProperties = z.object({
  uid: z.uuid(),
  ref: Reference,
  title: z.string(),
  summary: z.string().nullable(),
  type: AirspaceObject,
  status: OccurrenceStatus,
  claimant: Party,
  allegedOperator: Party.nullable(),
  trackBasis: TrackBasis,
  weaponRelease: WeaponRelease,
  ...Placed.shape,
  partiesStated: PartiesStated,
  sourceCount: z.int(),
  synthetic: z.boolean(),
  recordedAt: Instant,
});
export type AirspaceClaimProperties = z.infer<typeof AirspaceClaimProperties>;

export const AirspaceClaimRecordProperties = AirspaceClaimProperties.extend({
  ...StateShown.shape,
  ...LevelShown.shape,
  whereNote: z.string().nullable(),
  statements: z.array(Statement),
  sources: z.array(SourceShown),
  incident: z.object({ id: z.int(), ref: Reference, title: z.string() }).nullable(),
});

export const AirspaceClaimFeature = z
  .object({
    type: z.literal('Feature'),
    id: z.int(),
    geometry: Geometry.nullable(),
    properties: AirspaceClaimProperties,
  })
  .meta({ id: 'AirspaceClaimFeature' });
export type AirspaceClaimFeature = z.infer<typeof AirspaceClaimFeature>;

export const AirspaceClaimRecord = z.object({
  type: z.literal('Feature'),
  id: z.int(),
  geometry: Geometry.nullable(),
  properties: AirspaceClaimRecordProperties,
});
export type AirspaceClaimRecord = z.infer<typeof AirspaceClaimRecord>;
