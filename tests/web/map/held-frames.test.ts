import type { Map as MapLibreMap } from 'maplibre-gl';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdFrames } from '../../../web/map/held-frames.ts';

type Told = { readonly sourceId?: string; readonly sourceDataType?: string };

/** What of MapLibre's map is used: events, the state of its sources, and a count of the pictures that are asked for. */
function mapOf() {
  const listeners = new Map<string, ((event: Told) => void)[]>();
  const state = { pictures: 0, isMoving: false, loaded: new Set<string>() };
  const map = {
    // What MapLibre notes for itself while it draws: all that asks for another picture.
    _sourcesDirty: false,
    _styleDirty: true,
    _placementDirty: true,
    _frameRequest: new AbortController(),
    _renderTaskQueue: { _queue: [] as unknown[] },
    triggerRepaint: () => void (state.pictures += 1),
    isMoving: () => state.isMoving,
    isSourceLoaded: (id: string) => state.loaded.has(id),
    on: (kind: string, listen: (event: Told) => void) =>
      void listeners.set(kind, [...(listeners.get(kind) ?? []), listen]),
  };
  const fire = (kind: string, event: Told = {}): void => listeners.get(kind)?.forEach((listen) => listen(event));
  return { map, state, fire, hold: holdFrames(map as unknown as MapLibreMap) };
}

describe('the pictures of a map that is given other data', () => {
  beforeEach(() => {
    vi.stubGlobal('window', globalThis);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are one, when data and tiles of every source have come', () => {
    const { map, state, fire, hold } = mapOf();
    // As MapLibre has it: until its data comes a source is loaded, with that of before.
    state.loaded = new Set(['marks', 'cells']);
    hold(['marks', 'cells']);
    for (const sourceId of ['marks', 'cells']) {
      map.triggerRepaint();
      fire('sourcedata', { sourceId, sourceDataType: 'metadata' });
      state.loaded.delete(sourceId);
      fire('sourcedata', { sourceId, sourceDataType: 'content' });
    }
    state.loaded.add('marks');
    fire('sourcedata', { sourceId: 'marks' });
    map.triggerRepaint();
    expect(state.pictures).toBe(0);
    state.loaded.add('cells');
    fire('sourcedata', { sourceId: 'cells' });
    expect(state.pictures).toBe(1);
    map.triggerRepaint();
    expect(state.pictures).toBe(2);
  });

  it('are not held back for long, nor while the map moves, nor where something fails', () => {
    const { map, state, fire, hold } = mapOf();
    hold(['marks']);
    map.triggerRepaint();
    vi.advanceTimersByTime(1_000);
    expect(state.pictures).toBe(1);
    hold(['marks']);
    state.isMoving = true;
    map.triggerRepaint();
    expect(state.pictures).toBe(2);
    state.isMoving = false;
    map.triggerRepaint();
    fire('error');
    expect(state.pictures).toBe(3);
  });

  it('are not drawn a second time for labels, which do not fade in, nor for the images that the first has taken up', () => {
    const { map, fire } = mapOf();
    const { signal } = map._frameRequest;
    fire('render');
    expect(map).toMatchObject({ _styleDirty: false, _placementDirty: false, _frameRequest: null });
    expect(signal.aborted).toBe(true);
  });

  it.each([
    ['there is other data by now', { _sourcesDirty: true }],
    ['the map moves', { isMoving: () => true }],
    ['somebody has asked for a picture of their own', { _renderTaskQueue: { _queue: [{}] } }],
  ])('are drawn a second time where %s', (_why, meanwhile) => {
    const { map, fire } = mapOf();
    const { signal } = map._frameRequest;
    Object.assign(map, meanwhile);
    fire('render');
    expect(map).toMatchObject({ _styleDirty: true, _placementDirty: true });
    expect(signal.aborted).toBe(false);
  });

  it('come as ever where no data is new', () => {
    const { map, state, hold } = mapOf();
    hold([]);
    map.triggerRepaint();
    expect(state.pictures).toBe(1);
  });
});
