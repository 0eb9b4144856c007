import type { Feature } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { AirspaceClaimFeature } from '../../api/airspace/contract.ts';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { type Bounds, boundsMeet, boundsOf } from '../explore/bounds.ts';
import { anchorOf, cellRound } from '../map/anchor.ts';
import { type Area, createAreaReader, groupAreas } from '../map/areas.ts';
import { type ImageDrawer, shapesImage } from '../map/images.ts';
import { collection, type Overlay, type Picked } from '../map/overlay.ts';
import { type ThemeName, themeNames, themes } from '../map/theme.ts';
import { CLAIM_EXTENT, claimShapes, SELECTED_CLAIM_EXTENT } from './mark.ts';

const AREAS = 'airspace-areas';
const MARKS = 'airspace-marks';
/** Width of the band along the inside of an outline, CSS pixels. */
const BAND_WIDTH = 6;
/** CSS pixels per unit of the mark. */
const SCALE = 1.15;

/**
 * The layers of the airspace claims. Claims known to an area have a band along the inside of their outline,
 * as on aeronautical charts: no hatching, since they lie over areas of incidents, no dashes, which are the line's, and no
 * fill, which would look like territory. Those with a place are triangles. A triangle inside an area stands for the claims made
 * about it, not for a place.
 */
export function airspaceLayers(theme: ThemeName): Pick<Overlay, 'ground' | 'layers'> {
  const { accent } = themes[theme];
  const ground: LayerSpecification[] = [
    {
      id: 'airspace-area-band',
      type: 'line',
      source: AREAS,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': BAND_WIDTH, 'line-offset': BAND_WIDTH / 2, 'line-opacity': 0.16 },
    },
    {
      id: 'airspace-area-outline',
      type: 'line',
      source: AREAS,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': accent,
        'line-width': ['case', ['get', 'selected'], 2.4, 1],
        'line-opacity': ['case', ['get', 'selected'], 1, 0.7],
      },
    },
  ];
  const layers: LayerSpecification[] = [
    {
      id: MARKS,
      type: 'symbol',
      source: MARKS,
      layout: {
        'icon-image': ['concat', `claim:${theme}:`, ['get', 'status'], ':', ['case', ['get', 'selected'], '1', '0']],
        'icon-allow-overlap': true,
        'icon-padding': 0,
      },
    },
  ];
  return { ground, layers };
}

const drawClaimImage: ImageDrawer = (id) => {
  const [prefix, themeName, statusName, selected] = id.split(':');
  const theme = themeNames.find((known) => known === themeName);
  const status = OCCURRENCE_STATUSES.find((known) => known === statusName);
  if (prefix !== 'claim' || !theme || !status) return null;
  const isSelected = selected === '1';
  const extent = isSelected ? SELECTED_CLAIM_EXTENT : CLAIM_EXTENT;
  return shapesImage(claimShapes(status, isSelected), themes[theme], { extent, scale: SCALE });
};

function areaFeature({ key, geometry, isSelected }: Area): Feature {
  return { type: 'Feature', geometry, properties: { area: key, selected: isSelected } };
}

function markFeature(
  at: readonly [number, number],
  properties: { ids: readonly number[]; status: string; selected: boolean },
): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...at] }, properties };
}

type OverlayOptions = {
  look: ReturnType<typeof airspaceLayers>;
  bounds: Bounds;
  zoom: number;
  selectedId: number | null;
};

/**
 * Makes the function that turns claims into an overlay; keep one for the life of the page. `look` must be
 * `airspaceLayers(theme)`, kept while the theme stays.
 */
export function createAirspaceOverlay(): (claims: readonly AirspaceClaimFeature[], options: OverlayOptions) => Overlay {
  const read = createAreaReader();
  return (claims, { look, bounds, zoom, selectedId }) => {
    const inView = claims.filter(({ geometry }) => {
      const box = boundsOf(geometry);
      return box !== null && boundsMeet(box, bounds);
    });
    const anchored = inView.flatMap((claim) => {
      const anchor = anchorOf(claim);
      return anchor === null ? [] : [{ ...claim, anchor }];
    });
    const points = anchored.map(({ id, anchor, properties }) =>
      markFeature(anchor.at, { ids: [id], status: properties.status, selected: id === selectedId }),
    );
    const inCells = anchored.flatMap(({ id, anchor, properties }) => {
      const cell = cellRound(anchor, zoom);
      return cell === null ? [] : [{ id, geometry: cell, status: properties.status, generalised: true }];
    });
    const inAreas = inView.flatMap((claim) => {
      const { id, geometry, properties } = claim;
      if (geometry === null || geometry.type === 'Point' || anchorOf(claim) !== null) return [];
      const { status, generalised } = properties;
      return [{ id, geometry, status, generalised }];
    });
    const cells = groupAreas(inCells, { read, view: bounds, selectedId });
    const areas = groupAreas(inAreas, { read, view: bounds, selectedId });
    const labels = areas.flatMap(({ ids, tone, labelAt, isSelected }) =>
      labelAt
        ? [markFeature(labelAt, { ids, status: tone === 'mixed' ? 'reported' : tone, selected: isSelected })]
        : [],
    );
    return {
      key: 'airspace',
      sources: {
        [AREAS]: collection([...areas, ...cells].map(areaFeature)),
        [MARKS]: collection([...points, ...labels]),
      },
      ...look,
      pickable: [MARKS],
      drawImage: drawClaimImage,
    };
  };
}

/** The ids of the claims under the pointer. */
export function readAirspacePick(picks: readonly Picked[]): readonly number[] {
  const ids = picks.find(({ overlay }) => overlay === 'airspace')?.properties['ids'];
  // MapLibre hands nested values back as they were, older tiles as text.
  const read: unknown = typeof ids === 'string' ? JSON.parse(ids) : ids;
  return Array.isArray(read) ? read.filter((id): id is number => typeof id === 'number') : [];
}
