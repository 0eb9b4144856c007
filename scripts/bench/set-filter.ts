import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAPLIBRE = fileURLToPath(new URL('../../node_modules/maplibre-gl/dist/', import.meta.url));

/** A map as its maker's examples show it: all incidents in one GeoJSON source, and a filter on its layer. */
const PAGE = `<!doctype html>
<link rel="stylesheet" href="/maplibre-gl.css" />
<style>html, body, #map { block-size: 100%; margin: 0 }</style>
<div id="map"></div>
<script type="module">
  import { Map, setWorkerUrl } from '/maplibre-gl.mjs';
  setWorkerUrl('/maplibre-gl-worker.mjs');
  const map = new Map({
    container: 'map',
    bounds: [[60.5, 29], [75.5, 38.5]],
    style: {
      version: 8,
      sources: { incidents: { type: 'geojson', data: '/incidents.geojson' } },
      layers: [{
        id: 'incidents',
        type: 'circle',
        source: 'incidents',
        paint: {
          'circle-radius': 4,
          'circle-color': ['match', ['get', 'status'], 'jointly-verified', '#0b6', 'contested', '#b60', '#456'],
        },
      }],
    },
  });
  const rest = () => new Promise((resolve) => map.once('idle', resolve));
  window.ready = rest();
  window.change = (from, to) => {
    map.setFilter('incidents', ['all', ['<', ['get', 'from'], to], ['>', ['get', 'to'], from]]);
    return rest();
  };
</script>
`;

const TYPES: Readonly<Record<string, string>> = { mjs: 'text/javascript', css: 'text/css' };

/**
 * Serves that page to whoever measures it.
 *
 * @param incidents a GeoJSON FeatureCollection of points with `from` and `to`, in milliseconds, and `status`
 * @returns its address, and how to end it
 */
export async function serveSetFilter(incidents: string): Promise<{ address: string; stop: () => void }> {
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/';
    const file = /^\/(maplibre-gl[a-z-]*\.(mjs|css))$/.exec(path);
    const answer = async (): Promise<readonly [string, string | Buffer]> => {
      if (path === '/') return ['text/html; charset=utf-8', PAGE];
      if (path === '/incidents.geojson') return ['application/geo+json', incidents];
      if (file) return [TYPES[file[2] ?? ''] ?? '', await readFile(`${MAPLIBRE}${file[1]}`)];
      throw new Error(`nothing at ${path}`);
    };
    answer().then(
      ([type, body]) => response.writeHead(200, { 'content-type': type }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.close() };
}
