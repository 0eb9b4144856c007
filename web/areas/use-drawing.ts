import type { Map as MapLibreMap } from 'maplibre-gl';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type ThemeName, themes } from '../map/theme.ts';
import type { ViewArea } from '../view.ts';
import { findAreaCountFault, nextAreaId, type Corner } from './area.ts';
import type { Drawing, DrawingEvents } from './draw.ts';
import type { AreaFault } from './fault-words.ts';

/** What is being done to the areas at the moment, with the pointer or in the form. */
export type DrawingState =
  | { readonly mode: 'idle' }
  | { readonly mode: 'loading' }
  | { readonly mode: 'drawing'; readonly corners: number }
  | { readonly mode: 'editing'; readonly areaId: string }
  | { readonly mode: 'typing'; readonly areaId: string | null };

/** The drawing tools of one map. `fault` is the last thing refused, until something else is done. */
export type DrawingControl = {
  readonly state: DrawingState;
  readonly fault: AreaFault | 'tools-not-loaded' | null;
  /** Corners typed in the form so far: shown on the map, as yet no area. */
  readonly draft: readonly Corner[];
  readonly draw: () => void;
  readonly edit: (areaId: string) => void;
  readonly type: (areaId: string | null) => void;
  readonly setDraft: (corners: readonly Corner[]) => void;
  readonly undoCorner: () => void;
  readonly stop: () => void;
};

type Options = {
  readonly map: MapLibreMap | null;
  readonly areas: readonly ViewArea[];
  readonly onChange: (areas: readonly ViewArea[]) => void;
  readonly theme: ThemeName;
  /** The name of a new area, given its number. */
  readonly nameOf: (number: number) => string;
};

const IDLE: DrawingState = { mode: 'idle' };

/** Tools in use, and the map and theme that they were made for. */
type Tool = Drawing & Pick<Options, 'map' | 'theme'>;

/** Draws and edits the view's areas on a map. terra-draw is loaded when somebody first draws. */
export function useDrawing(options: Options): DrawingControl {
  const { map, theme } = options;
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });
  const tool = useRef<Tool | null>(null);
  /** Counts what was begun, so that tools which arrive late for something already left are not used. */
  const turn = useRef(0);
  const [state, setState] = useState<DrawingState>(IDLE);
  const [fault, setFault] = useState<DrawingControl['fault']>(null);
  const [draft, setDraft] = useState<readonly Corner[]>([]);

  const enter = useCallback((next: DrawingState, why: DrawingControl['fault'] = null) => {
    turn.current += 1;
    tool.current?.stop();
    tool.current = null;
    setFault(why);
    setDraft([]);
    setState(next);
  }, []);

  // A new theme is a new style, in which the layers of a drawing are gone; a new map never had them.
  useEffect(() => {
    const drawing = tool.current;
    if (drawing && (drawing.map !== map || drawing.theme !== theme)) enter(IDLE);
  }, [map, theme, enter]);
  useEffect(() => () => tool.current?.stop(), []);

  const actions = useMemo(() => {
    const start = async (areaId: string | null): Promise<void> => {
      enter({ mode: 'loading' });
      const mine = turn.current;
      const module = await import('./draw.ts').catch(() => null);
      if (mine !== turn.current) return;
      const opened = module && openTool(module, latest, areaId, { enter, setState, setFault });
      if (!opened) return enter(IDLE, 'tools-not-loaded');
      tool.current = opened;
      setState(areaId === null ? { mode: 'drawing', corners: 0 } : { mode: 'editing', areaId });
    };
    return {
      draw: () => {
        const countFault = findAreaCountFault(latest.current.areas.length);
        if (countFault) enter(IDLE, countFault);
        else void start(null);
      },
      edit: (areaId: string) => void start(areaId),
      type: (areaId: string | null) => enter({ mode: 'typing', areaId }),
      undoCorner: () => tool.current?.undo(),
      stop: () => enter(IDLE),
      setDraft,
    };
  }, [enter]);
  return { state, fault, draft, ...actions };
}

/** Begins to draw, or to edit the area named; null where there is no map, or no such area any more. */
function openTool(
  module: typeof import('./draw.ts'),
  latest: { readonly current: Options },
  areaId: string | null,
  setters: Setters,
): Tool | null {
  const { map, theme, areas } = latest.current;
  const area = areas.find(({ id }) => id === areaId) ?? null;
  if (!map || (areaId !== null && !area)) return null;
  const events = createEvents(latest, area, setters);
  const drawing = area
    ? module.editArea(map, themes[theme], area.ring, events)
    : module.drawArea(map, themes[theme], events);
  return { ...drawing, map, theme };
}

type Setters = {
  readonly enter: (state: DrawingState) => void;
  readonly setState: (state: DrawingState) => void;
  readonly setFault: (fault: DrawingControl['fault']) => void;
};

/** What the tools tell becomes a change of the view; `area` is the one being edited, null for a new one. */
function createEvents(
  latest: { readonly current: Options },
  area: ViewArea | null,
  { enter, setState, setFault }: Setters,
): DrawingEvents {
  // terra-draw must not be stopped from inside its own events.
  const leaveSoon = (): void => void setTimeout(() => enter(IDLE), 0);
  const change = (edit: (areas: readonly ViewArea[]) => readonly ViewArea[]): void =>
    latest.current.onChange(edit(latest.current.areas));
  return {
    onRing: (ring) => {
      setFault(null);
      if (area) return change((areas) => areas.map((old) => (old.id === area.id ? { ...old, ring } : old)));
      const name = latest.current.nameOf(latest.current.areas.length + 1);
      change((areas) => [...areas, { id: nextAreaId(areas), name, ring }]);
      leaveSoon();
    },
    onFault: setFault,
    onCorners: (corners) => {
      setFault(null);
      setState({ mode: 'drawing', corners });
    },
    onLeave: leaveSoon,
    onDelete: () => {
      leaveSoon();
      change((areas) => areas.filter(({ id }) => id !== area?.id));
    },
  };
}
