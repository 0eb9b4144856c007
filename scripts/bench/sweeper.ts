import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Reads what has to be swept, a line each, and sweeps it once the pipe closes: that happens when whoever wrote to it ends,
 * however it ends. What has ended by then, or is gone, stays as it is.
 */
const SWEEP = `
while IFS=' ' read -r kind what; do
  case "$kind" in
    pid) pids="$pids $what" ;;
    pids-in) files="$files
$what" ;;
    folder) folders="$folders
$what" ;;
  esac
done
IFS='
'
for file in $files; do [ -f "$file" ] && pids="$pids
$(grep -oE '^[0-9]+' "$file" | head -n 20)"; done
IFS=' 
'
for pid in $pids; do kill -INT "$pid" 2>/dev/null; done
for turn in 1 2 3 4 5 6 7 8 9 10; do
  alive=
  for pid in $pids; do kill -0 "$pid" 2>/dev/null && alive=yes; done
  [ -z "$alive" ] && break
  sleep 0.2
done
for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
IFS='
'
for folder in $folders; do rm -rf "$folder"; done
`;

interface Swept {
  pid?: number | undefined;
  /** A file with the ids of processes at the beginning of its lines, as it stands when there is something to sweep. */
  pidsIn?: string;
  folder?: string;
}

let sweeper: ChildProcess | null = null;

/**
 * Has processes ended and folders removed when this process has ended, be it by SIGKILL. Whoever ends and removes them
 * earlier need not say so.
 */
export function sweepAfterwards({ pid, pidsIn, folder }: Swept): void {
  if (sweeper === null) {
    // In a group of its own: Ctrl-C reaches all of ours.
    sweeper = spawn('sh', ['-c', SWEEP], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
    sweeper.unref();
    (sweeper.stdin as unknown as { unref(): void }).unref();
  }
  const lines = [
    ...(pid === undefined ? [] : [`pid ${pid}`]),
    ...(pidsIn === undefined ? [] : [`pids-in ${pidsIn}`]),
    ...(folder === undefined ? [] : [`folder ${folder}`]),
  ];
  sweeper.stdin?.write(lines.map((line) => `${line}\n`).join(''));
}
