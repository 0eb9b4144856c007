import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MOST_BODY_DEPTH, readJson } from '../../api/body.ts';
import { limitBody, MOST_BODY_BYTES } from '../../api/limits.ts';
import { answerProblem, Problem, type ProblemDetails } from '../../api/problem.ts';

const Body = z.strictObject({ name: z.string(), place: z.strictObject({ at: z.array(z.number()) }).optional() });

const app = new Hono();
app.use(limitBody());
app.post('/any', async (context) => context.json(await readJson(context, z.json())));
app.post('/', async (context) => context.json(await readJson(context, Body)));
app.onError((error, context) => {
  if (error instanceof Problem) return answerProblem(context, error);
  throw error;
});

async function post(path: string, body: string, type = 'application/json'): Promise<unknown> {
  const response = await app.request(path, { method: 'POST', body, headers: { 'content-type': type } });
  if (response.ok) return response.json();
  const { code, errors = [] } = (await response.json()) as ProblemDetails;
  return [response.status, code, ...errors.map((fault) => [fault.code, fault.parameter])];
}

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('the body of a request', () => {
  test('is JSON that says so', async () => {
    expect(await post('/', '{"name":"a"}')).toStrictEqual({ name: 'a' });
    expect(await post('/', '{"name":"a"}', 'Application/JSON; charset=utf-8')).toStrictEqual({ name: 'a' });
    for (const type of ['text/plain', 'application/json-patch+json', 'multipart/form-data', ''])
      expect(await post('/', '{"name":"a"}', type)).toStrictEqual([415, 'unsupported-content-type']);
    for (const text of ['', '{', 'name=a', '{"name":"a"}}', '\u0000', "{'name':'a'}"])
      expect(await post('/', text)).toStrictEqual([400, 'bad-body', ['not-json', undefined]]);
  });

  test('has faults that name their places', async () => {
    expect(await post('/', '{"name":1,"place":{"at":[1,"x"],"by":1},"more":1}')).toStrictEqual([
      400,
      'bad-body',
      ['bad-field', 'name'],
      ['bad-field', 'place.at.1'],
      ['unknown-field', 'place.by'],
      ['unknown-field', 'more'],
    ]);
    expect(await post('/', '{"name":"a","__proto__":{"x":1}}')).toStrictEqual([
      400,
      'bad-body',
      ['unknown-field', '__proto__'],
    ]);
    expect(await post('/', '[]')).toStrictEqual([400, 'bad-body', ['bad-field', undefined]]);
  });

  test('has a limit of depth, and brackets in texts do not count', async () => {
    expect(await post('/any', nested(MOST_BODY_DEPTH))).toBeInstanceOf(Array);
    const tooDeep = [400, 'bad-body', ['too-deep', undefined]];
    expect(await post('/any', nested(MOST_BODY_DEPTH + 1))).toStrictEqual(tooDeep);
    expect(await post('/any', '['.repeat(60_000))).toStrictEqual(tooDeep);
    expect(await post('/any', '{"a":'.repeat(MOST_BODY_DEPTH + 1))).toStrictEqual(tooDeep);
    const text = `\\"${'['.repeat(50)}`;
    expect(await post('/any', `["${text}"]`)).toStrictEqual([`"${'['.repeat(50)}`]);
  });

  test('has a limit of size', async () => {
    expect(await post('/any', `"${'a'.repeat(MOST_BODY_BYTES)}"`)).toStrictEqual([413, 'body-too-large']);
  });

  test('holds nothing that the database would refuse or change', async () => {
    expect(await post('/any', '{"a":["x","\\u0000"]}')).toStrictEqual([400, 'bad-body', ['bad-text', 'a.1']]);
    expect(await post('/any', '{"a":{"b":"\\ud800"}}')).toStrictEqual([400, 'bad-body', ['bad-text', 'a.b']]);
    expect(await post('/any', '{"\\u0000":1}')).toStrictEqual([400, 'bad-body', ['bad-text', undefined]]);
    expect(await post('/any', '{"a":"\\ud83d\\ude00"}')).toStrictEqual({ a: '😀' });
  });
});
