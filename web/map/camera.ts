import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '../explore/bounds.ts';
import type { Camera } from '../view.ts';

/** Where the map looks. */
export function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom() };
}

/** What the map shows, `[west, south, east, north]`. */
export function boundsShownBy(map: MapLibreMap): Bounds {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** Whether two cameras show the same picture: within a tenth of what the address keeps. */
export function looksAlike(one: Camera, other: Camera): boolean {
  const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) < tolerance;
  return (
    near(one.longitude, other.longitude, 1e-4) &&
    near(one.latitude, other.latitude, 1e-4) &&
    near(one.zoom, other.zoom, 0.006)
  );
}

/**
 * Remembers which cameras were told to the page, and during which movement. The page hands them back as props, often
 * after the map has moved on: they must not pull it back.
 */
export function createCameraMemory(): {
  tell: (map: MapLibreMap) => Camera;
  isEcho: (camera: Camera) => boolean;
  begin: () => void;
} {
  const told = new WeakMap<Camera, number>();
  let movement = 0;
  let latest: Camera | null = null;
  return {
    tell: (map) => {
      latest = cameraOf(map);
      told.set(latest, movement);
      return latest;
    },
    isEcho: (camera) => told.get(camera) === movement || (latest !== null && looksAlike(camera, latest)),
    begin: () => {
      movement += 1;
    },
  };
}
