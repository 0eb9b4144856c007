import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { FEATURE_COLLECTIONS, ProblemShown } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import type { IncidentWrite } from '../../../api/incidents/contract.ts';
import { caseOf, savePart, step } from '../../fixtures/board.ts';
import { file, incidentSent, problemOf } from '../../fixtures/filing.ts';
import { bundleOf, incident, statement, whereAt } from '../../fixtures/records.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { type TestService, withService } from '../../setup/service.ts';

const ITEMS = '/api/collections/incidents/items';
/** The project's own seeds stand elsewhere. */
const HERE = 'bbox=9,49,12,52';

/** Six incidents that differ in what each party stated and in what is found. */
const INCIDENTS: IncidentWrite[] = [
  incident(1, { statements: [statement(1, 'afg'), statement(2, 'pak')], accountsDifferOn: ['initiator'] }),
  incident(2, { statements: [statement(3, 'afg')], attribution: 'claimed' }),
  incident(3, { statements: [statement(4, 'pak')], attribution: 'disputed', accountsDifferOn: ['casualties'] }),
  incident(4, { statements: [statement(5, null)] }),
  incident(5, { compliance: 'out-of-scope' }),
  incident(6),
];

function withIncidents(check: (service: TestService) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    await saveBundle(service.database, bundleOf({ incidents: INCIDENTS }));
    service.clock.now = new Date(Date.now() + 1_000);
    const at = service.clock.now.toISOString();
    const suspended = { occurrence: 'suspended', heldFrom: 'reported', reviewOn: '2001-11-01' } as const;
    await savePart(
      service,
      'case',
      caseOf(incident(5).id, { ...suspended, moves: [step('suspend', 'suspended', at)] }),
    );
    await savePart(service, 'case', caseOf(incident(6).id, { occurrence: 'under-verification', underReview: true }));
    await check(service);
  });
}

async function numbers(who: Pick<Somebody, 'json'>, query: string): Promise<number[]> {
  const page = FEATURE_COLLECTIONS.incidents.parse(await who.json(`${ITEMS}?${HERE}&${query}`));
  expect(page.numberMatched).toBe(page.numberReturned);
  return page.features.map(({ properties }) => Number(properties.ref.slice(-1)));
}

describe('incidents are chosen', () => {
  test('by how far the parties have spoken, which of them being the one making no difference', () =>
    withIncidents(async (service) => {
      expect(await numbers(service, 'positions=both')).toStrictEqual([1]);
      expect(await numbers(service, 'positions=one')).toStrictEqual([2, 3]);
      expect(await numbers(service, 'positions=none')).toStrictEqual([4, 5, 6]);
      expect(await numbers(service, 'positions=differ')).toStrictEqual([1, 3]);
      expect(await numbers(service, 'positions=both,none')).toStrictEqual([1, 4, 5, 6]);
    }));

  test('by what is said of who did it and of whether a provision was broken', () =>
    withIncidents(async (service) => {
      expect(await numbers(service, 'attribution=claimed,disputed')).toStrictEqual([2, 3]);
      expect(await numbers(service, 'attribution=disputed&positions=both')).toStrictEqual([]);
      expect(await numbers(service, 'compliance=out-of-scope')).toStrictEqual([5]);
      expect(await numbers(service, 'compliance=no-finding,not-considered')).toStrictEqual([1, 2, 3, 4, 6]);
    }));

  test('by what is overdue and what is under review, or is not', () =>
    withIncidents(async (service) => {
      expect(await numbers(service, 'overdue=true')).toStrictEqual([5]);
      expect(await numbers(service, 'overdue=false')).toStrictEqual([1, 2, 3, 4, 6]);
      expect(await numbers(service, 'underReview=true')).toStrictEqual([6]);
      expect(await numbers(service, 'underReview=false&overdue=false')).toStrictEqual([1, 2, 3, 4]);
    }));

  test('as they were known at a moment', () =>
    withIncidents(async (service) => {
      const then = service.clock.now.toISOString();
      service.clock.now = new Date(service.clock.now.getTime() + 60_000);
      await savePart(service, 'case', caseOf(incident(6).id, { occurrence: 'contested', underReview: false }));
      expect(await numbers(service, 'underReview=true')).toStrictEqual([]);
      expect(await numbers(service, `underReview=true&asKnownAt=${then}`)).toStrictEqual([6]);
    }));

  test('page by page, the count being of all of them', () =>
    withIncidents(async (service) => {
      const seen: string[] = [];
      let path = `${ITEMS}?${HERE}&positions=none,one&limit=2`;
      for (;;) {
        const page = FEATURE_COLLECTIONS.incidents.parse(await service.json(path));
        expect(page.numberMatched).toBe(5);
        seen.push(...page.features.map(({ properties }) => properties.ref.slice(-1)));
        const next = page.links.find(({ rel }) => rel === 'next');
        if (!next) break;
        path = next.href.replace('http://test', '');
        expect(path).toContain('positions=none%2Cone');
      }
      expect(seen).toStrictEqual(['2', '3', '4', '5', '6']);
      const page = FEATURE_COLLECTIONS.incidents.parse(await service.json(`${ITEMS}?positions=both&limit=1`));
      const after = new URL(page.links.find(({ rel }) => rel === 'next')?.href ?? '').searchParams.get('after');
      const [status, code] = await problemOf(await service.get(`${ITEMS}?positions=one&limit=1&after=${after}`));
      expect([status, code]).toStrictEqual([400, 'bad-next-link']);
    }));

  test('with every tag that follows from what the viewer sees, and no other', () =>
    withIncidents(async ({ database }) => {
      const rows = await database.all(sql<{ tags: string[]; properties: Record<string, unknown> }>`
        select tags, feature::jsonb -> 'properties' as properties from incident_projections`);
      expect(rows.length).toBeGreaterThan(40);
      for (const { tags, properties } of rows) {
        expect(tags.includes('overdue')).toBe(properties['overdue']);
        expect(tags.filter((tag) => tag.includes(':'))).toStrictEqual([
          `positions:${['afg', 'pak'].includes(String(properties['partiesStated'])) ? 'one' : String(properties['partiesStated'])}`,
          ...((properties['accountsDifferOn'] as string[]).length > 0 ? ['positions:differ'] : []),
          `attribution:${String(properties['attribution'])}`,
          `compliance:${String(properties['compliance'])}`,
        ]);
      }
    }));
});

describe('what is mine', () => {
  test('is what I submitted, lead or have to act on', () =>
    withIncidents(async (service) => {
      const [sahar, rana] = [await somebody(service, 'monitor'), await somebody(service, 'reviewer')];
      expect(await numbers(sahar, 'mine=true')).toStrictEqual([]);
      await file(sahar, incidentSent({ title: 'Heard by Sahar', where: whereAt(null) }));
      const own = FEATURE_COLLECTIONS.incidents.parse(await sahar.json(`${ITEMS}?mine=true`));
      expect(own.features.map(({ properties }) => properties.title)).toStrictEqual(['Heard by Sahar']);

      await savePart(
        service,
        'case',
        caseOf(incident(6).id, { occurrence: 'contested', lead: { id: sahar.id, role: 'monitor' } }),
      );
      expect(await numbers(sahar, `mine=true&status=contested`)).toStrictEqual([6]);
      // Four are to be triaged and one is suspended, which is the chair's to review.
      expect(await numbers(rana, 'mine=true')).toStrictEqual([1, 2, 3, 4]);
      expect(await numbers(rana, 'mine=true&positions=one')).toStrictEqual([2, 3]);
      expect(await numbers(await somebody(service, 'chair'), 'mine=true')).toStrictEqual([1, 2, 3, 4, 5]);
      expect(await numbers(await somebody(service, 'press'), 'mine=true')).toStrictEqual([]);
    }));

  test('is asked for by somebody: a reader is told to sign in', () =>
    withService(async (service) => {
      expect(await problemOf(await service.get(`${ITEMS}?mine=true`))).toStrictEqual([401, 'not-signed-in']);
    }));
});

test.each([
  ['positions=afg', 'bad-positions'],
  ['positions=', 'bad-positions'],
  ['attribution=guilty', 'bad-attribution'],
  ['compliance=broken', 'bad-compliance'],
  ['overdue=yes', 'bad-overdue'],
  ['underReview=1', 'bad-underReview'],
  ['mine=false', 'bad-mine'],
])('a value that is not known is a problem that says what is: %s', (query, code) =>
  withService(async (service) => {
    const answer = await service.get(`${ITEMS}?${query}`);
    const { errors } = ProblemShown.parse(await answer.json());
    expect([answer.status, errors?.map((fault) => fault.code)]).toStrictEqual([400, [code]]);
    expect(errors?.[0]?.detail).toMatch(/allowed: |must be /);
  }),
);

test('claims and crossings are not asked these', () =>
  withService(async (service) => {
    for (const collection of ['airspace-claims', 'crossings']) {
      const answer = await service.get(`/api/collections/${collection}/items?overdue=true`);
      expect(await problemOf(answer)).toStrictEqual([400, 'bad-parameter']);
    }
  }));
