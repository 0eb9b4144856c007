import { describe, expect, test } from 'vitest';
import { applyAct, Refused } from '../../../api/verification/apply.ts';
import { type GuardShown } from '../../../api/verification/shown/contract.ts';
import { type CaseWrite, type Guard, GUARDS, type Move, MOVES } from '../../../api/verification/contract.ts';
import { askGuards } from '../../../api/verification/guards.ts';
import { type MoveRule, WORKFLOW } from '../../../api/verification/workflow.ts';
import { GOOD, type Situation, type Told } from '../../fixtures/moves.ts';
import { ENOUGH, REFUSED } from '../../fixtures/refusals.ts';

/** Guards as they are shown, in the order of the table. */
function shown(guards: readonly Guard[], told: Told, holds: boolean): GuardShown[] {
  return guards.map((guard) => ({ guard, holds, facts: told[guard] ?? {} }));
}

/** Every guard of a move, asked after the act where the act itself is a signature. */
function asked(move: Move, { held, facts, actor, act }: Situation): GuardShown[] {
  return askGuards((WORKFLOW[move] as MoveRule).guards, { held, facts, actor, move, act });
}

/** What comes of an act: the guards that it is refused for, or the moves that it brought about. */
function outcome({ held, facts, actor, act }: Situation): { refused: Refused } | { next: CaseWrite; moved: Move[] } {
  const before = structuredClone(held);
  try {
    return applyAct({ held, facts, actor }, act);
  } catch (error) {
    if (error instanceof Refused) return { refused: error };
    throw error;
  } finally {
    expect(held).toStrictEqual(before);
  }
}

function failing(told: Told): Guard[] {
  return GUARDS.filter((guard) => guard in told);
}

/** Signatures are given one by one: these guards make the move wait and refuse no signature. */
const WAITING: readonly Guard[] = ['all-three-signed-this-content', 'within-the-window'];

describe('a move is refused for exactly the guards that do not hold', () => {
  test.each(REFUSED)('%s: %s', (move, _what, changed, told) => {
    const situation = { ...GOOD[move], ...changed };
    const expected = shown(failing(told), told, false);
    const came = outcome(situation);
    if (failing(told).some((guard) => WAITING.includes(guard))) {
      if ('refused' in came) throw came.refused;
      expect(came.moved).toStrictEqual([]);
      expect(came.next.occurrence).toBe(situation.held.occurrence);
      const then = asked(move, { ...situation, held: came.next });
      expect(then.filter(({ holds }) => !holds)).toStrictEqual(expected);
    } else {
      if (!('refused' in came)) throw new Error(`not refused: ${came.moved.join(', ')}`);
      expect([came.refused.why, came.refused.guards]).toStrictEqual(['guard', expected]);
    }
  });
});

describe('a move is made where every guard of it holds', () => {
  const rows = MOVES.map((move) => [move, 'everything that it takes', {}, {}] as const);
  test.each([...rows, ...ENOUGH])('%s: %s', (move, _what, changed, told) => {
    const situation = { ...GOOD[move], ...changed };
    const came = outcome(situation);
    if ('refused' in came) throw came.refused;
    expect(came.moved).toStrictEqual([move]);
    expect(came.next.moves).toHaveLength(situation.held.moves.length + 1);
    const signed = move === 'verify-jointly' ? { ...came.next, moves: situation.held.moves } : situation.held;
    const { guards } = WORKFLOW[move] as MoveRule;
    expect(asked(move, { ...situation, held: signed })).toStrictEqual(
      shown(guards, { ...GOOD[move].told, ...told }, true),
    );
  });
});

test('every guard, and every guard of every move, has a case that refuses and one that is satisfied', () => {
  const pairs = MOVES.flatMap((move) => (WORKFLOW[move] as MoveRule).guards.map((guard) => `${move}: ${guard}`));
  const refused = new Set(REFUSED.flatMap(([move, , , told]) => failing(told).map((guard) => `${move}: ${guard}`)));
  // What is good has every guard of its move.
  const satisfied = new Set(MOVES.flatMap((move) => asked(move, GOOD[move]).map(({ guard }) => `${move}: ${guard}`)));
  expect(pairs.filter((pair) => !refused.has(pair) || !satisfied.has(pair))).toStrictEqual([]);
  expect([...refused].filter((pair) => !pairs.includes(pair))).toStrictEqual([]);
  const guards = new Set([...refused].map((pair) => pair.split(': ')[1]));
  expect(GUARDS.filter((guard) => !guards.has(guard))).toStrictEqual([]);
  console.log(
    `guards: ${guards.size} of ${GUARDS.length}; of moves: ${refused.size} of ${pairs.length}; ` +
      `cases: ${REFUSED.length} refused, ${MOVES.length + ENOUGH.length} satisfied`,
  );
});
