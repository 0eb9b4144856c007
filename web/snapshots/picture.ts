import type { AirspaceClaimFeature } from '../../api/airspace/contract.ts';
import type { CrossingFeature } from '../../api/crossings/contract.ts';
import type { Geometry } from '../../api/geo/contract.ts';
import { airspaceLayers, createAirspaceOverlay } from '../airspace/layer.ts';
import { boundsOfRing } from '../areas/area.ts';
import { areaLayers, areaOverlay } from '../areas/layer.ts';
import { crossingLayers, crossingOverlay } from '../crossings/layer.ts';
import { type Bounds, boundsMeet, boundsOf } from '../explore/bounds.ts';
import type { UiLanguage } from '../i18n/languages.ts';
import { type Binned, NOTHING_BINNED } from '../incidents/binned.ts';
import { incidentLayers, incidentOverlay } from '../incidents/layer.ts';
import type { Overlay } from '../map/overlay.ts';
import type { ThemeName } from '../map/theme.ts';
import type { View, ViewArea } from '../view.ts';

/** What the view's filters leave of each collection, wherever it lies; of incidents, only what is said of all of them. */
export type Records = {
  readonly incidents: { readonly count: number; readonly hasSynthetic: boolean };
  readonly airspace: readonly AirspaceClaimFeature[];
  readonly crossings: readonly CrossingFeature[];
};

/** A part of the map. */
export type Where = { readonly zoom: number; readonly bounds: Bounds };

/** What a map of the view shows inside an extent: the layers that are switched on, and nothing that lies elsewhere. */
export type Drawn = {
  readonly incidents: Binned;
  readonly airspace: readonly AirspaceClaimFeature[];
  readonly crossings: readonly CrossingFeature[];
  readonly areas: readonly ViewArea[];
  readonly bounds: Bounds;
  readonly zoom: number;
};

/** What is drawn at a zoom inside an extent, as the map on the screen does; without a selection. */
export function drawnIn(
  view: Pick<View, 'layers' | 'areas'>,
  { airspace, crossings }: Pick<Records, 'airspace' | 'crossings'>,
  incidents: Binned,
  where: Where,
): Drawn {
  const { layers, areas } = view;
  const { bounds, zoom } = where;
  const isIn = ({ geometry }: { geometry: Geometry | null }): boolean => {
    const box = boundsOf(geometry);
    return box !== null && boundsMeet(box, bounds);
  };
  return {
    incidents: layers.incidents ? incidents : NOTHING_BINNED,
    airspace: layers.airspace ? airspace.filter(isIn) : [],
    crossings: layers.crossings ? crossings.filter(isIn) : [],
    areas: layers.areas ? areas.filter(({ ring }) => boundsMeet(boundsOfRing(ring), bounds)) : [],
    bounds,
    zoom,
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
