import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { sweepDue } from '../../../api/record/sweep.ts';
import type { CaseAct } from '../../../api/verification/contract.ts';
import { Rules } from '../../../api/verification/rules.ts';
import { actOn, state } from '../../fixtures/cases.ts';
import { act as actOnRecord, file, incidentSent, problemOf, WHY } from '../../fixtures/filing.ts';
import {
  acted,
  begin,
  caseFor,
  castOn,
  corroborate,
  gradeAct,
  item,
  openReport,
  REASON,
  said,
  triageAct,
  withMechanism,
} from '../../fixtures/journey.ts';
import { HERALD } from '../../fixtures/records.ts';
import { withOwnDatabase } from '../../setup/own-database.ts';
import { somebody } from '../../setup/people.ts';

const word: CaseAct = { act: 'corroborate', reason: REASON };
const reopen: CaseAct = { act: 'reopen', reason: REASON, newItemId: null, errorNotice: 'The place is another.' };
const sign = (contentHash: string): CaseAct => ({ act: 'sign-off', vote: 'agree', text: '', contentHash });

describe('a party that is silent', () => {
  test('is told as such after the deadline, by the sweep, and not before; the past is told as it was', () =>
    withMechanism(async (cast) => {
      const { service, rahima, zarmina, tick } = cast;
      const report = await openReport(cast);
      const askedAt = tick();
      await acted(rahima, report.id, 0, triageAct('flash'));
      const due = new Date(Date.parse(askedAt) + 24 * 3_600_000);
      await state(zarmina, said(report.id, 'afg', { position: 'denies' }));
      const told = async (query = '') => {
        const { positions, overdue } = await item(service, report, query);
        return [positions.afg, positions.pak, overdue];
      };
      const waiting = ['denies', 'requested', false];
      const passed = ['denies', 'no-response-by-deadline', true];
      service.clock.now = new Date(due.getTime() - 1_000);
      await sweepDue(service.database, service.clock.now);
      expect(await told()).toStrictEqual(waiting);
      service.clock.now = new Date(due.getTime() + 1_000);
      await sweepDue(service.database, service.clock.now);
      expect(await told()).toStrictEqual(passed);
      const known = (seconds: number) =>
        told(`?asKnownAt=${new Date(due.getTime() + seconds * 1_000).toISOString().slice(0, 19)}Z`);
      expect(await known(-60)).toStrictEqual(waiting);
      expect(await known(1)).toStrictEqual(passed);
    }));

  test('with its signature is told so when the time for signatures is over', () =>
    withMechanism(async (cast) => {
      const { service, zarmina, tick } = cast;
      const report = await openReport(cast);
      await corroborate(cast, report);
      const signedAt = tick();
      await acted(zarmina, report.id, 5, sign((await caseFor(zarmina, report.id)).contentHash));
      const over = Date.parse(signedAt) + 7 * 86_400_000;
      const told = async (milliseconds: number) => {
        service.clock.now = new Date(over + milliseconds);
        await sweepDue(service.database, service.clock.now);
        return (await item(await somebody(service, 'mediator'), report)).verification.agreement;
      };
      expect([await told(-1_000), await told(1_000)]).toStrictEqual(['awaited', 'one-silent']);
    }));
});

describe('a mechanism in which not both parties take part', () => {
  test.each([
    ['one-party-absent', 'pak'],
    ['mediators-only', null],
  ] as const)('%s: a report comes to corroborated and no further', (mode, absentParty) =>
    withMechanism(async (cast) => {
      const report = await openReport(cast);
      await corroborate(cast, report);
      const { contentHash } = await caseFor(cast.cemal, report.id);
      for (const who of [cast.zarmina, cast.bilal, cast.cemal]) {
        const refused = await actOn(who, report.id, 5, sign(contentHash));
        expect([refused.status, await refused.json()]).toStrictEqual([
          409,
          expect.objectContaining({
            code: 'move-refused',
            errors: [{ code: 'mode-has-both-parties', detail: `mode: ${mode}` }],
          }),
        ]);
      }
      const seen = await item(cast.service, report);
      expect([seen.status, seen.verification.agreement]).toStrictEqual(['corroborated', 'awaited']);
    }, Rules.parse({ mode, absentParty })),
  );
});

describe('who may not', () => {
  test('acts, states or reviews nothing, and the case stays as it is', () =>
    withMechanism(async (cast) => {
      const { service, maryam, anahita, zarmina, bilal, murat, petra, adam } = cast;
      const report = await openReport(cast);
      await begin(cast, report);
      for (const who of [maryam, anahita, zarmina, bilal, murat])
        expect(await problemOf(await actOn(who, report.id, 3, word))).toStrictEqual([403, 'not-allowed']);
      for (const who of [petra, adam])
        expect(await problemOf(await actOn(who, report.id, 3, word))).toStrictEqual([404, 'item-not-found']);
      const reader = await service.send('POST', `/api/verification/incidents/${report.id}/acts`, { body: word });
      expect(await problemOf(reader)).toStrictEqual([401, 'not-signed-in']);
      for (const party of ['afg', 'pak'] as const) {
        const other = party === 'afg' ? bilal : zarmina;
        for (const who of [other, anahita, murat])
          expect(await problemOf(await state(who, said(report.id, party)))).toStrictEqual([403, 'not-allowed']);
        // What a party said in public may be put on record for it, and nothing else.
        expect(await problemOf(await state(maryam, said(report.id, party)))).toStrictEqual([403, 'not-allowed']);
        const inPublic = said(report.id, party, { channel: 'public-statement', sourceIds: [HERALD.id] });
        expect(await problemOf(await state(maryam, inPublic, false))).toStrictEqual([403, 'not-allowed']);
        expect(await problemOf(await state(other, inPublic))).toStrictEqual([403, 'not-allowed']);
        expect((await state(maryam, inPublic)).status).toBe(201);
      }
      expect(await caseFor(murat, report.id)).toMatchObject({ version: 3, occurrence: 'under-verification', acts: [] });
    }));

  test('reviews a report of their own', () =>
    withMechanism(async (cast) => {
      const { rahima, rustam, cemal, anahita } = cast;
      const report = await openReport(cast, rustam);
      const refusal = async (version: number, act: CaseAct) => {
        const answer = await actOn(rustam, report.id, version, act);
        return [answer.status, await answer.json()];
      };
      const own = [
        409,
        expect.objectContaining({ code: 'move-refused', errors: [{ code: 'not-own-submission', detail: '' }] }),
      ];
      expect(await refusal(0, triageAct())).toStrictEqual(own);
      await acted(rahima, report.id, 0, triageAct());
      await acted(cemal, report.id, 1, { act: 'start', reason: REASON, leadId: anahita.id });
      await acted(rahima, report.id, 2, gradeAct(HERALD.id));
      await acted(rahima, report.id, 3, word);
      expect(await refusal(4, word)).toStrictEqual(own);
      expect((await caseFor(cemal, report.id)).occurrence).toBe('under-verification');
    }));

  test('is told by a guard what the other party confided', () =>
    withMechanism(async (cast) => {
      const { zarmina, bilal } = cast;
      const report = await openReport(cast);
      await begin(cast, report);
      const before = await caseFor(bilal, report.id);
      const accusing = said(report.id, 'afg', {
        asserts: { occurred: 'yes', place: null, time: null, attributedTo: 'pak', weapon: null },
      });
      expect((await state(zarmina, accusing, false)).status).toBe(201);
      expect(await caseFor(bilal, report.id)).toStrictEqual(before);
      const shown = before.acts.find(({ act }) => act === 'acknowledge')?.needs;
      expect(shown?.map(({ guard, holds }) => [guard, holds])).toStrictEqual([
        ['record-stands', true],
        ['is-the-alleged-party', false],
        ['formal-acknowledgement', false],
      ]);
      cast.tick();
      const { id } = accusing;
      expect((await state(zarmina, { ...accusing, id: randomUUID(), supersedesId: id })).status).toBe(201);
      const after = (await caseFor(bilal, report.id)).acts.find(({ act }) => act === 'acknowledge')?.needs;
      expect(after?.map(({ holds }) => holds)).toStrictEqual([true, true, false]);
    }));
});

describe('a position', () => {
  test('takes the place of the current one by name; the old one stays readable', () =>
    withMechanism(async (cast) => {
      const { service, zarmina, rahima, tick } = cast;
      const report = await openReport(cast);
      await acted(rahima, report.id, 0, triageAct());
      const first = said(report.id, 'afg', { position: 'denies' });
      tick();
      expect((await state(zarmina, first)).status).toBe(201);
      tick();
      const second = said(report.id, 'afg', { position: 'acknowledges' });
      for (const supersedesId of [null, randomUUID()])
        expect(await problemOf(await state(zarmina, { ...second, supersedesId }))).toStrictEqual([
          412,
          'version-differs',
        ]);
      expect(await problemOf(await state(zarmina, { ...first, supersedesId: first.id }))).toStrictEqual([
        412,
        'version-differs',
      ]);
      expect((await state(zarmina, { ...second, supersedesId: first.id })).status).toBe(201);
      const { positions, verification } = await item(service, report);
      expect(positions.afg).toBe('acknowledges');
      expect(verification.positions.map((one) => [one.id, one.superseded, one.supersedesId])).toStrictEqual([
        [first.id, true, null],
        [second.id, false, first.id],
      ]);
    }));

  test('is refused where it is too long, names no source, or one that is not there', () =>
    withMechanism(async (cast) => {
      const report = await openReport(cast);
      const faults = async (more: Parameters<typeof said>[2]) => {
        const answer = await state(cast.zarmina, said(report.id, 'afg', more));
        const { code, errors } = (await answer.json()) as { code: string; errors?: { parameter: string }[] };
        return [answer.status, code, errors?.map(({ parameter }) => parameter)];
      };
      const words = (count: number) => ({ text: 'word '.repeat(count), language: 'en' as const });
      expect(await faults({ verbatim: words(601) })).toStrictEqual([400, 'bad-body', ['document.verbatim.text']]);
      expect(await faults({ channel: 'public-statement' })).toStrictEqual([400, 'bad-body', ['document.sourceIds']]);
      expect(await faults({ channel: 'public-statement', sourceIds: [randomUUID()] })).toStrictEqual([
        400,
        'bad-body',
        ['document.sourceIds.0'],
      ]);
      expect(await faults({ synthetic: true })).toStrictEqual([400, 'bad-body', ['document.synthetic']]);
      expect((await item(cast.murat, report)).verification.positions).toStrictEqual([]);
      expect((await state(cast.zarmina, said(report.id, 'afg', { verbatim: words(600) }))).status).toBe(201);
    }));
});

describe('what was said before', () => {
  test('a signature from before a case was reopened is not one under what is found afterwards', () =>
    withMechanism(async (cast) => {
      const { zarmina, bilal, cemal, rahima, rustam, tick } = cast;
      const report = await openReport(cast);
      const { id } = report;
      await corroborate(cast, report);
      const { contentHash } = await caseFor(bilal, id);
      for (const [index, who] of [zarmina, bilal, cemal].entries()) {
        tick();
        await acted(who, id, 5 + index, sign(contentHash));
      }
      tick();
      await acted(bilal, id, 8, reopen);
      const others = [rahima, rustam, zarmina, cemal];
      for (const [index, who] of others.entries()) {
        tick();
        const { moved } = await acted(who, id, 9 + index, index < 2 ? word : sign(contentHash));
        expect(moved).toStrictEqual(index === 1 ? ['corroborate'] : []);
      }
      const { status, verification } = await item(bilal, report);
      expect([status, verification.agreement]).toStrictEqual(['corroborated', 'awaited']);
      expect(verification.signoffs.map(({ signer, holds }) => [signer, holds])).toStrictEqual([
        ['afg', true],
        ['pak', false],
        ['chair', true],
      ]);
      tick();
      expect((await acted(bilal, id, 13, sign(contentHash))).moved).toStrictEqual(['verify-jointly']);
    }));

  test('a restriction that was withdrawn is none', () =>
    withMechanism(async (cast) => {
      const { maryam, cemal } = cast;
      const report = await openReport(cast);
      await begin(cast, report);
      const refusedAccess = await file(maryam, incidentSent({ type: 'access-denied' }));
      const find = (restrictionId: string): CaseAct => ({
        act: 'find-inconclusive',
        reason: REASON,
        because: 'access-refused',
        restrictionId,
      });
      await actOnRecord(maryam, refusedAccess, 'withdrawal', { why: WHY });
      expect(await problemOf(await actOn(cemal, report.id, 3, find(refusedAccess.id)))).toStrictEqual([
        409,
        'move-refused',
      ]);
      const standing = await file(maryam, incidentSent({ type: 'access-denied' }));
      expect((await acted(cemal, report.id, 3, find(standing.id))).moved).toStrictEqual(['find-inconclusive']);
    }));
});

describe('an act', () => {
  test('is done once for its key, and needs a key and a version', () =>
    withMechanism(async (cast) => {
      const { rahima } = cast;
      const report = await openReport(cast);
      const [key, act] = [randomUUID(), triageAct()];
      const [first, again] = [await actOn(rahima, report.id, 0, act, key), await actOn(rahima, report.id, 0, act, key)];
      expect([first.status, again.status]).toStrictEqual([200, 200]);
      expect(await again.json()).toStrictEqual(await first.json());
      expect(await problemOf(await actOn(rahima, report.id, 0, triageAct(), key))).toStrictEqual([409, 'key-reused']);
      expect(await problemOf(await actOn(rahima, report.id, 0, triageAct()))).toStrictEqual([412, 'version-differs']);
      const path = `/api/verification/incidents/${report.id}/acts`;
      for (const headers of [{ 'if-match': '"1"' }, { 'idempotency-key': randomUUID() }])
        expect(await problemOf(await rahima.send('POST', path, { headers, body: act }))).toStrictEqual([
          428,
          'precondition-required',
        ]);
      expect((await item(rahima, report)).verification.requests).toHaveLength(1);
    }));

  test('at the same moment as another of the same version: one is done, the other told that it was second', () =>
    withOwnDatabase(async (database) => {
      const cast = await castOn(database);
      const { rahima, rustam, zarmina, bilal } = cast;
      const report = await openReport(cast);
      await begin(cast, report);
      const two = await Promise.all([rahima, rustam].map((who) => actOn(who, report.id, 3, word)));
      expect(two.map(({ status }) => String(status)).toSorted()).toStrictEqual(['200', '412']);
      const other = two[0]?.status === 200 ? rustam : rahima;
      cast.tick();
      expect((await acted(other, report.id, 4, word)).moved).toStrictEqual(['corroborate']);
      const { contentHash } = await caseFor(bilal, report.id);
      const signed = await Promise.all([zarmina, bilal].map((who) => actOn(who, report.id, 5, sign(contentHash))));
      expect(signed.map(({ status }) => String(status)).toSorted()).toStrictEqual(['200', '412']);
      const kept = await database.one(sql<{ versions: number; signed: number }>`
        select count(*)::int as versions, max(jsonb_array_length(document -> 'signoffs'))::int as signed
        from record_versions join records on id = record_id where kind = 'case' and parent_id = ${report.id}`);
      expect(kept).toStrictEqual({ versions: 6, signed: 1 });
      // Two positions of one party at the same moment: the second does not name the first.
      const sent = [said(report.id, 'afg'), said(report.id, 'afg')];
      const stated = await Promise.all(sent.map((document) => state(zarmina, document)));
      expect(stated.map(({ status }) => String(status)).toSorted()).toStrictEqual(['201', '412']);
    }));
});
