import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyRole } from '../../../api/auth/contract.ts';
import { PARTIES } from '../../../api/geo/contract.ts';
import { type CaseAct, type CaseWrite, type Move, MOVES, type MoveMade } from '../../../api/verification/contract.ts';
import { agreementOf, holdingSignoffs, standOf } from '../../../api/verification/derive.ts';
import type { CaseFacts } from '../../../api/verification/facts.ts';
import { DAY } from '../../fixtures/cases.ts';
import { chanceOf, type Done, Mechanism } from '../../fixtures/mechanism.ts';

// What must never come about is said here once more and in other words than in the service, so that a fault there does not
// hide itself.

const RUNS = 2_000;
const STEPS = 100;
const NOTES = ['note-robustness', 'note-alternative'] as const;
const RESERVED: readonly string[] = ['agree', 'agree-with-reservation'];

function assert(holds: boolean, broken: string, seen: unknown = null): void {
  if (!holds) throw new Error(`${broken}: ${JSON.stringify(seen)}`);
}

/** What was done to one case in one run, as the test itself has kept it. */
class Witness {
  readonly #done: Done[] = [];

  /** Acts since the case last stood elsewhere, for the same thing, on the present content. */
  #wordsFor(act: CaseAct['act'], hash: string): Done[] {
    const last = this.#done.findLastIndex(({ moved, after, before }, index) => {
      const isBefore = index < this.#done.length - 1;
      return isBefore && moved.length > 0 && (after.occurrence !== before.occurrence || moved.includes('assess'));
    });
    return this.#done.slice(last + 1).filter((one) => one.act.act === act && one.facts.contentHash === hash);
  }

  see(done: Done): void {
    this.#done.push(done);
    checkWho(done);
    checkMoves(done);
    for (const move of done.moved) {
      const made = done.after.moves.at(-1);
      if (!made) throw new Error(`${move} left nothing`);
      if (move === 'verify-jointly') this.#checkJoint(done, made);
      if (move === 'corroborate' || move === 'find-not-substantiated')
        this.#checkSecond(done, made, ['reviewer', 'reviewer']);
      if (move === 'assess') this.#checkSecond(done, made, ['chair', 'reviewer', 'reviewer']);
      if (move === 'acknowledge') checkAcknowledged(done);
      if (move === 'contest') this.#checkContested(done);
    }
    const isLiaison = done.actor.role.startsWith('liaison-');
    const reopened = this.#done.filter(
      ({ moved, actor }) => moved.includes('reopen') && actor.role === done.actor.role,
    );
    assert(!isLiaison || reopened.length <= 1, 'a liaison reopened twice', reopened.length);
  }

  /** Several different people, of these roles, said the same of the same content, and none of them filed the report. */
  #checkSecond({ act, facts }: Done, made: MoveMade, roles: readonly AnyRole[]): void {
    const people = [made.by, ...made.with];
    assert(new Set(people.map(({ id }) => id)).size === people.length, 'one person counted twice', people);
    for (const role of new Set(roles)) {
      const needed = roles.filter((one) => one === role).length;
      assert(people.filter((one) => one.role === role).length >= needed, `too few of ${role}`, people);
    }
    const words = this.#wordsFor(act.act, facts.contentHash);
    for (const { id } of people) {
      const said = words.filter(({ actor }) => actor.id === id).map((one) => one.act);
      assert(said.length > 0, 'counted without a word', { id, made });
      if (act.act === 'assess')
        assert(
          said.some(
            (one) => one.act === 'assess' && one.confidence === act.confidence && one.attributedTo === act.attributedTo,
          ),
          'counted with another word',
          said,
        );
    }
  }

  #checkJoint({ facts }: Done, made: MoveMade): void {
    assert(facts.rules.mode === 'full-joint', 'a joint finding with a party absent', facts.rules.mode);
    const reopened = this.#done.findLastIndex(({ moved }) => moved.includes('reopen'));
    const signed = this.#done
      .slice(reopened + 1)
      .filter(({ act }) => act.act === 'sign-off' && act.contentHash === facts.contentHash);
    const newest = (['liaison-afg', 'liaison-pak', 'chair'] as const).map((role) =>
      signed.findLast(({ actor }) => actor.role === role),
    );
    const words = newest.map((one) => (one?.act.act === 'sign-off' ? one.act.vote : 'nothing'));
    assert(
      words.every((vote) => RESERVED.includes(vote)),
      'a joint finding without three agreements',
      words,
    );
    const ats = newest.map((one) => one?.facts.now.getTime() ?? 0);
    assert(Math.max(...ats) - Math.min(...ats) <= 7 * DAY, 'a joint finding out of the window', ats);
    const people = [made.by, ...made.with].map(({ id }) => id).toSorted();
    expect(people).toStrictEqual(newest.map((one) => one?.actor.id ?? '').toSorted());
    assert(new Set(people).size === 3, 'a joint finding of fewer than three people', people);
  }

  #checkContested({ facts, before }: Done): void {
    const disputes = facts.positions.some(({ document }) => ['denies', 'disputes-facts'].includes(document.position));
    const dissents = before.signoffs.some(({ vote, text }) => vote === 'dissent' && text !== '');
    assert(disputes || dissents, 'contested though nobody disputes');
  }
}

/** What nobody does to a report of their own. */
const REVIEWS: readonly string[] = [
  'triage',
  'corroborate',
  'find-not-substantiated',
  'assess',
  'grade',
  'contest',
  'find-inconclusive',
  'decide-compliance',
];

/** Who may do what at all, and what nobody does to their own report. */
function checkWho({ actor, act, before, after, moved, facts }: Done): void {
  const allowed: Record<AnyRole, readonly string[]> = {
    reader: [],
    monitor: [],
    press: [],
    administrator: [],
    mediator: ['reopen'],
    analyst: NOTES,
    'liaison-afg': ['sign-off', 'reopen', 'acknowledge'],
    'liaison-pak': ['sign-off', 'reopen', 'acknowledge'],
    reviewer: [...NOTES, 'triage', 'corroborate', 'find-not-substantiated', 'assess', 'ask-positions', 'grade'],
    chair: [
      ...NOTES,
      'triage',
      'start',
      'contest',
      'find-inconclusive',
      'suspend',
      'resume',
      'reopen',
      'assess',
      'decide-compliance',
      'sign-off',
      'ask-positions',
      'grade',
    ],
  };
  assert(allowed[actor.role].includes(act.act), 'done by who may not', { actor, act });
  assert(facts.incident.state === 'standing', 'done to a record that does not stand', act);
  const isReview = REVIEWS.includes(act.act) || (act.act === 'sign-off' && actor.role === 'chair');
  assert(!isReview || facts.incident.submittedBy !== actor.id, 'an own submission reviewed', { actor, act });
  if (actor.role.startsWith('liaison-') && after.occurrence !== before.occurrence)
    assert(['reopen', 'verify-jointly'].includes(moved[0] ?? ''), 'a party moved alone', moved);
}

/** Every change of an axis left its move, and nothing else did; what was on record before is there still. */
function checkMoves({ actor, before, after, moved, facts }: Done): void {
  const made = after.moves.slice(before.moves.length);
  assert(made.map(({ move }) => move).join() === moved.join(), 'a move that is not told', { made, moved });
  const now = facts.now.toISOString();
  for (const { by, at, contentHash } of made)
    assert(by.id === actor.id && by.role === actor.role && at === now && contentHash === facts.contentHash, 'misnoted');
  for (const list of ['moves', 'requests', 'grades', 'signoffs', 'alternatives'] as const)
    assert(
      before[list].every((one, index) => after[list][index] === one),
      'something on record was changed',
      list,
    );
  const { document } = facts.incident;
  const stand = replayed(after.moves, document);
  assert(
    stand.occurrence === after.occurrence &&
      stand.attribution === (after.attribution ?? document.attribution) &&
      stand.compliance === (after.compliance?.value ?? document.compliance),
    'an axis changed without a move',
    { stand, after },
  );
}

/** Where a case stands on each axis by its moves alone; each has to begin where the one before it ended. */
function replayed(moves: readonly MoveMade[], { status, attribution, compliance }: CaseFacts['incident']['document']) {
  const stand: Record<MoveMade['axis'], string> = { occurrence: status, attribution, compliance };
  for (const { axis, from, to } of moves) {
    assert(from === stand[axis], 'a move from where the case did not stand', { from, stand });
    stand[axis] = to;
  }
  return stand;
}

function checkAcknowledged({ actor, after, facts }: Done): void {
  const party = after.attributedTo;
  expect(actor.role).toBe(`liaison-${party ?? 'none'}`);
  const own = facts.positions.filter(({ document }) => document.party === party).at(-1)?.document;
  expect(own?.channel).toBe('formal-to-mechanism');
  expect(['acknowledges', 'acknowledges-in-part']).toContain(own?.position);
}

/** Silence has its own names and is never assent; what is asked is asked of both at once. */
function checkSilence(held: CaseWrite, facts: CaseFacts): void {
  const now = facts.now.getTime();
  const due = held.requests.at(-1)?.dueAt;
  const silent = due === undefined ? 'not-requested' : Date.parse(due) > now ? 'requested' : 'no-response-by-deadline';
  for (const party of PARTIES) {
    const stated = facts.positions.filter(({ document }) => document.party === party).at(-1)?.document.position;
    assert(standOf(held, facts.positions, party, now) === (stated ?? silent), 'silence told as something else', stated);
  }
  for (const request of held.requests)
    assert(Object.keys(request).join() === 'id,urgency,sentAt,dueAt', 'a request to one', request);
  const agreement = agreementOf(
    holdingSignoffs(held, facts.contentHash),
    facts.contentHash,
    facts.rules.thresholds,
    now,
  );
  const signed = (signer: 'afg' | 'pak') =>
    RESERVED.includes(
      held.signoffs.findLast((one) => one.signer === signer && one.contentHash === facts.contentHash)?.vote ?? '',
    );
  assert(agreement !== 'both-agree' || (signed('afg') && signed('pak')), 'silence counted as agreement', held.signoffs);
  const acknowledged = facts.positions.some(
    ({ document: { party, channel, position } }) =>
      party === held.attributedTo && channel === 'formal-to-mechanism' && position.startsWith('acknowledges'),
  );
  assert(held.attribution !== 'acknowledged' || acknowledged, 'acknowledged without a word of that party');
}

test('whatever people do to a case, in whatever order, none of the invariants is broken', () => {
  const reached = new Map<Move, number>(MOVES.map((move) => [move, 0]));
  const count = { runs: 0, done: 0, refused: 0 };
  const began = performance.now();
  fc.assert(
    fc.property(fc.noShrink(fc.nat()), fc.integer({ min: 30, max: STEPS }), (seed, steps) => {
      const mechanism = new Mechanism(chanceOf(seed));
      const witness = new Witness();
      count.runs++;
      for (let step = 0; step < steps; step++) {
        const tried = mechanism.step();
        if (tried && 'done' in tried) {
          witness.see(tried.done);
          count.done++;
          for (const move of tried.done.moved) reached.set(move, (reached.get(move) ?? 0) + 1);
        } else if (tried) {
          count.refused++;
          assert(tried.before === tried.after, 'a refused act changed something');
        }
        checkSilence(mechanism.held, mechanism.facts);
      }
    }),
    // The shortest walk that breaks something is found by its length.
    { numRuns: RUNS },
  );
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(
    `model: ${count.runs} runs in ${seconds} s, ${count.done} acts done, ${count.refused} refused; moves reached: ` +
      [...reached].map(([move, times]) => `${move} ${times}`).join(', '),
  );
  // A model that does not come everywhere shows nothing.
  expect([...reached].filter(([, times]) => times === 0)).toStrictEqual([]);
  expect(count.refused).toBeGreaterThan(RUNS);
}, 60_000);
