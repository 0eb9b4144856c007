import 'maplibre-gl/dist/maplibre-gl.css';
import arabic from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2?url';
import arabicStrong from '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-600-normal.woff2?url';
import latin from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latinStrong from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type { GeoJSONSource, LngLatBoundsLike, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import * as maplibregl from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import basemapUrl from '../../data/basemap/basemap.json?url';
import type { Bounds } from '../explore/bounds.ts';
import type { UiLanguage } from '../i18n/languages.ts';
import type { Camera } from '../view.ts';
import { boundsShownBy, cameraOf, createCameraMemory, looksAlike } from './camera.ts';
import { DEFAULT_BOUNDS, MAP_BOUNDS, MAX_ZOOM, MIN_ZOOM } from './extent.ts';
import { type FontFiles, loadCanvasFonts } from './fonts.ts';
import { drawHatchImage } from './hatch.ts';
import { type FrameHold, holdFrames } from './held-frames.ts';
import { rasterise } from './images.ts';
import { drawLabelImage } from './labels.ts';
import { isSameData, type Overlay, type Picked, withOverlays } from './overlay.ts';
import { picksAt } from './picks.ts';
import { basemapStyle, drawClearance, FIRST_ABOVE_AREAS, withBoundaries } from './style.ts';
import type { ThemeName } from './theme.ts';

const fonts: FontFiles = { latin, latinStrong, arabic, arabicStrong };

/** What a map shows, apart from where it looks. */
export type MapContent = {
  readonly theme: ThemeName;
  readonly language: UiLanguage;
  readonly overlays: readonly Overlay[];
  /** Another basemap, where the operator has configured one; ours is drawn where it cannot be had. */
  readonly styleUrl?: string | null;
};

export type MapOptions = {
  readonly container: HTMLElement;
  readonly content: MapContent;
  /** Null shows DEFAULT_BOUNDS. */
  readonly camera: Camera | null;
  /** What a screen reader calls the map. */
  readonly label: string;
  readonly interactive?: boolean;
  /** Device pixels per CSS pixel, when not the screen's: an export draws at 2 or 3. */
  readonly pixelRatio?: number;
  /** Needed to read the picture back out of the canvas. */
  readonly preserveDrawingBuffer?: boolean;
  readonly onError?: (error: Error) => void;
};

/** A map and the two things that are done to it as a whole. Everything else is asked of `map`. */
export type MapHandle = {
  readonly map: MapLibreMap;
  /** Shows other content: data alone is handed on, anything else is a new style, of which MapLibre applies the difference. */
  readonly update: (content: MapContent) => void;
  readonly remove: () => void;
};

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));

async function fetchStyle(url: string): Promise<StyleSpecification> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the configured basemap style answered ${answer.status}`);
  return (await answer.json()) as StyleSpecification;
}

function hasSameLook(one: MapContent, other: MapContent): boolean {
  const layersOf = ({ overlays }: MapContent): unknown[] => overlays.flatMap(({ ground, layers }) => [ground, layers]);
  const [before, after] = [layersOf(one), layersOf(other)];
  const isSame = before.length === after.length && before.every((layers, index) => layers === after[index]);
  return isSame && one.theme === other.theme && one.language === other.language && one.styleUrl === other.styleUrl;
}

/** Every count on a card is an image of its own; beyond this many the cards are forgotten and drawn again when needed. */
const MOST_IMAGES = 1_500;

/** Hands data to the sources whose data is another than before, to be drawn in one picture. */
function updateData(map: MapLibreMap, before: MapContent, after: MapContent, hold: FrameHold): void {
  const images = map.listImages();
  if (images.length > MOST_IMAGES) {
    for (const id of images.filter((name) => name.startsWith('cell:'))) map.removeImage(id);
  }
  const known = Object.assign({}, ...before.overlays.map(({ sources }) => sources)) as Overlay['sources'];
  const changed = after.overlays
    .flatMap(({ sources }) => Object.entries(sources))
    .filter(([id, data]) => known[id] === undefined || !isSameData(known[id], data));
  hold(changed.map(([id]) => id));
  for (const [id, data] of changed) void map.getSource<GeoJSONSource>(id)?.setData(data as GeoJSON.FeatureCollection);
}

/**
 * Draws the images that the style names, each once. They are denser than the map by one step, because MapLibre samples
 * images of the map's own density by the nearest pixel, which tears them between two pixels.
 */
function drawImagesFor(map: MapLibreMap, density: number, contentNow: () => MapContent): void {
  // Without them names are drawn in a font of the system: better than none.
  const whenFontsAreHere = loadCanvasFonts(fonts).catch((cause: unknown) =>
    map.fire(new maplibregl.ErrorEvent(asError(cause))),
  );
  map.setMissingStyleImageResolver(async (id) => {
    await whenFontsAreHere;
    const drawers = [
      drawLabelImage,
      drawHatchImage,
      drawClearance,
      ...contentNow().overlays.map(({ drawImage }) => drawImage),
    ];
    for (const draw of drawers) {
      const image = draw?.(id);
      if (image && !map.hasImage(id)) map.addImage(id, rasterise(image, density), { pixelRatio: density });
      if (image) return;
    }
  });
}

/**
 * Makes a map. It is the only place that does, for the screen and for an export alike, so that both always draw the
 * same. Throws where the browser has no WebGL 2.
 */
export function constructMap(options: MapOptions): MapHandle {
  maplibregl.setWorkerUrl(workerUrl);
  let content = options.content;
  let external: StyleSpecification | null = null;
  const pixelRatio = options.pixelRatio ?? window.devicePixelRatio;
  const styleNow = (): StyleSpecification => {
    const { theme, language, overlays } = content;
    const base = external
      ? withBoundaries(external, { theme, basemapUrl })
      : basemapStyle({ theme, language, basemapUrl });
    return withOverlays(base, overlays, FIRST_ABOVE_AREAS);
  };
  const { camera } = options;
  const where = camera
    ? { center: [camera.longitude, camera.latitude] as [number, number], zoom: camera.zoom }
    : { bounds: [...DEFAULT_BOUNDS] as LngLatBoundsLike };
  const map = new maplibregl.Map({
    container: options.container,
    style: styleNow(),
    ...where,
    maxBounds: [...MAP_BOUNDS] as LngLatBoundsLike,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    maxPitch: 0,
    interactive: options.interactive ?? true,
    // North stays up: a turned map would need its own north arrow in every picture of it.
    dragRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    // What fades in is drawn again in every frame of it, after every change of a filter.
    fadeDuration: 0,
    pixelRatio,
    // Lines, circles and images are smoothed by what draws them: smoothing all once more shows no difference and takes as long
    // again where there is no graphics card.
    canvasContextAttributes: { antialias: false, preserveDrawingBuffer: options.preserveDrawingBuffer ?? false },
    locale: { 'Map.Title': options.label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('error', ({ error }) => options.onError?.(asError(error)));
  drawImagesFor(map, Math.ceil(pixelRatio) + 1, () => content);

  const hold = holdFrames(map);
  let isStyled = false;
  const restyle = (): void => {
    if (isStyled) map.setStyle(styleNow(), { diff: true });
  };
  map.once('style.load', () => {
    isStyled = true;
    if (content !== options.content || external) restyle();
  });
  const useExternal = async (url: string | null | undefined): Promise<void> => {
    try {
      external = url ? await fetchStyle(url) : null;
      restyle();
    } catch (cause) {
      options.onError?.(asError(cause));
    }
  };
  if (content.styleUrl) void useExternal(content.styleUrl);

  return {
    map,
    update: (next) => {
      const before = content;
      content = next;
      if (before.styleUrl !== next.styleUrl) void useExternal(next.styleUrl);
      else if (!hasSameLook(before, next)) restyle();
      else if (isStyled) updateData(map, before, next, hold);
    },
    remove: () => map.remove(),
  };
}

export type MapViewProps = MapContent & {
  /** Null shows DEFAULT_BOUNDS. Another camera than the map's own moves the map there. */
  readonly camera: Camera | null;
  readonly label: string;
  /** After each movement, and once when the map first knows its size. */
  readonly onCamera: (camera: Camera, bounds: Bounds) => void;
  /** While it moves, at most ten times a second. */
  readonly onMoving?: (camera: Camera, bounds: Bounds) => void;
  /** What was clicked, topmost first; null for the bare map. */
  readonly onPick?: (picks: readonly Picked[] | null, at: { x: number; y: number }) => void;
  /** False while somebody draws: clicks are then not the map's. */
  readonly isPicking?: boolean;
  readonly onReady?: (map: MapLibreMap) => void;
  /** The map cannot be drawn, or something of it could not be had. */
  readonly onError?: (error: Error) => void;
};

const MOVING_INTERVAL_MS = 100;

/** The map on the screen. It fills its parent, which must have a size. */
export function MapView(props: MapViewProps): ReactElement {
  const { theme, language, overlays, styleUrl = null, camera, label } = props;
  const container = useRef<HTMLDivElement>(null);
  const handle = useRef<MapHandle | null>(null);
  const [memory] = useState(createCameraMemory);

  const onCamera = useEffectEvent((map: MapLibreMap) => props.onCamera(memory.tell(map), boundsShownBy(map)));
  const onMoving = useEffectEvent((map: MapLibreMap) => props.onMoving?.(memory.tell(map), boundsShownBy(map)));
  const onReady = useEffectEvent((map: MapLibreMap) => props.onReady?.(map));
  const onError = useEffectEvent((error: Error) => props.onError?.(error));
  const picksUnder = useEffectEvent((map: MapLibreMap, point: { x: number; y: number }) =>
    props.isPicking === false ? [] : picksAt(map, point, props.overlays),
  );
  const onClick = useEffectEvent((map: MapLibreMap, point: { x: number; y: number }) => {
    if (props.isPicking === false) return;
    const picks = picksUnder(map, point);
    props.onPick?.(picks.length > 0 ? picks : null, point);
  });
  const construct = useEffectEvent((element: HTMLDivElement) =>
    constructMap({ container: element, content: { theme, language, overlays, styleUrl }, camera, label, onError }),
  );

  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    try {
      handle.current = construct(element);
    } catch (cause) {
      onError(asError(cause));
      return undefined;
    }
    const { map, remove } = handle.current;
    let movedAt = 0;
    map.on('movestart', memory.begin);
    map.on('move', () => {
      const now = performance.now();
      if (now - movedAt < MOVING_INTERVAL_MS) return;
      movedAt = now;
      onMoving(map);
    });
    map.on('moveend', () => onCamera(map));
    map.on('resize', () => onCamera(map));
    map.on('click', ({ point }) => onClick(map, point));
    map.on('mousemove', ({ point }) => {
      if (!map.isMoving()) map.getCanvas().style.cursor = picksUnder(map, point).length > 0 ? 'pointer' : '';
    });
    map.once('style.load', () => onReady(map));
    // Tells from outside whether the picture is whole: for tests, and for whoever takes a screenshot.
    for (const begun of ['dataloading', 'render'] as const) map.on(begun, () => (element.dataset['map'] = 'drawing'));
    map.on('idle', () => (element.dataset['map'] = 'idle'));
    onCamera(map);
    return () => {
      handle.current = null;
      remove();
    };
  }, [memory]);

  useEffect(() => {
    handle.current?.update({ theme, language, overlays, styleUrl });
  }, [theme, language, overlays, styleUrl]);

  useEffect(() => {
    const map = handle.current?.map;
    if (!map || !camera || memory.isEcho(camera) || looksAlike(camera, cameraOf(map))) return;
    map.easeTo({ center: [camera.longitude, camera.latitude], zoom: camera.zoom, duration: 300 });
  }, [camera, memory]);

  useEffect(() => {
    handle.current?.map.getCanvas().setAttribute('aria-label', label);
  }, [label]);

  // The canvas itself knows no direction; left to right keeps MapLibre's own boxes where they belong.
  return <div ref={container} dir="ltr" style={{ position: 'absolute', inset: 0 }} />;
}
