import type { Feature } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { TerraDraw, TerraDrawModeUndoRedo, TerraDrawPolygonMode, TerraDrawSelectMode } from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import type { Theme } from '../map/theme.ts';
import {
  CORNER_DECIMALS,
  findPathFault,
  findRingFault,
  openRing,
  tidyRing,
  type Corner,
  type RingFault,
} from './area.ts';

/** What the pointer makes of the map while an area is drawn or edited. */
export type DrawingEvents = {
  /** A sound ring: the drawing is finished, or a corner of an edited area was moved, added or taken away. */
  readonly onRing: (ring: [number, number][]) => void;
  /** A corner that was not accepted, and why. */
  readonly onFault: (fault: RingFault) => void;
  /** Corners set so far. */
  readonly onCorners: (count: number) => void;
  /** Escape, or a press beside the edited area. */
  readonly onLeave: () => void;
  /** The Delete key on the edited area. */
  readonly onDelete: () => void;
};

/** A drawing in progress. `stop` takes all of it off the map. */
export type Drawing = { readonly undo: () => void; readonly stop: () => void };

const EDITED = 'edited-area';

/** terra-draw's own declarations do not resolve under nodenext (imports without an extension), hence these two. */
type Stage = { readonly updateType: 'commit' | 'provisional' | 'finish' };
type Verdict = { readonly valid: boolean; readonly reason?: string };

/** Lets a new polygon be drawn with the pointer; Enter finishes, Escape begins anew. */
export function drawArea(map: MapLibreMap, theme: Theme, events: DrawingEvents): Drawing {
  const draw = createDraw(map, [polygonMode(theme, events)]);
  draw.start();
  draw.setMode('polygon');
  draw.on('finish', (id) => {
    const ring = ringOf(draw.getSnapshotFeature(id));
    if (ring) events.onRing(ring);
  });
  draw.on('change', (ids, type) => {
    if (type === 'delete') return;
    const feature = ids.map((id) => draw.getSnapshotFeature(id)).find((found) => found?.geometry.type === 'Polygon');
    const count: unknown = feature?.properties['committedCoordinateCount'];
    if (typeof count === 'number') events.onCorners(count);
  });
  return { undo: () => void draw.undo(), stop: () => stopDraw(map, draw) };
}

/** Lets the corners of a ring be dragged, added at the middle of an edge, and taken away with a right click. */
export function editArea(map: MapLibreMap, theme: Theme, ring: readonly Corner[], events: DrawingEvents): Drawing {
  // A corner that may not go where it is dragged stays behind; the reason is told once more when it is let go.
  let refused: RingFault | null = null;
  const onFault = (fault: RingFault): void => {
    refused = fault;
    events.onFault(fault);
  };
  const draw = createDraw(map, [polygonMode(theme, events), selectMode(theme, { ...events, onFault })]);
  draw.start();
  draw.addFeatures([
    {
      type: 'Feature',
      id: EDITED,
      properties: { mode: 'polygon' },
      geometry: { type: 'Polygon', coordinates: [tidyRing(ring)] },
    },
  ]);
  draw.setMode('select');
  draw.selectFeature(EDITED);
  draw.on('finish', () => {
    const edited = ringOf(draw.getSnapshotFeature(EDITED));
    if (edited) events.onRing(edited);
    if (refused) events.onFault(refused);
    refused = null;
  });
  draw.on('change', (ids, type) => {
    if (type === 'delete' && ids.includes(EDITED)) events.onDelete();
  });
  draw.on('deselect', () => events.onLeave());
  return { undo: () => undefined, stop: () => stopDraw(map, draw) };
}

function createDraw(map: MapLibreMap, modes: ConstructorParameters<typeof TerraDraw>[0]['modes']): TerraDraw {
  return new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, prefixId: 'drawn-area', coordinatePrecision: 9 }),
    modes,
    idStrategy: { isValidId: (id: unknown) => typeof id === 'string', getId: createIds() },
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  });
}

function createIds(): () => string {
  let last = 0;
  return () => `drawn-${(last += 1)}`;
}

function polygonMode(theme: Theme, events: DrawingEvents): TerraDrawPolygonMode {
  return new TerraDrawPolygonMode({
    validation: whenCommitted(events),
    showCoordinatePoints: true,
    styles: {
      fillColor: theme.accent,
      fillOpacity: 0,
      outlineColor: theme.accent,
      outlineWidth: 2,
      closingPointColor: theme.surface,
      closingPointWidth: 6,
      closingPointOutlineColor: theme.accent,
      closingPointOutlineWidth: 2,
      coordinatePointColor: theme.accent,
      coordinatePointWidth: 4,
      coordinatePointOutlineColor: theme.surface,
      coordinatePointOutlineWidth: 1,
    },
  });
}

function selectMode(theme: Theme, events: DrawingEvents): TerraDrawSelectMode {
  return new TerraDrawSelectMode({
    keyEvents: { deselect: 'Escape', delete: 'Delete', rotate: null, scale: null },
    flags: {
      polygon: {
        feature: {
          draggable: false,
          // Its own check of crossings says nothing; ours below says where.
          selfIntersectable: true,
          validation: (feature: Feature) => judge(findRingFault(cornersOf(feature)), events),
          coordinates: { midpoints: true, draggable: true, deletable: true },
        },
      },
    },
    styles: {
      selectedPolygonColor: theme.accent,
      selectedPolygonFillOpacity: 0,
      selectedPolygonOutlineColor: theme.accent,
      selectedPolygonOutlineWidth: 2,
      selectionPointColor: theme.surface,
      selectionPointWidth: 6,
      selectionPointOutlineColor: theme.accent,
      selectionPointOutlineWidth: 2,
      midPointColor: theme.accent,
      midPointWidth: 4,
      midPointOutlineColor: theme.surface,
      midPointOutlineWidth: 1,
    },
  });
}

/** While the pointer only hovers nothing is refused; each set corner and the end are judged. */
function whenCommitted(events: DrawingEvents): (feature: Feature, stage: Stage) => Verdict {
  return (feature, { updateType }) => {
    const corners = openRing(cornersOf(feature));
    if (updateType === 'provisional') return { valid: true };
    return judge(updateType === 'finish' ? findRingFault(corners) : findPathFault(corners), events);
  };
}

function judge(fault: RingFault | null, events: DrawingEvents): Verdict {
  if (!fault) return { valid: true };
  events.onFault(fault);
  return { valid: false, reason: fault.code };
}

function cornersOf(feature: Feature): Corner[] {
  if (feature.geometry.type !== 'Polygon') return [];
  const scale = 10 ** (CORNER_DECIMALS + 1);
  const round = (degrees: number | undefined): number => Math.round((degrees ?? NaN) * scale) / scale;
  return (feature.geometry.coordinates[0] ?? []).map(([lon, lat]) => [round(lon), round(lat)]);
}

function ringOf(feature: Feature | undefined): [number, number][] | null {
  if (!feature) return null;
  const ring = tidyRing(cornersOf(feature));
  return findRingFault(ring) ? null : ring;
}

/** A style that was replaced meanwhile has already lost the layers of the drawing; there is nothing left to take off. */
function stopDraw(map: MapLibreMap, draw: TerraDraw): void {
  if (!draw.enabled) return;
  const isOnMap = map.getStyle()?.layers.some(({ id }) => id.startsWith('drawn-area')) ?? false;
  if (isOnMap) draw.stop();
  else map.getCanvas().style.removeProperty('cursor');
}
