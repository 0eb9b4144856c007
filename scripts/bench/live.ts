import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { IncidentWrite } from '../../api/incidents/contract.ts';
import { stopwatch } from '../../api/start.ts';
import { startCluster } from '../postgres/cluster.ts';
import { generateBundle } from '../synthetic/bundles.ts';
import { withService } from './service.ts';

// `npm run bench:live`: a service on a PostgreSQL server with 200 pages that follow: memory before and with them, how long
// after the answer to a write each page knows of it, and how long an answer to a map takes with and without them.

const PAGES = 200;
const WRITES = 50;
const READS = 200;

function quantiles(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** A page that follows, from an address of this machine's own: each may have twenty. */
function follow(base: URL, at: number, cookie: string, onEvent: (text: string) => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const asked = get(
      {
        host: base.hostname,
        port: base.port,
        path: '/api/live',
        localAddress: `127.0.1.${1 + Math.floor(at / 10)}`,
        headers: { cookie },
      },
      (answer) => {
        if (answer.statusCode !== 200) return reject(new Error(`status ${answer.statusCode}`));
        answer.setEncoding('utf8').on('data', onEvent);
        resolve(() => asked.destroy());
      },
    );
    asked.on('error', (error) => reject(error));
  });
}

function send(base: URL, method: string, path: string, body: object, headers: Record<string, string>) {
  return new Promise<{ status: number; cookie: string; text: string }>((resolve, reject) => {
    const asked = request(new URL(path, base), {
      method,
      headers: { 'content-type': 'application/json', origin: base.origin, ...headers },
    });
    asked.on('error', reject).on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
          text,
        }),
      );
    });
    asked.end(JSON.stringify(body));
  });
}

async function readTimes(base: URL): Promise<number[]> {
  const times: number[] = [];
  for (let read = 0; read < READS; read++) {
    const began = performance.now();
    await (await fetch(new URL('/api/collections/incidents/items?limit=100', base))).text();
    times.push(performance.now() - began);
  }
  return times;
}

async function measure(base: URL, pid: number): Promise<void> {
  const signIn = { email: 'monitor@localhost', password: 'durand line monitor' };
  const { cookie } = await send(base, 'POST', '/api/session', signIn, {});
  await readTimes(base);
  console.log(
    `reads without pages: ${quantiles(await readTimes(base))}; memory ${residentMegabytes(pid).toFixed(0)} MB`,
  );
  let answered = 0;
  const delays: number[] = [];
  const pages = await Promise.all(
    Array.from({ length: PAGES }, (_, at) =>
      follow(base, at, cookie, (text) => {
        if (text.includes('event: changed')) delays.push(performance.now() - answered);
      }),
    ),
  );
  await wait(2_000);
  console.log(
    `reads with ${PAGES} pages: ${quantiles(await readTimes(base))}; memory ${residentMegabytes(pid).toFixed(0)} MB`,
  );
  const { incidents, sources } = await generateBundle({ seed: 9, count: WRITES });
  const writes: number[] = [];
  for (const incident of incidents) {
    const document: Omit<IncidentWrite, 'ref'> & { ref: null } = {
      ...incident,
      id: randomUUID(),
      ref: null,
      status: 'reported',
      attribution: 'not-assessed',
      compliance: 'not-considered',
      links: [],
    };
    const began = performance.now();
    const { status, text } = await send(
      base,
      'PUT',
      `/api/records/incident/${document.id}`,
      { document, sources, why: null },
      {
        cookie,
        'idempotency-key': randomUUID(),
        'if-none-match': '*',
      },
    );
    answered = performance.now();
    if (status !== 201) throw new Error(`not written: ${status} ${text}`);
    writes.push(answered - began);
    const known = delays.length + PAGES;
    const until = stopwatch();
    while (delays.length < known && Number.parseFloat(until()) < 5) await wait(5);
  }
  console.log(`writes with ${PAGES} pages: ${quantiles(writes)}`);
  console.log(
    `a page knows of a write after its answer: ${quantiles(delays)} (${delays.length} of ${PAGES * WRITES} events)`,
  );
  pages.forEach((leave) => leave());
}

const cluster = await startCluster();
try {
  await cluster.createDatabase('live');
  await withService(cluster.urlOf('live'), (base, pid) => measure(new URL(base), pid), {
    options: ['--development-people'],
  });
} finally {
  await cluster.stop();
}
