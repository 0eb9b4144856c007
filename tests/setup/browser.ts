import type { TestProject } from 'vitest/node';
import { Environment } from '../../api/env.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { type Service, startService, type StartOptions } from '../../api/start.ts';
import { buildWeb } from '../../scripts/build-web.ts';
import { syntheticBundles } from '../../scripts/synthetic/bundles.ts';
import { preparedArchive } from './prepared.ts';
import { temporaryFolder } from './process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The service with the project's own seeds. */
    serviceUrl: string;
    /** A service with invented records of every kind and nothing else. */
    demoUrl: string;
  }
}

/** Enough for every type, status and precision to be there several times. */
const DEMO_INCIDENTS = 600;

async function seedDemo(database: Parameters<StartOptions['seed']>[0]): Promise<void> {
  for await (const bundle of syntheticBundles({ seed: 7, count: DEMO_INCIDENTS })) await saveBundle(database, bundle);
}

/** Two services with pages, as people meet them, for all tests in the browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const webFolder = buildWeb(() => undefined);
  const prepared = await preparedArchive();
  const folders = [temporaryFolder(), temporaryFolder()] as const;
  const start = (folder: string, more: Pick<StartOptions, 'seed'> & { prepared?: string }): Promise<Service> =>
    startService({
      environment: Environment.parse({ PORT: '0', RATE_LIMIT_PER_MINUTE: '0', DATA_FOLDER: folder }),
      say: () => undefined,
      webFolder,
      ...more,
    });
  const service = await start(folders[0].path, { prepared, seed: () => Promise.resolve() });
  const demo = await start(folders[1].path, { seed: seedDemo });
  project.provide('serviceUrl', service.url);
  project.provide('demoUrl', demo.url);
  return async () => {
    await Promise.all([service.stop(), demo.stop()]);
    folders.forEach((folder) => folder.remove());
  };
}
