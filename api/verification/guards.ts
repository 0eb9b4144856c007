import { partyOf } from '../auth/roles.ts';
import type { GuardShown } from './shown/contract.ts';
import type { CaseAct, CaseWrite, Guard, Move } from './contract.ts';
import { currentPosition, gradesOf, holdingSignoffs, isAgreement, newestSignoffs, standOf } from './derive.ts';
import { type CaseFacts, type Doer } from './facts.ts';
import { PARTIES } from '../geo/contract.ts';

/** What a guard is asked about: the case, what is known, who does it and what exactly. `act` null: what is missing so far? */
export interface Asked {
  held: CaseWrite;
  facts: CaseFacts;
  actor: Doer;
  move: Move;
  act: CaseAct | null;
}

type Result = Omit<GuardShown, 'guard'>;
type Check = (asked: Asked) => Result;

const DAY = 86_400_000;
const NEUTRAL_ROLES: readonly string[] = ['monitor', 'analyst', 'reviewer', 'chair'];

function holdsIf(holds: boolean, facts: Result['facts'] = {}): Result {
  return { holds, facts };
}

/** What was read or handed in about an incident: its sources and its items of evidence, each with its origin and kind. */
function itemsOf({ sources, evidence }: CaseFacts): { group: string; kind: string }[] {
  return [
    ...[...sources.values()].map(({ shown }) => ({
      // Two outlets that repeat one agency are one source; without a group an outlet stands for itself.
      group: shown.independenceGroup ?? shown.publisher.toLowerCase(),
      kind: shown.kind,
    })),
    ...evidence.map(({ independenceGroup, obtainedFrom, obtainedHow }) => ({
      group: independenceGroup ?? obtainedFrom.toLowerCase(),
      kind: obtainedHow === 'own-observation' ? 'observation' : 'document',
    })),
  ];
}

function groupsOf(facts: CaseFacts): Set<string> {
  return new Set(itemsOf(facts).map(({ group }) => group));
}

function unheardParties({ held, facts }: Asked): string[] {
  return PARTIES.filter((party) =>
    ['not-requested', 'requested'].includes(standOf(held, facts.positions, party, facts.now.getTime())),
  );
}

function newItems({ held, facts }: Asked): Set<string> {
  const ids = [...facts.sources.keys(), ...facts.evidence.map(({ id }) => id)];
  return new Set(ids.filter((id) => !held.decidedOn.includes(id)));
}

function signaturesOn({ held, facts }: Asked) {
  return newestSignoffs(holdingSignoffs(held, facts.contentHash));
}

/** A guard by its name: does it hold, and what would satisfy it? The facts name no person and quote no party. */
const CHECKS: Record<Guard, Check> = {
  'record-stands': ({ facts }) => holdsIf(facts.incident.state === 'standing'),
  'not-own-submission': ({ facts, actor }) => holdsIf(facts.incident.submittedBy !== actor.id),
  'duplicates-checked': ({ act }) => holdsIf(act === null || (act.act === 'triage' && act.duplicatesChecked)),
  'parties-may-read': ({ facts }) =>
    holdsIf(facts.incident.visibility.level <= 1, { level: facts.incident.visibility.level, needed: 1 }),
  'lead-is-neutral-and-not-submitter': ({ facts, act }) =>
    holdsIf(
      act === null ||
        (facts.lead !== null &&
          NEUTRAL_ROLES.includes(facts.lead.role) &&
          facts.lead.id !== facts.incident.submittedBy),
    ),
  'two-independent-groups': ({ facts }) => {
    const needed = facts.rules.thresholds.independentGroups;
    return holdsIf(groupsOf(facts).size >= needed, { groups: groupsOf(facts).size, needed });
  },
  'one-good-item': ({ held, facts }) => {
    const isGood = [...gradesOf(held.grades)].some(
      ([id, { reliability, credibility }]) =>
        facts.sources.has(id) && reliability !== null && reliability <= 'B' && credibility !== null && credibility <= 2,
    );
    const isOwn = facts.evidence.some(({ obtainedHow }) => obtainedHow === 'own-observation');
    return holdsIf(isGood || isOwn, { graded: gradesOf(held.grades).size });
  },
  'positions-asked': ({ held, facts }) => {
    const at = facts.now.getTime();
    // A request that is still running may be answered: what stands is that both were asked, not that both are silent.
    const unasked = PARTIES.filter((party) => standOf(held, facts.positions, party, at) === 'not-requested');
    return holdsIf(unasked.length === 0, { unasked: unasked.length });
  },
  'no-technical-failure': ({ facts }) => {
    const failed = facts.evidence.filter(({ checks }) => checks.technical === 'fail').length;
    return holdsIf(failed === 0, { failed });
  },
  'mode-has-both-parties': ({ facts }) => holdsIf(facts.rules.mode === 'full-joint', { mode: facts.rules.mode }),
  'all-three-signed-this-content': (asked) => {
    const signed = [...signaturesOn(asked).values()].filter(isAgreement).length;
    return holdsIf(signed === 3, { signed, needed: 3 });
  },
  'within-the-window': (asked) => {
    const days = asked.facts.rules.thresholds.signoffWindowDays;
    const ats = [...signaturesOn(asked).values()].map(({ at }) => Date.parse(at));
    return holdsIf(ats.length === 0 || Math.max(...ats) - Math.min(...ats) <= days * DAY, { days });
  },
  'somebody-disputes-with-reasons': (asked) => {
    const dissents = [...signaturesOn(asked).values()].filter(({ vote, text }) => vote === 'dissent' && text !== '');
    const disputes = PARTIES.filter((party) =>
      ['disputes-facts', 'denies'].includes(currentPosition(asked.facts.positions, party)?.position ?? ''),
    );
    return holdsIf(dissents.length + disputes.length > 0);
  },
  'an-item-of-evidence': ({ facts }) => holdsIf(itemsOf(facts).length > 0, { items: itemsOf(facts).length }),
  'reason-of-the-table': ({ act }) =>
    holdsIf(act === null || (act.act === 'find-inconclusive' && act.because !== null)),
  'restriction-is-linked': ({ act, facts }) =>
    holdsIf(
      act?.act !== 'find-inconclusive' ||
        act.because !== 'access-refused' ||
        (act.restrictionId !== null && facts.restrictionIds.has(act.restrictionId)),
    ),
  'negative-check': ({ held, act }) =>
    holdsIf(
      act === null || held.negativeCheck !== null || (act.act === 'find-not-substantiated' && act.check !== null),
    ),
  'review-date-is-near': ({ act, facts }) => {
    const days = facts.rules.thresholds.longestSuspensionDays;
    if (act?.act !== 'suspend') return holdsIf(act === null, { days });
    const review = Date.parse(act.reviewOn);
    const now = facts.now.getTime();
    return holdsIf(review + DAY > now && review <= now + days * DAY, { days });
  },
  'new-item-or-error-notice': (asked) => {
    const { act } = asked;
    // How many there are is not a party's to know: some may be closed to it.
    const known: Result['facts'] = partyOf(asked.actor.role) === null ? { new: newItems(asked).size } : {};
    if (act?.act !== 'reopen') return holdsIf(act === null, known);
    const isNew = act.newItemId !== null && newItems(asked).has(act.newItemId);
    return holdsIf(isNew || act.errorNotice !== null, known);
  },
  'liaison-reopens-once': ({ held, actor }) =>
    holdsIf(
      partyOf(actor.role) === null || !held.moves.some(({ move, by }) => move === 'reopen' && by.role === actor.role),
    ),
  'is-the-alleged-party': ({ facts, actor }) => {
    const party = partyOf(actor.role);
    return holdsIf(party !== null && facts.accused.has(party));
  },
  'formal-acknowledgement': ({ facts, actor }) => {
    const party = partyOf(actor.role);
    const current = party === null ? null : currentPosition(facts.positions, party);
    return holdsIf(
      current !== null &&
        current.channel === 'formal-to-mechanism' &&
        (current.position === 'acknowledges' || current.position === 'acknowledges-in-part'),
    );
  },
  'at-least-corroborated': ({ held }) => holdsIf(['corroborated', 'jointly-verified'].includes(held.occurrence)),
  'three-groups-of-two-kinds': ({ facts }) => {
    const { groupsForAttribution, kindsForAttribution } = facts.rules.thresholds;
    const groups = groupsOf(facts).size;
    const kinds = new Set(itemsOf(facts).map(({ kind }) => kind)).size;
    return holdsIf(groups >= groupsForAttribution && kinds >= kindsForAttribution, {
      groups,
      kinds,
      neededGroups: groupsForAttribution,
      neededKinds: kindsForAttribution,
    });
  },
  'robust-to-the-line': ({ held }) => holdsIf(held.robustness?.value === 'stable'),
  'alternatives-recorded': ({ held }) => holdsIf(held.alternatives.length > 0, { recorded: held.alternatives.length }),
  'attribution-is-firm': ({ held }) =>
    holdsIf(held.attribution === 'acknowledged' || (held.attribution === 'assessed' && held.confidence === 'high')),
  'provision-and-reading-cited': ({ act, facts }) =>
    holdsIf(
      act === null ||
        (act.act === 'decide-compliance' &&
          act.finding.provision.trim() !== '' &&
          facts.readingIds.has(act.finding.readingId)),
    ),
  'parties-were-heard': (asked) => {
    const unheard = unheardParties(asked).length;
    return holdsIf(unheard === 0, { unheard });
  },
};

/** Asks the guards of a move, in the order of the table. */
export function askGuards(guards: readonly Guard[], asked: Asked): GuardShown[] {
  return guards.map((guard) => ({ guard, ...CHECKS[guard](asked) }));
}
