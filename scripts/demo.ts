import { readEnvironment } from '../api/env.ts';
import { saveBundle } from '../api/ingest/run.ts';
import { runUntilStopped } from '../api/run.ts';
import { serviceVersion, startService, stopwatch } from '../api/start.ts';
import { buildWeb } from './build-web.ts';
import { syntheticBundles } from './synthetic/bundles.ts';

/** Always the same invented records, so that a demonstration can be repeated. */
const DEMO_SEED = 1;
const DEMO_INCIDENTS = 5_000;

// `npm run demo [-- COUNT]`: the same service on a data folder of its own, with invented records and nothing else.
await runUntilStopped(() => {
  const count = Number(process.argv[2] ?? DEMO_INCIDENTS);
  if (!Number.isSafeInteger(count) || count < 1 || count > 1_000_000)
    throw new Error('npm run demo -- COUNT: a whole number from 1 to 1000000');
  console.log(`Durand Line Monitor ${serviceVersion()}, demonstration: every record is SYNTHETIC`);
  const environment = readEnvironment();
  return startService({
    environment: { ...environment, DATA_FOLDER: `${environment.DATA_FOLDER}-demo` },
    say: console.log,
    webFolder: buildWeb(console.log),
    seed: async (database, say) => {
      const since = stopwatch();
      let made = 0;
      let written = 0;
      for await (const bundle of syntheticBundles({ seed: DEMO_SEED, count })) {
        written += (await saveBundle(database, bundle)).written;
        made += bundle.incidents.length;
        say(`record: ${made} of ${count} invented incidents (${since()})`);
      }
      say(`record: ${written} records written`);
    },
  });
});
