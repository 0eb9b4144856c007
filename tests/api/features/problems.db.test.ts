import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemShown } from '../../../api/features/contract.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { bundleOf, incident } from '../../fixtures/records.ts';
import { serviceOn, testDatabase, withService } from '../../setup/service.ts';

const ITEMS = '/api/collections/incidents/items';

describe('a question that cannot be answered', () => {
  test.each([
    ['bbox=1,2,3', 'bad-bbox', 'bbox'],
    ['bbox=1,2,3,91', 'bad-bbox', 'bbox'],
    ['bbox=1,9,3,2', 'bad-bbox', 'bbox'],
    ['bbox=a,b,c,d', 'bad-bbox', 'bbox'],
    ['bbox=1e999,0,1,1', 'bad-bbox', 'bbox'],
    ['bbox=', 'bad-bbox', 'bbox'],
    ['bbox=0,0,1,1&bbox=0,0,1,1', 'bad-bbox', 'bbox'],
    ['datetime=2025-13-40', 'bad-datetime', 'datetime'],
    ['datetime=2025-02-30', 'bad-datetime', 'datetime'],
    ['datetime=2025-10-09/2025-10-08', 'bad-datetime', 'datetime'],
    ['datetime=..', 'bad-datetime', 'datetime'],
    ['datetime=2025-10-09/2025-10-10/2025-10-11', 'bad-datetime', 'datetime'],
    ['datetime=yesterday', 'bad-datetime', 'datetime'],
    ['limit=0', 'bad-limit', 'limit'],
    ['limit=-1', 'bad-limit', 'limit'],
    ['limit=1.5', 'bad-limit', 'limit'],
    ['limit=ten', 'bad-limit', 'limit'],
    ['status=verified', 'bad-status', 'status'],
    ['type=violation', 'bad-type', 'type'],
    ['q=', 'bad-q', 'q'],
    [`q=${'a'.repeat(201)}`, 'bad-q', 'q'],
    ['q=%E0%A4%A', 'bad-encoding', 'q'],
    ['after=12', 'bad-after', 'after'],
    ['after=12.AAAAAAAAAAAAAAAA', 'bad-after', 'after'],
    ['asKnownAt=2025-11-06', 'bad-asKnownAt', 'asKnownAt'],
    ['asKnownAt=2999-01-01T00:00:00Z', 'bad-asKnownAt', 'asKnownAt'],
    ['f=html', 'bad-f', 'f'],
    ['fromage=brie', 'unknown-parameter', 'fromage'],
  ])('is a 400 problem that names the parameter: %s', (query, code, parameter) =>
    withService(async (service) => {
      const response = await service.get(`${ITEMS}?${query}`);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      const problem = ProblemShown.parse(await response.json());
      expect([response.status, problem.status]).toStrictEqual([400, 400]);
      expect(problem.errors?.map((fault) => [fault.code, fault.parameter])).toStrictEqual([[code, parameter]]);
      expect(problem.errors?.[0]?.detail).not.toBe('');
    }),
  );

  test('names every fault at once and what is allowed', () =>
    withService(async (service) => {
      const problem = ProblemShown.parse(await service.json(`${ITEMS}?limit=0&status=foo&zz=1`));
      expect(problem).toStrictEqual({
        type: 'urn:durand-line-monitor:problem:bad-parameter',
        title: 'A parameter is not as it should be',
        status: 400,
        code: 'bad-parameter',
        detail: 'limit: must be a whole number from 1; more than 10000 gives 10000',
        errors: [
          {
            code: 'bad-limit',
            parameter: 'limit',
            detail: 'must be a whole number from 1; more than 10000 gives 10000',
          },
          {
            code: 'bad-status',
            parameter: 'status',
            detail:
              'unknown value "foo"; allowed: reported, triaged, under-verification, corroborated, jointly-verified, contested, inconclusive, not-substantiated, suspended, withdrawn',
          },
          {
            code: 'unknown-parameter',
            parameter: 'zz',
            detail:
              'unknown parameter; allowed here: asKnownAt, bbox, datetime, limit, q, after, f, type, status, positions, attribution, compliance, overdue, underReview, mine',
          },
        ],
      });
    }));

  test('that asks for more than a page holds is no problem: it gets the largest page', () =>
    withService(async (service) => {
      expect((await service.get(`${ITEMS}?limit=999999`)).status).toBe(200);
    }));

  test('with an altered next link, or one of another query, is refused', () =>
    withService(async (service) => {
      await saveBundle(service.database, bundleOf({ incidents: [incident(1), incident(2)] }));
      const here = `${ITEMS}?bbox=9,49,12,52&limit=1`;
      const page = (await service.json(here)) as { links: { rel: string; href: string }[] };
      const next = page.links.find((link) => link.rel === 'next')?.href ?? '';
      expect((await service.get(next)).status).toBe(200);
      const altered = next.replace(/after=(\d+)/, (_all, fid: string) => `after=${Number(fid) + 1}`);
      for (const link of [altered, next.replace('bbox=9', 'bbox=8'), next.replace('incidents', 'crossings')]) {
        const response = await service.get(link);
        expect([response.status, ProblemShown.parse(await response.json()).code]).toStrictEqual([400, 'bad-next-link']);
      }
    }));

  test.each([
    ['/api/collections/incidents/items/999999999', 404, 'item-not-found'],
    ['/api/collections/incidents/items/0', 404, 'item-not-found'],
    ['/api/collections/incidents/items/-1', 404, 'item-not-found'],
    ['/api/collections/incidents/items/99999999999999999999999', 404, 'item-not-found'],
    ["/api/collections/incidents/items/1'--", 404, 'item-not-found'],
    ['/api/collections/violations/items', 404, 'collection-not-found'],
    ['/api/collections/violations', 404, 'collection-not-found'],
    ['/api/collections/violations/items/1', 404, 'collection-not-found'],
    ['/api/nothing', 404, 'not-found'],
    ['/api?zz=1', 400, 'bad-parameter'],
    ['/api/collections?zz=1', 400, 'bad-parameter'],
  ])('at %s is %i %s', (path, status, code) =>
    withService(async (service) => {
      const response = await service.get(path);
      expect([response.status, ProblemShown.parse(await response.json()).code]).toStrictEqual([status, code]);
    }),
  );

  test('is never an error of the service, whatever is asked', async () => {
    const service = serviceOn(await testDatabase());
    const names = fc.constantFrom('bbox', 'datetime', 'limit', 'q', 'type', 'status', 'after', 'f', 'zz', '');
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('1,2,3,4', '2025-10-09/..', '-0', '\0', "'; drop table incidents; --", '%', '10', 'reported'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, values), { maxLength: 4 }), async (parameters) => {
        const query = parameters
          .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
          .join('&');
        const { status } = await service.get(`${ITEMS}?${query}`);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });
});
