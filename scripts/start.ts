import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../api/env.ts';
import { saveBundle } from '../api/ingest/run.ts';
import { readSeeds } from '../api/ingest/seeds.ts';
import { runUntilStopped } from '../api/run.ts';
import { serviceVersion, startService, stopwatch } from '../api/start.ts';
import { buildWeb } from './build-web.ts';

const SEEDS = fileURLToPath(new URL('../data/seeds', import.meta.url));

// `npm start`: the service with the reported events and crossings. As `npm run dev` runs it: --without-pages, the API
// alone; --development-people, an account for each role.
await runUntilStopped(() => {
  console.log(`Durand Line Monitor ${serviceVersion()}`);
  const environment = readEnvironment();
  return startService({
    environment,
    say: console.log,
    people: process.argv.includes('--development-people') ? 'development' : 'administrator',
    webFolder: process.argv.includes('--without-pages') ? Promise.resolve(null) : buildWeb(console.log),
    seed: async (database, say) => {
      const since = stopwatch();
      const { written, unchanged, differing } = await saveBundle(database, await readSeeds(SEEDS));
      say(`record: ${written} records written, ${unchanged} already there (${since()})`);
      if (differing.length > 0) say(`record: ${differing.length} differ from the seed files and were left as they are`);
    },
  });
});
