import type { AnyRole } from '../auth/contract.ts';
import type { RulesShown } from './shown/contract.ts';
import type { Axis, Guard, Move } from './contract.ts';
import type { Rules, Thresholds } from './rules.ts';

/** One line of the table of moves (DOMAIN.md 6). */
export interface MoveRule {
  axis: Axis;
  from: readonly string[];
  /** `held`: where it was suspended from. */
  to: readonly string[];
  /** Whose word it takes, and of how many. */
  takes: (thresholds: Thresholds) => readonly { role: AnyRole; people: number }[];
  /** True where one of the roles is enough. */
  either?: boolean;
  guards: readonly Guard[];
}

const one =
  (...roles: AnyRole[]): MoveRule['takes'] =>
  () =>
    roles.map((role) => ({ role, people: 1 }));
const reviewers: MoveRule['takes'] = ({ reviewers: people }) => [{ role: 'reviewer', people }];

/** The occurrences after which only reopening leads further, and the one from which a joint finding is reached. */
export const DECIDED = ['corroborated', 'jointly-verified', 'contested', 'inconclusive', 'not-substantiated'] as const;

const ANY_ATTRIBUTION = ['not-assessed', 'claimed', 'disputed', 'undetermined', 'assessed'];

/**
 * What may be done to a case, by whom and when. What is not listed is refused. The two liaisons are the same in every line.
 */
export const WORKFLOW = {
  triage: {
    axis: 'occurrence',
    from: ['reported'],
    to: ['triaged'],
    takes: one('reviewer', 'chair'),
    either: true,
    guards: ['record-stands', 'not-own-submission', 'duplicates-checked', 'parties-may-read'],
  },
  start: {
    axis: 'occurrence',
    from: ['triaged'],
    to: ['under-verification'],
    takes: one('chair'),
    guards: ['record-stands', 'lead-is-neutral-and-not-submitter'],
  },
  corroborate: {
    axis: 'occurrence',
    from: ['under-verification'],
    to: ['corroborated'],
    takes: reviewers,
    guards: [
      'record-stands',
      'not-own-submission',
      'two-independent-groups',
      'one-good-item',
      'positions-asked',
      'no-technical-failure',
    ],
  },
  'verify-jointly': {
    axis: 'occurrence',
    from: ['corroborated'],
    to: ['jointly-verified'],
    takes: one('liaison-afg', 'liaison-pak', 'chair'),
    guards: ['record-stands', 'mode-has-both-parties', 'all-three-signed-this-content', 'within-the-window'],
  },
  contest: {
    axis: 'occurrence',
    from: ['corroborated', 'under-verification'],
    to: ['contested'],
    takes: one('chair'),
    guards: ['record-stands', 'not-own-submission', 'somebody-disputes-with-reasons', 'an-item-of-evidence'],
  },
  'find-inconclusive': {
    axis: 'occurrence',
    from: ['under-verification'],
    to: ['inconclusive'],
    takes: one('chair'),
    guards: ['record-stands', 'not-own-submission', 'reason-of-the-table', 'restriction-is-linked'],
  },
  'find-not-substantiated': {
    axis: 'occurrence',
    from: ['under-verification'],
    to: ['not-substantiated'],
    takes: reviewers,
    guards: ['record-stands', 'not-own-submission', 'negative-check'],
  },
  suspend: {
    axis: 'occurrence',
    from: ['reported', 'triaged', 'under-verification'],
    to: ['suspended'],
    takes: one('chair'),
    guards: ['record-stands', 'review-date-is-near'],
  },
  resume: {
    axis: 'occurrence',
    from: ['suspended'],
    to: ['reported', 'triaged', 'under-verification'],
    takes: one('chair'),
    guards: ['record-stands'],
  },
  reopen: {
    axis: 'occurrence',
    from: [...DECIDED],
    to: ['under-verification'],
    takes: one('liaison-afg', 'liaison-pak', 'mediator', 'chair'),
    either: true,
    guards: ['record-stands', 'new-item-or-error-notice', 'liaison-reopens-once'],
  },
  acknowledge: {
    axis: 'attribution',
    from: ANY_ATTRIBUTION,
    to: ['acknowledged'],
    takes: one('liaison-afg', 'liaison-pak'),
    either: true,
    guards: ['record-stands', 'is-the-alleged-party', 'formal-acknowledgement'],
  },
  assess: {
    axis: 'attribution',
    from: ANY_ATTRIBUTION,
    to: ['assessed'],
    takes: ({ reviewers: people }) => [
      { role: 'chair', people: 1 },
      { role: 'reviewer', people },
    ],
    guards: [
      'record-stands',
      'not-own-submission',
      'at-least-corroborated',
      'three-groups-of-two-kinds',
      'robust-to-the-line',
      'alternatives-recorded',
    ],
  },
  'decide-compliance': {
    axis: 'compliance',
    from: ['not-considered', 'out-of-scope', 'no-violation', 'accidental', 'violation', 'no-finding'],
    to: ['out-of-scope', 'no-violation', 'accidental', 'violation', 'no-finding'],
    takes: one('chair'),
    guards: [
      'record-stands',
      'not-own-submission',
      'attribution-is-firm',
      'provision-and-reading-cited',
      'parties-were-heard',
    ],
  },
} as const satisfies Record<Move, MoveRule>;

/** What holds whatever is done; the page prints them, and the model-based test looks for a way round them. */
export const INVARIANTS = [
  'nobody-reviews-their-own-submission',
  'silence-is-never-assent',
  'no-party-moves-alone',
  'requests-go-to-both-at-once',
  'joint-findings-have-three-signatures',
  'thresholds-are-the-same-for-both',
  'every-step-is-on-record',
] as const;

/** The table as "how we decide" and `/api/verification/rules` give it. */
export function showRules({ mode, absentParty, thresholds }: Rules): RulesShown {
  return {
    mode,
    absentParty,
    thresholds,
    moves: Object.entries(WORKFLOW).map(([move, rule]: [string, MoveRule]) => {
      const takes = rule.takes(thresholds);
      return {
        move: move as Move,
        axis: rule.axis,
        from: [...rule.from],
        to: [...rule.to],
        by: takes.map(({ role }) => role),
        either: rule.either ?? false,
        takes: [...takes],
        guards: [...rule.guards],
      };
    }),
    invariants: [...INVARIANTS],
  };
}
