import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import type { ItemHistory } from '../../../api/history/contract.ts';
import type { CaseAct } from '../../../api/verification/contract.ts';
import { actOn, state } from '../../fixtures/cases.ts';
import { problemOf, put, read, WHY } from '../../fixtures/filing.ts';
import {
  acted,
  begin,
  caseFor,
  corroborate,
  everythingTold,
  item,
  openReport,
  REASON,
  said,
  triageAct,
  withMechanism,
} from '../../fixtures/journey.ts';
import { HERALD } from '../../fixtures/records.ts';

const CONFIDED = 'Confided: it was our own patrol.';
const word: CaseAct = { act: 'corroborate', reason: REASON };

describe('a report on its way to a joint finding', () => {
  test('is asked of both at once, answered, corroborated by two, signed by three, and each sees what is theirs to see', () =>
    withMechanism(async (cast) => {
      const { service, maryam, rahima, rustam, cemal, anahita, zarmina, bilal, murat, petra, tick } = cast;
      const report = await openReport(cast);
      const { id } = report;
      const requestId = randomUUID();

      const triagedAt = tick();
      expect(await acted(rahima, id, 0, triageAct('flash', requestId))).toStrictEqual({
        incidentId: id,
        version: 1,
        occurrence: 'triaged',
        moved: ['triage'],
      });
      const dueAt = new Date(Date.parse(triagedAt) + 24 * 3_600_000).toISOString();
      const requests = [{ id: requestId, urgency: 'flash', sentAt: triagedAt, dueAt }];
      for (const who of [service, zarmina, bilal, murat, maryam]) {
        const { verification, positions } = await item(who, report);
        expect([verification.requests, positions]).toStrictEqual([requests, { afg: 'requested', pak: 'requested' }]);
      }

      const startedAt = tick();
      await acted(cemal, id, 1, { act: 'start', reason: REASON, leadId: anahita.id });
      tick();
      const grade: CaseAct = { act: 'grade', sourceId: HERALD.id, reliability: 'B', credibility: 2, reason: REASON };
      expect((await acted(rahima, id, 2, grade)).moved).toStrictEqual([]);
      const graded = (await item(service, report)).sources.find((source) => source.id === HERALD.id);
      expect([graded?.reliability, graded?.credibility]).toStrictEqual(['B', 2]);

      const openAt = tick();
      const open = said(id, 'afg', { position: 'acknowledges-in-part' });
      expect((await state(zarmina, open)).status).toBe(201);
      const closedAt = tick();
      const closed = said(id, 'pak', { position: 'denies', verbatim: { text: CONFIDED, language: 'en' } });
      const stated = await state(bilal, closed, false);
      expect([stated.status, await stated.json()]).toStrictEqual([201, { id: closed.id, incidentId: id }]);

      const shown = (document: typeof open, recordedAt: string, confidential: boolean) => {
        const { incidentId: _incident, synthetic: _synthetic, ...told } = document;
        return { ...told, recordedAt: `${recordedAt.slice(0, 19)}Z`, superseded: false, confidential };
      };
      const openShown = shown(open, openAt, false);
      const closedShown = shown(closed, closedAt, true);
      for (const [who, sees] of [
        [service, false],
        [zarmina, false],
        [maryam, false],
        [anahita, false],
        [petra, false],
        [bilal, true],
        [murat, true],
        [rahima, true],
        [cemal, true],
      ] as const) {
        const { positions, verification } = await item(who, report);
        expect(positions).toStrictEqual({ afg: 'acknowledges-in-part', pak: sees ? 'denies' : 'stated-in-confidence' });
        expect(verification.positions).toStrictEqual(sees ? [openShown, closedShown] : [openShown]);
        const told = await everythingTold(who, report);
        expect([told.includes(CONFIDED), told.includes(closed.id)]).toStrictEqual([sees, sees]);
      }

      tick();
      expect(await acted(rahima, id, 3, word)).toStrictEqual({
        incidentId: id,
        version: 4,
        occurrence: 'under-verification',
        moved: [],
      });
      // Reviewers learn that a word waits for theirs; the parties do not.
      for (const one of [rahima, rustam, cemal])
        expect((await item(one, report)).verification.given).toStrictEqual([{ move: 'corroborate', words: 1 }]);
      for (const one of [zarmina, bilal, service])
        expect(await item(one, report).then(({ verification }) => 'given' in verification)).toBe(false);
      tick();
      expect(await problemOf(await actOn(rahima, id, 4, word))).toStrictEqual([409, 'not-in-this-state']);
      const corroboratedAt = tick();
      expect((await acted(rustam, id, 4, word)).moved).toStrictEqual(['corroborate']);

      const { contentHash } = await caseFor(zarmina, id);
      const sign = (text = ''): CaseAct => ({
        act: 'sign-off',
        vote: text === '' ? 'agree' : 'agree-with-reservation',
        text,
        contentHash,
      });
      const reservation = 'The hour is not certain.';
      const ats = [tick()];
      expect((await acted(zarmina, id, 5, sign(reservation))).moved).toStrictEqual([]);
      ats.push(tick());
      expect((await acted(bilal, id, 6, sign())).moved).toStrictEqual([]);
      // Signatures are the mechanism's own until the finding prints them.
      expect((await item(service, report)).verification.signoffs).toStrictEqual([]);
      expect((await item(bilal, report)).verification.signoffs).toHaveLength(2);
      ats.push(tick());
      expect(await acted(cemal, id, 7, sign())).toStrictEqual({
        incidentId: id,
        version: 8,
        occurrence: 'jointly-verified',
        moved: ['verify-jointly'],
      });

      const verification = {
        agreement: 'both-agree',
        confidence: null,
        attributedTo: null,
        finding: null,
        inconclusiveReason: null,
        reviewOn: null,
        requests,
        positions: [openShown],
        signoffs: [
          { signer: 'afg', vote: 'agree-with-reservation', text: reservation, at: ats[0], holds: true },
          { signer: 'pak', vote: 'agree', text: '', at: ats[1], holds: true },
          { signer: 'chair', vote: 'agree', text: '', at: ats[2], holds: true },
        ],
        steps: [
          { move: 'triage', from: 'reported', to: 'triaged', by: 'reviewer', with: [], at: triagedAt },
          { move: 'start', from: 'triaged', to: 'under-verification', by: 'chair', with: [], at: startedAt },
          {
            move: 'corroborate',
            from: 'under-verification',
            to: 'corroborated',
            by: 'reviewer',
            with: ['reviewer'],
            at: corroboratedAt,
          },
          {
            move: 'verify-jointly',
            from: 'corroborated',
            to: 'jointly-verified',
            by: 'chair',
            with: ['liaison-afg', 'liaison-pak'],
            at: ats[2],
          },
        ].map((step) => ({ ...step, axis: 'occurrence', reason: '' })),
      };
      const public_ = await item(service, report);
      expect([public_.status, public_.verification]).toStrictEqual(['jointly-verified', verification]);
      expect((await item(zarmina, report)).verification).toStrictEqual(verification);
      const reasons = [REASON, REASON, REASON, ''];
      expect((await item(murat, report)).verification).toStrictEqual({
        ...verification,
        positions: [openShown, closedShown],
        steps: verification.steps.map((step, index) => ({ ...step, reason: reasons[index] })),
      });
    }));

  test('leaves every act in the history and in the log', () =>
    withMechanism(async (cast) => {
      const report = await openReport(cast);
      await corroborate(cast, report);
      const { entries } = (await cast.murat.json(
        `/api/collections/incidents/items/${report.fid}/history`,
      )) as ItemHistory;
      const statuses = entries.flatMap(({ change, by, differences }) =>
        differences.filter(({ field }) => field === 'status').map((one) => [change, by, one.before, one.after]),
      );
      expect(statuses).toStrictEqual([
        ['moved', 'reviewer', 'under-verification', 'corroborated'],
        ['moved', 'chair', 'triaged', 'under-verification'],
        ['moved', 'reviewer', 'reported', 'triaged'],
      ]);
      const logged = await cast.service.database.all(sql<{ role: string; action: string; version: number }>`
        select body::jsonb #>> '{actor,role}' as role, body::jsonb ->> 'action' as action,
          (body::jsonb #>> '{subject,version}')::int as version
        from log_entries join records on records.id::text = body::jsonb #>> '{subject,id}'
        where records.kind = 'case' and records.parent_id = ${report.id} order by version`);
      expect(logged).toStrictEqual(
        ['reviewer', 'chair', 'reviewer', 'reviewer', 'reviewer'].map((role, index) => ({
          role,
          action: 'record.moved',
          version: index + 1,
        })),
      );
    }));

  test('takes new signatures once the record was edited: the old ones are void, visibly', () =>
    withMechanism(async (cast) => {
      const { zarmina, bilal, cemal, rahima, tick } = cast;
      const report = await openReport(cast);
      const { id } = report;
      await corroborate(cast, report);
      const before = await caseFor(zarmina, id);
      const sign = (contentHash: string): CaseAct => ({ act: 'sign-off', vote: 'agree', text: '', contentHash });
      tick();
      await acted(zarmina, id, 5, sign(before.contentHash));
      tick();
      const { document, version } = await read(rahima, report);
      const edited = await put(rahima, { ...document, id, title: 'Fire, two reports' }, { version, why: WHY });
      expect(edited.status).toBe(200);
      const holds = async () =>
        (await item(bilal, report)).verification.signoffs.map((signoff) => [signoff.signer, signoff.holds]);
      expect(await holds()).toStrictEqual([['afg', false]]);
      expect(await problemOf(await actOn(bilal, id, 6, sign(before.contentHash)))).toStrictEqual([
        409,
        'not-in-this-state',
      ]);
      const { contentHash } = await caseFor(bilal, id);
      expect(contentHash).not.toBe(before.contentHash);
      tick();
      await acted(bilal, id, 6, sign(contentHash));
      tick();
      expect(await acted(cemal, id, 7, sign(contentHash))).toStrictEqual({
        incidentId: id,
        version: 8,
        occurrence: 'corroborated',
        moved: [],
      });
      expect(await holds()).toStrictEqual([
        ['afg', false],
        ['pak', true],
        ['chair', true],
      ]);
      tick();
      expect((await acted(zarmina, id, 8, sign(contentHash))).moved).toStrictEqual(['verify-jointly']);
    }));
});

describe('other ways of a report', () => {
  test('to contested, where a party disputes the facts', () =>
    withMechanism(async (cast) => {
      const report = await openReport(cast);
      const { id } = report;
      await begin(cast, report);
      const contest: CaseAct = { act: 'contest', reason: REASON };
      const refused = await actOn(cast.cemal, id, 3, contest);
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({
        code: 'move-refused',
        errors: [{ code: 'somebody-disputes-with-reasons', detail: '' }],
      });
      cast.tick();
      await state(cast.bilal, said(id, 'pak', { position: 'disputes-facts' }));
      cast.tick();
      expect(await acted(cast.cemal, id, 3, contest)).toStrictEqual({
        incidentId: id,
        version: 4,
        occurrence: 'contested',
        moved: ['contest'],
      });
      const seen = await item(cast.service, report);
      expect([seen.status, seen.positions]).toStrictEqual(['contested', { afg: 'requested', pak: 'disputes-facts' }]);
    }));

  test('aside and back, and back once more by a party, which may do so once', () =>
    withMechanism(async (cast) => {
      const { cemal, zarmina, bilal, service, tick } = cast;
      const report = await openReport(cast);
      const { id } = report;
      await begin(cast, report);
      tick();
      await acted(cemal, id, 3, { act: 'suspend', reason: REASON, reviewOn: '2026-05-20' });
      const aside = await item(service, report);
      expect([aside.status, aside.verification.reviewOn]).toStrictEqual(['suspended', '2026-05-20']);
      tick();
      expect((await acted(cemal, id, 4, { act: 'resume', reason: REASON })).occurrence).toBe('under-verification');
      expect((await item(service, report)).verification.reviewOn).toBeNull();
      const inconclusive: CaseAct = {
        act: 'find-inconclusive',
        reason: REASON,
        because: 'insufficient',
        restrictionId: null,
      };
      const reopen: CaseAct = { act: 'reopen', reason: REASON, newItemId: null, errorNotice: 'The place is another.' };
      tick();
      await acted(cemal, id, 5, inconclusive);
      tick();
      expect(await acted(zarmina, id, 6, reopen)).toStrictEqual({
        incidentId: id,
        version: 7,
        occurrence: 'under-verification',
        moved: ['reopen'],
      });
      const again = await item(service, report);
      expect([again.status, again.underReview]).toStrictEqual(['under-verification', true]);
      tick();
      await acted(cemal, id, 7, inconclusive);
      const second = await actOn(zarmina, id, 8, reopen);
      expect([second.status, await second.json()]).toStrictEqual([
        409,
        expect.objectContaining({ code: 'move-refused', errors: [{ code: 'liaison-reopens-once', detail: '' }] }),
      ]);
      tick();
      expect((await acted(bilal, id, 8, reopen)).occurrence).toBe('under-verification');
    }));

  test('is refused with every guard that does not hold, and what would satisfy it', () =>
    withMechanism(async (cast) => {
      const { rahima, cemal, anahita, tick } = cast;
      const report = await openReport(cast);
      const { id } = report;
      tick();
      await acted(rahima, id, 0, triageAct());
      tick();
      await acted(cemal, id, 1, { act: 'start', reason: REASON, leadId: anahita.id });
      const answer = await actOn(cemal, id, 2, {
        act: 'assess',
        reason: REASON,
        confidence: 'high',
        attributedTo: 'pak',
      });
      expect([answer.status, await answer.json()]).toStrictEqual([
        409,
        expect.objectContaining({
          code: 'move-refused',
          errors: [
            { code: 'at-least-corroborated', detail: '' },
            { code: 'three-groups-of-two-kinds', detail: 'groups: 2, kinds: 1, neededGroups: 3, neededKinds: 2' },
            { code: 'robust-to-the-line', detail: '' },
            { code: 'alternatives-recorded', detail: 'recorded: 0' },
          ],
        }),
      ]);
      expect((await caseFor(cemal, id)).version).toBe(2);
    }));
});
