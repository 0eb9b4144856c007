import type { z } from 'zod';
import type { Party } from '../../api/geo/contract.ts';
import type { Attribution, CasualtyFigure, PartyPosition, Statement } from '../../api/accounts/contract.ts';
import type { Difference } from '../../api/incidents/contract.ts';
import { syntheticId } from './ids.ts';
import { pick, pickWeighted, type Random } from './random.ts';
import { MARK, PARTY_WORD } from './words.ts';

type Attributed = z.infer<typeof Attribution>;

/** Which of the two parties speaks first. A fair coin, and `mirror` turns it over: nothing else knows the parties. */
export type Coin = { first: Party; second: Party };

export function tossCoin(random: Random, mirror: boolean): Coin {
  return random() < 0.5 !== mirror ? { first: 'afg', second: 'pak' } : { first: 'pak', second: 'afg' };
}

const ANSWERS = {
  denies: 20,
  'disputes-facts': 15,
  'disputes-attribution': 15,
  'counter-alleges': 20,
  'neither-confirms-nor-denies': 15,
  acknowledges: 7,
  'acknowledges-in-part': 8,
} as const satisfies Partial<Record<PartyPosition, number>>;
type Answer = keyof typeof ANSWERS;

const DIFFERENCES_OF_ANSWER = {
  denies: ['occurrence'],
  'disputes-facts': ['time', 'place', 'casualties', 'target', 'terms', 'requester'],
  'disputes-attribution': ['attribution'],
  'counter-alleges': ['initiator'],
  'neither-confirms-nor-denies': [],
  acknowledges: [],
  'acknowledges-in-part': ['casualties'],
} as const satisfies Record<Answer, readonly Difference[]>;

const ANSWER_WORDS = {
  denies: 'stated that nothing of the kind had taken place',
  'disputes-facts': 'stated that it had taken place in another way',
  'disputes-attribution': 'stated that others had done it',
  'counter-alleges': 'stated that the other party had begun',
  'neither-confirms-nor-denies': 'would neither confirm nor deny it',
  acknowledges: 'stated that its own forces had done it',
  'acknowledges-in-part': 'stated that its own forces had done a part of it',
} as const satisfies Record<Answer, string>;

/** What the parties stated about one record, and what follows for the record (DOMAIN.md 6, A1). */
export type Accounts = {
  statements: Statement[];
  answer: Answer | null;
  attribution: Attributed;
  differences: Difference[];
};

function figureOf(random: Random, id: string, ofParty: Party): CasualtyFigure {
  const best = 1 + Math.floor(random() * 9);
  const person = pick(random, ['civilian', 'military', 'police', 'armed-group', 'unknown'] as const);
  const outcome = pick(random, ['killed', 'injured', 'missing', 'displaced'] as const);
  return { id, outcome, person, ofParty, low: null, best, high: null, note: `${MARK}an invented figure.` };
}

type StatementOf = {
  party: Party;
  position: Answer | null;
  words: string;
  sourceId: string;
  figures: CasualtyFigure[];
};

function statementOf(id: string, { party, position, words, sourceId, figures }: StatementOf): Statement {
  return {
    id,
    speakerKind: 'party',
    party,
    speaker: `${MARK}spokesperson of the ${PARTY_WORD[party]} party`,
    channel: 'public-statement',
    position,
    saidOn: null,
    paraphrase: `${MARK}the ${PARTY_WORD[party]} party ${words}.`,
    verbatim: null,
    sourceIds: [sourceId],
    casualtyFigures: figures,
  };
}

function attributionOf(answer: Answer | null, hasAllegation: boolean): Attributed {
  if (answer === null) return hasAllegation ? 'claimed' : 'not-assessed';
  return ANSWERS_THAT_DISPUTE.includes(answer) ? 'disputed' : 'claimed';
}
const ANSWERS_THAT_DISPUTE: readonly Answer[] = ['denies', 'disputes-facts', 'disputes-attribution', 'counter-alleges'];

/**
 * None, one or two statements: the first party states that the second has acted, the second answers. Who is first is the
 * coin's, so each party alleges as often as the other, and answers in the same words.
 */
export function accountsOf(
  random: Random,
  coin: Coin,
  record: { seed: number; index: number; kind: 'incident' | 'airspace' },
): Accounts {
  const { first, second } = coin;
  const who = pickWeighted(random, { both: 40, first: 30, none: 30 });
  const answer = pickWeighted(random, ANSWERS);
  const difference =
    answer === 'disputes-facts' ? [pick(random, DIFFERENCES_OF_ANSWER[answer])] : DIFFERENCES_OF_ANSWER[answer];
  const hasFigure = random() < 0.15;
  const base = record.kind === 'incident' ? 0 : 8;
  const id = (kind: 'statement' | 'figure', ordinal: number): string =>
    syntheticId(record.seed, kind, record.index, base + ordinal);
  const sourceId = (ordinal: number): string => syntheticId(record.seed, 'source', 0, ordinal);
  const figure = figureOf(random, id('figure', 0), first);
  if (who === 'none') return { statements: [], answer: null, attribution: 'not-assessed', differences: [] };
  const words = `stated that forces of the ${PARTY_WORD[second]} party had done it`;
  const opening = statementOf(id('statement', 0), {
    party: first,
    position: null,
    words,
    sourceId: sourceId(1),
    figures: hasFigure ? [figure] : [],
  });
  if (who === 'first')
    return { statements: [opening], answer: null, attribution: attributionOf(null, true), differences: [] };
  const reply = statementOf(id('statement', 1), {
    party: second,
    position: answer,
    words: ANSWER_WORDS[answer],
    sourceId: sourceId(2),
    figures: [],
  });
  return {
    statements: [opening, reply],
    answer,
    attribution: attributionOf(answer, true),
    differences: [...difference],
  };
}
