import type { AirspaceClaimFeature } from '../../api/airspace/contract.ts';
import type { CrossingFeature } from '../../api/crossings/contract.ts';
import type { IncidentFeature } from '../../api/incidents/contract.ts';
import { airspaceLayers, createAirspaceOverlay } from '../airspace/layer.ts';
import { boundsOfRing } from '../areas/area.ts';
import { areaLayers, areaOverlay } from '../areas/layer.ts';
import { crossingLayers, crossingOverlay } from '../crossings/layer.ts';
import { type Bounds, boundsMeet, boundsOf } from '../explore/bounds.ts';
import type { UiLanguage } from '../i18n/languages.ts';
import { type Binned, createIncidentBinner } from '../incidents/bin.ts';
import { incidentLayers, incidentOverlay } from '../incidents/layer.ts';
import type { Overlay } from '../map/overlay.ts';
import type { ThemeName } from '../map/theme.ts';
import type { View, ViewArea } from '../view.ts';

/** What the view's filters leave of each collection, wherever it lies. */
export type Records = {
  readonly incidents: readonly IncidentFeature[];
  readonly airspace: readonly AirspaceClaimFeature[];
  readonly crossings: readonly CrossingFeature[];
};

/** What a map of the view shows inside an extent: the layers that are switched on, and nothing that lies elsewhere. */
export type Drawn = {
  readonly incidents: Binned;
  readonly airspace: readonly AirspaceClaimFeature[];
  readonly crossings: readonly CrossingFeature[];
  readonly areas: readonly ViewArea[];
  readonly bounds: Bounds;
  readonly zoom: number;
};

/** Works out what is drawn at a zoom inside an extent, as the map on the screen does; without a selection. */
export function drawnIn(
  view: Pick<View, 'layers' | 'areas'>,
  records: Records,
  where: { readonly zoom: number; readonly bounds: Bounds },
): Drawn {
  const { layers, areas } = view;
  const { bounds, zoom } = where;
  const isIn = ({ geometry }: { geometry: IncidentFeature['geometry'] }): boolean => {
    const box = boundsOf(geometry);
    return box !== null && boundsMeet(box, bounds);
  };
  const incidents = createIncidentBinner()({
    features: layers.incidents ? records.incidents : [],
    zoom,
    bounds,
    selectedId: null,
  });
  return {
    incidents,
    airspace: layers.airspace ? records.airspace.filter(isIn) : [],
    crossings: layers.crossings ? records.crossings.filter(isIn) : [],
    areas: layers.areas ? areas.filter(({ ring }) => boundsMeet(boundsOfRing(ring), bounds)) : [],
    bounds,
    zoom,
  };
}

/** The records that are on the map, alone, in a cell or as an area. */
export function recordsOn({ incidents, airspace, crossings }: Drawn): {
  readonly incidents: readonly number[];
  readonly airspace: readonly number[];
  readonly crossings: readonly number[];
} {
  const { marks, cells, areas } = incidents;
  return {
    incidents: [...marks.map(({ id }) => id), ...[...cells, ...areas].flatMap(({ ids }) => ids)],
    airspace: airspace.map(({ id }) => id),
    crossings: crossings.map(({ id }) => id),
  };
}

/** The overlays of the map for what is drawn, from the ground up. */
export function overlaysOf(
  drawn: Drawn,
  { theme, language }: { readonly theme: ThemeName; readonly language: UiLanguage },
): Overlay[] {
  const { incidents, airspace, crossings, areas, bounds, zoom } = drawn;
  return [
    areaOverlay({ areas }, { look: areaLayers(theme) }),
    createAirspaceOverlay()(airspace, { look: airspaceLayers(theme), bounds, zoom, selectedId: null }),
    crossingOverlay(crossings, { look: crossingLayers(theme), selectedId: null, zoom }),
    incidentOverlay(incidents, { theme, language, look: incidentLayers(theme) }),
  ];
}
