import { partyOf } from '../auth/roles.ts';
import type { AnyRole } from '../auth/contract.ts';
import { PARTIES, type Party } from '../geo/contract.ts';
import { standingOn, votesFor } from './apply.ts';
import { holdingSignoffs } from './derive.ts';
import { type CaseShown } from './shown/contract.ts';
import { type CaseWrite, MOVES, type Move } from './contract.ts';
import { type CaseFacts, type Doer } from './facts.ts';
import { askGuards } from './guards.ts';
import { type MoveRule, WORKFLOW } from './workflow.ts';

type ActShown = CaseShown['acts'][number];

const REVIEWING: readonly AnyRole[] = ['reviewer', 'chair'];
/** Who puts on record what a party said in public. */
const NOTING: readonly AnyRole[] = ['monitor', 'reviewer', 'chair'];
const ASKED_IN: readonly string[] = ['triaged', 'under-verification', 'corroborated'];

/** For which parties may a role state positions? A liaison for its own, in every way; neutral staff what was said in public. */
export function partiesToSpeakFor(role: AnyRole): Party[] {
  const own = partyOf(role);
  if (own !== null) return [own];
  return NOTING.includes(role) ? [...PARTIES] : [];
}

function showMove(move: Move, held: CaseWrite, facts: CaseFacts, actor: Doer): ActShown[] {
  const rule: MoveRule = WORKFLOW[move];
  const takes = rule.takes(facts.rules.thresholds);
  if (!takes.some(({ role }) => role === actor.role)) return [];
  if (!rule.from.includes(standingOn({ held, facts }, rule))) return [];
  const isSigned = move === 'verify-jointly';
  const given = isSigned
    ? new Set(holdingSignoffs(held, facts.contentHash).map(({ signer }) => signer)).size
    : votesFor(held, move, facts.contentHash).length;
  return [
    {
      act: isSigned ? 'sign-off' : move,
      // The chair judges, and nobody judges what they filed; a liaison speaks for a party, whoever filed.
      needs: askGuards(isSigned && actor.role === 'chair' ? [...rule.guards, 'not-own-submission'] : rule.guards, {
        held,
        facts,
        actor,
        move,
        act: null,
      }),
      given,
      takes: rule.either ? 1 : takes.reduce((sum, { people }) => sum + people, 0),
    },
  ];
}

function noteActs(held: CaseWrite, actor: Doer): ActShown[] {
  const plain = (act: ActShown['act']): ActShown => ({ act, needs: [], given: 0, takes: 1 });
  const notes = REVIEWING.includes(actor.role) || actor.role === 'analyst';
  return [
    ...(REVIEWING.includes(actor.role) && ASKED_IN.includes(held.occurrence) ? [plain('ask-positions')] : []),
    ...(REVIEWING.includes(actor.role) ? [plain('grade')] : []),
    ...(notes ? [plain('note-robustness'), plain('note-alternative')] : []),
  ];
}

/**
 * What somebody may do to a case from where it stands, and which guards do not hold yet. Only moves of the actor's own role
 * are listed, so that what a guard knows of one party is never told to the other.
 */
export function actsFor(held: CaseWrite, facts: CaseFacts, actor: Doer): ActShown[] {
  if (facts.incident.state !== 'standing') return [];
  return [...MOVES.flatMap((move) => showMove(move, held, facts, actor)), ...noteActs(held, actor)];
}
