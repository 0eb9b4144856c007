// Sets up a clone before `npm start` and `npm test`: plain JavaScript for whatever Node the machine has, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.setup-stamp';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(
    `setup: Node ${process.version} is too old; install Node 20.11 or newer (Debian: apt-get install nodejs)`,
  );
  process.exit(1);
}

// What runs the service, or, with --all, also what checks and tests it: the first is installed in half the time.
const wanted = process.argv.includes('--all') ? 'all' : 'running';
const lock = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(process.platform + process.arch)
  .digest('hex');
const [installedLock, installed] = existsSync(STAMP) ? readFileSync(STAMP, 'utf8').split(' ') : [];

if (installedLock !== lock || (installed !== 'all' && installed !== wanted)) {
  console.log(`setup: installing the libraries of package-lock.json (npm ci${wanted === 'all' ? '' : ' --omit=dev'})`);
  const began = Date.now();
  // No install script of any library runs: none is needed, and one of them only reports home. Engines are not warned of:
  // what needs a newer Node than this one is run by the Node that comes with the libraries.
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', wanted === 'all' ? options : [...options, '--omit=dev'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('setup: npm ci failed; see its message above. Is the npm registry reachable?');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(STAMP, `${lock} ${wanted}`);
  console.log(`setup: libraries installed in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

// npm scripts find this Node first; it runs the TypeScript as it is, which Node 20 does not.
if (major < 24 && !existsSync('node_modules/.bin/node')) {
  console.error(
    `setup: no Node 24 comes with the libraries for ${process.platform}-${process.arch}; install Node 24 or newer`,
  );
  process.exit(1);
}
