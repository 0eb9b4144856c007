import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findPostgres } from '../postgres/cluster.ts';

/** A program that tests or benchmarks need beside Node, and Debian's package that brings it. */
interface Needed {
  program: string;
  debianPackages: readonly string[];
  isThere: () => boolean;
}

/** The full path of a program on the PATH, or null. */
export function findProgram(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

const onPath =
  (program: string): Needed['isThere'] =>
  () =>
    findProgram(program) !== null;

/**
 * The full path of Chromium, or null. Rather the one without a window of its own: the other draws its address bar and menus,
 * unseen, for every page, and a first map takes a third longer.
 */
export function findChromium(): string | null {
  return findProgram('chromium-headless-shell') ?? findProgram('chromium');
}

const NEEDED: readonly Needed[] = [
  {
    program: 'Chromium',
    debianPackages: ['chromium-headless-shell', 'fonts-noto-core'],
    isThere: () => findChromium() !== null,
  },
  {
    program: 'PostgreSQL with PostGIS',
    debianPackages: ['postgresql', 'postgresql-postgis'],
    isThere: () => findPostgres() !== null,
  },
  { program: 'ogrinfo', debianPackages: ['gdal-bin'], isThere: onPath('ogrinfo') },
  { program: 'pdftoppm', debianPackages: ['poppler-utils'], isThere: onPath('pdftoppm') },
];

function apt(...options: string[]): boolean {
  const run = spawnSync('apt-get', options, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return run.status === 0;
}

/**
 * Makes sure that the programs the tests need are there: installs Debian's packages where it may (root, apt-get).
 *
 * @throws with the exact command where it may not, or where installing failed
 */
export function ensurePrograms(say: (line: string) => void): void {
  const missing = NEEDED.filter((needed) => !needed.isThere());
  if (missing.length === 0) return;
  const packages = missing.flatMap((needed) => needed.debianPackages);
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const names = missing.map((needed) => needed.program).join(', ');
  if (process.getuid?.() !== 0 || findProgram('apt-get') === null)
    throw new Error(`missing for the tests: ${names}; install with: sudo ${command}`);
  say(`setup: installing what the tests need: ${names} (${command})`);
  const installed = apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  const stillMissing = missing.filter((needed) => !needed.isThere());
  if (!installed || stillMissing.length > 0) throw new Error(`could not install ${names}; try: ${command}`);
}
