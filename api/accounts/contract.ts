import { z } from 'zod';
import { Language, Party } from '../geo/contract.ts';

// What each stated about something that was reported, and the questions that accounts answer. Contradictions stand side by
// side.

/** Who did it? A separate question from whether it happened (DOMAIN.md 6, axis 2). */
export const Attribution = z.enum(['not-assessed', 'claimed', 'disputed', 'acknowledged', 'assessed', 'undetermined']);
export type Attribution = z.infer<typeof Attribution>;
/** Was a provision broken, under a named reading? (DOMAIN.md 6, axis 3) */
export const Compliance = z.enum([
  'not-considered',
  'out-of-scope',
  'no-violation',
  'accidental',
  'violation',
  'no-finding',
]);
export type Compliance = z.infer<typeof Compliance>;

/** What a party itself can say of something. */
export const STATED_POSITIONS = [
  'acknowledges',
  'acknowledges-in-part',
  'neither-confirms-nor-denies',
  'disputes-facts',
  'disputes-attribution',
  'denies',
  'counter-alleges',
  'withdraws',
] as const;
/** What a party's statement amounts to (DOMAIN.md 5.4); null where it only alleges or describes. */
export const POSITIONS = ['not-requested', 'requested', 'no-response-by-deadline', ...STATED_POSITIONS] as const;
export const PartyPosition = z.enum(POSITIONS);
export type PartyPosition = z.infer<typeof PartyPosition>;

export const SpeakerKind = z.enum([
  'party',
  'mediator',
  'un',
  'ngo',
  'medical',
  'media',
  'resident',
  'armed-group',
  'unknown',
]);

/** Casualty figures belong to whoever stated them and are never added up (DOMAIN.md 5.6, 10.4). */
export const CasualtyFigure = z
  .strictObject({
    id: z.uuid(),
    outcome: z.enum(['killed', 'injured', 'missing', 'displaced']),
    person: z.enum(['civilian', 'military', 'police', 'armed-group', 'medical', 'aid', 'journalist', 'unknown']),
    /** Whose people the figure speaks of, as stated; null where the statement does not say. */
    ofParty: Party.nullable(),
    low: z.int().nonnegative().nullable(),
    best: z.int().nonnegative().nullable(),
    high: z.int().nonnegative().nullable(),
    /** What the figure counts, in the service's own neutral words. */
    note: z.string().max(300).nullable(),
  })
  .meta({ id: 'CasualtyFigure' });
export type CasualtyFigure = z.infer<typeof CasualtyFigure>;

/**
 * What somebody asserts, in a form that can be compared: each is theirs and none of it is found. `attributedTo` is who they
 * say did it.
 */
export const Asserts = z.strictObject({
  occurred: z.enum(['yes', 'no', 'not-said']),
  place: z.string().trim().min(1).max(200).nullable(),
  time: z.string().trim().min(1).max(120).nullable(),
  attributedTo: z.enum(['afg', 'pak', 'armed-group', 'nobody', 'unknown']).nullable(),
  weapon: z.string().trim().min(1).max(120).nullable(),
});
export type Asserts = z.infer<typeof Asserts>;

/**
 * What somebody stated. `paraphrase` is in the service's own words; `verbatim` is the speaker's, untouched, and is
 * filled only where the licence of the source allows it.
 */
export const Statement = z
  .strictObject({
    id: z.uuid(),
    speakerKind: SpeakerKind,
    /** Set exactly when the speaker spoke for that party. */
    party: Party.nullable(),
    speaker: z.string().min(1).max(200),
    channel: z.enum(['formal-to-mechanism', 'public-statement', 'hotline', 'reported-by-media']),
    position: PartyPosition.nullable(),
    /** The calendar day on which it was said, where a source tells. */
    saidOn: z.iso.date().nullable(),
    paraphrase: z.string().min(1).max(1_500),
    verbatim: z.strictObject({ text: z.string().max(4_000), language: Language }).nullable(),
    sourceIds: z.array(z.uuid()).min(1).max(20),
    casualtyFigures: z.array(CasualtyFigure).max(30),
    /** Left out where nobody has read the statement for it. */
    asserts: Asserts.optional(),
  })
  .meta({ id: 'Statement' });
export type Statement = z.infer<typeof Statement>;
