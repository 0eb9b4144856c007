import { useCallback, useMemo, useRef } from 'react';
import { useDrawing } from '../areas/use-drawing.ts';
import { dayOf } from '../i18n/formats.ts';
import { useI18n } from '../i18n/index.tsx';
import { useForms } from '../record/use-forms.ts';
import { useMedia } from '../ui/use-media.ts';
import { useLive } from '../live.ts';
import { useTimeline } from '../timeline/use-timeline.ts';
import type { View } from '../view.ts';
import { useExplored } from './explored.ts';
import { useCollections } from './use-collections.ts';
import { useColumns } from './use-columns.ts';
import { useMap } from './use-map.ts';
import { useNearAsked, useOpenedBounds } from './use-nearby.ts';
import { useOwn } from './use-own.ts';
import { useOnePlace } from './use-one-place.ts';
import { useOverlays } from './use-overlays.ts';
import { useQuestion } from './use-question.ts';
import { usePanels } from './use-panels.ts';
import { useRecords } from './use-records.ts';
import { useTheme } from './use-theme.ts';
import type { ChangeView } from './use-view.ts';

/** Below this width the panels lie in one sheet over the map; styles/layout.css has the other half of it. */
const SMALL = '(max-width: 1023px)';

const NO_AREAS: View['areas'] = [];

/** Everything that the parts of the screen share, worked out from the view. */
export type ScreenState = ReturnType<typeof useScreen>;

/** Puts together what the screen shows: the data, what the filters leave of it, the map, the list and the drawing. */
export function useScreen(chosen: View, change: ChangeView) {
  const { t, language } = useI18n();
  const columns = useColumns(chosen.knownAt, chosen.q);
  // What is shown is of the window that the numbers are of, also while a hand moves it and has not let go.
  const passing = columns.shown?.passing ?? null;
  const view = useMemo(() => (passing === null ? chosen : { ...chosen, ...passing }), [chosen, passing]);
  const collections = useCollections(view.knownAt, columns);
  const live = useLive(view.knownAt);
  const theme = useTheme(view.theme);
  const isSmall = useMedia(SMALL);
  const searchInput = useRef<HTMLInputElement>(null);
  const map = useMap(change);
  const own = useOwn(view.knownAt);
  const explored = useExplored({ view, collections, shown: columns.shown, extent: map.extent, own });
  const today = dayOf(Date.now());
  const timeline = useTimeline({ view: chosen, window: view, change, collections, explored, today });
  const place = useOnePlace(explored);
  const records = useRecords({ view, change, explored: place.explored });
  const areas = records.tab === 'areas' && view.selection === null && view.layers.incidents ? view.areas : NO_AREAS;
  const near = useNearAsked(view.selection, useOpenedBounds(view, collections));
  const asked = { view: chosen, columns, explored, place, timeline, own, areas, near, extent: map.extent };
  const { onSeen, pass } = useQuestion(asked);
  const panels = usePanels(isSmall, view.selection !== null);

  const forms = useForms({
    map: map.map,
    theme,
    areas: view.areas,
    selection: view.selection,
    knownAt: view.knownAt,
    panels,
    isSmall,
  });

  const setAreas = useCallback((areas: View['areas']) => change({ areas }), [change]);
  const nameOf = useCallback((number: number) => t('areas.default-name', { number }), [t]);
  const drawing = useDrawing({ map: map.map, areas: view.areas, onChange: setAreas, theme, nameOf });
  const { state, draft } = drawing;
  const isDrawing = state.mode === 'drawing' || state.mode === 'editing' || state.mode === 'loading';
  const editedId = state.mode === 'editing' ? state.areaId : null;
  const held = useMemo(() => ({ editedId, draft }), [editedId, draft]);
  const onMap = useOverlays({ view, explored, extent: map.extent, drawing: held, theme, language });

  return {
    view,
    change,
    language,
    theme,
    isSmall,
    today,
    collections,
    live,
    map,
    columns,
    explored,
    onSeen,
    pass,
    timeline,
    place,
    records,
    panels,
    drawing,
    forms,
    isDrawing,
    setAreas,
    onMap,
    searchInput,
  };
}
