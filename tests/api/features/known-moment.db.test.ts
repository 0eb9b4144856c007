import { expect, test } from 'vitest';
import { describeApi } from '../../../api/app.ts';
import { ProblemShown } from '../../../api/features/contract.ts';
import { withService } from '../../setup/service.ts';

/** Every operation that reads, with an item that is on record where it needs one. */
function readPaths(): string[] {
  const { paths } = describeApi('0') as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths)
    .filter(([path, methods]) => 'get' in methods && path !== '/live')
    .map(([path]) => path.replace('{featureId}', '1').replace('{z}/{x}/{y}', '6/43/25'));
}

/** The operations that take a moment: the others do not know the parameter, or do not read parameters at all. */
const TAKE_A_MOMENT = [
  '/agreements',
  '/collections',
  ...['airspace-claims', 'crossings', 'incidents'].flatMap((collection) => [
    `/collections/${collection}`,
    `/collections/${collection}/items`,
    `/collections/${collection}/items/1`,
    `/collections/${collection}/items/1/history`,
    `/tiles/${collection}`,
    `/tiles/${collection}/6/43/25.mvt`,
  ]),
  '/collections/agreements/items/1/history',
  '/explore/incidents.arrow',
  '/explore/incidents/found',
  '/explore/incidents/matching',
  '/explore/incidents/outlines',
  '/explore/incidents/rows',
  '/explore/incidents/summary',
];

/** What some operations cannot do without. */
const NEEDED: Record<string, string> = {
  '/explore/incidents/found': '&q=fire',
  '/explore/incidents/matching': '&q=fire',
  '/explore/incidents/rows': '&ids=1',
};

test('every operation that takes a moment takes one that has been, and refuses one that has not', () =>
  withService(async (service) => {
    const [has, hasNot] = ['2025-11-06T06:00:00Z', '2025-11-06T06:01:00Z'];
    service.clock.now = new Date(has);
    const refusing: string[] = [];
    for (const path of readPaths()) {
      const needed = NEEDED[path] ?? '';
      const answer = await service.get(`/api${path}?asKnownAt=${hasNot}${needed}`);
      if (answer.status !== 400) continue;
      const problem = ProblemShown.parse(await answer.json());
      if (problem.errors?.[0]?.code !== 'bad-asKnownAt') continue;
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(problem.detail).toContain('the moment has not been yet');
      const answered = await service.get(`/api${path}?asKnownAt=${has}${needed}`);
      expect([path, answered.status]).not.toStrictEqual([path, 400]);
      refusing.push(path);
    }
    expect(refusing.toSorted()).toStrictEqual(TAKE_A_MOMENT.toSorted());
  }));
