import { LIAISON_OF, partyOf } from '../auth/roles.ts';
import type { AnyRole } from '../auth/contract.ts';
import { PARTIES, type OccurrenceStatus, type Party } from '../geo/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { Board, BoardItem } from './shown/contract.ts';
import type { CaseWrite, Vote } from './contract.ts';

import type { Rules } from './rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An incident that stands, with as much of its case as whoever asks may read. */
export interface BoardFacts {
  incidentId: string;
  fid: number;
  ref: string;
  title: string;
  /** What the record began with; a case goes before it. */
  status: OccurrenceStatus;
  /** RFC 3339. */
  filedAt: string;
  submittedBy: string;
  /** False for what an import brought: it may tell of a time before there was anybody to wait for. */
  isFiledByPerson: boolean;
  held: CaseWrite | null;
  /** The hash over what is voted on and signed; null where there is no case. */
  contentHash: string | null;
  /** The parties of which a position is on record that the actor may read. */
  answeredBy: readonly Party[];
}

/** Who looks at the board. */
export interface BoardActor {
  id: string;
  role: AnyRole;
  viewer: Viewer;
}

interface Task {
  task: BoardItem['task'];
  /** Milliseconds. */
  since: number;
  dueAt: number | null;
  waitsFor: AnyRole[];
  /** People who may not do it, whatever their role: their own report, or their word is given. */
  barred: readonly string[];
  /** Somebody whose turn it is beside the roles. */
  lead: string | null;
}

/** What a task is made from. */
interface Asked {
  facts: BoardFacts;
  rules: Rules;
  /** Milliseconds. */
  now: number;
}

/** The occurrences from which something leads on; a decided case waits for nobody until it is opened again. */
export const OPEN = ['reported', 'triaged', 'under-verification', 'corroborated', 'suspended'] as const;

/** The parties that take part, and so are waited for. */
function partiesIn({ mode, absentParty }: Rules): Party[] {
  return mode === 'mediators-only' ? [] : PARTIES.filter((party) => party !== absentParty);
}

/** When an incident came to where it stands; null where an import put it there. */
function enteredAt({ held, filedAt, isFiledByPerson }: BoardFacts): number | null {
  const entry = held?.moves.findLast(({ axis, to }) => axis === 'occurrence' && to === held.occurrence);
  if (entry) return Date.parse(entry.at);
  return isFiledByPerson ? Date.parse(filedAt) : null;
}

/**
 * The clocks of DOMAIN.md 1.3, each from where it begins to where it runs out, in milliseconds; the same for both parties.
 * What an import brought has no clock until somebody has done something to it. Acknowledging a report has none of its own: it is on
 * the board at once, and triage is the first thing that anybody does to it.
 */
const CLOCKS = {
  triage: ({ facts, rules }) => after(enteredAt(facts), rules.thresholds.triageHours * HOUR),
  decision: ({ facts, rules }) => after(enteredAt(facts), rules.thresholds.decisionDays * DAY),
  answer: ({ facts }) => parsed(facts.held?.requests.at(-1)?.dueAt),
  signatures: ({ facts, rules }) => after(firstSignatureAt(facts), rules.thresholds.signoffWindowDays * DAY),
  // The whole of the day belongs to it.
  review: ({ facts }) => after(parsed(facts.held?.reviewOn), DAY),
} as const satisfies Record<string, (asked: Asked) => number | null>;

function after(from: number | null, milliseconds: number): number | null {
  return from === null ? null : from + milliseconds;
}

function parsed(at: string | null | undefined): number | null {
  return at === null || at === undefined ? null : Date.parse(at);
}

function signaturesOn({ held, contentHash }: BoardFacts): CaseWrite['signoffs'] {
  return (held?.signoffs ?? []).filter((signoff) => signoff.contentHash === contentHash);
}

function firstSignatureAt(facts: BoardFacts): number | null {
  return parsed(signaturesOn(facts)[0]?.at);
}

/** The words given for the decision that was spoken for last, on the present content. */
function wordsGiven({ held, contentHash }: BoardFacts): Vote[] {
  const valid = (held?.votes ?? []).filter((vote) => vote.move !== 'assess' && vote.contentHash === contentHash);
  const move = valid.at(-1)?.move;
  return valid.filter((vote) => vote.move === move);
}

function answerTask(asked: Asked): Task[] {
  const { facts, rules } = asked;
  const request = facts.held?.requests.at(-1);
  const silent = partiesIn(rules).filter((party) => !facts.answeredBy.includes(party));
  if (!request || silent.length === 0) return [];
  return [
    {
      task: 'answer',
      since: Date.parse(request.sentAt),
      dueAt: CLOCKS.answer(asked),
      waitsFor: silent.map((party) => LIAISON_OF[party]),
      barred: [],
      lead: null,
    },
  ];
}

function decisionTasks(asked: Asked, since: number): Task[] {
  const { facts, now } = asked;
  const { held, submittedBy } = facts;
  const dueAt = CLOCKS.decision(asked);
  const given = wordsGiven(facts);
  const last = given.at(-1);
  const lead = held?.lead ?? null;
  const decide: Task = last
    ? {
        task: 'second',
        since: Date.parse(last.at),
        dueAt,
        waitsFor: ['reviewer'],
        barred: [submittedBy, ...given.map(({ by }) => by.id)],
        lead: null,
      }
    : {
        task: 'decide',
        since,
        dueAt,
        waitsFor: lead === null || lead.role === 'reviewer' ? ['reviewer'] : ['reviewer', lead.role],
        barred: [submittedBy],
        lead: lead?.id ?? null,
      };
  if (dueAt === null || dueAt > now) return [decide];
  return [decide, { task: 'decide-inconclusive', since: dueAt, dueAt, waitsFor: ['chair'], barred: [], lead: null }];
}

function signTask(asked: Asked, since: number): Task[] {
  const { facts, rules } = asked;
  if (facts.held === null || rules.mode !== 'full-joint') return [];
  const signed = new Set(signaturesOn(facts).map(({ signer }) => signer));
  const waitsFor: AnyRole[] = [
    ...PARTIES.filter((party) => !signed.has(party)).map((party) => LIAISON_OF[party]),
    ...(signed.has('chair') ? [] : (['chair'] as const)),
  ];
  if (waitsFor.length === 0) return [];
  return [{ task: 'sign', since, dueAt: CLOCKS.signatures(asked), waitsFor, barred: [], lead: null }];
}

/** Everything that is to be done about one incident, and whose turn it is. */
function tasksOf(asked: Asked): Task[] {
  const { facts } = asked;
  const since = enteredAt(facts) ?? Date.parse(facts.filedAt);
  const chair: Pick<Task, 'waitsFor' | 'barred' | 'lead'> = { waitsFor: ['chair'], barred: [], lead: null };
  switch (facts.held?.occurrence ?? facts.status) {
    case 'reported': {
      const barred = [facts.submittedBy];
      return [
        { task: 'triage', since, dueAt: CLOCKS.triage(asked), waitsFor: ['reviewer', 'chair'], barred, lead: null },
      ];
    }
    case 'triaged':
      return [{ task: 'start', since, dueAt: null, ...chair }, ...answerTask(asked)];
    case 'under-verification':
      return [...decisionTasks(asked, since), ...answerTask(asked)];
    case 'corroborated':
      return signTask(asked, since);
    case 'suspended':
      return [{ task: 'review-suspension', since, dueAt: CLOCKS.review(asked), ...chair }];
    default:
      return [];
  }
}

function isMine({ waitsFor, barred, lead }: Task, { id, role }: BoardActor): boolean {
  return !barred.includes(id) && (lead === id || waitsFor.includes(role));
}

/**
 * What somebody is told of a task; null where it is none of theirs to know. Who has answered may be in confidence, so only
 * those who read every position are told who has not; a liaison is told of its own party alone.
 */
function toldOf(task: Task, actor: BoardActor): { mine: boolean; waitsFor: AnyRole[] } | null {
  const mine = isMine(task, actor);
  if (task.task !== 'answer' || actor.viewer === 'mediator') return { mine, waitsFor: task.waitsFor };
  return mine && partyOf(actor.role) !== null ? { mine, waitsFor: [actor.role] } : null;
}

function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function toItem(facts: BoardFacts, { task, since, dueAt }: Task, waitsFor: AnyRole[], now: number): BoardItem {
  const { fid, incidentId, ref, title, held, status } = facts;
  return {
    fid,
    incidentId,
    ref,
    title,
    status: held?.occurrence ?? status,
    task,
    dueAt: dueAt === null ? null : instantOf(dueAt),
    overdue: dueAt !== null && dueAt <= now,
    waitsFor,
    since: instantOf(since),
  };
}

/** By deadline, so that what is overdue comes first; what has none comes last, the oldest first. */
function byDeadline(one: BoardItem, other: BoardItem): number {
  const due = ({ dueAt }: BoardItem) => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt));
  return due(one) - due(other) || Date.parse(one.since) - Date.parse(other.since) || (one.ref < other.ref ? -1 : 1);
}

/** The board of one person: what waits for them, and what waits for others, as far as they may know. */
export function boardOf(
  incidents: readonly BoardFacts[],
  { actor, rules, now }: { actor: BoardActor; rules: Rules; now: Date },
): Pick<Board, 'mine' | 'others'> {
  const board: Pick<Board, 'mine' | 'others'> = { mine: [], others: [] };
  for (const facts of incidents)
    for (const task of tasksOf({ facts, rules, now: now.getTime() })) {
      const told = toldOf(task, actor);
      if (told) board[told.mine ? 'mine' : 'others'].push(toItem(facts, task, told.waitsFor, now.getTime()));
    }
  return { mine: board.mine.toSorted(byDeadline), others: board.others.toSorted(byDeadline) };
}
