import { describe, expect, test } from 'vitest';
import type { Statement } from '../../../api/accounts/contract.ts';
import type { Facts } from '../../../api/record/facts.ts';
import { applyAct, Refused } from '../../../api/verification/apply.ts';
import type { RulesShown } from '../../../api/verification/shown/contract.ts';
import type { CaseAct, CaseWrite } from '../../../api/verification/contract.ts';
import type { CaseFacts, Doer } from '../../../api/verification/facts.ts';
import { projectCase, signedHash } from '../../../api/verification/project.ts';
import { DEFAULT_RULES, Rules } from '../../../api/verification/rules.ts';
import { actsFor, partiesToSpeakFor } from '../../../api/verification/show.ts';
import { showRules } from '../../../api/verification/workflow.ts';
import { type Viewer, VIEWERS, type Visibility } from '../../../api/visibility/contract.ts';
import { PEOPLE } from '../../fixtures/cases.ts';
import { chanceOf, Mechanism } from '../../fixtures/mechanism.ts';
import { statement } from '../../fixtures/records.ts';
import { swapParties } from '../../fixtures/swap.ts';

// Hashes and ids of people stay: who somebody is does not change with the party that they speak for.

const WALKS = 120;
const STEPS = 60;
const EVERYBODY: readonly Doer[] = Object.values(PEOPLE);

function swapped<Value>(value: Value): Value {
  return swapParties(value) as Value;
}

function swappedFacts(facts: CaseFacts): CaseFacts {
  const { sources, restrictionIds, readingIds, accused, now, ...rest } = facts;
  return {
    ...swapped(rest),
    accused: new Set([...accused].map(swapped)),
    sources,
    restrictionIds,
    readingIds,
    now,
  };
}

function outcome(held: CaseWrite, facts: CaseFacts, actor: Doer, act: CaseAct): unknown {
  try {
    return applyAct({ held, facts, actor }, act);
  } catch (error) {
    if (error instanceof Refused) return { why: error.why, message: error.message, guards: error.guards };
    throw error;
  }
}

/** An incident with its case and positions as they are on record, some of them confided. */
function onRecord({ incident, positions, contentHash }: CaseFacts, kept: CaseWrite) {
  // The walk names contents by letters; what is shown is compared with the hash of the incident itself.
  const signoffs = kept.signoffs.map((one) =>
    one.contentHash === contentHash ? { ...one, contentHash: signedHash(incident.document) } : one,
  );
  const held = { ...kept, signoffs };
  const visibility: Visibility = { ...incident.visibility, level: 0 };
  const facts = { version: 1, fid: 1, state: 'standing', mergedInto: null, visibility, recordedAt: held.id } as const;
  const made = { change: 'filed', reason: null, explanation: null, actorRole: 'service' } as const;
  const { document } = incident;
  const parts: Facts[] = [
    { ...facts, id: held.id, kind: 'case', document: held, made, recordedAt: '2026-05-10T12:00:00.000Z' },
    ...positions.map(({ document: said, recordedAt }, index) => ({
      ...facts,
      id: said.id,
      kind: 'position' as const,
      document: said,
      made,
      recordedAt,
      visibility: { ...visibility, level: index % 3 === 0 ? (3 as const) : (0 as const), owner: said.party },
    })),
  ];
  const own = { ...facts, id: document.id, kind: 'incident' as const, document, made };
  return { own: { ...own, recordedAt: '2026-05-10T12:00:00.000Z' }, parts };
}

const STATEMENTS: Statement[] = [
  statement(1, 'afg', {
    asserts: { occurred: 'yes', place: null, time: null, attributedTo: 'pak', weapon: null },
  }),
  statement(2, null),
];

describe('with the parties in each other’s place', () => {
  test('every act of a random walk comes to the same, swapped, and so does what everybody may do and sees', () => {
    const compared = { acts: 0, lists: 0, seen: 0 };
    for (let walk = 0; walk < WALKS; walk++) {
      const mechanism = new Mechanism(chanceOf(walk));
      for (let step = 0; step < STEPS; step++) {
        const tried = mechanism.step();
        if (tried && 'done' in tried) {
          const { before, facts, actor, act } = tried.done;
          const mirrored = outcome(swapped(before), swappedFacts(facts), swapped(actor), swapped(act));
          expect(mirrored).toStrictEqual(swapped(outcome(before, facts, actor, act)));
          compared.acts++;
        } else if (tried) {
          const { before, facts, actor, act, refused } = tried;
          const mirrored = outcome(swapped(before), swappedFacts(facts), swapped(actor), swapped(act));
          expect(mirrored).toStrictEqual({
            why: refused.why,
            message: refused.message.replaceAll(/liaison-(afg|pak)/gu, swapped),
            guards: swapped(refused.guards),
          });
          compared.acts++;
        }
        if (step % 15 !== 14) continue;
        const { held, facts } = mechanism;
        const other = { held: swapped(held), facts: swappedFacts(facts) };
        for (const who of EVERYBODY) {
          expect(actsFor(other.held, other.facts, swapped(who))).toStrictEqual(swapped(actsFor(held, facts, who)));
          compared.lists++;
        }
        const around = { sources: facts.sources, settlements: [], at: facts.now.getTime() };
        const [here, there] = [onRecord(facts, held), onRecord(other.facts, other.held)];
        for (const viewer of VIEWERS) {
          const seen = projectCase(here.own, here.parts, STATEMENTS, viewer, around);
          const mirrored = projectCase(there.own, there.parts, swapped(STATEMENTS), swapped<Viewer>(viewer), around);
          expect({
            ...mirrored,
            verification: mirrored.verification,
            grades: [...mirrored.grades],
          }).toStrictEqual(swapped({ ...seen, verification: seen.verification, grades: [...seen.grades] }));
          compared.seen++;
        }
      }
    }
    expect(compared.acts).toBeGreaterThan(1_000);
    expect(compared.seen).toBe(WALKS * (STEPS / 15) * VIEWERS.length);
    console.log(`symmetry: ${compared.acts} acts, ${compared.lists} lists of acts, ${compared.seen} views compared`);
  }, 30_000);

  test('the rules are the same rules', () => {
    const sorted = ({ moves, ...rest }: RulesShown) => ({
      ...rest,
      moves: moves.map((move) => ({
        ...move,
        by: move.by.toSorted(),
        takes: move.takes.toSorted((a, b) => (a.role < b.role ? -1 : 1)),
      })),
    });
    expect(sorted(swapped(showRules(DEFAULT_RULES)))).toStrictEqual(sorted(showRules(DEFAULT_RULES)));
    const absent = (absentParty: 'afg' | 'pak') => Rules.parse({ mode: 'one-party-absent', absentParty });
    expect(sorted(swapped(showRules(absent('afg'))))).toStrictEqual(sorted(showRules(absent('pak'))));
    for (const { role } of EVERYBODY)
      expect(partiesToSpeakFor(swapped(role)).toSorted()).toStrictEqual(swapped(partiesToSpeakFor(role)).toSorted());
  });
});
