import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedDatabase } from '../../api/db/database.ts';
import { sql } from '../../api/db/sql.ts';
import { readSeeds } from '../../api/ingest/seeds.ts';
import { runProgram, type Running, temporaryFolder } from '../setup/process.ts';
import { SEEDS } from '../setup/record.ts';

const START = ['scripts/start.ts', '--without-pages'];

let folder: ReturnType<typeof temporaryFolder>;
let running: Running[] = [];

function start(variables: Record<string, string> = {}): Running {
  const service = runProgram(START, { PORT: '0', DATA_FOLDER: folder.path, ...variables });
  running.push(service);
  return service;
}

beforeEach(() => {
  folder = temporaryFolder();
  running = [];
});
afterEach(async () => {
  for (const service of running) service.child.kill('SIGKILL');
  await Promise.all(running.map((service) => service.ended));
  folder.remove();
});

describe('npm start', () => {
  test('tells each step, serves, keeps others off its folder, stops cleanly and starts again', async () => {
    const first = start();
    const [, address] = await first.until(/ready: (http:\/\/127\.0\.0\.1:\d+)\//);
    expect(first.output()).toMatch(
      /Durand Line Monitor \d+\.\d+\.\d+\ndatabase: opening the embedded one .*\ndatabase: ready in [\d.]+ s, \d+ migration\(s\) run\nrecord: \d+ records written, 0 already there .*\npeople: administrator@localhost was made with the password [\w-]{20} \(shown this once/,
    );
    expect((await fetch(`${address}/health`)).status).toBe(200);

    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('another process is running on the data folder');
    expect(second.output()).toContain('DATA_FOLDER=');

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(first.output()).toMatch(/stopping: closing connections and the database\nstopped\n$/);

    const third = start();
    await third.until(/record: 0 records written, \d+ already there/);
    await third.until(/ready:/);
    third.child.kill('SIGINT');
    expect(await third.ended).toBe(0);
  });

  test('lists every fault of the environment at once', async () => {
    const service = start({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://root:secret@db/x',
      BASEMAP_STYLE_URL: 'file:///style.json',
    });
    expect(await service.ended).toBe(1);
    const output = service.output();
    expect(output).toContain('PORT: must be a whole number from 0 to 65535 (is "eighty")');
    expect(output).toContain('DATABASE_URL: must be a postgres:// address');
    expect(output).toContain('BASEMAP_STYLE_URL: must be an http or https address (is "file:///style.json")');
    expect(output).not.toContain('secret');
  });

  test('says so when the server of DATABASE_URL cannot be used, without its password', async () => {
    const service = start({ DATABASE_URL: 'postgres://durand:secret@127.0.0.1:1/record' });
    expect(await service.ended).toBe(1);
    expect(service.output()).toMatch(
      /cannot start: the server of DATABASE_URL cannot be used: .*ECONNREFUSED.*Check that it runs/,
    );
    expect(service.output()).not.toContain('secret');
  });

  test('says which port is busy and what to do, and leaves the folder free', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
    const service = start({ PORT: String(port) });
    expect(await service.ended).toBe(1);
    expect(service.output()).toContain(
      `port ${port} on 127.0.0.1 is in use; stop what runs there, or choose another: PORT=${port + 1} npm start`,
    );
    other.close();
    const again = start({ PORT: String(port) });
    await again.until(/ready:/);
  });

  test('completes the seeds after ten kills in their midst, and doubles nothing', async () => {
    const seeds = await readSeeds(SEEDS);
    const expected = {
      source: seeds.sources.length,
      agreement: seeds.agreements.length,
      crossing: seeds.crossings.length,
      'status-report': seeds.statusReports.length,
      incident: seeds.incidents.length,
      'airspace-claim': seeds.airspaceClaims.length,
    };
    // Each kill a few statements later than the one before, so that every batch is met.
    for (let kill = 1; kill <= 10; kill++) {
      const writer = runProgram(['tests/fixtures/write-and-tell.ts', folder.path]);
      running.push(writer);
      await writer.until(new RegExp(`statement ${kill * 3}\\n|written `));
      writer.child.kill('SIGKILL');
      await writer.ended;
    }
    const last = runProgram(['tests/fixtures/write-and-tell.ts', folder.path]);
    running.push(last);
    expect(await last.ended).toBe(0);

    const database = await openEmbeddedDatabase(folder.path);
    const counted = await database.all(sql<{ kind: string; n: number }>`
      select kind, count(*)::int as n from records join record_versions on record_id = id group by kind`);
    const { n } = await database.one(sql<{ n: number }>`select count(*)::int as n from incident_projections_public`);
    const { entries } = await database.one(sql<{ entries: number }>`select count(*)::int as entries from log_entries`);
    await database.close();
    expect(Object.fromEntries(counted.map((row) => [row.kind, row.n]))).toStrictEqual(expected);
    expect(entries).toBe(Object.values(expected).reduce((sum, one) => sum + one));
    expect(n).toBe(seeds.incidents.length);
  });
});
