import { z } from 'zod';
import { Party } from '../geo/contract.ts';
import { Mode } from './contract.ts';

/**
 * The thresholds and clocks of verification (DOMAIN.md 1.3 and 6). None is kept for one party: there is no place for it.
 */
export const Thresholds = z.strictObject({
  /** Hours after a report by which somebody has taken note of it, and by which it is triaged. */
  acknowledgeHours: z.number().positive().default(1),
  triageHours: z.number().positive().default(4),
  /** Hours that both parties have for their position. */
  flashAnswerHours: z.number().positive().default(24),
  ordinaryAnswerHours: z.number().positive().default(72),
  preliminaryHours: z.number().positive().default(48),
  /** Days from the start of verification by which there is a decision. */
  decisionDays: z.number().positive().default(7),
  /** Days within which all three signatures are given. */
  signoffWindowDays: z.number().positive().default(7),
  longestSuspensionDays: z.number().positive().default(30),
  /** Neutral reviewers whose word a finding takes. */
  reviewers: z.int().min(2).default(2),
  /** Groups of sources that do not go back to one origin. */
  independentGroups: z.int().min(2).default(2),
  groupsForAttribution: z.int().min(2).default(3),
  kindsForAttribution: z.int().min(2).default(2),
});
export type Thresholds = z.infer<typeof Thresholds>;

/** How this service verifies. */
export const Rules = z
  .strictObject({
    mode: Mode.default('full-joint'),
    absentParty: Party.nullable().default(null),
    thresholds: Thresholds.prefault({}),
  })
  .refine(({ mode, absentParty }) => (mode === 'one-party-absent') === (absentParty !== null), {
    error: 'the mode one-party-absent names the absent party, and no other mode does',
    path: ['absentParty'],
  });
export type Rules = z.infer<typeof Rules>;

/** The rules where nothing else is configured. */
export const DEFAULT_RULES: Rules = Rules.parse({});
