import { lazy, Suspense, useState } from 'react';
import type { Reading } from '../../api/agreements/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import type { MapViewProps } from '../map/map.tsx';
import { hasLineOfControl } from '../snapshots/legend.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Camera, View } from '../view.ts';
import type { Bounds } from './bounds.ts';
import { Chips, InViewPill } from './chips.tsx';
import type { Explored } from './explored.ts';
import { KnownAtBanner, NotYetBanner } from './known-at-banner.tsx';
import { Legend } from './legend.tsx';
import { MapControls, MapFoot, ScaleBar } from './map-chrome.tsx';
import type { OnMap } from './use-overlays.ts';
import type { ChangeView } from './use-view.ts';

const MapView = lazy(() => import('../map/map.tsx').then(({ MapView: component }) => ({ default: component })));

export type MapPaneProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly refusedMoment: string | null;
  readonly explored: Explored;
  readonly readings: readonly Reading[];
  readonly onMap: OnMap;
  readonly extent: Bounds | null;
  readonly synthetic: boolean;
  readonly catchingUp: boolean;
  /** Whether the incidents have arrived, so that a count of them says something. */
  readonly isCounted: boolean;
  readonly map: Pick<MapViewProps, 'theme' | 'language' | 'styleUrl' | 'onCamera' | 'onPick' | 'isPicking' | 'onReady'>;
  readonly legendOpen: boolean;
  readonly onLegend: (open: boolean) => void;
  readonly onZoom: (by: 1 | -1) => void;
  readonly onExtent: () => void;
  readonly onDraw: (() => void) | null;
  readonly drawing: boolean;
  /** Shows the filters again where they are folded away. */
  readonly onUnfold: (() => void) | null;
};

/** The map and everything that lies over it. */
export function MapPane(props: MapPaneProps) {
  const { view, change, explored, readings, onMap, extent, synthetic, map, legendOpen, onLegend } = props;
  const { t } = useI18n();
  const [failure, setFailure] = useState<Error | null>(null);
  const [moving, setMoving] = useState<Camera | null>(null);
  const lineOfControl = extent !== null && hasLineOfControl(extent);
  return (
    <main id="map" className="map-pane" tabIndex={-1} aria-label={t('app.map')}>
      <Suspense fallback={<p className="map-loading">{t('map.loading')}</p>}>
        <MapView
          {...map}
          camera={view.camera}
          overlays={onMap.overlays}
          label={t('app.map')}
          onMoving={setMoving}
          onCamera={(camera, bounds) => {
            setMoving(null);
            map.onCamera(camera, bounds);
          }}
          onError={setFailure}
        />
      </Suspense>
      {failure === null ? null : (
        <MapFailure failure={failure} drawn={extent !== null} onClose={() => setFailure(null)} />
      )}
      <div className="map-over">
        <div className="map-banners">
          {synthetic ? <p className="synthetic-banner">{t('app.synthetic-banner')}</p> : null}
          {view.knownAt === null ? null : (
            <KnownAtBanner
              knownAt={view.knownAt}
              catchingUp={props.catchingUp}
              onNow={() => change({ knownAt: null })}
            />
          )}
          {props.refusedMoment === null ? null : (
            <NotYetBanner moment={props.refusedMoment} onClose={() => change({ knownAt: null })} />
          )}
        </div>
        <div className="map-top">
          {props.onUnfold === null ? null : (
            <button type="button" className="chip" onClick={props.onUnfold}>
              <Icon name="filter" size={14} />
              {t('app.filters')}
            </button>
          )}
          <Chips view={view} readings={readings} change={change} />
          {props.isCounted ? <InViewPill inView={explored.onMap.inView} notOnMap={explored.onMap.notOnMap} /> : null}
        </div>
        <div className="map-middle">
          {legendOpen ? <Legend drawn={onMap.drawn} onClose={() => onLegend(false)} /> : <span />}
          <MapControls
            onZoom={props.onZoom}
            onExtent={props.onExtent}
            onLegend={() => onLegend(!legendOpen)}
            legendOpen={legendOpen}
            onDraw={props.onDraw}
            drawing={props.drawing}
          />
        </div>
        <div className="map-base">
          <span className="attribution">{t('foot.attribution')}</span>
          <ScaleBar camera={moving ?? view.camera} />
        </div>
        <MapFoot lineOfControl={lineOfControl} />
      </div>
    </main>
  );
}

type FailureProps = { readonly failure: Error; readonly drawn: boolean; readonly onClose: () => void };

/** The map failed altogether, or only part of it: a tile, an image, the operator's style. */
function MapFailure({ failure, drawn, onClose }: FailureProps) {
  const { t } = useI18n();
  return (
    <div className={drawn ? 'map-failure partial' : 'map-failure'}>
      <Notice
        role="alert"
        title={t(drawn ? 'map.incomplete' : 'map.failed')}
        text={t(drawn ? 'map.incomplete-next' : 'map.failed-next')}
      >
        <span className="fact-note">{failure.message.slice(0, 200)}</span>
        {drawn ? (
          <button type="button" className="button" onClick={onClose}>
            {t('app.close')}
          </button>
        ) : null}
      </Notice>
    </div>
  );
}
