import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../api/auth/contract.ts';
import { ROLE_RULES } from '../../../api/auth/roles.ts';
import { OCCURRENCE_STATUSES } from '../../../api/geo/contract.ts';
import { type BoardActor, type BoardFacts, boardOf } from '../../../api/verification/board.ts';
import type { Board } from '../../../api/verification/shown/contract.ts';
import type { CaseWrite } from '../../../api/verification/contract.ts';
import { Rules } from '../../../api/verification/rules.ts';
import { atHour, boardFacts, NOON, PEOPLE, requestAt, step } from '../../fixtures/board.ts';
import { swapParties } from '../../fixtures/swap.ts';

const RULES = Rules.parse({});
const { rana, tariq, elif, sahar, zarmina, bilal, defne } = PEOPLE;

function boardFor(actor: BoardActor, incidents: readonly BoardFacts[], rules = RULES): Pick<Board, 'mine' | 'others'> {
  return boardOf(incidents, { actor, rules, now: new Date(NOON) });
}

/** The tasks of a board in one line each: `triage 1 overdue`. */
function lines(items: Board['mine']): string[] {
  return items.map(({ task, fid, overdue }) => `${task} ${fid}${overdue ? ' overdue' : ''}`);
}

function mine(actor: BoardActor, ...incidents: BoardFacts[]): string[] {
  return lines(boardFor(actor, incidents).mine);
}

function others(actor: BoardActor, ...incidents: BoardFacts[]): string[] {
  return lines(boardFor(actor, incidents).others);
}

const underWay = (hours: number, more: Partial<CaseWrite> = {}): Partial<CaseWrite> => ({
  occurrence: 'under-verification',
  moves: [step('start', 'under-verification', atHour(hours))],
  ...more,
});

describe('what waits', () => {
  test('a report is to be triaged within four hours, by a reviewer or the chair who did not file it', () => {
    const report = boardFacts(1);
    expect(boardFor(rana, [report]).mine).toStrictEqual([
      {
        fid: 1,
        incidentId: report.incidentId,
        ref: 'DL-2025-000001',
        title: 'Fire reported, number 1',
        status: 'reported',
        task: 'triage',
        dueAt: atHour(3),
        overdue: false,
        waitsFor: ['reviewer', 'chair'],
        since: atHour(-1),
      },
    ]);
    expect(mine(elif, report)).toStrictEqual(['triage 1']);
    expect(others(sahar, report)).toStrictEqual(['triage 1']);
    const own = boardFacts(2, { submittedBy: rana.id });
    expect([mine(rana, own), others(rana, own), mine(tariq, own)]).toStrictEqual([[], ['triage 2'], ['triage 2']]);
  });

  test('what an import brought waits without a deadline until somebody has done something to it', () => {
    const imported = boardFacts(1, { isFiledByPerson: false, submittedBy: 'import', filedAt: atHour(-9_000) });
    expect(boardFor(rana, [imported]).mine[0]).toMatchObject({ dueAt: null, overdue: false, since: atHour(-9_000) });
    const resumed = boardFacts(1, {
      ...imported,
      held: { moves: [step('resume', 'reported', atHour(-5))] },
    });
    expect(mine(rana, resumed)).toStrictEqual(['triage 1 overdue']);
  });

  test('the chair starts what is triaged, and both liaisons answer in the same time', () => {
    const triaged = boardFacts(1, {
      held: { occurrence: 'triaged', moves: [step('triage', 'triaged', atHour(-2))], requests: [requestAt(-2)] },
    });
    expect(mine(elif, triaged)).toStrictEqual(['start 1']);
    const [forZarmina] = boardFor(zarmina, [triaged]).mine;
    const [forBilal] = boardFor(bilal, [triaged]).mine;
    expect(forZarmina).toMatchObject({ task: 'answer', dueAt: atHour(22), waitsFor: ['liaison-afg'] });
    expect(forBilal).toStrictEqual({ ...forZarmina, waitsFor: ['liaison-pak'] });
    expect(boardFor(defne, [triaged]).others.map(({ task, waitsFor }) => [task, waitsFor])).toStrictEqual([
      ['answer', ['liaison-afg', 'liaison-pak']],
      ['start', ['chair']],
    ]);
  });

  test('whether the other party has answered is told to nobody who does not read every position', () => {
    const answered = boardFacts(1, {
      held: { occurrence: 'triaged', requests: [requestAt(-2)], moves: [step('triage', 'triaged', atHour(-2))] },
      answeredBy: ['afg'],
    });
    expect([mine(zarmina, answered), others(zarmina, answered)]).toStrictEqual([[], ['start 1']]);
    expect(others(sahar, answered)).toStrictEqual(['start 1']);
    expect(boardFor(elif, [answered]).others[0]).toMatchObject({ task: 'answer', waitsFor: ['liaison-pak'] });
  });

  test('two reviewers decide: whose word is given waits for another', () => {
    const vote = {
      move: 'corroborate' as const,
      by: { id: rana.id, role: rana.role },
      at: atHour(-1),
      reason: 'Two groups.',
      contentHash: 'hash',
      confidence: null,
      attributedTo: null,
    };
    const open = boardFacts(1, { held: underWay(-24) });
    expect([mine(rana, open), mine(tariq, open), mine(elif, open)]).toStrictEqual([['decide 1'], ['decide 1'], []]);
    const spoken = boardFacts(1, { held: underWay(-24, { votes: [vote] }) });
    expect([mine(rana, spoken), others(rana, spoken), mine(tariq, spoken)]).toStrictEqual([
      [],
      ['second 1'],
      ['second 1'],
    ]);
    const changedSince = boardFacts(1, { held: underWay(-24, { votes: [vote] }), contentHash: 'another' });
    expect(mine(rana, changedSince)).toStrictEqual(['decide 1']);
    const ownReport = boardFacts(1, { held: underWay(-24), submittedBy: tariq.id });
    expect([mine(tariq, ownReport), others(tariq, ownReport)]).toStrictEqual([[], ['decide 1']]);
  });

  test('the lead of a case has it before them, whatever their role', () => {
    const led = boardFacts(1, {
      submittedBy: rana.id,
      held: underWay(-1, { lead: { id: sahar.id, role: 'monitor' } }),
    });
    expect(mine(sahar, led)).toStrictEqual(['decide 1']);
    expect(boardFor(elif, [led]).others[0]?.waitsFor).toStrictEqual(['reviewer', 'monitor']);
  });

  test('after seven days the chair has to act as well', () => {
    const late = boardFacts(1, { held: underWay(-24 * 7) });
    expect(mine(elif, late)).toStrictEqual(['decide-inconclusive 1 overdue']);
    expect(mine(rana, late)).toStrictEqual(['decide 1 overdue']);
    expect(mine(elif, boardFacts(1, { held: underWay(-24 * 7 + 1) }))).toStrictEqual([]);
  });

  test('a corroborated finding waits for the three who sign, on the present content and with both parties', () => {
    const held: Partial<CaseWrite> = {
      occurrence: 'corroborated',
      moves: [step('corroborate', 'corroborated', atHour(-30))],
      signoffs: [
        {
          signer: 'afg',
          vote: 'agree',
          text: '',
          by: { id: zarmina.id, role: zarmina.role },
          at: atHour(-24),
          contentHash: 'hash',
        },
      ],
    };
    const signed = boardFacts(1, { held });
    expect([mine(zarmina, signed), others(zarmina, signed)]).toStrictEqual([[], ['sign 1']]);
    expect(boardFor(bilal, [signed]).mine[0]).toMatchObject({
      task: 'sign',
      dueAt: atHour(24 * 6),
      waitsFor: ['liaison-pak', 'chair'],
    });
    expect(mine(zarmina, boardFacts(1, { held, contentHash: 'another' }))).toStrictEqual(['sign 1']);
    const absent = Rules.parse({ mode: 'one-party-absent', absentParty: 'pak' });
    expect(boardFor(elif, [signed], absent)).toStrictEqual({ mine: [], others: [] });
  });

  test('nothing waits for a party that takes no part', () => {
    const asked = boardFacts(1, { held: underWay(-1, { requests: [requestAt(-2)] }) });
    const absent = Rules.parse({ mode: 'one-party-absent', absentParty: 'pak' });
    expect(boardFor(elif, [asked], absent).others.map(({ waitsFor }) => waitsFor)).toContainEqual(['liaison-afg']);
    const mediators = Rules.parse({ mode: 'mediators-only' });
    expect(lines(boardFor(elif, [asked], mediators).others)).toStrictEqual(['decide 1']);
  });

  test('a suspension is reviewed by the chair until the end of its day', () => {
    const suspended = (reviewOn: string) =>
      boardFacts(1, {
        held: {
          occurrence: 'suspended',
          heldFrom: 'triaged',
          reviewOn,
          moves: [step('suspend', 'suspended', atHour(-48))],
        },
      });
    expect(mine(elif, suspended('2025-11-10'))).toStrictEqual(['review-suspension 1']);
    expect(mine(elif, suspended('2025-11-09'))).toStrictEqual(['review-suspension 1 overdue']);
  });

  test('what is decided waits for nobody', () => {
    const decided = ['jointly-verified', 'contested', 'inconclusive', 'not-substantiated', 'withdrawn'] as const;
    const incidents = decided.map((occurrence, index) => boardFacts(index, { held: { occurrence } }));
    for (const actor of Object.values(PEOPLE))
      expect(boardFor(actor, incidents)).toStrictEqual({ mine: [], others: [] });
  });

  test('stands by deadline: what is overdue first, what has none last and the oldest of it first', () => {
    const incidents = [
      boardFacts(1, { isFiledByPerson: false, filedAt: atHour(-100) }),
      boardFacts(2, { filedAt: atHour(-1) }),
      boardFacts(3, { filedAt: atHour(-6) }),
      boardFacts(4, { isFiledByPerson: false, filedAt: atHour(-200) }),
    ];
    expect(mine(rana, ...incidents)).toStrictEqual(['triage 3 overdue', 'triage 2', 'triage 4', 'triage 1']);
  });
});

const anyCase = fc.record({
  occurrence: fc.constantFrom(...OCCURRENCE_STATUSES),
  hours: fc.integer({ min: -400, max: 0 }),
  asked: fc.boolean(),
  lead: fc.constantFrom(null, ...ROLES),
  voters: fc.subarray([rana, tariq]),
  signers: fc.subarray(['afg', 'pak', 'chair'] as const),
  answeredBy: fc.subarray(['afg', 'pak'] as const),
  hash: fc.constantFrom('hash', 'another'),
  submittedBy: fc.constantFrom(...Object.values(PEOPLE).map(({ id }) => id)),
});

type Made = typeof anyCase extends fc.Arbitrary<infer One> ? One : never;

function factsFrom(made: Made): BoardFacts {
  const { occurrence, hours, asked, lead, voters, signers, answeredBy, hash, submittedBy } = made;
  return boardFacts(1, {
    submittedBy,
    answeredBy,
    contentHash: hash,
    held: {
      occurrence,
      reviewOn: '2025-11-09',
      moves: [step('start', occurrence, atHour(hours))],
      requests: asked ? [requestAt(hours)] : [],
      lead: lead === null ? null : { id: 'lead', role: lead },
      votes: voters.map(({ id, role }) => ({
        move: 'corroborate',
        by: { id, role },
        at: atHour(hours),
        reason: '',
        contentHash: 'hash',
        confidence: null,
        attributedTo: null,
      })),
      signoffs: signers.map((signer) => ({
        signer,
        vote: 'agree',
        text: '',
        by: { id: signer, role: 'chair' },
        at: atHour(hours),
        contentHash: 'hash',
      })),
    },
  });
}

describe('the two parties', () => {
  const SWAPPED: Partial<Record<string, BoardActor>> = { [zarmina.id]: bilal, [bilal.id]: zarmina };

  test('have the same board when they change places', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...Object.values(PEOPLE)), (made, actor) => {
        const facts = factsFrom(made);
        const swapped = swapParties(facts) as BoardFacts;
        const submittedBy = SWAPPED[facts.submittedBy]?.id ?? facts.submittedBy;
        const other = boardFor(SWAPPED[actor.id] ?? actor, [{ ...swapped, submittedBy }]);
        const sorted = ({ mine: own, others: rest }: Pick<Board, 'mine' | 'others'>) =>
          [own, rest].map((items) => items.map((item) => ({ ...item, waitsFor: item.waitsFor.toSorted() })));
        expect(sorted(other)).toStrictEqual(
          sorted(swapParties(boardFor(actor, [facts])) as Pick<Board, 'mine' | 'others'>),
        );
      }),
    );
  });

  test('are never told who else answers, and only what their own role may do is theirs', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(zarmina, bilal), (made, actor) => {
        const facts = factsFrom(made);
        const board = boardFor(actor, [facts]);
        expect(board.others.map(({ task }) => task)).not.toContain('answer');
        for (const { task, waitsFor } of board.mine) {
          expect(waitsFor).toContain(actor.role);
          if (task === 'answer') expect(waitsFor).toStrictEqual([actor.role]);
        }
        // Whether the other party has answered changes nothing that a liaison sees.
        const party = actor === zarmina ? 'afg' : 'pak';
        const without = { ...facts, answeredBy: facts.answeredBy.filter((one) => one === party) };
        expect(boardFor(actor, [without])).toStrictEqual(board);
      }),
    );
  });

  test('no board names a person', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...ROLES), (made, role) => {
        const actor: BoardActor = { id: 'somebody', role, viewer: ROLE_RULES[role].viewer };
        const text = JSON.stringify(boardFor(actor, [factsFrom(made)]));
        for (const { id } of Object.values(PEOPLE)) expect(text).not.toContain(`"${id}"`);
        expect(text).not.toContain('"lead"');
      }),
    );
  });
});
