import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Box } from '../../api/features/contract.ts';
import { startCluster } from '../postgres/cluster.ts';
import { findProgram } from '../setup/programs.ts';
import {
  CONNECTIONS,
  DURING,
  LIMIT,
  literalStatement,
  loadIncidents,
  median,
  runPgbench,
  SECONDS,
  SETTINGS,
  TYPES,
} from './ground.ts';
import { withService } from './service.ts';

// `npm run bench:items [-- COUNT]`: one page of incidents in a box of one degree, with a time and a type, over HTTP by
// wrk and the same SQL by pgbench, in turns in one run. What counts is the share: both meet the same machine.

const COUNT = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 3;
const SIGHT = { viewer: 'public', asKnownAt: null } as const;

interface HttpResult {
  perSecond: number;
  p50: string;
  p99: string;
  bytes: number;
}

function runWrk(base: string, folder: string, boxes: readonly Box[]): HttpResult {
  const paths = boxes.map(
    (box) =>
      `/api/collections/incidents/items?bbox=${box.map((side) => side.toFixed(5)).join(',')}&datetime=${DURING}&type=${TYPES.join(',')}&limit=${LIMIT}`,
  );
  const script = join(folder, 'paths.lua');
  writeFileSync(
    script,
    `local paths = {${paths.map((path) => `"${path}"`).join(',')}}\nlocal at = 0\nrequest = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end\n`,
  );
  const output = execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, '--latency', '-s', script, base], {
    encoding: 'utf8',
  });
  if (/Non-2xx/.test(output)) throw new Error(`some answers failed:\n${output}`);
  const found = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '?';
  return {
    perSecond: Number(found(/Requests\/sec:\s+([\d.]+)/)),
    p50: found(/50%\s+(\S+)/),
    p99: found(/99%\s+(\S+)/),
    bytes: Number(found(/(\d+) requests in/)),
  };
}

if (findProgram('wrk') === null) throw new Error('missing: wrk; install with: apt-get install -y wrk');
const folder = mkdtempSync(join(tmpdir(), 'durand-bench-'));
const cluster = await startCluster(SETTINGS);
try {
  const { url, boxes } = await loadIncidents(cluster, COUNT);
  const statements = boxes.map((box) => literalStatement(box, SIGHT));
  const rounds = await withService(url, async (base) => {
    const matched = await Promise.all(
      boxes.map(
        async (box) =>
          (
            (await (
              await fetch(
                `${base}/api/collections/incidents/items?bbox=${box.join(',')}&datetime=${DURING}&type=${TYPES.join(',')}&limit=${LIMIT}`,
              )
            ).json()) as { numberMatched: number }
          ).numberMatched,
      ),
    );
    console.log(`${boxes.length} boxes, matched: ${matched.join(', ')}`);
    const results: { http: HttpResult; pgbench: number }[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const pgbench = runPgbench(cluster, folder, statements);
      const http = runWrk(base, folder, boxes);
      console.log(
        `round ${round}: service ${http.perSecond}/s (p50 ${http.p50}, p99 ${http.p99}), pgbench ${pgbench.toFixed(1)}/s, share ${(http.perSecond / pgbench).toFixed(2)}`,
      );
      results.push({ http, pgbench });
    }
    return results;
  });
  const share = median(rounds.map(({ http, pgbench }) => http.perSecond / pgbench));
  console.log(
    `items: ${share.toFixed(2)} of pgbench (median of ${ROUNDS} rounds, ${COUNT} incidents, ${CONNECTIONS} connections)`,
  );
} finally {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
