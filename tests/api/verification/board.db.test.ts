import { expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import { type BoardItem, Board } from '../../../api/verification/shown/contract.ts';
import { caseOf, position, savePart, step } from '../../fixtures/board.ts';
import { act, file, incidentSent, WHY } from '../../fixtures/filing.ts';
import { bundleOf, incident } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

async function boardOf(who: Somebody): Promise<Board> {
  return Board.parse(await who.json('/api/verification/board'));
}

/** The tasks about one incident, as `task: roles`. */
function tasksOn(items: readonly BoardItem[], id: string): string[] {
  return items.filter(({ incidentId }) => incidentId === id).map(({ task, waitsFor }) => `${task}: ${waitsFor.join()}`);
}

/** The present moment of the service, so many hours on. */
function inHours(service: TestService, hours: number): string {
  return new Date(service.clock.now.getTime() + hours * 3_600_000).toISOString();
}

test('a board is for those who have signed in', () =>
  withService(async (service) => {
    const answer = await service.get('/api/verification/board');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toStrictEqual([401, 'not-signed-in']);
  }));

test('what was imported waits for triage without a deadline, what somebody files with one and before it', () =>
  withService(async (service) => {
    await saveBundle(service.database, bundleOf({}));
    const [sahar, rana] = [await somebody(service, 'monitor'), await somebody(service, 'reviewer')];
    const before = await boardOf(rana);
    expect(before.mine.length).toBeGreaterThan(10);
    expect(new Set(before.mine.map(({ task, dueAt }) => `${task} ${dueAt}`))).toStrictEqual(new Set(['triage null']));
    expect([before.others, before.isWhole, before.mode]).toStrictEqual([[], true, 'full-joint']);

    const filedAt = service.clock.now.toISOString();
    const filed = await file(sahar, incidentSent({ title: 'Fire heard at Khost' }));
    const { mine } = await boardOf(rana);
    expect(mine.length).toBe(before.mine.length + 1);
    expect(mine[0]).toStrictEqual({
      fid: filed.fid,
      incidentId: filed.id,
      ref: filed.ref,
      title: 'Fire heard at Khost',
      status: 'reported',
      task: 'triage',
      dueAt: inHours(service, 4),
      overdue: false,
      waitsFor: ['reviewer', 'chair'],
      since: filedAt,
    });
    service.clock.now = new Date(inHours(service, 4));
    expect((await boardOf(rana)).mine[0]).toMatchObject({ fid: filed.fid, overdue: true });
    expect(tasksOn((await boardOf(sahar)).others, filed.id)).toStrictEqual(['triage: reviewer,chair']);
  }));

test('nobody finds on the board what they may not read', () =>
  withService(async (service) => {
    await saveBundle(service.database, bundleOf({}));
    const zarmina = await somebody(service, 'liaison-afg');
    const filed = await file(zarmina, incidentSent());
    const protectedOne = await file(await somebody(service, 'monitor'), incidentSent(), { level: 4 });
    const found: Record<string, boolean[]> = {};
    for (const role of [
      'liaison-afg',
      'liaison-pak',
      'monitor',
      'press',
      'reviewer',
      'chair',
      'administrator',
    ] as const) {
      const board = await boardOf(await somebody(service, role));
      const ids = [...board.mine, ...board.others].map(({ incidentId }) => incidentId);
      found[role] = [ids.includes(filed.id), ids.includes(protectedOne.id), ids.length > 0];
    }
    expect(found).toStrictEqual({
      'liaison-afg': [true, false, true],
      'liaison-pak': [false, false, true],
      monitor: [false, false, true],
      press: [false, false, false],
      reviewer: [true, false, true],
      chair: [true, false, true],
      administrator: [false, false, false],
    });
  }));

test('a confidential answer of one party changes nothing on the board of the other', () =>
  withService(async (service) => {
    const [zarmina, bilal, elif] = [
      await somebody(service, 'liaison-afg'),
      await somebody(service, 'liaison-pak'),
      await somebody(service, 'chair'),
    ];
    await saveBundle(service.database, bundleOf({ incidents: [incident(1)] }));
    const { id } = incident(1);
    const now = service.clock.now.toISOString();
    const request = { id, urgency: 'flash' as const, sentAt: now, dueAt: inHours(service, 24) };
    await savePart(
      service,
      'case',
      caseOf(id, { occurrence: 'triaged', requests: [request], moves: [step('triage', 'triaged', now)] }),
    );
    expect(tasksOn((await boardOf(zarmina)).mine, id)).toStrictEqual(['answer: liaison-afg']);
    const before = await boardOf(bilal);
    expect(tasksOn(before.mine, id)).toStrictEqual(['answer: liaison-pak']);
    expect(tasksOn(before.others, id)).toStrictEqual(['start: chair']);

    await savePart(service, 'position', position(1, id, 'afg'), { level: 3, owner: 'afg' });
    expect(await boardOf(bilal)).toStrictEqual(before);
    expect(tasksOn((await boardOf(zarmina)).mine, id)).toStrictEqual([]);
    expect(tasksOn((await boardOf(elif)).others, id)).toStrictEqual(['answer: liaison-pak']);
    expect(tasksOn((await boardOf(elif)).mine, id)).toStrictEqual(['start: chair']);
  }));

test('a case that was decided leaves the board, and what was withdrawn is not on it', () =>
  withService(async (service) => {
    const rana = await somebody(service, 'reviewer');
    await saveBundle(service.database, bundleOf({ incidents: [incident(1), incident(2)] }));
    const [one, other] = [incident(1).id, incident(2).id];
    const at = service.clock.now.toISOString();
    await savePart(
      service,
      'case',
      caseOf(one, { occurrence: 'under-verification', moves: [step('start', 'under-verification', at)] }),
    );
    await savePart(service, 'case', caseOf(other, { occurrence: 'under-verification' }));
    expect(tasksOn((await boardOf(rana)).mine, one)).toStrictEqual(['decide: reviewer']);
    expect(tasksOn((await boardOf(rana)).mine, other)).toStrictEqual(['decide: reviewer']);
    await savePart(service, 'case', caseOf(one, { occurrence: 'contested' }));
    expect(tasksOn((await boardOf(rana)).mine, one)).toStrictEqual([]);
    const present = { kind: 'incident', id: other, version: 1 } as const;
    expect((await act(rana, present, 'withdrawal', { why: WHY })).status).toBe(200);
    expect(tasksOn((await boardOf(rana)).mine, other)).toStrictEqual([]);
  }));

test('a board looks at five hundred incidents and says when there are more', () =>
  withService(async (service) => {
    const rana = await somebody(service, 'reviewer');
    const incidents = Array.from({ length: 500 }, (_, index) => incident(index + 1));
    await saveBundle(service.database, bundleOf({ incidents }));
    const filed = await file(await somebody(service, 'monitor'), incidentSent());
    const { mine, isWhole } = await boardOf(rana);
    expect([mine.length, isWhole, mine[0]?.fid]).toStrictEqual([500, false, filed.fid]);
  }));
