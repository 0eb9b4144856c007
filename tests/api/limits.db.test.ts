import { describe, expect, test } from 'vitest';
import { createApp } from '../../api/app.ts';
import type { Queries } from '../../api/db/database.ts';
import { withDeadline } from '../../api/db/deadline.ts';
import { sql } from '../../api/db/sql.ts';
import { ProblemShown } from '../../api/features/contract.ts';
import { MOST_BODY_BYTES, MOST_HEADER_BYTES } from '../../api/limits.ts';
import { createServer, listen } from '../../api/server.ts';
import { partsOf, serviceOn, testDatabase } from '../setup/service.ts';

/** The service behind a real socket, as clients meet it. */
async function withServer(check: (base: string) => Promise<void>): Promise<void> {
  const app = createApp({
    ...partsOf(await testDatabase(), []),
    basemapOrigins: ['https://tiles.example'],
    rateLimitPerMinute: 5,
    reportError: (error) => console.error(error),
  });
  const server = createServer(app.fetch);
  const port = await listen(server, 0, '127.0.0.1');
  try {
    await check(`http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function problemOf(response: Response): Promise<[number, string]> {
  return [response.status, ProblemShown.parse(await response.json()).code];
}

describe('a limit', () => {
  test('of the address: 10 MB of query is a problem, and not a cut line', () =>
    withServer(async (base) => {
      const response = await fetch(`${base}/api/collections/incidents/items?q=${'a'.repeat(10_000_000)}`);
      expect(await problemOf(response)).toStrictEqual([400, 'request-too-large']);
      const barely = await fetch(`${base}/health?${'a'.repeat(MOST_HEADER_BYTES - 2_000)}`);
      expect(barely.status).toBe(200);
    }));

  test('of the body', () =>
    withServer(async (base) => {
      const body = 'a'.repeat(MOST_BODY_BYTES + 1);
      expect(await problemOf(await fetch(`${base}/api/collections`, { method: 'POST', body }))).toStrictEqual([
        413,
        'body-too-large',
      ]);
      expect(await problemOf(await fetch(`${base}/api/collections`, { method: 'POST', body: '{}' }))).toStrictEqual([
        405,
        'method-not-allowed',
      ]);
    }));

  test('of requests from one address in a minute, which says when to go on', () =>
    withServer(async (base) => {
      const statuses: number[] = [];
      for (let asked = 0; asked < 6; asked++) statuses.push((await fetch(`${base}/api/conformance`)).status);
      expect(statuses).toStrictEqual([200, 200, 200, 200, 200, 429]);
      const refused = await fetch(`${base}/api/conformance`);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await problemOf(refused)).toStrictEqual([429, 'too-many-requests']);
      // Whoever keeps the service running is never refused.
      expect((await fetch(`${base}/health`)).status).toBe(200);
    }));

  test('of the time that a question may take', async () => {
    const never: Queries = { all: () => new Promise(() => undefined), one: () => new Promise(() => undefined) };
    await expect(withDeadline(never, 5).all(sql`select 1`)).rejects.toMatchObject({ code: 'query-took-too-long' });
    await expect(withDeadline(never, 5).one(sql`select 1`)).rejects.toMatchObject({ code: 'query-took-too-long' });
  });

  test('of the time of a statement on a server is told in the same words', async () => {
    const database = await testDatabase();
    if (database.kind === 'embedded') return; // it cannot end a statement: the deadline above does
    await database.transaction(async (slow) => {
      await slow.all(sql`set local statement_timeout = 1`);
      const service = serviceOn({
        ...slow,
        all: () => slow.all(sql`select pg_sleep(5)`),
        one: () => slow.one(sql`select pg_sleep(5)`),
      });
      expect(await problemOf(await service.get('/api/agreements'))).toStrictEqual([503, 'query-took-too-long']);
    });
  });
});

describe('every answer', () => {
  test('carries a content security policy without inline code, and with the origins that the operator named', () =>
    withServer(async (base) => {
      const policy = (await fetch(`${base}/health`)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("worker-src 'self';");
      expect(policy).toContain("connect-src 'self' https://tiles.example;");
      expect(policy).not.toMatch(/unsafe|blob/);
    }));
});
