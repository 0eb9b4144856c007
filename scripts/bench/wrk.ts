import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../setup/programs.ts';

/** What is asked, in turns. */
export interface Asked {
  base: string;
  headers: Record<string, string>;
  paths: readonly string[];
  /** Put behind each path, where given: a function of a number that no request has had, in Lua. */
  suffix?: string;
  connections: number;
  seconds: number;
}

export interface Measured {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  /** Of an answer with its headers. */
  bytes: number;
}

export function assertWrk(): void {
  if (findProgram('wrk') === null) throw new Error('missing: wrk; install with: apt-get install -y wrk');
}

/** Numbers that no request has had. */
let asked = 0;

/** Has wrk ask for some seconds. @throws where an answer was not 2xx */
export function runWrk(folder: string, { base, headers, paths, suffix, connections, seconds }: Asked): Measured {
  const script = join(folder, 'asked.lua');
  const quoted = (text: string) => JSON.stringify(text);
  const listed = Object.entries(headers).map(([name, value]) => `[${quoted(name)}] = ${quoted(value)}`);
  writeFileSync(
    script,
    `local paths = {${paths.map(quoted).join(', ')}}
local headers = {${listed.join(', ')}}
local number = ${asked}
local suffix = ${suffix ?? 'function() return "" end'}
request = function()
  number = number + 1
  return wrk.format("GET", paths[number % #paths + 1] .. suffix(number), headers)
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format('{"seconds":%f,"requests":%d,"bytes":%d,"failed":%d,"p50":%f,"p99":%f}', summary.duration / 1e6,
    summary.requests, summary.bytes, errors.status + errors.connect + errors.read + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
`,
  );
  const output = execFileSync('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, base], {
    encoding: 'utf8',
  });
  const told = JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? 'null') as {
    seconds: number;
    requests: number;
    bytes: number;
    failed: number;
    p50: number;
    p99: number;
  } | null;
  if (told === null || told.failed > 0) throw new Error(`some answers failed:\n${output}`);
  asked += told.requests + connections;
  const { requests, bytes, p50, p99 } = told;
  return { perSecond: requests / told.seconds, p50, p99, bytes: Math.round(bytes / requests) };
}
