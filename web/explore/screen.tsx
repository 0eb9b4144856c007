import { memo, lazy, Suspense, useMemo } from 'react';
import { AreasPanel } from '../areas/panel.tsx';
import { useI18n } from '../i18n/index.tsx';
import { TablePane } from '../table/pane.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { useWithPlace } from '../record/place-overlay.ts';
import type { View } from '../view.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Aside } from './aside.tsx';
import { Dialogs } from './dialogs.tsx';
import { Filters } from './filters.tsx';
import { earliestRecordedAt } from './known-at.ts';
import { KnownAtChip } from './known-at-chip.tsx';
import { MapPane } from './map-pane.tsx';
import { OnePlace } from './one-place.tsx';
import { Search } from './search.tsx';
import { SmallScreen } from './small-screen.tsx';
import { TopBar } from './top-bar.tsx';
import { useActions, useResolvedPreset, useRevealed, type Actions } from './use-actions.ts';
import { useScreen, type ScreenState } from './use-screen.ts';
import type { ChangeView } from './use-view.ts';

const BoardPanel = lazy(() => import('../board/panel.tsx').then((module) => ({ default: module.BoardPanel })));

type ScreenProps = {
  readonly view: View;
  readonly change: ChangeView;
  /** A moment to come that the address asked for; what is on record now is shown instead. */
  readonly refusedMoment: string | null;
};
type PartProps = { readonly screen: ScreenState; readonly actions: Actions };
type MapPartProps = PartProps & Pick<ScreenProps, 'refusedMoment'>;

/** The whole screen: one view, read by the filters, the map, the list, the record and an export. */
export function Screen({ view: chosen, change, refusedMoment }: ScreenProps) {
  const screen = useScreen(chosen, change);
  const actions = useActions(screen);
  useResolvedPreset(screen);
  useRevealed(screen);
  const { view, collections, explored, map, panels, theme, isSmall } = screen;
  const hasStart = panels.filtersOpen || panels.boardOpen;
  const layout = isSmall ? 'screen small' : hasStart ? 'screen' : 'screen folded';
  return (
    <div className={layout}>
      <SkipLinks />
      <TopBar
        view={view}
        change={change}
        onExport={() => panels.setDialog('export')}
        onKeys={() => panels.setDialog('keys')}
        onBoard={panels.toggleBoard}
        known={<KnownPart screen={screen} />}
        search={
          <Search
            input={screen.searchInput}
            q={view.q}
            collections={collections}
            knownAt={view.knownAt}
            onFilter={(q) => change({ q })}
            onPlace={({ position }) => map.showPlace(position)}
            onOpen={actions.open}
          />
        }
      />
      {isSmall ? (
        <SmallScreen
          map={<MapPart screen={screen} actions={actions} refusedMoment={refusedMoment} />}
          filters={<StartPart screen={screen} />}
          aside={<AsidePart screen={screen} actions={actions} />}
          timeline={<TimelinePart screen={screen} />}
          recordOpen={view.selection !== null}
          boardOpen={panels.boardOpen}
          tab={panels.sheetTab}
          onTab={panels.setSheetTab}
          stop={panels.stop}
          onStop={panels.setStop}
        />
      ) : (
        <>
          {hasStart ? <StartPart screen={screen} /> : null}
          <MapPart screen={screen} actions={actions} refusedMoment={refusedMoment} />
          {view.table === null ? null : <TablePart screen={screen} actions={actions} />}
          <TimelinePart screen={screen} />
          <AsidePart screen={screen} actions={actions} />
        </>
      )}
      <Dialogs
        panels={panels}
        view={view}
        explored={explored}
        collections={collections}
        store={screen.columns.store}
        theme={theme}
        screen={map.size()}
      />
    </div>
  );
}

const SkipLinks = memo(function SkipLinks() {
  const { t } = useI18n();
  return (
    <>
      <a className="skip-link" href="#map">
        {t('app.skip-to-map')}
      </a>
      <a className="skip-link" href="#list">
        {t('app.skip-to-list')}
      </a>
    </>
  );
});

function KnownPart({ screen: { view, change, collections } }: Pick<PartProps, 'screen'>) {
  const { summary, airspace, crossings } = collections;
  const earliest = useMemo(
    () => earliestRecordedAt([...airspace, ...crossings], summary?.earliestRecordedAt ?? null),
    [summary, airspace, crossings],
  );
  return <KnownAtChip knownAt={view.knownAt} earliest={earliest} onChange={(knownAt) => change({ knownAt })} />;
}

/** At the inline start: the filters, or the board in their place. */
function StartPart({ screen }: Pick<PartProps, 'screen'>) {
  const { t } = useI18n();
  const { view, records, panels, isSmall } = screen;
  if (!panels.boardOpen) return <FiltersPart screen={screen} />;
  return (
    <div className="filters-panel">
      <Suspense fallback={<Skeleton label={t('board.loading')} rows={7} />}>
        <BoardPanel
          view={view}
          onOpen={(selection, doing) => {
            records.show(selection, doing);
            if (isSmall || doing !== null) panels.showAside();
          }}
          onClose={panels.closeBoard}
        />
      </Suspense>
    </div>
  );
}

function FiltersPart({
  screen: { view, change, explored, collections, panels, today, isSmall },
}: Pick<PartProps, 'screen'>) {
  const { t } = useI18n();
  const { arrived } = collections;
  const layerCounts = {
    incidents: arrived.incidents ? explored.incidents.count : null,
    crossings: arrived.crossings ? explored.crossings.length : null,
    airspace: arrived['airspace-claims'] ? explored.airspace.length : null,
    areas: view.areas.length,
  };
  return (
    <search className="filters-panel" aria-label={t('app.filters')}>
      <Filters
        view={view}
        change={change}
        facets={explored.facets}
        layerCounts={layerCounts}
        readings={collections.readings}
        today={today}
        onFold={isSmall ? undefined : () => panels.setFiltersOpen(false)}
      />
    </search>
  );
}

function MapPart({ screen, actions, refusedMoment }: MapPartProps) {
  const { view, change, explored, collections, map, onMap, panels, theme, language, isDrawing, isSmall } = screen;
  const onMapWithPlace = useWithPlace(onMap, screen.forms.place, theme);
  return (
    <MapPane
      view={view}
      change={change}
      refusedMoment={refusedMoment}
      explored={explored}
      readings={collections.readings}
      onMap={onMapWithPlace}
      extent={map.extent}
      synthetic={collections.synthetic}
      catchingUp={collections.catchingUp}
      isCounted={collections.arrived.incidents}
      map={{
        theme,
        language,
        styleUrl: collections.config?.basemapStyleUrl ?? null,
        onCamera: map.onCamera,
        onPick: actions.pick,
        isPicking: !isDrawing && !screen.forms.formMap.isTaken,
        onReady: map.onReady,
      }}
      legendOpen={panels.legendOpen}
      onLegend={panels.setLegendOpen}
      onZoom={map.zoomBy}
      onExtent={map.showAll}
      onDraw={actions.draw}
      drawing={isDrawing}
      onUnfold={isSmall || panels.filtersOpen || panels.boardOpen ? null : panels.toggleFilters}
    />
  );
}

function TimelinePart({ screen: { view, change, timeline, pass, collections, isSmall } }: Pick<PartProps, 'screen'>) {
  return (
    <Timeline
      view={view}
      change={change}
      timeline={timeline}
      pass={pass}
      place={isSmall ? 'sheet' : 'row'}
      isCounted={collections.arrived.incidents}
    />
  );
}

/** On a small screen the table itself, else word of where it is. */
function TableInAside({ screen, actions }: PartProps) {
  const { t } = useI18n();
  if (screen.isSmall) return <TablePart screen={screen} actions={actions} />;
  return (
    <Notice title={t('table.title')} text={t('table.is-below')}>
      <button type="button" className="button" onClick={() => screen.change({ table: null })}>
        {t('table.back')}
      </button>
    </Notice>
  );
}

function TablePart({ screen: { view, change, place, records, onSeen }, actions }: PartProps) {
  return (
    <TablePane
      view={view}
      change={change}
      explored={place.explored}
      records={records}
      onSeen={onSeen}
      onOpen={actions.open}
    />
  );
}

function AsidePart({ screen, actions }: PartProps) {
  const { view, change, collections, explored, place, records, drawing, setAreas, map, live } = screen;
  return (
    <Aside
      view={view}
      change={change}
      collections={collections}
      explored={place.explored}
      records={records}
      forms={screen.forms}
      onOpen={actions.open}
      live={live}
      onSeen={screen.onSeen}
      table={view.table === null ? null : <TableInAside screen={screen} actions={actions} />}
      notice={place.count === null ? null : <OnePlace count={place.count} onAll={place.release} />}
      areas={
        <AreasPanel
          areas={view.areas}
          onChange={setAreas}
          counts={view.layers.incidents ? (explored.shown?.answer.areas ?? []) : null}
          drawing={drawing}
          mapCentre={() => [view.camera.longitude, view.camera.latitude]}
          onZoomTo={map.showBounds}
        />
      }
    />
  );
}
