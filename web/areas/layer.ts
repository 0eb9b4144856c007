import type { Feature } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { CANVAS_FONTS } from '../map/fonts.ts';
import type { ImageDrawer } from '../map/images.ts';
import { textImage } from '../map/labels.ts';
import { collection, type Overlay } from '../map/overlay.ts';
import { type ThemeName, themeNames, themes } from '../map/theme.ts';
import type { ViewArea } from '../view.ts';
import { closedRing, openRing, type Corner } from './area.ts';

/** Dashes of an area's outline in CSS pixels; shorter and even, so that nobody takes it for the line. */
export const AREA_DASH_PIXELS = [4, 3] as const;
export const AREA_LINE_WIDTH = 2;

const SOURCE = 'areas';
const LABEL_PIXELS = 12;

export type AreasShown = {
  readonly areas: readonly ViewArea[];
  /** The one that the drawing tools hold at the moment and draw themselves. */
  readonly editedId?: string | null;
  /** Corners typed so far in the form, as yet no area. */
  readonly draft?: readonly Corner[];
};

/**
 * Drawn areas as an overlay: an outline and a name, never a fill, which would read as territory. `look` must be
 * `areaLayers(theme)`, kept while the theme stays.
 */
export function areaOverlay(
  { areas, editedId = null, draft = [] }: AreasShown,
  { look }: { readonly look: ReturnType<typeof areaLayers> },
): Overlay {
  const shown = areas.filter(({ id }) => id !== editedId);
  return {
    key: 'areas',
    sources: { [SOURCE]: collection([...shown.flatMap(featuresOf), ...draftFeatures(draft)]) },
    ...look,
    pickable: [],
    drawImage: drawAreaLabel,
  };
}

/** The layers of the overlay in a theme. */
export function areaLayers(theme: ThemeName): Pick<Overlay, 'ground' | 'layers'> {
  const { accent, surface } = themes[theme];
  const outline = { 'line-join': 'round', 'line-cap': 'butt' } as const;
  const dashes = AREA_DASH_PIXELS.map((pixels) => pixels / AREA_LINE_WIDTH);
  const layers: LayerSpecification[] = [
    {
      id: 'area-outline-halo',
      type: 'line',
      source: SOURCE,
      filter: ['!=', ['get', 'kind'], 'name'],
      layout: outline,
      paint: { 'line-color': surface, 'line-width': AREA_LINE_WIDTH + 3, 'line-opacity': 0.9 },
    },
    {
      id: 'area-outline',
      type: 'line',
      source: SOURCE,
      filter: ['!=', ['get', 'kind'], 'name'],
      layout: outline,
      paint: { 'line-color': accent, 'line-width': AREA_LINE_WIDTH, 'line-dasharray': dashes },
    },
    {
      id: 'area-corner',
      type: 'circle',
      source: SOURCE,
      filter: ['==', ['get', 'kind'], 'corner'],
      paint: { 'circle-radius': 4, 'circle-color': surface, 'circle-stroke-color': accent, 'circle-stroke-width': 2 },
    },
    {
      id: 'area-name',
      type: 'symbol',
      source: SOURCE,
      filter: ['==', ['get', 'kind'], 'name'],
      layout: {
        'icon-image': ['concat', `area-name:${theme}:`, ['get', 'name']],
        'icon-anchor': 'bottom',
        'icon-offset': [0, -5],
        'icon-allow-overlap': true,
      },
    },
  ];
  return { ground: [], layers };
}

/** Draws `area-name:<theme>:<name>` on a canvas, which shapes every script. */
const drawAreaLabel: ImageDrawer = (id) => {
  const [prefix, themeName, ...name] = id.split(':');
  const theme = themeNames.find((candidate) => candidate === themeName);
  if (prefix !== 'area-name' || !theme) return null;
  const { accent, surface } = themes[theme];
  return textImage(name.join(':'), { font: `600 ${LABEL_PIXELS}px ${CANVAS_FONTS}`, ink: accent, halo: surface });
};

/** The outline, and the name above its northernmost corner. */
function featuresOf({ name, ring }: ViewArea): Feature[] {
  const closed = closedRing(ring);
  const north = closed.reduce((best, corner) => (corner[1] > best[1] ? corner : best), closed[0] ?? [0, 0]);
  const outline: Feature = {
    type: 'Feature',
    properties: { kind: 'outline' },
    geometry: { type: 'LineString', coordinates: closed },
  };
  if (name === '') return [outline];
  return [
    outline,
    { type: 'Feature', properties: { kind: 'name', name }, geometry: { type: 'Point', coordinates: north } },
  ];
}

function draftFeatures(draft: readonly Corner[]): Feature[] {
  const corners = openRing(draft).map(([lon, lat]) => [lon, lat]);
  const marks: Feature[] = corners.map((coordinates) => ({
    type: 'Feature',
    properties: { kind: 'corner' },
    geometry: { type: 'Point', coordinates },
  }));
  if (corners.length < 2) return marks;
  const coordinates = corners.length > 2 ? closedRing(draft) : corners;
  return [
    { type: 'Feature', properties: { kind: 'outline' }, geometry: { type: 'LineString', coordinates } },
    ...marks,
  ];
}
