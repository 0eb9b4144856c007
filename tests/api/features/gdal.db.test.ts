import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import { sql } from '../../../api/db/sql.ts';
import { createServer, listen } from '../../../api/server.ts';
import { partsOf, testDatabase } from '../../setup/service.ts';

const run = promisify(execFile);

/** Runs GDAL's own program against the service over HTTP; `log` is what the driver asked. */
async function withGdal(
  check: (ogrinfo: (...args: string[]) => Promise<{ output: string; log: string }>) => Promise<void>,
): Promise<void> {
  const app = createApp({
    ...partsOf(await testDatabase(), []),
    reportError: (error) => console.error(error),
  });
  const server = createServer(app.fetch);
  const port = await listen(server, 0, '127.0.0.1');
  try {
    await check(async (...args) => {
      const { stdout, stderr } = await run('ogrinfo', [
        '--debug',
        'on',
        '-ro',
        `OAPIF:http://127.0.0.1:${port}/api`,
        ...args,
      ]);
      return { output: stdout, log: stderr };
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function countIn(output: string): number {
  return Number(/Feature Count: (\d+)/.exec(output)?.[1] ?? -1);
}

describe('GDAL', () => {
  test('lists the collections', () =>
    withGdal(async (ogrinfo) => {
      const { output } = await ogrinfo();
      for (const name of ['incidents', 'airspace-claims', 'crossings']) expect(output).toContain(name);
    }));

  test('reads incidents in a box and a time, as many as the record holds', () =>
    withGdal(async (ogrinfo) => {
      const database = await testDatabase();
      const { n } = await database.one(sql<{ n: number }>`
        select count(*)::int as n from incident_projections_public
        where st_intersects(geom, st_makeenvelope(66, 30, 71, 35, 4326))
          and happened_during && tstzrange('2025-10-10T00:00:00Z', '2025-11-01T00:00:00Z', '[]')`);
      expect(n).toBeGreaterThan(1);
      // GDAL turns a condition on a date field into `datetime`.
      const during = "happenedFrom >= '2025-10-10T00:00:00Z' AND happenedFrom <= '2025-11-01T00:00:00Z'";
      const { output, log } = await ogrinfo('incidents', '-spat', '66', '30', '71', '35', '-where', during, '-so');
      expect(log).toContain('bbox=66,30,71,35&datetime=2025-10-10T00:00:00Z%2F2025-11-01T00:00:00Z');
      expect(countIn(output)).toBe(n);
    }));

  test('walks every page of a collection by its next links', () =>
    withGdal(async (ogrinfo) => {
      const database = await testDatabase();
      const { n } = await database.one(sql<{ n: number }>`select count(*)::int as n from incident_projections_public`);
      const { output, log } = await ogrinfo('incidents', '-geom=NO');
      expect(output.match(/^OGRFeature/gm)).toHaveLength(n);
      expect(log).toContain('&after=');
    }));

  test('pushes filters that the OpenAPI document names, and takes the integer id as FID', () =>
    withGdal(async (ogrinfo) => {
      const database = await testDatabase();
      const { n, first } = await database.one(sql<{ n: number; first: string }>`
        select count(*)::int as n, min(fid) as first from incident_projections_public where type = 'air-strike'`);
      const { output, log } = await ogrinfo('incidents', '-where', "type = 'air-strike'", '-geom=NO');
      expect(log).toContain('type=air-strike');
      expect(countIn(output)).toBe(n);
      expect(output).toContain(`OGRFeature(incidents):${first}`);
    }));
});
