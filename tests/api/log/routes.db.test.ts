import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../api/log/canonical.ts';
import { makeCheckpoint } from '../../../api/log/checkpoints.ts';
import { ConsistencyProof, InclusionProof } from '../../../api/log/contract.ts';
import { readNewestNote } from '../../../api/log/files.ts';
import { openNote } from '../../../api/log/note.ts';
import { appendEntries, findEntryOf } from '../../../api/log/entries.ts';
import { logRoutes } from '../../../api/log/routes.ts';
import { placeBatch } from '../../../api/log/sequencer.ts';
import { answerProblem, Problem, type ProblemDetails } from '../../../api/problem.ts';
import { entries, entryOf, type TestLog, withLog } from './fixture.ts';
import { leafOf, rootFromInclusion, rootsFromConsistency } from './reference.ts';

const SIZE = 21;
const bytes = (base64: string) => Buffer.from(base64, 'base64');

function appOn({ database, folder, key }: TestLog): OpenAPIHono {
  const app = new OpenAPIHono();
  app.route('/api', logRoutes({ queries: database, newestNote: () => readNewestNote(folder), vkey: key.vkey }));
  app.onError((error, context) => {
    if (error instanceof Problem) return answerProblem(context, error);
    throw error;
  });
  return app;
}

/** The routes on a log of 21 entries that a checkpoint vouches for. */
function withRoutes(run: (get: (path: string) => Promise<Response>, log: TestLog) => Promise<void>): Promise<void> {
  return withLog(async (log) => {
    await appendEntries(log.database, entries(SIZE));
    await placeBatch(log.database);
    await makeCheckpoint(log);
    const app = appOn(log);
    await run(async (path) => app.request(`/api${path}`), log);
  });
}

/** Size and root of the served checkpoint, opened with the served key. */
async function servedHead(get: (path: string) => Promise<Response>): Promise<{ size: number; root: Buffer }> {
  const text = openNote(await (await get('/log/checkpoint')).text(), await (await get('/log/key')).text()) ?? '';
  const [, size, root] = text.split('\n');
  return { size: Number(size), root: bytes(root ?? '') };
}

async function problemOf(response: Response): Promise<unknown[]> {
  const { code, errors } = (await response.json()) as ProblemDetails;
  return [response.status, code, ...(errors ?? []).map(({ code, parameter, detail }) => [code, parameter, detail])];
}

describe('the checkpoint', () => {
  test('is served as text with the key that opens it, and under a tag', () =>
    withRoutes(async (get, log) => {
      expect((await servedHead(get)).size).toBe(SIZE);
      const response = await get('/log/checkpoint');
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(await response.text()).toBe(await readNewestNote(log.folder));
      const tag = response.headers.get('etag') ?? '';
      const again = await appOn(log).request('/api/log/checkpoint', { headers: { 'if-none-match': tag } });
      expect(again.status).toBe(304);
      expect(await (await get('/log/key')).text()).toBe(`${log.key.vkey}\n`);
    }));

  test('that does not exist yet is a problem', () =>
    withLog(async (log) => {
      expect(await problemOf(await appOn(log).request('/api/log/checkpoint'))).toStrictEqual([404, 'log-too-short']);
    }));
});

describe('a proof of inclusion', () => {
  test('leads from the text of each entry to the root of the checkpoint', () =>
    withRoutes(async (get) => {
      const head = await servedHead(get);
      for (let n = 0; n < SIZE; n++) {
        const answer = await get(`/log/proof/inclusion?entry=${n}&size=${head.size}`);
        const { seq, size, leaf, proof, root } = InclusionProof.parse(await answer.json());
        expect([seq, size]).toStrictEqual([n, SIZE]);
        expect(bytes(leaf)).toStrictEqual(leafOf(canonicalJson(entryOf(n))));
        expect(bytes(root)).toStrictEqual(head.root);
        expect(rootFromInclusion(n, SIZE, leafOf(canonicalJson(entryOf(n))), proof.map(bytes))).toStrictEqual(
          head.root,
        );
        const forged = leafOf(canonicalJson(entryOf(n, { actor: { id: 'nobody', role: 'chair' } })));
        expect(rootFromInclusion(n, SIZE, forged, proof.map(bytes))).not.toStrictEqual(head.root);
      }
    }));

  test('can be asked for a version of a record', () =>
    withRoutes(async (get, { database }) => {
      const entry = await findEntryOf(database, entryOf(13).subject);
      const answer = await get(`/log/proof/inclusion?entry=${entry?.seq}&size=${SIZE}`);
      expect(bytes(InclusionProof.parse(await answer.json()).leaf)).toStrictEqual(leafOf(canonicalJson(entryOf(13))));
    }));
});

describe('a proof of consistency', () => {
  test('leads from every older log to the root of the checkpoint', () =>
    withRoutes(async (get) => {
      const head = await servedHead(get);
      for (let older = 1; older <= SIZE; older++) {
        const answer = await get(`/log/proof/consistency?from=${older}&to=${SIZE}`);
        const { from, to, fromRoot, toRoot, proof } = ConsistencyProof.parse(await answer.json());
        expect([from, to]).toStrictEqual([older, SIZE]);
        const roots = rootsFromConsistency([older, SIZE], bytes(fromRoot), proof.map(bytes));
        expect(roots).toStrictEqual([bytes(fromRoot), head.root]);
        expect(bytes(toRoot)).toStrictEqual(head.root);
      }
    }));
});

describe('a parameter that is not as it should be is named', () => {
  const FROM_0 = 'must be a whole number from 0';
  const FROM_1 = 'must be a whole number from 1';
  const cases: [string, ...(readonly [string, string, string])[]][] = [
    ['inclusion?entry=x&size=0', ['bad-entry', 'entry', FROM_0], ['bad-size', 'size', FROM_1]],
    ['inclusion?entry=-1&size=5', ['bad-entry', 'entry', FROM_0]],
    ['inclusion?entry=01&size=5', ['bad-entry', 'entry', FROM_0]],
    ['inclusion?entry=%F0&size=5', ['bad-entry', 'entry', FROM_0]],
    ['inclusion?entry=1&size=9999999999999999', ['bad-size', 'size', FROM_1]],
    ['inclusion?entry=5&size=5', ['bad-entry', 'entry', 'must be below size']],
    ['inclusion?size=5', ['bad-entry', 'entry', 'is needed: a whole number from 0']],
    [
      'inclusion?entry=1&entry=2&size=5',
      ['bad-entry', 'entry', 'give this parameter once; lists are written with commas'],
    ],
    ['inclusion?entry=1&size=5&seq=1', ['unknown-parameter', 'seq', 'unknown parameter; allowed here: entry, size']],
    ['consistency?from=0&to=5', ['bad-from', 'from', FROM_1]],
    ['consistency?from=6&to=5', ['bad-from', 'from', 'must not be above to']],
    ['consistency?from=6', ['bad-to', 'to', 'is needed: a whole number from 1']],
  ];
  test.each(cases)('%s', (path, ...faults) =>
    withRoutes(async (get) => {
      expect(await problemOf(await get(`/log/proof/${path}`))).toStrictEqual([400, 'bad-parameter', ...faults]);
    }),
  );

  test('also where there are none', () =>
    withRoutes(async (get) => {
      const fault = ['unknown-parameter', 'size', 'unknown parameter; allowed here: none'];
      for (const path of ['/log/checkpoint?size=1', '/log/key?size=1'])
        expect(await problemOf(await get(path))).toStrictEqual([400, 'bad-parameter', fault]);
    }));

  test('and a size that the log does not have is not found', () =>
    withRoutes(async (get) => {
      for (const [path, parameter] of [
        ['inclusion?entry=1&size=22', 'size'],
        ['consistency?from=1&to=22', 'to'],
      ])
        expect(await problemOf(await get(`/log/proof/${path}`))).toStrictEqual([
          404,
          'log-too-short',
          [`bad-${parameter}`, parameter, 'the log has 21 entries'],
        ]);
    }));
});

test('every route is described with its parameters', () =>
  withLog(async (log) => {
    const { paths } = appOn(log).getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'log', version: '0' } });
    const described = Object.entries(paths ?? {}).map(([path, item]) => [
      path,
      (item.get?.parameters ?? []).map((parameter) => ('name' in parameter ? parameter.name : '')),
    ]);
    expect(described).toStrictEqual([
      ['/api/log/checkpoint', []],
      ['/api/log/key', []],
      ['/api/log/proof/inclusion', ['entry', 'size']],
      ['/api/log/proof/consistency', ['from', 'to']],
    ]);
  }));
