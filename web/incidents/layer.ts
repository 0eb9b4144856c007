import type { Feature } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import type { UiLanguage } from '../i18n/languages.ts';
import type { Area } from '../map/areas.ts';
import { toneToken } from '../map/hatch.ts';
import { statusToken } from '../map/marks.ts';
import { collection, type Overlay, type Picked } from '../map/overlay.ts';
import { type Theme, type ThemeName, themes } from '../map/theme.ts';
import { type Binned, type Cell, isOnePlace } from './binned.ts';
import { areaCountId, cellId, drawIncidentImage } from './images.ts';

const AREAS = 'incident-areas';
const AREA_COUNTS = 'incident-area-counts';
const CIRCLES = 'incident-circles';
const GRID_CELLS = 'incident-grid-cells';
const CELLS = 'incident-cells';
const MARKS = 'incident-marks';

/** Ground that answers to a click where nothing that stands on it does. */
const AREA_TINT = 'incident-area-tint';
const GRID_CELL_FILL = 'incident-grid-cell-fill';
export const INCIDENT_GROUND: readonly string[] = [AREA_TINT, GRID_CELL_FILL];

/** The colour of each status, picked by the property that carries it. */
function colourBy(property: 'status' | 'tone', theme: Theme): ExpressionSpecification {
  const pairs = OCCURRENCE_STATUSES.flatMap((status) => [status, theme[statusToken(status)]]);
  return ['match', ['get', property], ...pairs, theme[toneToken('mixed')]] as unknown as ExpressionSpecification;
}

function areaLayers(name: ThemeName): LayerSpecification[] {
  const theme = themes[name];
  const tone = colourBy('tone', theme);
  return [
    { id: AREA_TINT, type: 'fill', source: AREAS, paint: { 'fill-color': tone, 'fill-opacity': 0.06 } },
    {
      id: 'incident-area-hatch',
      type: 'fill',
      source: AREAS,
      paint: {
        'fill-pattern': ['concat', `hatch:${name}:`, ['get', 'tone']],
        // Inside an area that fills the screen the hatching has said what it can, and would only tire the eye.
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 7, 1, 10, 0.45, 12, 0.25],
      },
    },
    {
      id: 'incident-area-outline',
      type: 'line',
      source: AREAS,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', ['get', 'selected'], theme.accent, tone],
        'line-width': ['case', ['get', 'selected'], 2.4, 1],
        'line-opacity': ['case', ['get', 'selected'], 1, 0.75],
      },
    },
  ];
}

function circleLayers(theme: Theme): LayerSpecification[] {
  const status = colourBy('status', theme);
  return [
    { id: 'incident-circle-fill', type: 'fill', source: CIRCLES, paint: { 'fill-color': status, 'fill-opacity': 0.1 } },
    {
      id: 'incident-circle-outline',
      type: 'line',
      source: CIRCLES,
      paint: { 'line-color': status, 'line-width': 0.9, 'line-opacity': 0.65 },
    },
  ];
}

/** Cells of the grid look as circles do: both say "within here". */
function gridCellLayers(theme: Theme): LayerSpecification[] {
  const tone = colourBy('tone', theme);
  return [
    {
      id: GRID_CELL_FILL,
      type: 'fill',
      source: GRID_CELLS,
      paint: { 'fill-color': tone, 'fill-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.1, 12, 0.05] },
    },
    {
      id: 'incident-grid-cell-outline',
      type: 'line',
      source: GRID_CELLS,
      paint: {
        'line-color': ['case', ['get', 'selected'], theme.accent, tone],
        'line-width': ['case', ['get', 'selected'], 1.8, 0.9],
        'line-opacity': ['case', ['get', 'selected'], 1, 0.65],
      },
    },
  ];
}

/**
 * The layers of the incidents, from the ground up: areas, grid cells, circles, counts of areas, cells, marks. The images that they
 * name come from `drawIncidentImage`. Nothing here gives way to a name; names give way to marks. Only counts of areas give way:
 * to a larger one, to cells and to marks.
 */
export function incidentLayers(theme: ThemeName): Pick<Overlay, 'ground' | 'layers'> {
  const images: SymbolLayerSpecification['layout'] = {
    'icon-image': ['get', 'image'],
    'symbol-sort-key': ['get', 'order'],
  };
  const layers: LayerSpecification[] = [
    // In a heap of figures none could be read: there a smaller one waits until the map is nearer. Its area stays.
    { id: AREA_COUNTS, type: 'symbol', source: AREA_COUNTS, layout: { ...images, 'icon-padding': 0 } },
    { id: CELLS, type: 'symbol', source: CELLS, layout: { ...images, 'icon-allow-overlap': true } },
    {
      id: MARKS,
      type: 'symbol',
      source: MARKS,
      layout: {
        'icon-allow-overlap': true,
        'icon-padding': 0,
        'icon-image': [
          'concat',
          `mark:${theme}:`,
          ['get', 'status'],
          ':',
          ['get', 'category'],
          ':',
          ['case', ['get', 'selected'], '1', '0'],
        ],
        'symbol-sort-key': ['get', 'order'],
      },
    },
  ];
  const colours = themes[theme];
  return { ground: [...areaLayers(theme), ...gridCellLayers(colours), ...circleLayers(colours)], layers };
}

const point = (at: readonly [number, number], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [...at] },
  properties,
});

function areaFeatures(areas: readonly Area[]): Feature[] {
  return areas.map(({ key, geometry, tone, isSelected }) => ({
    type: 'Feature',
    geometry,
    properties: { area: key, tone, selected: isSelected },
  }));
}

/** Whether an area has a figure. One record needs none: the hatching already says "here, somewhere". */
export function hasCount<One extends Pick<Area, 'labelAt' | 'count'>>(
  area: One,
): area is One & { labelAt: NonNullable<One['labelAt']> } {
  return area.labelAt !== null && area.count > 1;
}

function areaCountFeatures(areas: readonly Area[], theme: ThemeName, language: UiLanguage): Feature[] {
  return areas.filter(hasCount).map(({ key, labelAt, count, isSelected }) => {
    const image = areaCountId(theme, language, { count, isSelected });
    // The least is placed first.
    return point(labelAt, { area: key, image, order: isSelected ? Number.MIN_SAFE_INTEGER : -count });
  });
}

function markFeatures({ marks }: Binned): Feature[] {
  return marks.map(({ id, longitude, latitude, status, category, isSelected }) => {
    const order = isSelected ? 100 : OCCURRENCE_STATUSES.indexOf(status);
    return point([longitude, latitude], { id, status, category, selected: isSelected, order });
  });
}

/** The incidents of a view as an overlay of the map. `look` must be `incidentLayers(theme)`, kept while the theme stays. */
export function incidentOverlay(
  binned: Binned,
  options: { theme: ThemeName; language: UiLanguage; look: ReturnType<typeof incidentLayers> },
): Overlay {
  const { theme, language, look } = options;
  const cells = binned.cells.map((cell) =>
    point([cell.longitude, cell.latitude], {
      cell: cell.key,
      image: cellId(theme, language, cell),
      order: cell.count,
    }),
  );
  const circles = binned.circles.map(({ id, status, geometry }): Feature => ({
    type: 'Feature',
    geometry,
    properties: { id, status },
  }));
  return {
    key: 'incidents',
    sources: {
      [AREAS]: collection(areaFeatures(binned.areas)),
      [GRID_CELLS]: collection(areaFeatures(binned.gridCells)),
      [CIRCLES]: collection(circles),
      [AREA_COUNTS]: collection(areaCountFeatures(binned.areas, theme, language)),
      [CELLS]: collection(cells),
      [MARKS]: collection(markFeatures(binned)),
    },
    ...look,
    pickable: [MARKS, CELLS, AREA_COUNTS, ...INCIDENT_GROUND],
    drawImage: drawIncidentImage,
  };
}

/** What a click on the incidents means. */
export type IncidentPick =
  | { readonly kind: 'incident'; readonly id: number }
  /** Zoom to what is inside. */
  | { readonly kind: 'cell'; readonly cell: Cell }
  /** Several that cannot be drawn apart: show them as a list. */
  | { readonly kind: 'list'; readonly ids: readonly number[] }
  /** So many that their ids are not at hand: whoever counted them has them by the keys of the places. */
  | { readonly kind: 'places'; readonly keys: readonly string[] };

/** Reads the topmost incident pick; null where none of the picks is an incident's. */
export function readIncidentPick(picks: readonly Picked[], binned: Binned): IncidentPick | null {
  const pick = picks.find(({ overlay }) => overlay === 'incidents');
  if (!pick) return null;
  const { id, cell: cellKey, area: areaKey } = pick.properties;
  if (typeof id === 'number') return { kind: 'incident', id };
  const cell = binned.cells.find(({ key }) => key === cellKey);
  if (cell) return isOnePlace(cell) ? listOf([cell]) : { kind: 'cell', cell };
  // Areas overlap: all that lie under the pointer are meant, not only the one on top; a cell tells more than an area.
  const keys = new Set(
    picks.filter(({ overlay }) => overlay === 'incidents').map(({ properties }) => properties['area']),
  );
  const under = (areas: readonly Area[]): readonly Area[] => areas.filter(({ key }) => keys.has(key));
  const inCells = under(binned.gridCells);
  const places = inCells.length > 0 ? inCells : under(binned.areas);
  return places.length === 0 || areaKey === undefined ? null : listOf(places);
}

function listOf(places: readonly Pick<Area, 'key' | 'ids' | 'count'>[]): IncidentPick {
  if (places.some(({ ids, count }) => ids.length < count))
    return { kind: 'places', keys: places.map(({ key }) => key) };
  const ids = places.flatMap((place) => place.ids);
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return { kind: 'incident', id: only };
  return { kind: 'list', ids };
}
