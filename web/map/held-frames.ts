import type { Map as MapLibreMap } from 'maplibre-gl';

/** Told which sources of a map are given other data next. */
export type FrameHold = (sourceIds: readonly string[]) => void;

/** Rather a picture in parts than none for longer than this. */
const LONGEST_MS = 400;

/**
 * Lets a map in which nothing fades (`fadeDuration` 0) draw new data in one picture. MapLibre draws anew for every tile of a
 * source as it comes from its worker, four times for one change of a filter, and half of what is drawn is then of before.
 * What comes back is called with the sources that are given other data: until all of it has come nothing is drawn, unless the
 * map moves meanwhile.
 */
export function holdFrames(map: MapLibreMap): FrameHold {
  /** By the id of a source, whether its data has come and only tiles of it are still awaited. */
  const awaited = new Map<string, boolean>();
  let isDue = false;
  let timer: number | undefined;
  const draw = map.triggerRepaint.bind(map);
  map.triggerRepaint = () => {
    if (awaited.size > 0 && !map.isMoving()) isDue = true;
    else draw();
  };
  const release = (): void => {
    window.clearTimeout(timer);
    awaited.clear();
    if (isDue) draw();
    isDue = false;
  };
  map.on('sourcedata', ({ sourceId, sourceDataType }) => {
    if (!awaited.has(sourceId)) return;
    // Before its data has come, a source takes itself for loaded: with the data of before.
    if (sourceDataType === 'content') awaited.set(sourceId, true);
    if (awaited.get(sourceId) === true && map.isSourceLoaded(sourceId)) awaited.delete(sourceId);
    if (awaited.size === 0) release();
  });
  map.on('render', () => drawNoTwin(map));
  map.on('movestart', release);
  map.on('error', release);
  map.on('remove', () => window.clearTimeout(timer));
  return (sourceIds) => {
    if (sourceIds.length === 0) return;
    // Whoever has waited already waits no longer for the sake of newer data.
    if (awaited.size === 0) timer = window.setTimeout(release, LONGEST_MS);
    for (const id of sourceIds) awaited.set(id, false);
  };
}

/**
 * Called when a picture has been drawn. MapLibre then wants the same picture once more: for new labels to fade in, where
 * nothing fades, and because taking up a new image counts as a change of the style, also within the picture that shows it.
 * Unless something else asks for another one it is not drawn. There is no public way to say so.
 */
function drawNoTwin(map: MapLibreMap): void {
  if (map._sourcesDirty || map.isMoving() || map._renderTaskQueue._queue.length > 0) return;
  map._placementDirty = false;
  map._styleDirty = false;
  map._frameRequest?.abort();
  Reflect.set(map, '_frameRequest', null);
}
