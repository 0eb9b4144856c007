import { lazy, Suspense } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { PanelProps } from '../incidents/panel.tsx';
import type { Walk } from '../incidents/record-head.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Selection } from '../view.ts';
import type { Explored } from './explored.ts';
import type { Collections } from './use-collections.ts';
import { useNearby, useOpenedBounds } from './use-nearby.ts';

const IncidentPanel = lazy(() =>
  import('../incidents/panel.tsx').then((module) => ({ default: module.IncidentPanel })),
);
const CrossingPanel = lazy(() =>
  import('../crossings/panel.tsx').then((module) => ({ default: module.CrossingPanel })),
);
const AirspaceClaimPanel = lazy(() =>
  import('../airspace/panel.tsx').then((module) => ({ default: module.AirspaceClaimPanel })),
);

const PANELS: Readonly<Record<Selection['collection'], typeof IncidentPanel>> = {
  incidents: IncidentPanel,
  crossings: CrossingPanel,
  'airspace-claims': AirspaceClaimPanel,
};

type RecordPanelProps = Pick<PanelProps, 'knownAt' | 'onKnownAt' | 'beginning'> & {
  readonly selection: Selection;
  readonly collections: Collections;
  readonly explored: Pick<Explored, 'shown'>;
  readonly walk: Walk;
  readonly onOpen: PanelProps['onOpen'];
};

/** The record that is open, whichever the collection. */
export function RecordPanel(props: RecordPanelProps) {
  const { selection, collections, explored, walk, onOpen, knownAt, onKnownAt, beginning } = props;
  const { t } = useI18n();
  const bounds = useOpenedBounds({ selection, knownAt }, collections);
  const nearby = useNearby(selection, bounds, { shown: explored.shown, crossings: collections.crossings });
  const Panel = PANELS[selection.collection];
  return (
    <div className="record-scroll" tabIndex={-1}>
      <Suspense fallback={<Skeleton label={t('record.loading')} rows={6} />}>
        <Panel
          key={`${selection.collection}-${selection.id}`}
          id={selection.id}
          walk={walk}
          nearby={nearby}
          onOpen={onOpen}
          knownAt={knownAt}
          onKnownAt={onKnownAt}
          {...(beginning ? { beginning } : {})}
        />
      </Suspense>
    </div>
  );
}
