import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Viewer } from '../../api/visibility/contract.ts';
import { findProgram } from '../setup/programs.ts';
import { sweepAfterwards } from './sweeper.ts';

const CGI = '/usr/lib/cgi-bin/mapserv';
const PROCESSES = 4;
const PORT = 8_790;

/** What Debian calls the programs that are not there. */
export function missingForMapServer(): string[] {
  const needed: [string, boolean][] = [
    ['mapserver-bin', existsSync('/usr/bin/mapserv')],
    ['cgi-mapserver', existsSync(CGI)],
    ['spawn-fcgi', findProgram('spawn-fcgi') !== null],
    ['nginx-light', existsSync('/usr/sbin/nginx')],
  ];
  return needed.flatMap(([name, isThere]) => (isThere ? [] : [name]));
}

interface Ground {
  /** A folder for its files; removed by whoever made it. */
  folder: string;
  /** Where the database listens. */
  socketFolder: string;
  database: string;
  viewer: Exclude<Viewer, 'public'>;
}

/** One layer of the map file: rows of one kind of geometry, as one viewer sees them, with the columns that cost nothing. */
function layer({ socketFolder, database, viewer }: Ground, kind: 'POINT' | 'POLYGON'): string {
  const rows = `select fid, category, type, status, geom from incident_projections where viewer in ('${viewer}', 'inside') and ${kind === 'POINT' ? 'not is_area' : 'is_area'}`;
  return `LAYER
    NAME "${kind.toLowerCase()}s"
    TYPE ${kind}
    STATUS ON
    CONNECTIONTYPE POSTGIS
    CONNECTION "host=${socketFolder} user=postgres dbname=${database} options='-c max_parallel_workers_per_gather=0 -c jit=off'"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    DATA "geom from (${rows}) as q using unique fid using srid=4326"
    EXTENT 55 20 85 43
    PROJECTION "init=epsg:4326" END
    METADATA
      "ows_title" "${kind}"
      "gml_include_items" "fid,category,type,status"
      "gml_featureid" "fid"
      "gml_types" "auto"
    END
    CLASS STYLE COLOR 255 0 0 SIZE 3 END END
  END`;
}

function mapFile(ground: Ground): string {
  return `MAP
  NAME "bench"
  SIZE 256 256
  EXTENT 55 20 85 43
  UNITS DD
  PROJECTION "init=epsg:4326" END
  OUTPUTFORMAT
    NAME "mvt"
    DRIVER "MVT"
    MIMETYPE "application/vnd.mapbox-vector-tile"
    IMAGEMODE FEATURE
    EXTENSION "mvt"
    FORMATOPTION "EXTENT=4096"
    FORMATOPTION "EDGE_BUFFER=64"
  END
  ${layer(ground, 'POINT')}
  ${layer(ground, 'POLYGON')}
END
`;
}

function nginxFile(folder: string, configuration: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  return `daemon off; worker_processes 1; pid ${join(folder, 'nginx.pid')}; error_log ${join(folder, 'nginx.log')};
events { worker_connections 256; }
http { access_log off; ${temporary.join(' ')}
  fastcgi_buffers 64 64k; fastcgi_buffer_size 64k; fastcgi_busy_buffers_size 128k; fastcgi_max_temp_file_size 0;
  upstream ms { server unix:${join(folder, 'ms.sock')}; keepalive 8; }
  server { listen 127.0.0.1:${PORT}; keepalive_requests 100000000;
    location / { include /etc/nginx/fastcgi_params; fastcgi_param SCRIPT_NAME ""; fastcgi_param PATH_INFO $uri;
      fastcgi_param MAPSERVER_CONFIG_FILE ${configuration}; fastcgi_keep_conn on; fastcgi_pass ms; } } }
`;
}

/**
 * Runs MapServer behind nginx on the same database for as long as something is measured, and ends it afterwards.
 *
 * @param measure is given its address and the path of a tile's query, with {z}, {x} and {y} in it
 */
export async function withMapServer<Result>(
  ground: Ground,
  measure: (base: string, path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(ground.folder, 'mapserver-'));
  // nginx gives up the rights of root, and has to reach the socket in it.
  for (const one of [ground.folder, folder]) chmodSync(one, 0o755);
  const [map, configuration, nginx] = ['bench.map', 'mapserver.conf', 'nginx.conf'].map((name) => join(folder, name));
  if (!map || !configuration || !nginx) throw new Error('unreachable');
  writeFileSync(map, mapFile(ground));
  writeFileSync(
    configuration,
    `CONFIG\n  ENV\n    MS_MAP_PATTERN "^${folder}/"\n    PROJ_LIB "/usr/share/proj"\n  END\n  MAPS\n    BENCH "${map}"\n  END\nEND\n`,
  );
  writeFileSync(nginx, nginxFile(folder, configuration));
  const pids = join(folder, 'ms.pids');
  execFileSync(
    'spawn-fcgi',
    ['-s', join(folder, 'ms.sock'), '-M', '0666', '-F', String(PROCESSES), '-P', pids, '--', CGI],
    {
      env: { ...process.env, MAPSERVER_CONFIG_FILE: configuration },
      stdio: 'ignore',
    },
  );
  sweepAfterwards({ pidsIn: pids });
  const front = spawn('/usr/sbin/nginx', ['-c', nginx], { stdio: 'inherit' });
  sweepAfterwards({ pid: front.pid });
  try {
    return await measure(
      `http://127.0.0.1:${PORT}`,
      '/?map=BENCH&mode=tile&tilemode=gmap&tile={x}+{y}+{z}&layers=points+polygons&map.imagetype=mvt',
    );
  } finally {
    const ended = new Promise((resolve) => front.once('exit', resolve));
    front.kill('SIGTERM');
    await ended;
    // Waiting for a request, it does not heed a milder signal.
    for (const pid of readFileSync(pids, 'utf8').match(/\d+/g) ?? []) process.kill(Number(pid), 'SIGKILL');
  }
}
