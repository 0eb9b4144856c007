import type { Feature, Polygon } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import { type CrossingFeature, HEADLINES } from '../../api/crossings/contract.ts';
import { boundsOf, middleOf } from '../explore/bounds.ts';
import { type Anchor, circleRound } from '../map/anchor.ts';
import { CANVAS_FONTS } from '../map/fonts.ts';
import { type ImageDrawer, shapesImage } from '../map/images.ts';
import { textImage } from '../map/labels.ts';
import { collection, type Overlay, type Picked } from '../map/overlay.ts';
import { type ThemeName, themeNames, themes } from '../map/theme.ts';
import { CROSSING_EXTENT, crossingShapes } from './mark.ts';

const CROSSINGS = 'crossings';
const CIRCLES = 'crossing-circles';
const NAMES = 'crossing-names';
/** CSS pixels per unit of the diamond. */
const SCALE = 1.1;
/** Names of crossings would cover each other on the whole line. */
const NAMES_FROM_ZOOM = 7.4;

/** The layers of the crossing points: diamonds, and from nearer their names as both sides say them and how far off each may lie. */
export function crossingLayers(theme: ThemeName): Pick<Overlay, 'ground' | 'layers'> {
  const layers: LayerSpecification[] = [
    {
      id: NAMES,
      type: 'symbol',
      source: CROSSINGS,
      minzoom: NAMES_FROM_ZOOM,
      layout: {
        'icon-image': ['concat', `crossing-name:${theme}:`, ['get', 'name']],
        'icon-anchor': 'bottom',
        'icon-offset': [0, -13],
        'icon-padding': 4,
      },
    },
    {
      id: CROSSINGS,
      type: 'symbol',
      source: CROSSINGS,
      layout: {
        'icon-image': ['concat', `crossing:${theme}:`, ['get', 'status'], ':', ['case', ['get', 'selected'], '1', '0']],
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
    },
  ];
  const { ink2 } = themes[theme];
  const ground: LayerSpecification[] = [
    {
      id: 'crossing-circle-fill',
      type: 'fill',
      source: CIRCLES,
      paint: { 'fill-color': ink2, 'fill-opacity': 0.05 },
    },
    {
      id: 'crossing-circle-outline',
      type: 'line',
      source: CIRCLES,
      paint: { 'line-color': ink2, 'line-width': 0.8, 'line-opacity': 0.45 },
    },
  ];
  return { ground, layers };
}

const drawCrossingImage: ImageDrawer = (id) => {
  const [prefix, themeName, ...rest] = id.split(':');
  const theme = themeNames.find((known) => known === themeName);
  if (!theme) return null;
  if (prefix === 'crossing-name') {
    const { ink1, land } = themes[theme];
    return textImage(rest.join(':'), { font: `500 11.5px ${CANVAS_FONTS}`, ink: ink1, halo: land });
  }
  const headline = HEADLINES.find((known) => known === rest[0]);
  if (prefix !== 'crossing' || !headline) return null;
  const shapes = crossingShapes(headline, rest[1] === '1');
  return shapesImage(shapes, themes[theme], { extent: CROSSING_EXTENT, scale: SCALE });
};

/** The name that no side's stands alone in: both where they differ. */
function nameOf({ name, nameBySide: { afg, pak } }: CrossingFeature['properties']): string {
  return afg && pak && afg !== pak && !name.includes(afg) ? `${afg} / ${pak}` : name;
}

/** A crossing is one gate, however well its place is known: its diamond in the middle, and how far off it may be. */
function anchorOfCrossing({ geometry, properties }: CrossingFeature): Anchor | null {
  const bounds = boundsOf(geometry);
  return bounds && { at: middleOf(bounds), radiusMetres: properties.uncertaintyMetres, cell: null };
}

/** Within what a crossing may lie, of true size; null where it is not known, or no wider than a mark at this zoom. */
export function crossingCircle(crossing: CrossingFeature, zoom: number): Polygon | null {
  const anchor = anchorOfCrossing(crossing);
  return anchor && circleRound(anchor, zoom);
}

/** The crossing points as an overlay. `look` must be `crossingLayers(theme)`, kept while the theme stays. */
export function crossingOverlay(
  crossings: readonly CrossingFeature[],
  options: { look: ReturnType<typeof crossingLayers>; selectedId: number | null; zoom: number },
): Overlay {
  const placed = crossings.flatMap((crossing) => {
    const anchor = anchorOfCrossing(crossing);
    return anchor === null ? [] : [{ crossing, anchor }];
  });
  const marks = placed.map(({ crossing: { id, properties }, anchor }): Feature => {
    const shown = { id, status: properties.status, name: nameOf(properties), selected: id === options.selectedId };
    return { type: 'Feature', geometry: { type: 'Point', coordinates: [...anchor.at] }, properties: shown };
  });
  const circles = crossings.flatMap((crossing): Feature[] => {
    const geometry = crossingCircle(crossing, options.zoom);
    return geometry === null ? [] : [{ type: 'Feature', geometry, properties: { id: crossing.id } }];
  });
  return {
    key: 'crossings',
    sources: { [CROSSINGS]: collection(marks), [CIRCLES]: collection(circles) },
    ...options.look,
    pickable: [CROSSINGS],
    drawImage: drawCrossingImage,
  };
}

/** The id of the topmost crossing among the picks. */
export function readCrossingPick(picks: readonly Picked[]): number | null {
  const id = picks.find(({ overlay }) => overlay === 'crossings')?.properties['id'];
  return typeof id === 'number' ? id : null;
}
