// Sets up a clone before `npm start` and `npm test`: plain JavaScript for whatever Node the machine has, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.setup-stamp';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(`setup: Node ${process.version} is too old; install Node 20.11 or newer (Debian: apt-get install nodejs)`);
  process.exit(1);
}

const state = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(process.platform + process.arch)
  .digest('hex');

if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== state) {
  console.log('setup: installing the libraries of package-lock.json (npm ci)');
  const began = Date.now();
  // No install script of any library runs: none is needed, and one of them only reports home.
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('setup: npm ci failed; see its message above. Is the npm registry reachable?');
    process.exit(npm.status ?? 1);
  }
  writeFileSync(STAMP, state);
  console.log(`setup: libraries installed in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
