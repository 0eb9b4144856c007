import { describe, expect, test } from 'vitest';
import type { Database } from '../../../api/db/database.ts';
import { createApp } from '../../../api/app.ts';
import { saveBundle } from '../../../api/ingest/run.ts';
import { createServer, listen } from '../../../api/server.ts';
import { act, file, incidentSent, problemOf, release, WHY } from '../../fixtures/filing.ts';
import { bundleOf } from '../../fixtures/records.ts';
import { withOwnDatabase } from '../../setup/own-database.ts';
import { somebody, type Somebody } from '../../setup/people.ts';
import { partsOf, serviceOn, type TestService } from '../../setup/service.ts';

interface Event {
  event: string;
  id: string;
  data: unknown;
}

/** Somebody's open page: events as they arrive. */
interface Following {
  events: Event[];
  /** Waits until so many events have come. */
  until(count: number): Promise<void>;
  leave(): Promise<void>;
}

interface Stage {
  service: TestService;
  monitor: Somebody;
  reviewers: readonly [Somebody, Somebody];
  follow: (more?: { as?: Somebody; address?: string; lastId?: string }) => Promise<Following>;
  ask: (headers: Record<string, string>) => Promise<Response>;
}

async function readEvents(body: ReadableStream<Uint8Array>, tell: (event: Event) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
      );
      text = text.slice(end + 2);
      const event = fields.get('event');
      if (event) tell({ event, id: fields.get('id') ?? '', data: JSON.parse(fields.get('data') ?? 'null') });
    }
  }
}

/** The service behind a real socket on a database of its own, where what is written is committed. */
async function withStage(database: Database, check: (stage: Stage) => Promise<void>): Promise<void> {
  await saveBundle(database, bundleOf({}));
  const service = serviceOn(database);
  const app = createApp({
    ...partsOf(database, []),
    addressOf: (context) => context.req.header('x-test-address') ?? 'local',
    reportError: (error) => console.error(error),
  });
  const server = createServer(app.fetch);
  const port = await listen(server, 0, '127.0.0.1');
  const ask: Stage['ask'] = (headers) => fetch(`http://127.0.0.1:${port}/api/live`, { headers });
  const follow: Stage['follow'] = async ({ as, address = 'local', lastId } = {}) => {
    const leaving = new AbortController();
    const answer = await fetch(`http://127.0.0.1:${port}/api/live`, {
      signal: leaving.signal,
      headers: {
        'x-test-address': address,
        ...(as ? { authorization: as.authorization } : {}),
        ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
      },
    });
    if (!answer.ok || !answer.body) throw new Error(`not followed: ${answer.status}`);
    const events: Event[] = [];
    let wake: () => void = () => undefined;
    const reading = readEvents(answer.body, (event) => {
      events.push(event);
      wake();
    }).catch(() => undefined);
    return {
      events,
      until: async (count) => {
        while (events.length < count) await new Promise<void>((resolve) => (wake = resolve));
      },
      leave: async () => {
        leaving.abort();
        await reading;
      },
    };
  };
  try {
    await check({
      service,
      monitor: await somebody(service, 'monitor'),
      reviewers: [await somebody(service, 'reviewer'), await somebody(service, 'chair')],
      follow,
      ask,
    });
  } finally {
    await app.live.stop();
    server.closeAllConnections();
    server.close();
  }
}

describe('an open page', () => {
  test('is told of what its viewer may see, and of nothing else', () =>
    withOwnDatabase((database) =>
      withStage(database, async ({ monitor, reviewers, follow }) => {
        const staff = await follow({ as: monitor });
        const reader = await follow();
        const filed = await file(monitor, incidentSent());
        await staff.until(1);
        const released = await release(reviewers, filed, { level: 0 });
        await reader.until(1);
        // Staff are told that the record can be read by more people; closing a field that is empty changes nothing for anybody.
        const closed = { level: 0, fieldLevels: { summary: 3 }, placeClass: 'general', why: WHY };
        await act(reviewers[0], released, 'restriction', closed);
        const last = await file(monitor, incidentSent());
        await staff.until(3);
        const told = { collection: 'incidents', id: filed.fid, at: expect.any(String) as string };
        expect(reader.events.map(({ event, data }) => [event, data])).toStrictEqual([['changed', told]]);
        expect(staff.events.map(({ data }) => data)).toStrictEqual([told, told, { ...told, id: last.fid }]);
        // Nothing that counts what happens unseen.
        expect(reader.events[0]?.id).toMatch(/^[\w-]{22}$/);
        await Promise.all([staff.leave(), reader.leave()]);
      }),
    ));

  test('that was away gets what it missed, once, in order', () =>
    withOwnDatabase((database) =>
      withStage(database, async ({ monitor, follow }) => {
        const before = await follow({ as: monitor });
        await file(monitor, incidentSent());
        await before.until(1);
        await before.leave();
        const missed = [await file(monitor, incidentSent()), await file(monitor, incidentSent())];
        const after = await follow({ as: monitor, lastId: before.events[0]?.id ?? '' });
        await after.until(2);
        const next = await file(monitor, incidentSent());
        await after.until(3);
        const ids = after.events.map(({ data }) => (data as { id: number }).id);
        expect(ids).toStrictEqual([...missed.map(({ fid }) => fid), next.fid]);
        await after.leave();
      }),
    ));

  test('with an id that nobody gave it is told to read everything anew', () =>
    withOwnDatabase((database) =>
      withStage(database, async ({ follow }) => {
        const odd = await follow({ lastId: 'AAAAAAAAAAAAAAAAAAAAAA' });
        await odd.until(1);
        expect(odd.events.map(({ event }) => event)).toStrictEqual(['reload']);
        await odd.leave();
      }),
    ));

  test('is refused a place when its address has twenty', () =>
    withOwnDatabase((database) =>
      withStage(database, async ({ follow, ask }) => {
        const open = await Promise.all(Array.from({ length: 20 }, () => follow({ address: 'office' })));
        expect(await problemOf(await ask({ 'x-test-address': 'office' }))).toStrictEqual([
          503,
          'too-many-live-connections',
        ]);
        await open[0]?.leave();
        await expect.poll(async () => (await ask({ 'x-test-address': 'office' })).status).toBe(200);
        await Promise.all(open.map((one) => one.leave()));
      }),
    ));
});

test('two hundred open pages are each told of every write in the same order', () =>
  withOwnDatabase((database) =>
    withStage(database, async ({ monitor, follow }) => {
      const pages = await Promise.all(
        Array.from({ length: 200 }, (_, at) =>
          follow({ address: `10.0.0.${Math.floor(at / 10)}`, ...(at % 2 === 0 ? { as: monitor } : {}) }),
        ),
      );
      const filed: number[] = [];
      for (let count = 0; count < 20; count++) filed.push((await file(monitor, incidentSent())).fid);
      await Promise.all(pages.filter((_, at) => at % 2 === 0).map((page) => page.until(20)));
      for (const [at, { events }] of pages.entries())
        expect(events.map(({ data }) => (data as { id: number }).id)).toStrictEqual(at % 2 === 0 ? filed : []);
      await Promise.all(pages.map((page) => page.leave()));
    }),
  ));
