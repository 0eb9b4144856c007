import { partyOf } from '../auth/roles.ts';
import type { GuardShown } from './shown/contract.ts';
import type { CaseAct, CaseWrite, Guard, Move, MoveMade, Vote } from './contract.ts';
import { dueAtOf, holdingSignoffs } from './derive.ts';
import { type CaseFacts, type Doer } from './facts.ts';
import { type Asked, askGuards } from './guards.ts';
import { type MoveRule, WORKFLOW } from './workflow.ts';

const OWN: Guard = 'not-own-submission';

/** An act that the table does not allow, and why. */
export class Refused extends Error {
  readonly why: 'role' | 'state' | 'guard' | 'said-already';
  readonly guards: readonly GuardShown[];
  constructor(why: Refused['why'], message: string, guards: readonly GuardShown[] = []) {
    super(message);
    this.why = why;
    this.guards = guards;
  }
}

/** A case after an act, and the moves that the act brought about. */
export interface Applied {
  next: CaseWrite;
  moved: Move[];
}

/** What an act is asked with. */
export interface Doing {
  held: CaseWrite;
  facts: CaseFacts;
  actor: Doer;
}

/** Where a case stands on the axis of a move. */
export function standingOn({ held, facts }: Pick<Doing, 'held' | 'facts'>, { axis }: Pick<MoveRule, 'axis'>): string {
  if (axis === 'occurrence') return held.occurrence;
  if (axis === 'attribution') return held.attribution ?? facts.incident.document.attribution;
  return held.compliance?.value ?? facts.incident.document.compliance;
}

/** The words for a move that still count: of the table's roles, on the present content. */
export function votesFor(held: CaseWrite, move: Move, contentHash: string): Vote[] {
  return held.votes.filter((vote) => vote.move === move && vote.contentHash === contentHash);
}

/**
 * May this role make this move from here, and do its guards hold?
 *
 * @throws Refused
 */
function assertAllowed(doing: Doing, move: Move, act: CaseAct): void {
  const { held, facts, actor } = doing;
  const rule: MoveRule = WORKFLOW[move];
  if (!rule.takes(facts.rules.thresholds).some(({ role }) => role === actor.role))
    throw new Refused('role', `the role ${actor.role} does not make the move ${move}`);
  const from = standingOn(doing, rule);
  if (!rule.from.includes(from))
    throw new Refused('state', `the move ${move} leads from ${rule.from.join(', ')}, and this stands at ${from}`);
  const asked: Asked = { held, facts, actor, move, act };
  const failed = askGuards(rule.guards, asked).filter(({ holds }) => !holds);
  if (failed.length > 0)
    throw new Refused('guard', `not fulfilled: ${failed.map(({ guard }) => guard).join(', ')}`, failed);
}

function madeMove(
  { held, facts, actor }: Doing,
  move: Move,
  { to, reason, others = [], from }: { to: string; reason: string; others?: readonly Doer[]; from: string },
): CaseWrite {
  const made: MoveMade = {
    move,
    axis: WORKFLOW[move].axis,
    from,
    to,
    by: actor,
    with: [...others],
    at: facts.now.toISOString(),
    reason,
    contentHash: facts.contentHash,
  };
  return { ...held, moves: [...held.moves, made] };
}

function moveOccurrence(
  doing: Doing,
  move: Move,
  to: CaseWrite['occurrence'],
  more: { reason: string; others?: readonly Doer[] },
): CaseWrite {
  const { held, facts } = doing;
  const isDecided = WORKFLOW.reopen.from.some((decided) => decided === to);
  return {
    ...madeMove(doing, move, { ...more, to, from: held.occurrence }),
    occurrence: to,
    // What was said about another state of things does not count for this one.
    votes: [],
    underReview: move === 'reopen' || (held.underReview && !isDecided),
    decidedOn: isDecided ? [...facts.sources.keys(), ...facts.evidence.map(({ id }) => id)] : held.decidedOn,
  };
}

function withRequest({ held, facts }: Doing, urgency: 'flash' | 'ordinary', id: string): CaseWrite {
  const dueAt = dueAtOf(urgency, facts.now, facts.rules.thresholds);
  return { ...held, requests: [...held.requests, { id, urgency, sentAt: facts.now.toISOString(), dueAt }] };
}

/** Adds a word for a move that takes several, and makes the move when all are there. */
function voteFor(
  doing: Doing,
  move: Vote['move'],
  word: Pick<Vote, 'reason' | 'confidence' | 'attributedTo'>,
  make: (doing: Doing, others: readonly Doer[]) => CaseWrite,
): Applied {
  const { held, facts, actor } = doing;
  const given = votesFor(held, move, facts.contentHash).filter(
    ({ confidence, attributedTo }) => confidence === word.confidence && attributedTo === word.attributedTo,
  );
  if (given.some(({ by }) => by.id === actor.id))
    throw new Refused('said-already', 'your word for this is given; it takes another person');
  const vote: Vote = { move, by: actor, at: facts.now.toISOString(), contentHash: facts.contentHash, ...word };
  const all = [...given, vote];
  const takes: ReturnType<MoveRule['takes']> = WORKFLOW[move].takes(facts.rules.thresholds);
  const isEnough = takes.every(({ role, people }) => all.filter(({ by }) => by.role === role).length >= people);
  const next = { ...held, votes: [...held.votes, vote] };
  if (!isEnough) return { next, moved: [] };
  return {
    next: make(
      { ...doing, held: next },
      given.map(({ by }) => by),
    ),
    moved: [move],
  };
}

function signOff(doing: Doing, act: Extract<CaseAct, { act: 'sign-off' }>): Applied {
  const { held, facts, actor } = doing;
  const signer = actor.role === 'chair' ? 'chair' : partyOf(actor.role);
  if (signer === null) throw new Refused('role', `the role ${actor.role} signs nothing`);
  if (held.occurrence !== 'corroborated')
    throw new Refused('state', 'a finding is signed once it is corroborated, and before it is decided otherwise');
  const asked: Asked = { held, facts, actor, move: 'verify-jointly', act };
  // A liaison speaks for a party, whoever filed; the chair judges.
  const guards: Guard[] = ['record-stands', 'mode-has-both-parties', ...(signer === 'chair' ? [OWN] : [])];
  const first = askGuards(guards, asked).filter(({ holds }) => !holds);
  if (first.length > 0) throw new Refused('guard', 'joint findings are not made here', first);
  if (act.contentHash !== facts.contentHash)
    throw new Refused('state', 'the record has changed since it was read; read it again and sign that');
  if (act.text === '' && act.vote !== 'agree' && act.vote !== 'abstain')
    throw new Refused('state', 'a reservation and a dissent are given in words');
  const { vote, text, contentHash } = act;
  const next: CaseWrite = {
    ...held,
    signoffs: [...held.signoffs, { signer, vote, text, by: actor, at: facts.now.toISOString(), contentHash }],
  };
  const then: Asked = { ...asked, held: next };
  if (askGuards(WORKFLOW['verify-jointly'].guards, then).some(({ holds }) => !holds)) return { next, moved: [] };
  const others = holdingSignoffs(next, contentHash).filter((one) => one.signer !== signer);
  const made = moveOccurrence({ ...doing, held: next }, 'verify-jointly', 'jointly-verified', {
    reason: '',
    others: [...new Map(others.map(({ signer: who, by }) => [who, by])).values()],
  });
  return { next: made, moved: ['verify-jointly'] };
}

/** Who may grade and note what bears on a finding. */
const REVIEWING: readonly string[] = ['reviewer', 'chair'];

/** Acts that move nothing. */
function note(doing: Doing, act: CaseAct): CaseWrite | null {
  const { held, facts, actor } = doing;
  const at = facts.now.toISOString();
  const isNote = ['grade', 'note-robustness', 'note-alternative', 'ask-positions'].includes(act.act);
  if (isNote && !(REVIEWING.includes(actor.role) || (actor.role === 'analyst' && act.act.startsWith('note-'))))
    throw new Refused('role', `the role ${actor.role} may not do this: ${act.act}`);
  if (isNote && facts.incident.state !== 'standing')
    throw new Refused('state', `the record is ${facts.incident.state}; it can be read and not changed`);
  if (act.act === 'grade') {
    const own = askGuards([OWN], { held, facts, actor, move: 'corroborate', act });
    if (own.some(({ holds }) => !holds))
      throw new Refused('guard', 'nobody grades the sources of their own submission', own);
    if (!facts.sources.has(act.sourceId)) throw new Refused('state', 'the record does not name such a source');
    if (act.reliability === null && act.credibility === null)
      throw new Refused('state', 'give a grade for the reliability, the credibility or both');
    const { sourceId, reliability, credibility, reason } = act;
    return { ...held, grades: [...held.grades, { sourceId, reliability, credibility, by: actor, at, reason }] };
  }
  if (act.act === 'note-robustness')
    return { ...held, robustness: { value: act.value, note: act.reason, by: actor, at } };
  if (act.act === 'note-alternative')
    return { ...held, alternatives: [...held.alternatives, { text: act.text, by: actor, at }] };
  if (act.act === 'ask-positions') {
    if (!['triaged', 'under-verification', 'corroborated'].includes(held.occurrence))
      throw new Refused('state', 'positions are asked for while a report is being verified');
    const unreadable = askGuards(['parties-may-read'], { held, facts, actor, move: 'triage', act });
    if (unreadable.some(({ holds }) => !holds))
      throw new Refused('guard', 'both parties have to be able to read the record', unreadable);
    return withRequest(doing, act.urgency, act.requestId);
  }
  return null;
}

type MakingMove = Exclude<
  CaseAct['act'],
  'sign-off' | 'grade' | 'note-robustness' | 'note-alternative' | 'ask-positions'
>;
type Maker<Act extends MakingMove> = (doing: Doing, act: Extract<CaseAct, { act: Act }>) => Applied;

function moved(next: CaseWrite, move: Move): Applied {
  return { next, moved: [move] };
}

/** What each move does beside moving. */
const MAKERS: { [Act in MakingMove]: Maker<Act> } = {
  triage: (doing, act) => {
    const made = moveOccurrence(doing, 'triage', 'triaged', act);
    const held = { ...made, duplicatesCheckedBy: doing.actor };
    return moved(withRequest({ ...doing, held }, act.urgency, act.requestId), 'triage');
  },
  start: (doing, act) =>
    moved({ ...moveOccurrence(doing, 'start', 'under-verification', act), lead: doing.facts.lead }, 'start'),
  corroborate: (doing, { reason }) =>
    voteFor(doing, 'corroborate', { reason, confidence: null, attributedTo: null }, (all, others) =>
      moveOccurrence(all, 'corroborate', 'corroborated', { reason, others }),
    ),
  contest: (doing, act) => moved(moveOccurrence(doing, 'contest', 'contested', act), 'contest'),
  'find-inconclusive': (doing, act) =>
    moved(
      {
        ...moveOccurrence(doing, 'find-inconclusive', 'inconclusive', act),
        inconclusiveReason: act.because,
        restrictionId: act.because === 'access-refused' ? act.restrictionId : null,
      },
      'find-inconclusive',
    ),
  'find-not-substantiated': (doing, { reason, check }) => {
    const negativeCheck = check === null ? doing.held.negativeCheck : { ...check, by: doing.actor };
    return voteFor(
      { ...doing, held: { ...doing.held, negativeCheck } },
      'find-not-substantiated',
      { reason, confidence: null, attributedTo: null },
      (all, others) => moveOccurrence(all, 'find-not-substantiated', 'not-substantiated', { reason, others }),
    );
  },
  suspend: (doing, act) =>
    moved(
      {
        ...moveOccurrence(doing, 'suspend', 'suspended', act),
        heldFrom: doing.held.occurrence,
        reviewOn: act.reviewOn,
      },
      'suspend',
    ),
  resume: (doing, act) =>
    moved(
      { ...moveOccurrence(doing, 'resume', doing.held.heldFrom ?? 'reported', act), heldFrom: null, reviewOn: null },
      'resume',
    ),
  reopen: (doing, act) =>
    moved(
      {
        ...moveOccurrence(doing, 'reopen', 'under-verification', act),
        inconclusiveReason: null,
        restrictionId: null,
      },
      'reopen',
    ),
  acknowledge: (doing, { reason }) => {
    const from = standingOn(doing, WORKFLOW.acknowledge);
    const made = madeMove(doing, 'acknowledge', { from, to: 'acknowledged', reason });
    const attributedTo = partyOf(doing.actor.role);
    return moved({ ...made, attribution: 'acknowledged', attributedTo, confidence: null }, 'acknowledge');
  },
  assess: (doing, { reason, confidence, attributedTo }) =>
    voteFor(doing, 'assess', { reason, confidence, attributedTo }, (all, others) => {
      const made = madeMove(all, 'assess', { from: standingOn(all, WORKFLOW.assess), to: 'assessed', reason, others });
      const votes = made.votes.filter(({ move }) => move !== 'assess');
      return { ...made, attribution: 'assessed', confidence, attributedTo, votes };
    }),
  'decide-compliance': (doing, { reason, finding }) => {
    if (finding.value === 'not-considered') throw new Refused('state', 'that is no finding');
    if ((finding.severity !== null) !== (finding.value === 'violation'))
      throw new Refused('state', 'a severity is given with a finding of a violation, and only then');
    const from = standingOn(doing, WORKFLOW['decide-compliance']);
    const made = madeMove(doing, 'decide-compliance', { from, to: finding.value, reason });
    return moved({ ...made, compliance: finding }, 'decide-compliance');
  },
};

/**
 * Does something to a case, by the table of moves. Pure: the case that is given is not changed.
 *
 * @throws Refused with the guards that do not hold and what would satisfy them
 */
export function applyAct(doing: Doing, act: CaseAct): Applied {
  if (act.act === 'sign-off') return signOff(doing, act);
  const noted = note(doing, act);
  if (noted) return { next: noted, moved: [] };
  const move = act.act as MakingMove;
  assertAllowed(doing, move, act);
  return (MAKERS[move] as Maker<MakingMove>)(doing, act as never);
}
