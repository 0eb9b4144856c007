import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
  VariableAnchorOffsetCollectionSpecification,
} from 'maplibre-gl';
import type { UiLanguage } from '../i18n/languages.ts';
import type { ImageDrawer } from './images.ts';
import { placeLabel } from './labels.ts';
import { type ThemeName, themes } from './theme.ts';

/** The source of everything below, one file: land, boundaries, places and the line, told apart by `kind`. */
export const BASEMAP_SOURCE = 'basemap';

/** The Durand Line: 1.3 px, dashes of 7 px with gaps of 4, at every zoom and extent. Legend and export draw the same. */
export const LINE_WIDTH = 1.3;
export const LINE_DASH_PIXELS = [7, 4] as const;

/** From which zoom a place of each rank is named. The same for both sides. */
const RANKS = [
  { rank: 4, minzoom: 7.2 },
  { rank: 3, minzoom: 6.2 },
  { rank: 2, minzoom: 4.9 },
  { rank: 1, minzoom: 0 },
] as const;

/** Further out their own names would cover each other. */
const LEADING_ALWAYS_FROM_ZOOM = 5.4;

const EM_PIXELS = 12;
/**
 * Where a name may stand about its place, in ems, in order of liking: beside it, clear of a mark on the place itself, and
 * further off, clear of a card.
 */
// prettier-ignore
const ANCHORS: VariableAnchorOffsetCollectionSpecification = [
  'left', [0.7, 0.1], 'right', [-0.7, 0.1], 'top', [0, 0.6], 'bottom', [0, -0.6],
  'left', [1.5, 0.1], 'right', [-1.5, 0.1], 'top', [0, 1.4], 'bottom', [0, -1.4],
  'left', [2.6, 0.1], 'right', [-2.6, 0.1], 'top', [0, 1.9], 'bottom', [0, -1.9],
];

export type BasemapOptions = {
  readonly theme: ThemeName;
  readonly language: UiLanguage;
  /** Address of data/basemap/basemap.json. */
  readonly basemapUrl: string;
};

const kindIs = (kind: string): ['==', ['get', string], string] => ['==', ['get', 'kind'], kind];

/** The lowest layer that areas of incidents may not cover. */
export const FIRST_ABOVE_AREAS = 'line-casing';

type LineLook = { colour: string; width: number; dash?: number[]; round?: boolean };

function lineLayer(id: string, { colour, width, dash, round }: LineLook): LayerSpecification {
  return {
    id,
    type: 'line',
    source: BASEMAP_SOURCE,
    filter: kindIs(id),
    layout: { 'line-join': 'round', 'line-cap': round ? 'round' : 'butt' },
    paint: { 'line-color': colour, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
  };
}

/**
 * The line itself and the Line of Control. They are also laid over a style that the operator brings, so that no basemap
 * ever draws them otherwise.
 */
export function boundaryLayers(theme: ThemeName): LayerSpecification[] {
  const { line, land } = themes[theme];
  // MapLibre counts dashes in widths of the line.
  const dash = LINE_DASH_PIXELS.map((pixels) => pixels / LINE_WIDTH);
  return [
    // Clears the way: an area's outline runs along the line, and the dashes must not lie on another colour.
    { ...lineLayer('line', { colour: land, width: 3.4 }), id: FIRST_ABOVE_AREAS },
    lineLayer('disputed', { colour: line, width: 1.4, dash: [0.1, 2.6], round: true }),
    lineLayer('line-of-control', { colour: line, width: 1.5, dash: [0.1, 2.4], round: true }),
    lineLayer('line', { colour: line, width: LINE_WIDTH, dash }),
  ];
}

function placeLayers(rank: (typeof RANKS)[number], options: BasemapOptions): LayerSpecification[] {
  const theme = themes[options.theme];
  const leading = rank.rank === 1;
  const filter: ['all', ...ReturnType<typeof kindIs>[]] = [
    'all',
    kindIs('place'),
    ['==', ['get', 'rank'], rank.rank] as never,
  ];
  const dots: LayerSpecification = {
    id: `place-dot-${rank.rank}`,
    type: 'circle',
    source: BASEMAP_SOURCE,
    filter,
    minzoom: rank.minzoom,
    paint: {
      'circle-radius': leading ? 2.4 : 1.7,
      'circle-color': leading ? theme.labelStrong : theme.label,
      'circle-opacity': 0.85,
    },
  };
  const labels: SymbolLayerSpecification = {
    id: `place-label-${rank.rank}`,
    type: 'symbol',
    source: BASEMAP_SOURCE,
    filter,
    minzoom: rank.minzoom,
    layout: {
      'text-field': placeLabel({
        theme: options.theme,
        language: options.language,
        weight: leading ? 'strong' : 'regular',
      }),
      // The size of no letter, only the measure of the anchors: both lines are images. It looks as if it depended on the
      // zoom, because MapLibre then samples images in text smoothly and not by the nearest pixel, which frays letters.
      'text-size': ['interpolate', ['linear'], ['zoom'], 0, EM_PIXELS, 22, EM_PIXELS],
      'text-line-height': 1,
      'text-justify': 'auto',
      'text-max-width': 30,
      'text-padding': 3,
      // The leading places are named even where marks leave no room, which then lie over the names.
      'text-allow-overlap': leading ? ['step', ['zoom'], false, LEADING_ALWAYS_FROM_ZOOM, true] : false,
      // Clear of a mark that stands on the place itself; where a card covers one side, the name moves to another.
      'text-variable-anchor-offset': ANCHORS,
    },
  };
  return [dots, labels];
}

const CLEARANCE = 'clearance';

/** An image without ink, of the width that names keep from the line, in CSS pixels. */
export const drawClearance: ImageDrawer = (id) => (id === CLEARANCE ? { width: 7, height: 7, draw: () => {} } : null);

/** Keeps names off the line: beads without ink along it, which a name's box must not touch. */
const clearanceLayer: LayerSpecification = {
  id: 'line-clearance',
  type: 'symbol',
  source: BASEMAP_SOURCE,
  filter: kindIs('line'),
  layout: {
    'symbol-placement': 'line',
    'symbol-spacing': 9,
    'icon-image': CLEARANCE,
    'icon-allow-overlap': true,
    'icon-padding': 0,
  },
};

function basemapSource(url: string): GeoJSONSourceSpecification {
  return { type: 'geojson', data: url, tolerance: 0.25, buffer: 16, maxzoom: 12 };
}

/**
 * The basemap as a style: quiet, so that the marks speak. One colour for all land, no country fills; shared boundaries
 * are single lines; the line is the last of it and looks the same at every extent.
 */
export function basemapStyle(options: BasemapOptions): StyleSpecification {
  const theme = themes[options.theme];
  return {
    version: 8,
    name: `Durand Line Monitor, ${options.theme}`,
    sources: { [BASEMAP_SOURCE]: basemapSource(options.basemapUrl) },
    layers: [
      { id: 'water', type: 'background', paint: { 'background-color': theme.water } },
      { id: 'land', type: 'fill', source: BASEMAP_SOURCE, filter: kindIs('land'), paint: { 'fill-color': theme.land } },
      lineLayer('coast', { colour: theme.hairline, width: 0.8 }),
      lineLayer('province', { colour: theme.hairline, width: 0.9 }),
      lineLayer('country', { colour: theme.hairline, width: 1.4 }),
      ...boundaryLayers(options.theme),
      ...RANKS.flatMap((rank) => placeLayers(rank, options)),
      clearanceLayer,
    ],
  };
}

/** A style of the operator's with our boundary lines, and their source, on top. */
export function withBoundaries(
  style: StyleSpecification,
  { theme, basemapUrl }: Pick<BasemapOptions, 'theme' | 'basemapUrl'>,
): StyleSpecification {
  return {
    ...style,
    sources: { ...style.sources, [BASEMAP_SOURCE]: basemapSource(basemapUrl) },
    layers: [...style.layers, ...boundaryLayers(theme)],
  };
}
