import type { FilterSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { MAP_BOUNDS } from '../map/extent.ts';
import { constructMap, type MapContent } from '../map/map.tsx';
import type { Camera } from '../view.ts';
import type { Size } from './camera.ts';

/** Longest wait for a map to be drawn, in milliseconds: software rendering at 2x takes a good part of a minute. */
const MOST_WAIT_MS = 120_000;

/** Nearer by so much that no tile is shared; in the corner of the map, where there is little to draw. */
const ELSEWHERE_ZOOMS = 3;

/** Names that are taken off make room for others, which may be cut in their turn. */
const MOST_ROUNDS = 3;

export type MapPicture = {
  readonly content: MapContent;
  readonly camera: Camera;
  /** In CSS pixels. */
  readonly size: Size;
  readonly pixelRatio: number;
  readonly label: string;
};

/**
 * Draws a map that nobody sees, made as the one on the screen is, and gives its picture. Rejects with the signal's
 * reason when it is called off, and with an Error when the browser cannot draw it or does not get done.
 */
export async function renderMap(
  { content, camera, size, pixelRatio, label }: MapPicture,
  signal: AbortSignal,
): Promise<HTMLCanvasElement> {
  signal.throwIfAborted();
  const container = document.createElement('div');
  // Laid out at its full size, out of sight and out of the reach of keyboard and screen reader.
  container.inert = true;
  Object.assign(container.style, {
    position: 'fixed',
    insetBlockStart: '0',
    left: '-20000px',
    width: `${size.width}px`,
    height: `${size.height}px`,
  });
  document.body.append(container);
  try {
    const { map, remove } = constructMap({
      container,
      content,
      camera,
      label,
      interactive: false,
      pixelRatio,
      preserveDrawingBuffer: true,
    });
    try {
      await whenIdle(map, signal);
      await placeAnew(map, signal);
      for (let round = 0; round < MOST_ROUNDS && hideCutLabels(map, size); round += 1) {
        await whenIdle(map, signal);
        await placeAnew(map, signal);
      }
      return copyOf(map.getCanvas());
    } finally {
      remove();
    }
  } finally {
    container.remove();
  }
}

/**
 * Lets all labels be placed at once. While tiles arrive one by one a label keeps to the side on which it found room first,
 * so the picture would depend on the order of arrival; after a look elsewhere all are at hand and none has a past.
 */
async function placeAnew(map: MapLibreMap, signal: AbortSignal): Promise<void> {
  const [center, zoom] = [map.getCenter(), map.getZoom()];
  map.jumpTo({ center: [MAP_BOUNDS[0] + 1, MAP_BOUNDS[1] + 1], zoom: zoom + ELSEWHERE_ZOOMS });
  await whenIdle(map, signal);
  map.jumpTo({ center, zoom });
  await whenIdle(map, signal);
}

/** Layers of the basemap that name places. */
const NAMES = /^place-label-/;

/** Takes names off that the frame would cut in two; a half name on paper looks like a mistake. Says whether there were any. */
function hideCutLabels(map: MapLibreMap, { width, height }: Size): boolean {
  const layers = map.getStyle().layers.filter(({ id }) => NAMES.test(id));
  const [farX, farY] = [width - 1, height - 1];
  const edge = (x: number, y: number, toX: number, toY: number): [[number, number], [number, number]] => [
    [x, y],
    [toX, toY],
  ];
  const edges = [
    edge(0, 0, width, 1),
    edge(0, farY, width, height),
    edge(0, 0, 1, height),
    edge(farX, 0, width, height),
  ];
  const ids = layers.map(({ id }) => id);
  const cut = new Set(
    edges
      .flatMap((strip) => map.queryRenderedFeatures(strip, { layers: ids }))
      .map(({ properties }) => String(properties['name'])),
  );
  if (cut.size === 0) return false;
  for (const { id } of layers) {
    const filter = map.getFilter(id);
    const isWhole: FilterSpecification = ['!', ['in', ['get', 'name'], ['literal', [...cut]]]];
    map.setFilter(id, filter ? (['all', filter, isWhole] as FilterSpecification) : isWhole);
  }
  return true;
}

type Waiting = {
  once: (event: 'idle', done: () => void) => unknown;
  loaded: () => boolean;
  triggerRepaint: () => void;
};

/** Waits until all is drawn that is on its way. */
async function whenIdle(map: Waiting, signal: AbortSignal): Promise<void> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(MOST_WAIT_MS)]);
  do
    await new Promise<void>((resolve, reject) => {
      either.addEventListener('abort', () => reject(either.reason as Error), { once: true });
      map.once('idle', resolve);
      map.triggerRepaint();
    });
  while (!map.loaded());
}

function copyOf(source: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = source.width;
  copy.height = source.height;
  copy.getContext('2d', { willReadFrequently: true })?.drawImage(source, 0, 0);
  return copy;
}
