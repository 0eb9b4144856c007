import { z } from 'zod';
import { AnyRole } from '../../auth/contract.ts';
import { Instant, OccurrenceStatus, Party } from '../../geo/contract.ts';
import {
  AttributedTo,
  Axis,
  CONFIDENCES,
  ComplianceFinding,
  Guard,
  INCONCLUSIVE_REASONS,
  MOVES,
  Mode,
  Move,
  MoveMade,
  PositionRequest,
  Signoff,
  PositionFields,
  Vote,
} from '../contract.ts';

// What of a case is shown, and to whom.

/** A step as it is shown: roles, and never who. */
export const StepShown = MoveMade.omit({ by: true, with: true, contentHash: true }).extend({
  by: AnyRole,
  with: z.array(AnyRole),
});
export const SignoffShown = Signoff.omit({ by: true, contentHash: true }).extend({
  /** False where the record has changed since: the signature is void. */
  holds: z.boolean(),
});

export const AGREEMENTS = [
  'awaited',
  'both-agree',
  'one-dissents',
  'both-dissent',
  'one-silent',
  'both-silent',
] as const;

/** A party's position as a record shows it. */
export const PositionShown = PositionFields.omit({ incidentId: true, synthetic: true }).extend({
  recordedAt: Instant,
  /** True where a newer one has taken its place. */
  superseded: z.boolean(),
  /** True where it may be read by the party itself and the mediators alone. */
  confidential: z.boolean(),
});
export type PositionShown = z.infer<typeof PositionShown>;

/** What a record carries of its case. */
export const VerificationShown = z
  .object({
    agreement: z.enum(AGREEMENTS),
    confidence: z.enum(CONFIDENCES).nullable(),
    attributedTo: AttributedTo.nullable(),
    finding: ComplianceFinding.nullable(),
    inconclusiveReason: z.enum(INCONCLUSIVE_REASONS).nullable(),
    reviewOn: z.iso.date().nullable(),
    requests: z.array(PositionRequest),
    positions: z.array(PositionShown),
    signoffs: z.array(SignoffShown),
    steps: z.array(StepShown),
    /** Words that wait for others, for those who may give one: how many, for which move. Absent where there are none. */
    given: z.array(z.object({ move: Vote.shape.move, words: z.int() })).optional(),
  })
  .meta({ id: 'Verification' });
export type VerificationShown = z.infer<typeof VerificationShown>;

/** A guard that holds or does not, with the facts that tell what would satisfy it. */
export const GuardShown = z.object({
  guard: Guard,
  holds: z.boolean(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type GuardShown = z.infer<typeof GuardShown>;

/** What somebody may do with a case, and what is missing for it. */
export const CaseShown = z
  .object({
    incidentId: z.uuid(),
    /** Its ETag; 0 where nothing was done yet. */
    version: z.int(),
    occurrence: OccurrenceStatus,
    contentHash: z.string(),
    /** The lead, for neutral staff. */
    lead: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** What this reader may do now, each with what it still needs. Empty for who may do nothing. */
    acts: z.array(
      z.object({
        act: z.enum([
          ...MOVES.filter((move) => move !== 'verify-jointly'),
          'sign-off',
          'ask-positions',
          'grade',
          'note-robustness',
          'note-alternative',
        ]),
        needs: z.array(GuardShown),
        /** Words of others that were given for the same move, and how many it takes. */
        given: z.int(),
        takes: z.int(),
      }),
    ),
    /** Who may be asked to lead, for the chair. */
    people: z.array(z.object({ id: z.string(), name: z.string(), role: AnyRole })),
    /** May this reader state the position of a party here, and which? */
    maySpeakFor: z.array(Party),
  })
  .meta({ id: 'Case' });
export type CaseShown = z.infer<typeof CaseShown>;

export const CaseAnswer = z.object({
  incidentId: z.uuid(),
  version: z.int(),
  occurrence: OccurrenceStatus,
  /** The moves that this act brought about; none where it waits for others. */
  moved: z.array(Move),
});
export type CaseAnswer = z.infer<typeof CaseAnswer>;

/** One line of the board. */
export const BoardItem = z.object({
  fid: z.int(),
  incidentId: z.uuid(),
  ref: z.string(),
  title: z.string(),
  status: OccurrenceStatus,
  /** What is to be done. */
  task: z.enum(['triage', 'start', 'decide', 'second', 'answer', 'sign', 'review-suspension', 'decide-inconclusive']),
  /** By when, and whether that has passed. */
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  /** Whose turn it is. */
  waitsFor: z.array(AnyRole),
  since: Instant,
});
export type BoardItem = z.infer<typeof BoardItem>;

/** What waits for whoever asks, by deadline, and what waits for others, as far as they may know. */
export const Board = z
  .object({
    mine: z.array(BoardItem),
    others: z.array(BoardItem),
    mode: Mode,
    /** False where more is on record than one board looks at. */
    isWhole: z.boolean(),
  })
  .meta({ id: 'Board' });
export type Board = z.infer<typeof Board>;

/** The table of moves and the thresholds, as "how we decide" prints it. */
export const RulesShown = z
  .object({
    mode: Mode,
    absentParty: Party.nullable(),
    thresholds: z.record(z.string(), z.number()),
    moves: z.array(
      z.object({
        move: Move,
        axis: Axis,
        from: z.array(z.string()),
        to: z.array(z.string()),
        by: z.array(AnyRole),
        /** True where one of these roles is enough; else all are needed. */
        either: z.boolean(),
        /** How many people's word it takes, by role. */
        takes: z.array(z.object({ role: AnyRole, people: z.int() })),
        guards: z.array(Guard),
      }),
    ),
    invariants: z.array(z.string()),
  })
  .meta({ id: 'Rules' });
export type RulesShown = z.infer<typeof RulesShown>;
