import 'maplibre-gl/dist/maplibre-gl.css';
import './tiles.css';
import * as maplibregl from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';

// An example for developers: MapLibre alone, and the vector tiles of incidents as whoever looks may see them. A filter of the
// tiles can be given in this page's own address, such as ?status=reported.

const POINT = '#6b57a6';
const COUNT = '#9a6a12';
const PAPER = '#f4f2ee';

/** Layers of the style in drawing order; `source-layer` names the layers of the tiles. */
const LAYERS: maplibregl.LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': PAPER } },
  areaLayer('areas-counted', 'incidents-areas', COUNT, countOpacity(0.05, 0.3)),
  areaLayer('bins', 'incidents-binned', COUNT, countOpacity(0.25, 0.9)),
  areaLayer('areas', 'incidents', POINT, 0.12, ['==', ['geometry-type'], 'Polygon']),
  {
    id: 'outlines',
    type: 'line',
    source: 'incidents',
    'source-layer': 'incidents',
    filter: ['==', ['geometry-type'], 'Polygon'],
    // Invented records look invented.
    paint: {
      'line-color': POINT,
      'line-width': 1,
      'line-opacity': ['case', ['==', ['get', 'synthetic'], true], 0.4, 0.9],
    },
  },
  {
    id: 'points',
    type: 'circle',
    source: 'incidents',
    'source-layer': 'incidents',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-color': POINT, 'circle-radius': 5, 'circle-stroke-color': PAPER, 'circle-stroke-width': 1 },
  },
];

function countOpacity(least: number, most: number): maplibregl.ExpressionSpecification {
  return ['interpolate', ['linear'], ['log10', ['get', 'count']], 0, least, 4, most];
}

function areaLayer(
  id: string,
  layer: string,
  colour: string,
  opacity: number | maplibregl.ExpressionSpecification,
  filter?: maplibregl.ExpressionSpecification,
): maplibregl.LayerSpecification {
  const paint = { 'fill-color': colour, 'fill-opacity': opacity };
  return { id, type: 'fill', source: 'incidents', 'source-layer': layer, ...(filter ? { filter } : {}), paint };
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
}

/** Says what is drawn: so many records, or counts of so many. A record that reaches over several tiles counts once. */
function tell(map: maplibregl.Map): void {
  const featuresOf = (sourceLayer: string) => map.querySourceFeatures('incidents', { sourceLayer });
  const [records, counts] = [featuresOf('incidents'), ['incidents-binned', 'incidents-areas'].flatMap(featuresOf)];
  const ids = new Set(records.map(({ id }) => id));
  const isCounted = counts.length > 0;
  // A record has yes or no, a count has how many of its records are invented.
  element('synthetic').hidden = ![...records, ...counts].some(({ properties }) => Boolean(properties['synthetic']));
  element('told').textContent = isCounted
    ? 'There are many records here: they are drawn as counts. Come nearer for single ones.'
    : `${ids.size} records in the tiles in view.`;
}

maplibregl.setWorkerUrl(workerUrl);
const map = new maplibregl.Map({
  container: 'map',
  style: {
    version: 8,
    sources: {
      incidents: { type: 'vector', url: new URL(`/api/tiles/incidents${location.search}`, location.href).href },
    },
    layers: LAYERS,
  },
  bounds: [59, 27.61, 76.6, 36.9],
  attributionControl: { compact: false },
});
map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
map.on('idle', () => tell(map));
map.on('error', ({ error }) => (element('told').textContent = `The tiles could not be read: ${error.message}`));
