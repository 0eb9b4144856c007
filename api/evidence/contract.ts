import { z } from 'zod';
import { AnyRole } from '../auth/contract.ts';
import { Instant } from '../geo/contract.ts';

/** Bytes that one file may have. */
export const MOST_EVIDENCE_BYTES = 50 * 1024 * 1024;

export const CONTENT_WARNINGS = [
  'none',
  'threatens-civilian-safety',
  'graphic-violence',
  'deleted-by-source',
  'deceptive-or-misleading',
] as const;
export const CHECK_RESULTS = ['pass', 'fail', 'not-done'] as const;
const CheckResult = z.enum(CHECK_RESULTS);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who had a file, from whom, and why: the chain of custody (DOMAIN.md 2.3, Berkeley Protocol). */
export const CustodyEntry = z.strictObject({
  at: Instant,
  by: z.strictObject({ id: z.string(), role: AnyRole }),
  action: z.enum(['received', 'stored', 'copied', 'checked', 'handed-over', 'viewed', 'mismatch-found']),
  from: z.string().max(200).nullable(),
  to: z.string().max(200).nullable(),
  reason: z.string().max(600),
});
export type CustodyEntry = z.infer<typeof CustodyEntry>;

/**
 * A file that bears on an incident. The evidentiary copy is what was received, untouched; the working copy is made of it
 * without what the camera wrote into it. Both are kept outside the database under the hash of their bytes.
 */
export const EvidenceWrite = z.strictObject({
  id: z.uuid(),
  incidentId: z.uuid(),
  title: z.string().trim().min(1).max(200),
  /** The name it came with, for people to read; nothing is ever stored under it. */
  fileName: z.string().max(200),
  sha256: Sha256,
  bytes: z.int().positive().max(MOST_EVIDENCE_BYTES),
  /** By its content, not by what it says of itself. */
  mediaType: z.string().max(100),
  working: z
    .strictObject({
      sha256: Sha256,
      bytes: z.int().positive(),
      mediaType: z.string().max(100),
      exifStripped: z.boolean(),
    })
    .nullable(),
  /** 64 bits in hexadecimal, of pictures; near ones were perhaps seen before. */
  perceptualHash: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  capturedAt: Instant.nullable(),
  captureDevice: z.string().max(200).nullable(),
  obtainedAt: Instant,
  obtainedFrom: z.string().max(200),
  obtainedHow: z.enum(['own-observation', 'handed-over', 'downloaded', 'archived-page', 'other']),
  originalUrl: z.url().max(2_000).nullable(),
  archiveUrl: z.url().max(2_000).nullable(),
  independenceGroup: z.string().max(80).nullable(),
  checks: z.strictObject({ source: CheckResult, technical: CheckResult, content: CheckResult }),
  contentWarning: z.enum(CONTENT_WARNINGS),
  custody: z.array(CustodyEntry).max(500),
  synthetic: z.boolean(),
});
export type EvidenceWrite = z.infer<typeof EvidenceWrite>;

/** An item of evidence as a record shows it: what it is, and nothing of who or of the file itself. */
export const EvidenceShown = EvidenceWrite.omit({ incidentId: true, custody: true, fileName: true, synthetic: true })
  .extend({ fid: z.int(), recordedAt: Instant })
  .meta({ id: 'Evidence' });
export type EvidenceShown = z.infer<typeof EvidenceShown>;

/** Bytes that one chunk of an upload may have: as many as limits.ts lets a body have, which a test compares. */
export const MOST_CHUNK_BYTES = 512 * 1024;
/** Uploads that one person may have under way. */
export const MOST_OPEN_UPLOADS = 10;

/**
 * What a person sends before the bytes of a file: what it is and where it comes from. The rest the service finds out by
 * itself: the type by the content, the working copy, the likeness.
 */
export const EvidenceSent = EvidenceWrite.omit({
  id: true,
  mediaType: true,
  working: true,
  perceptualHash: true,
  custody: true,
  synthetic: true,
}).extend({
  fileName: z.string().min(1).max(200),
  /** How many bytes will come; more than 50 MB is refused by its own code. */
  bytes: z.int().positive(),
  /** What the file says of itself; empty where it says nothing. Its content is held against it. */
  statedType: z.string().max(100),
});
export type EvidenceSent = z.infer<typeof EvidenceSent>;

/** How far an upload has come. What the answer calls `offset` is where the next chunk begins. */
export const UploadShown = z
  .object({
    id: z.uuid(),
    offset: z.int(),
    bytes: z.int(),
    state: z.enum(['receiving', 'completed']),
    mostChunkBytes: z.int(),
  })
  .meta({ id: 'EvidenceUpload' });
export type UploadShown = z.infer<typeof UploadShown>;

export const COPIES = ['working', 'evidentiary'] as const;
/** The copy that is asked for. */
export const FileQuery = z.strictObject({ copy: z.enum(COPIES).default('working') });

/** Something on record that this reader may know of and that looks alike or is the same file. */
export const SeenBefore = z.object({
  evidenceId: z.uuid(),
  title: z.string(),
  incident: z.object({ fid: z.int(), ref: z.string(), title: z.string() }),
  /** The very same bytes. */
  sameFile: z.boolean(),
  /** Bits in which the pictures' hashes differ, at most 10 of 64; null where one is no picture. */
  distance: z.int().nullable(),
});
export type SeenBefore = z.infer<typeof SeenBefore>;

/** An item of evidence for whoever asks: with its custody and its name for those who may have the raw file. */
export const EvidenceRecord = z
  .object({
    /** Its ETag. */
    version: z.int(),
    incidentId: z.uuid(),
    state: z.enum(['standing', 'withdrawn', 'merged']),
    shown: EvidenceShown,
    fileName: z.string().nullable(),
    custody: z.array(CustodyEntry).nullable(),
    /** Null for readers without an account: what else is on record is not theirs to compare with. */
    seenBefore: z.array(SeenBefore).nullable(),
    may: z.array(z.enum(['read-evidentiary', 'add-custody'])),
  })
  .meta({ id: 'EvidenceRecord' });
export type EvidenceRecord = z.infer<typeof EvidenceRecord>;

/** What people add to the custody; what the service does with a file it writes down itself. */
export const CustodySent = z.strictObject({
  action: z.enum(['copied', 'checked', 'handed-over', 'viewed', 'mismatch-found']),
  from: z.string().trim().min(1).max(200).nullable(),
  to: z.string().trim().min(1).max(200).nullable(),
  reason: z.string().trim().min(1).max(600),
});
export type CustodySent = z.infer<typeof CustodySent>;

/** Files whose bytes are not those that were stored, for administrators. */
export const EvidenceAlarms = z
  .object({
    files: z.int(),
    /** The oldest last look at any file; null where there is none. */
    checkedSince: Instant.nullable(),
    alarms: z.array(
      z.object({
        sha256: Sha256,
        found: z.enum(['missing', 'differs']),
        foundAt: Instant,
        copies: z.array(z.object({ evidenceId: z.uuid(), copy: z.enum(COPIES) })),
      }),
    ),
  })
  .meta({ id: 'EvidenceAlarms' });
export type EvidenceAlarms = z.infer<typeof EvidenceAlarms>;
