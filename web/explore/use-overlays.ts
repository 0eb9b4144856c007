import { useMemo, useState } from 'react';
import { airspaceLayers, createAirspaceOverlay } from '../airspace/layer.ts';
import { boundsOfRing } from '../areas/area.ts';
import { areaLayers, areaOverlay, type AreasShown } from '../areas/layer.ts';
import { crossingLayers, crossingOverlay } from '../crossings/layer.ts';
import type { UiLanguage } from '../i18n/languages.ts';
import { binnedOf } from '../columns/binned.ts';
import { NOTHING_BINNED } from '../incidents/binned.ts';
import { incidentLayers, incidentOverlay } from '../incidents/layer.ts';
import type { Overlay } from '../map/overlay.ts';
import type { ThemeName } from '../map/theme.ts';
import type { Drawn } from '../snapshots/picture.ts';
import type { View } from '../view.ts';
import { boundsMeet, type Bounds } from './bounds.ts';
import type { Explored } from './explored.ts';

/** The overlays of the map, and what is drawn in them inside the map's extent. */
export type OnMap = {
  readonly overlays: readonly Overlay[];
  readonly drawn: Drawn;
};

type Options = {
  readonly view: Pick<View, 'camera' | 'layers' | 'selection' | 'areas'>;
  readonly explored: Pick<Explored, 'shown' | 'airspace' | 'crossings'>;
  /** The map's extent; before it is known nothing is drawn. */
  readonly extent: Bounds | null;
  /** What the drawing tools hold at the moment. */
  readonly drawing: Omit<AreasShown, 'areas'>;
  readonly theme: ThemeName;
  readonly language: UiLanguage;
};

/** An extent in which nothing lies, for the moment before the map has one. */
const NOWHERE: Bounds = [0, 0, 0, 0];

/** Lays over the basemap what the filters leave for the present camera, incidents as the worker binned them on top. */
export function useOverlays({ view, explored, extent, drawing, theme, language }: Options): OnMap {
  const { camera, layers, selection, areas } = view;
  const [overlayClaims] = useState(createAirspaceOverlay);
  const styles = useMemo(
    () => ({
      incidents: incidentLayers(theme),
      crossings: crossingLayers(theme),
      airspace: airspaceLayers(theme),
      areas: areaLayers(theme),
    }),
    [theme],
  );
  const selectedIn = (collection: string): number | null =>
    selection?.collection === collection ? selection.id : null;
  const [claimId, crossingId] = [selectedIn('airspace-claims'), selectedIn('crossings')];
  const bounds = extent ?? NOWHERE;

  const shown = useMemo(
    () => ({
      airspace: layers.airspace ? explored.airspace.map(({ feature }) => feature) : [],
      crossings: layers.crossings ? explored.crossings.map(({ feature }) => feature) : [],
      areas: layers.areas ? areas : [],
    }),
    [layers, explored.airspace, explored.crossings, areas],
  );
  const map = explored.shown?.answer.map;
  const outlines = explored.shown?.outlines;
  const binned = useMemo(
    () => (layers.incidents && map !== undefined && outlines !== undefined ? binnedOf(map, outlines) : NOTHING_BINNED),
    [layers.incidents, map, outlines],
  );
  const incidents = useMemo(
    () => incidentOverlay(binned, { theme, language, look: styles.incidents }),
    [binned, theme, language, styles],
  );
  const crossings = useMemo(
    () => crossingOverlay(shown.crossings, { look: styles.crossings, selectedId: crossingId, zoom: camera.zoom }),
    [shown.crossings, styles, crossingId, camera.zoom],
  );
  const airspace = useMemo(
    () => overlayClaims(shown.airspace, { look: styles.airspace, bounds, zoom: camera.zoom, selectedId: claimId }),
    [overlayClaims, shown.airspace, styles, bounds, camera.zoom, claimId],
  );
  const { editedId = null, draft } = drawing;
  const drawnAreas = useMemo(
    () => areaOverlay({ areas: shown.areas, editedId, draft: draft ?? [] }, { look: styles.areas }),
    [shown.areas, editedId, draft, styles],
  );
  const overlays = useMemo(
    () => [drawnAreas, airspace, crossings, incidents],
    [drawnAreas, airspace, crossings, incidents],
  );

  const drawn = useMemo((): Drawn => {
    const inView = (rows: Explored['airspace'] | Explored['crossings']) =>
      new Set(
        rows.filter((row) => row.bounds !== null && boundsMeet(row.bounds, bounds)).map(({ feature: { id } }) => id),
      );
    const [claimsInView, crossingsInView] = [inView(explored.airspace), inView(explored.crossings)];
    return {
      incidents: binned,
      airspace: shown.airspace.filter(({ id }) => claimsInView.has(id)),
      crossings: shown.crossings.filter(({ id }) => crossingsInView.has(id)),
      areas: shown.areas.filter(({ ring }) => boundsMeet(boundsOfRing(ring), bounds)),
      bounds,
      zoom: camera.zoom,
    };
  }, [binned, shown, explored.airspace, explored.crossings, bounds, camera.zoom]);
  return { overlays, drawn };
}
