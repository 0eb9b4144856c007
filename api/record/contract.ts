import { z } from 'zod';
import { AgreementWrite } from '../agreements/contract.ts';
import { AirspaceClaimWrite } from '../airspace/contract.ts';
import { AnyRole } from '../auth/contract.ts';
import { CrossingWrite, StatusReportWrite } from '../crossings/contract.ts';
import { Instant } from '../geo/contract.ts';
import { IncidentWrite } from '../incidents/contract.ts';
import { Level, PlaceClass, Visibility } from '../visibility/contract.ts';
import { SourceWrite } from '../ingest/contract.ts';
import { EvidenceWrite } from '../evidence/contract.ts';
import { CaseWrite, PositionWrite } from '../verification/contract.ts';

/** The kinds of record that have versions of their own. */
export const RECORD_KINDS = [
  'source',
  'agreement',
  'crossing',
  'status-report',
  'incident',
  'airspace-claim',
  'position',
  'evidence',
  'case',
] as const;
export const RecordKind = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof RecordKind>;

/** The kinds that belong to another record and are seen with it. */
export const PART_KINDS = ['status-report', 'position', 'evidence', 'case'] as const satisfies readonly RecordKind[];

/** Does a record of this kind belong to another? */
export function isPart(kind: RecordKind): boolean {
  return (PART_KINDS as readonly RecordKind[]).includes(kind);
}

/** The kinds that people file and edit with a form. */
export const EDITED_KINDS = ['incident', 'airspace-claim', 'status-report', 'agreement'] as const;
export const EditedKind = z.enum(EDITED_KINDS);
export type EditedKind = z.infer<typeof EditedKind>;

/** Nothing is deleted: a record stands, or was withdrawn, or was merged into another, and can be read all the same. */
export const RECORD_STATES = ['standing', 'withdrawn', 'merged'] as const;
export const RecordState = z.enum(RECORD_STATES);
export type RecordState = z.infer<typeof RecordState>;

/** What was done to a record when a version of it came about. */
export const CHANGES = [
  'filed',
  'edited',
  'corrected',
  'withdrawn',
  'merged',
  'restored',
  'restricted',
  'released',
  'moved',
] as const;
export const Change = z.enum(CHANGES);
export type Change = z.infer<typeof Change>;

/** Why a record was changed (DOMAIN.md 7.3). */
export const REASONS = [
  'new-information',
  'source-revised',
  'source-deleted',
  'merge',
  'geocoding-error',
  'translation-error',
  'coding-error',
  'party-correction',
  'legal',
] as const;
export const Reason = z.enum(REASONS);
export type Reason = z.infer<typeof Reason>;

/** Reasons that say that the record was wrong: the change is a correction. */
export const CORRECTIONS = [
  'source-revised',
  'source-deleted',
  'geocoding-error',
  'translation-error',
  'coding-error',
  'party-correction',
] as const satisfies readonly Reason[];

/** The form of each kind of record. */
export const DOCUMENTS = {
  source: SourceWrite,
  agreement: AgreementWrite,
  crossing: CrossingWrite,
  'status-report': StatusReportWrite,
  incident: IncidentWrite,
  'airspace-claim': AirspaceClaimWrite,
  position: PositionWrite,
  evidence: EvidenceWrite,
  case: CaseWrite,
} as const satisfies Record<RecordKind, z.ZodType>;

/** What each kind of record looks like as it is written. */
export type DocumentOf = { [Kind in RecordKind]: z.infer<(typeof DOCUMENTS)[Kind]> };
export type AnyDocument = DocumentOf[RecordKind];

/** Why, in a code for everybody and in words for those who may read the record. */
export const Why = z.strictObject({
  reason: Reason,
  explanation: z.string().trim().min(1).max(600),
});
export type Why = z.infer<typeof Why>;

/**
 * What a person sends to file a record (`why` null) or to change one. References are given by the service: `ref` of a new
 * record is sent as null. `sources` are new sources that the document names.
 */
export const RecordSent = z.strictObject({
  document: z.record(z.string(), z.unknown()),
  sources: z.array(SourceWrite).max(20),
  /** Left out: as it is; for a new record V2, or V3 for what a party submits. Lower than that takes two people. */
  level: Level.optional(),
  fieldLevels: z.record(z.string().max(80), Level).optional(),
  placeClass: PlaceClass.optional(),
  why: Why.nullable(),
});
export type RecordSent = z.infer<typeof RecordSent>;

/** A record for those who may edit it: whole but for what lies above their level. Its version is the ETag. */
export const RecordShown = z.object({
  kind: RecordKind,
  id: z.uuid(),
  fid: z.int(),
  version: z.int(),
  state: RecordState,
  mergedInto: z.uuid().nullable(),
  visibility: Visibility,
  document: z.record(z.string(), z.unknown()),
  /** Fields that this reader may not see; a save leaves them as they are. */
  hiddenFields: z.array(z.string()),
  submittedBy: z.string(),
  recordedAt: Instant,
  /** What this reader may do with it. */
  may: z.array(z.enum(['edit', 'withdraw', 'merge', 'restrict', 'propose-release', 'approve-release'])),
  /** A proposal to open it further that waits for a second person. */
  proposal: z
    .object({
      id: z.uuid(),
      visibility: Visibility,
      why: Why,
      proposedBy: z.string(),
      proposerRole: AnyRole,
      proposedAt: Instant,
    })
    .nullable(),
});
export type RecordShown = z.infer<typeof RecordShown>;

/** The answer to a write. */
export const WriteAnswer = z.object({
  kind: RecordKind,
  id: z.uuid(),
  fid: z.int(),
  ref: z.string().nullable(),
  version: z.int(),
  state: RecordState,
  level: Level,
});
export type WriteAnswer = z.infer<typeof WriteAnswer>;

/** Taken back by whoever submitted it, or by a reviewer or the chair. */
export const Withdrawal = z.strictObject({ why: Why });
/** The other record of the same kind that says the same. */
export const Merger = z.strictObject({ intoId: z.uuid(), why: Why });
/** Closes a record or some of its fields at once. */
export const Restriction = z.strictObject({
  level: Level,
  fieldLevels: z.record(z.string().max(80), Level),
  placeClass: PlaceClass,
  why: Why,
});
export type Restriction = z.infer<typeof Restriction>;
/** Proposes to open a record; a second person approves. The id is client-made. */
export const ReleaseProposal = z.strictObject({
  id: z.uuid(),
  level: Level,
  fieldLevels: z.record(z.string().max(80), Level),
  placeClass: PlaceClass,
  why: Why,
});
export type ReleaseProposal = z.infer<typeof ReleaseProposal>;
export const ReleaseAnswer = z.object({ id: z.uuid(), state: z.enum(['proposed', 'approved']) });

/** What is compared with the record before a report is filed. */
export const NearDuplicatesQuery = z.strictObject({
  kind: z.enum(['incident', 'airspace-claim']),
  id: z.uuid(),
  title: z.string().max(200),
  from: Instant,
  to: Instant,
  /** Longitude and latitude; null where no place was given. */
  position: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).nullable(),
});
export type NearDuplicatesQuery = z.infer<typeof NearDuplicatesQuery>;

export const NearDuplicates = z.object({
  candidates: z.array(
    z.object({
      fid: z.int(),
      uid: z.uuid(),
      ref: z.string(),
      title: z.string(),
      happenedFrom: Instant,
      /** Kilometres between the places as this reader sees them; null where one has none. */
      kilometres: z.number().nullable(),
      /** From 0 to 1: how many of the word parts agree. */
      likeness: z.number(),
    }),
  ),
});
export type NearDuplicates = z.infer<typeof NearDuplicates>;
