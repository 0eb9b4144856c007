import { expect } from 'vitest';
import { createApp } from '../../api/app.ts';
import { ensureDevelopmentPeople } from '../../api/auth/first-start.ts';
import { type Database, openEmbeddedDatabase } from '../../api/db/database.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { createServer, listen } from '../../api/server.ts';
import { buildWeb } from '../../scripts/build-web.ts';
import { syntheticBundles } from '../../scripts/synthetic/bundles.ts';
import { bundleOf, incident } from '../fixtures/records.ts';
import { partsOf } from './plain-service.ts';
import { preparedArchive } from './prepared.ts';
import { EVERYBODYS_PASSWORD } from './staffed.ts';

/** A record with some invented incidents and an account for each role, in this process, where a test can ask the database. */
export interface OneRecord {
  database: Database;
  /** Serves it with pages, and gives the address. @param mostInBrowser incidents that a page holds itself */
  serve: (mostInBrowser: number) => Promise<string>;
  /** Ends everything; no service may have had an error. */
  end: () => Promise<void>;
}

export async function openOneRecord(incidents: number): Promise<OneRecord> {
  const database = await openEmbeddedDatabase(null, await preparedArchive());
  const ends: (() => Promise<void>)[] = [];
  // With the source that the reports of tests name.
  await saveBundle(database, bundleOf({ incidents: [incident(1)] }));
  for await (const bundle of syntheticBundles({ seed: 7, count: incidents })) await saveBundle(database, bundle);
  await ensureDevelopmentPeople(database, {
    now: () => new Date(),
    log: () => Promise.resolve(),
    password: EVERYBODYS_PASSWORD,
  });
  const webFolder = await buildWeb(() => undefined);
  const serve = async (mostInBrowser: number): Promise<string> => {
    const errors: unknown[] = [];
    let url = '';
    const parts = { ...partsOf(database, errors), webFolder, mostInBrowser, ownOrigins: () => [url] };
    // A page asks again where the incidents are still being read, but a browser notes every refusal.
    const engineLimits = { readyMilliseconds: 60_000 };
    const app = createApp({ ...parts, engineLimits });
    const server = createServer(app.fetch);
    url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
    ends.push(async () => {
      await app.live.stop();
      await app.engines.end();
      server.closeAllConnections();
      server.close();
      expect(errors).toStrictEqual([]);
    });
    return url;
  };
  const end = async (): Promise<void> => {
    await Promise.all(ends.map((one) => one()));
    await database.close();
  };
  return { database, serve, end };
}
