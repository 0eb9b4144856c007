import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Overlay, Picked } from './overlay.ts';

/** Pixels round the pointer in which a mark still answers, when nothing is right under it. */
const REACH = 5;

/** The overlay features at a point of the map, topmost first. */
export function picksAt(map: MapLibreMap, { x, y }: { x: number; y: number }, overlays: readonly Overlay[]): Picked[] {
  const layers = overlays.flatMap(({ pickable }) => pickable).filter((id) => map.getLayer(id));
  if (layers.length === 0) return [];
  const exact = map.queryRenderedFeatures([x, y], { layers });
  const near = (): typeof exact =>
    map.queryRenderedFeatures(
      [
        [x - REACH, y - REACH],
        [x + REACH, y + REACH],
      ],
      { layers },
    );
  return (exact.length > 0 ? exact : near()).map(({ layer, properties }) => ({
    overlay: overlays.find(({ pickable }) => pickable.includes(layer.id))?.key ?? '',
    layer: layer.id,
    properties,
  }));
}
