import { Environment } from '../../api/env.ts';
import { type Service, startService } from '../../api/start.ts';
import { buildWeb } from '../../scripts/build-web.ts';
import { preparedArchive } from './prepared.ts';
import { temporaryFolder } from './process.ts';

/** The password of every account of `startStaffed`. */
export const EVERYBODYS_PASSWORD = 'durand line monitor';

/** A service with the project's own seeds and one account for each role, on a folder of its own. */
export async function startStaffed(): Promise<Service> {
  const folder = temporaryFolder();
  const service = await startService({
    environment: Environment.parse({ PORT: '0', RATE_LIMIT_PER_MINUTE: '0', DATA_FOLDER: folder.path }),
    say: () => undefined,
    webFolder: buildWeb(() => undefined),
    people: 'development',
    prepared: await preparedArchive(),
    seed: () => Promise.resolve(),
  });
  return {
    url: service.url,
    stop: async () => {
      await service.stop();
      folder.remove();
    },
  };
}
