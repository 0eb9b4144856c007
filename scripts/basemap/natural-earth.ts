import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Topology } from 'topojson-client';
import { at, coordinate, simplifyLine } from './planar.ts';

/** Natural Earth 4.1 at 1:10m, generalised to about 1 km, as Debian's qgis-common carries it. */
export const WORLD_MAP = '/usr/share/qgis/resources/data/world_map.gpkg';

/** What the source tells of a province; `gn_name` tells apart two pairs that share a name. */
export type StateProperties = { name: string; gn_name: string | null; adm0_a3: 'AFG' | 'PAK' };
export type States = FeatureCollection<Polygon | MultiPolygon, StateProperties>;

/** Provinces of both countries. Throws with the command that installs what is missing. */
export function readProvinces(): States {
  if (!existsSync(WORLD_MAP)) {
    throw new Error(`${WORLD_MAP} is missing. On Debian: apt-get install -y --no-install-recommends qgis-common`);
  }
  const query = ['-where', "adm0_a3 IN ('AFG','PAK')", '-lco', 'COORDINATE_PRECISION=6'];
  try {
    const text = execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', WORLD_MAP, 'states_provinces', ...query], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return JSON.parse(text) as States;
  } catch (cause) {
    throw new Error('ogr2ogr did not answer. On Debian: apt-get install -y --no-install-recommends gdal-bin', {
      cause,
    });
  }
}

/** What the borders of all other countries are simplified to; those of the two countries stay as the source has them. */
const ELSEWHERE_TOLERANCE_KILOMETRES = 0.8;

/** Arcs of a quantised topology are steps from vertex to vertex, in whole numbers (TopoJSON specification, 2.1.3). */
function absolute(arc: readonly Position[], { scale, translate }: NonNullable<Topology['transform']>): Position[] {
  let [column, row] = [0, 0];
  return arc.map((step) => {
    column += coordinate(step, 0);
    row += coordinate(step, 1);
    return [column * scale[0] + translate[0], row * scale[1] + translate[1]];
  });
}

/**
 * Countries of the world at 1:10m, Natural Earth 4.1, as the npm package world-atlas carries them. Borders are simplified
 * arc by arc, so that two countries still share theirs.
 */
export function readCountries(): Topology {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json');
  const { transform, ...world } = JSON.parse(readFileSync(path, 'utf8')) as Topology;
  if (!transform) throw new Error('world-atlas is expected to be quantised');
  const both = (world.objects['countries']?.geometries ?? []).filter(({ properties }) =>
    ['Afghanistan', 'Pakistan'].includes(properties['name'] ?? ''),
  );
  const kept = new Set(both.flatMap(({ arcs }) => arcs.flat(2)).map((index) => (index < 0 ? ~index : index)));
  const arcs = world.arcs.map((arc, index) => {
    const line = absolute(arc, transform);
    const isClosed = at(line, 0).join() === at(line, line.length - 1).join();
    return kept.has(index) || isClosed ? line : simplifyLine(line, ELSEWHERE_TOLERANCE_KILOMETRES);
  });
  return { ...world, arcs };
}
