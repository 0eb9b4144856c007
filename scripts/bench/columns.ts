import { request } from 'node:http';
import { cpus } from 'node:os';
import { openDatabase } from '../../api/db/database.ts';
import { compressed } from '../../api/encodings.ts';
import { encodeColumns } from '../../api/explore/arrow.ts';
import { createBodies } from '../../api/explore/bodies.ts';
import { COLUMN_NAMES } from '../../api/explore/contract.ts';
import { SeenColumns } from '../../api/explore/seen-columns.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import type { Viewer } from '../../api/visibility/contract.ts';
import { startCluster } from '../postgres/cluster.ts';
import { generateBundle } from '../synthetic/bundles.ts';
import { loadIncidents, SETTINGS } from './ground.ts';
import { withService } from './service.ts';

// `npm run bench:columns [-- COUNT]`: what the columns of the incidents cost: reading them for the first time, bytes on the
// wire, and what one change costs whoever follows. On a PostgreSQL server, with SYNTHETIC incidents.

const COUNT = Number(process.argv[2] ?? 1_000_000);
const PATH = '/api/explore/incidents.arrow';
const ENCODINGS = ['identity', 'gzip', 'br'] as const;

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB (${(bytes / COUNT).toFixed(2)} a row)`;
}

/** Reads all columns for a class of viewer in this process, and encodes them in each way. */
async function benchReading(url: string, viewer: Viewer): Promise<void> {
  const database = await openDatabase({ kind: 'server', url });
  const seen = new SeenColumns(database, { viewer, asKnownAt: null }, 'bench');
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await seen.build();
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    `${viewer}: read in ${seconds(performance.now() - began)}, ${seconds((user + system) / 1000)} of this process`,
  );
  const compared = performance.now();
  await seen.compare();
  console.log(`${viewer}: all revisions compared in ${seconds(performance.now() - compared)}`);
  const bodyOf = createBodies();
  for (const encoding of ENCODINGS) {
    const since = performance.now();
    const { length } = await bodyOf(seen, { since: null, encoding, asKnownAt: null });
    console.log(`${viewer}: ${encoding} ${megabytes(length)} in ${seconds(performance.now() - since)}`);
  }
  const { arrays, length } = seen.whole();
  for (const name of COLUMN_NAMES) {
    const alone = await compressed(encodeColumns(arrays, length, {}, [name]), 'br');
    console.log(`${viewer}: ${name} alone ${megabytes(alone.length)}`);
  }
  await database.close();
}

interface Got {
  bytes: number;
  milliseconds: number;
  version: string;
}

/** Asks over HTTP and counts the bytes as they come, without unpacking them. */
function ask(address: string, encoding: string): Promise<Got> {
  const since = performance.now();
  return new Promise((resolve, reject) => {
    const asking = request(address, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () => {
        const version = /"(.*)"/.exec(answer.headers.etag ?? '')?.[1] ?? '';
        if (answer.statusCode === 200) resolve({ bytes, milliseconds: performance.now() - since, version });
        else reject(new Error(`${address}: ${answer.statusCode}`));
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

async function benchHttp(url: string, base: string): Promise<void> {
  const first = await ask(`${base}${PATH}`, 'br');
  console.log(`http: first br ${megabytes(first.bytes)} in ${seconds(first.milliseconds)}, reading and all`);
  for (const encoding of ENCODINGS) {
    await ask(`${base}${PATH}`, encoding);
    const { bytes, milliseconds } = await ask(`${base}${PATH}`, encoding);
    console.log(`http: again ${encoding} ${megabytes(bytes)} in ${seconds(milliseconds)}`);
  }
  const database = await openDatabase({ kind: 'server', url });
  await saveBundle(database, await generateBundle({ seed: 1, count: 1, offset: COUNT, bench: true }));
  await database.close();
  const delta = await ask(`${base}${PATH}?since=${first.version}`, 'br');
  console.log(`http: one change ${delta.bytes} bytes in ${delta.milliseconds.toFixed(0)} ms`);
  const zipped = await ask(`${base}${PATH}?since=${first.version}`, 'gzip');
  console.log(`http: one change as gzip ${zipped.bytes} bytes in ${zipped.milliseconds.toFixed(0)} ms`);
  const whole = await ask(`${base}${PATH}`, 'br');
  console.log(`http: the whole after a change ${seconds(whole.milliseconds)}`);
}

const cluster = await startCluster(SETTINGS);
try {
  const { url } = await loadIncidents(cluster, COUNT);
  console.log(`${COUNT} incidents on ${cpus().length} processors`);
  for (const viewer of ['public', 'staff'] as const) await benchReading(url, viewer);
  await withService(url, (base) => benchHttp(url, base));
} finally {
  await cluster.stop();
}
