import { z } from 'zod';
import { AnyRole } from '../auth/contract.ts';
import { Instant, Language, OccurrenceStatus, Party } from '../geo/contract.ts';
import { STATED_POSITIONS, Asserts, Attribution, CasualtyFigure, Compliance } from '../accounts/contract.ts';

/**
 * How much of the mechanism takes part (DOMAIN.md 0.4). With a party absent its position is taken from what it said in
 * public, and labelled so; nothing waits for somebody who does not come.
 */
export const MODES = ['full-joint', 'one-party-absent', 'mediators-only'] as const;
export const Mode = z.enum(MODES);
export type Mode = z.infer<typeof Mode>;

/** Words that a position may have, so that neither party can flood the record (DOMAIN.md 5.4). */
export const MOST_POSITION_WORDS = 600;

/** Words of a text, as a reader of its script would count them. */
export function countWords(text: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike) words++;
  return words;
}

/** A text as it was said. */
const Verbatim = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(6_000)
    .refine((text) => countWords(text) <= MOST_POSITION_WORDS, {
      error: `must have at most ${MOST_POSITION_WORDS} words`,
    }),
  language: Language,
});

/** What a party can say of an incident; the rest of `PartyPosition` is what the service says of its silence. */
export const StatedPosition = z.enum(STATED_POSITIONS);
export type StatedPosition = z.infer<typeof StatedPosition>;

/**
 * A party's position on an incident, in its own words. A newer one supersedes it and nothing deletes it. Formal ones and
 * those of the hotline come from the party's liaison; what a party said in public may be put on record by neutral staff,
 * with its source.
 */
export const PositionFields = z.strictObject({
  id: z.uuid(),
  incidentId: z.uuid(),
  party: Party,
  position: StatedPosition,
  channel: z.enum(['formal-to-mechanism', 'public-statement', 'hotline']),
  speaker: z.string().trim().min(1).max(200),
  office: z.string().trim().min(1).max(200).nullable(),
  saidAt: Instant,
  verbatim: Verbatim,
  translation: z
    .strictObject({ text: z.string().trim().min(1).max(8_000), language: Language, translator: z.string().max(200) })
    .nullable(),
  asserts: Asserts,
  casualtyFigures: z.array(CasualtyFigure).max(30),
  sourceIds: z.array(z.uuid()).max(20),
  /** The position that this one takes the place of; null for a party's first. */
  supersedesId: z.uuid().nullable(),
  synthetic: z.boolean(),
});
export const PositionWrite = PositionFields.refine(
  ({ channel, sourceIds }) => channel !== 'public-statement' || sourceIds.length > 0,
  {
    error: 'a public statement names the source in which it was read',
    path: ['sourceIds'],
  },
);
export type PositionWrite = z.infer<typeof PositionWrite>;

/** What a person sends to state a position. `isPublic` false: for the mediators and the party itself (V3). */
export const PositionSent = z.strictObject({ document: PositionWrite, isPublic: z.boolean() });
export type PositionSent = z.infer<typeof PositionSent>;

export const Reliability = z.enum(['A', 'B', 'C', 'D', 'E', 'F']);
export const Credibility = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
]);

/** Somebody who did something, as the case keeps it. */
const Doer = z.strictObject({ id: z.string(), role: AnyRole });

/** Admiralty grades of one source on one incident; how reliable it is and how credible this is are judged apart. */
export const Grade = z.strictObject({
  sourceId: z.uuid(),
  reliability: Reliability.nullable(),
  credibility: Credibility.nullable(),
  by: Doer,
  at: Instant,
  reason: z.string(),
});
export type Grade = z.infer<typeof Grade>;

/** The axes on which people vote and sign; the fourth, agreement, is derived (DOMAIN.md 6). */
export const AXES = ['occurrence', 'attribution', 'compliance'] as const;
export const Axis = z.enum(AXES);
export type Axis = z.infer<typeof Axis>;

export const MOVES = [
  'triage',
  'start',
  'corroborate',
  'verify-jointly',
  'contest',
  'find-inconclusive',
  'find-not-substantiated',
  'suspend',
  'resume',
  'reopen',
  'acknowledge',
  'assess',
  'decide-compliance',
] as const;
export const Move = z.enum(MOVES);
export type Move = z.infer<typeof Move>;

export const GUARDS = [
  'record-stands',
  'not-own-submission',
  'duplicates-checked',
  'parties-may-read',
  'lead-is-neutral-and-not-submitter',
  'two-independent-groups',
  'one-good-item',
  'positions-asked',
  'no-technical-failure',
  'mode-has-both-parties',
  'all-three-signed-this-content',
  'within-the-window',
  'somebody-disputes-with-reasons',
  'an-item-of-evidence',
  'reason-of-the-table',
  'restriction-is-linked',
  'negative-check',
  'review-date-is-near',
  'new-item-or-error-notice',
  'liaison-reopens-once',
  'is-the-alleged-party',
  'formal-acknowledgement',
  'at-least-corroborated',
  'three-groups-of-two-kinds',
  'robust-to-the-line',
  'alternatives-recorded',
  'attribution-is-firm',
  'provision-and-reading-cited',
  'parties-were-heard',
] as const;
export const Guard = z.enum(GUARDS);
export type Guard = z.infer<typeof Guard>;

/** Who did it, as it is assessed or acknowledged. */
export const AttributedTo = z.enum(['afg', 'pak', 'armed-group', 'nobody']);

export const INCONCLUSIVE_REASONS = ['access-refused', 'insufficient', 'time-lapsed', 'safety'] as const;
export const CONFIDENCES = ['low', 'moderate', 'high'] as const;
export const SEVERITIES = ['s1', 's2', 's3', 's4'] as const;
export const URGENCIES = ['flash', 'ordinary'] as const;
export const SIGNOFF_VOTES = ['agree', 'agree-with-reservation', 'dissent', 'abstain'] as const;
export const SignoffVote = z.enum(SIGNOFF_VOTES);
export type SignoffVote = z.infer<typeof SignoffVote>;

/** A request for their positions, always to both parties in one transaction and with one deadline. */
export const PositionRequest = z.strictObject({
  id: z.uuid(),
  urgency: z.enum(URGENCIES),
  sentAt: Instant,
  dueAt: Instant,
});
export type PositionRequest = z.infer<typeof PositionRequest>;

/** A reviewer's or the chair's word for a move that takes several people. */
export const Vote = z.strictObject({
  move: z.enum(['corroborate', 'find-not-substantiated', 'assess']),
  by: Doer,
  at: Instant,
  reason: z.string(),
  contentHash: z.string(),
  confidence: z.enum(CONFIDENCES).nullable(),
  attributedTo: AttributedTo.nullable(),
});
export type Vote = z.infer<typeof Vote>;

/** A signature under what is on record; another content makes it void, visibly. */
export const Signoff = z.strictObject({
  signer: z.enum(['afg', 'pak', 'chair']),
  vote: SignoffVote,
  /** The reservation or the dissent, as it is printed. */
  text: z.string(),
  by: Doer,
  at: Instant,
  contentHash: z.string(),
});
export type Signoff = z.infer<typeof Signoff>;

/** One step on the way of a case. */
export const MoveMade = z.strictObject({
  move: Move,
  axis: Axis,
  from: z.string(),
  to: z.string(),
  by: Doer,
  /** Others whose word was needed. */
  with: z.array(Doer),
  at: Instant,
  reason: z.string(),
  contentHash: z.string(),
});
export type MoveMade = z.infer<typeof MoveMade>;

export const ComplianceFinding = z.strictObject({
  value: Compliance,
  /** The id of the reading under which it holds. */
  readingId: z.string(),
  provision: z.string(),
  severity: z.enum(SEVERITIES).nullable(),
});

/** Everything that was done to verify one incident. There is one for each incident, and its id follows from the incident's. */
export const CaseWrite = z.strictObject({
  id: z.uuid(),
  incidentId: z.uuid(),
  occurrence: OccurrenceStatus,
  /** Where a suspended case goes back to. */
  heldFrom: OccurrenceStatus.nullable(),
  reviewOn: z.iso.date().nullable(),
  /** Reopened, and not decided anew. */
  underReview: z.boolean(),
  inconclusiveReason: z.enum(INCONCLUSIVE_REASONS).nullable(),
  /** The incident that tells of the refusal of access for which it is inconclusive. */
  restrictionId: z.uuid().nullable().default(null),
  lead: Doer.nullable(),
  duplicatesCheckedBy: Doer.nullable(),
  requests: z.array(PositionRequest),
  grades: z.array(Grade),
  negativeCheck: z
    .strictObject({ kind: z.enum(['site', 'remote']), on: z.iso.date(), note: z.string(), by: Doer })
    .nullable(),
  /** Whether a finding would be another under another reference line: a named person's word, not a computation. */
  robustness: z
    .strictObject({ value: z.enum(['stable', 'changes']), note: z.string(), by: Doer, at: Instant })
    .nullable(),
  alternatives: z.array(z.strictObject({ text: z.string(), by: Doer, at: Instant })),
  votes: z.array(Vote),
  signoffs: z.array(Signoff),
  /** Null until a move sets it; then it goes before what is derived from the accounts. */
  attribution: Attribution.nullable(),
  confidence: z.enum(CONFIDENCES).nullable(),
  attributedTo: AttributedTo.nullable(),
  compliance: ComplianceFinding.nullable(),
  /** Ids of sources and evidence on record when the occurrence was last decided: what is new after it may reopen it. */
  decidedOn: z.array(z.uuid()),
  moves: z.array(MoveMade),
  synthetic: z.boolean(),
});
export type CaseWrite = z.infer<typeof CaseWrite>;

const Reason = z.string().trim().min(1).max(1_000);

/** What somebody does to a case. */
export const CaseAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('triage'),
    reason: Reason,
    /** The look for duplicates was made, by whoever says so. */
    duplicatesChecked: z.boolean(),
    urgency: z.enum(URGENCIES),
    requestId: z.uuid(),
  }),
  z.strictObject({ act: z.literal('start'), reason: Reason, leadId: z.string().max(64) }),
  z.strictObject({ act: z.literal('corroborate'), reason: Reason }),
  z.strictObject({ act: z.literal('contest'), reason: Reason }),
  z.strictObject({
    act: z.literal('find-inconclusive'),
    reason: Reason,
    because: z.enum(INCONCLUSIVE_REASONS).nullable(),
    /** The incident of the category "mechanism" that tells of the refusal. */
    restrictionId: z.uuid().nullable(),
  }),
  z.strictObject({
    act: z.literal('find-not-substantiated'),
    reason: Reason,
    check: z
      .strictObject({ kind: z.enum(['site', 'remote']), on: z.iso.date(), note: z.string().trim().min(1).max(600) })
      .nullable(),
  }),
  z.strictObject({ act: z.literal('suspend'), reason: Reason, reviewOn: z.iso.date() }),
  z.strictObject({ act: z.literal('resume'), reason: Reason }),
  z.strictObject({
    act: z.literal('reopen'),
    reason: Reason,
    newItemId: z.uuid().nullable(),
    errorNotice: z.string().trim().min(1).max(1_000).nullable(),
  }),
  z.strictObject({ act: z.literal('acknowledge'), reason: Reason }),
  z.strictObject({
    act: z.literal('assess'),
    reason: Reason,
    confidence: z.enum(CONFIDENCES),
    attributedTo: AttributedTo,
  }),
  z.strictObject({ act: z.literal('decide-compliance'), reason: Reason, finding: ComplianceFinding }),
  z.strictObject({
    act: z.literal('sign-off'),
    vote: SignoffVote,
    text: z.string().trim().max(2_000),
    /** The content that was read and is signed. */
    contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({ act: z.literal('ask-positions'), reason: Reason, urgency: z.enum(URGENCIES), requestId: z.uuid() }),
  z.strictObject({
    act: z.literal('grade'),
    sourceId: z.uuid(),
    reliability: Reliability.nullable(),
    credibility: Credibility.nullable(),
    reason: Reason,
  }),
  z.strictObject({ act: z.literal('note-robustness'), value: z.enum(['stable', 'changes']), reason: Reason }),
  z.strictObject({ act: z.literal('note-alternative'), text: Reason }),
]);
export type CaseAct = z.infer<typeof CaseAct>;
export type ActName = CaseAct['act'];
