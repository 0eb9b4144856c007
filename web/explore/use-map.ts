import type { Map as MapLibreMap } from 'maplibre-gl';
import { useCallback, useState } from 'react';
import { defaultCamera } from '../map/extent.ts';
import type { Camera } from '../view.ts';
import { middleOf, type Bounds } from './bounds.ts';
import type { ChangeView } from './use-view.ts';

/** Close enough to see one place among its neighbours. */
const PLACE_ZOOM = 9;
/** Where many lie at nearly one spot, zooming on would only lose the surroundings. */
const CLOSEST_FIT = 12;

/** The map on the screen, its extent, and the ways in which the rest of the screen moves it. */
export type MapControl = {
  readonly map: MapLibreMap | null;
  readonly extent: Bounds | null;
  /** Of the map's own box, in CSS pixels. */
  readonly size: () => { readonly width: number; readonly height: number };
  readonly onReady: (map: MapLibreMap) => void;
  readonly onCamera: (camera: Camera, bounds: Bounds) => void;
  readonly zoomBy: (by: 1 | -1) => void;
  readonly showAll: () => void;
  readonly showBounds: (bounds: Bounds) => void;
  /** Moves the map just so far that a record can be seen, where it cannot; `covered` is the share under the sheet. */
  readonly reveal: (bounds: Bounds, covered: number) => void;
  readonly showPlace: (position: readonly [number, number]) => void;
};

/** Follows the map and moves it. */
export function useMap(change: ChangeView): MapControl {
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [extent, setExtent] = useState<Bounds | null>(null);

  const onCamera = useCallback(
    (camera: Camera, bounds: Bounds) => {
      setExtent(bounds);
      change({ camera });
    },
    [change],
  );
  const zoomBy = useCallback((by: 1 | -1) => void (by > 0 ? map?.zoomIn() : map?.zoomOut()), [map]);
  const size = useCallback(() => {
    const box = map?.getContainer();
    return { width: box?.clientWidth ?? window.innerWidth, height: box?.clientHeight ?? window.innerHeight };
  }, [map]);
  const showAll = useCallback(() => change({ camera: defaultCamera(size()) }), [size, change]);
  const showBounds = useCallback(
    ([west, south, east, north]: Bounds) =>
      void map?.fitBounds([west, south, east, north], { padding: 70, maxZoom: CLOSEST_FIT, duration: 400 }),
    [map],
  );
  const showPlace = useCallback(
    ([longitude, latitude]: readonly [number, number]) => change({ camera: { longitude, latitude, zoom: PLACE_ZOOM } }),
    [change],
  );
  const reveal = useCallback(
    (bounds: Bounds, covered: number) => {
      if (!map) return;
      const seen = map.getBounds();
      const [longitude, latitude] = middleOf(bounds);
      const south = seen.getSouth() + covered * (seen.getNorth() - seen.getSouth());
      const isSeen =
        longitude > seen.getWest() && longitude < seen.getEast() && latitude > south && latitude < seen.getNorth();
      if (isSeen) return;
      const offset: [number, number] = [0, (-covered * map.getContainer().clientHeight) / 2];
      map.easeTo({ center: [longitude, latitude], offset, duration: 400 });
    },
    [map],
  );
  return { map, extent, size, reveal, onReady: setMap, onCamera, zoomBy, showAll, showBounds, showPlace };
}
