import { lazy, Suspense, useMemo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import type { PanelProps } from '../incidents/panel.tsx';
import type { Walk } from '../incidents/record-head.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Selection } from '../view.ts';
import { boundsOf } from './bounds.ts';
import { findNearby } from './nearby.ts';
import { TooManyNote } from './too-many.tsx';
import type { Collections } from './use-collections.ts';

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
  readonly walk: Walk;
  readonly onOpen: PanelProps['onOpen'];
};

/** The record that is open, whichever the collection. */
export function RecordPanel({ selection, collections, walk, onOpen, knownAt, onKnownAt, beginning }: RecordPanelProps) {
  const { t } = useI18n();
  const { incidents, crossings, airspace } = collections;
  const nearby = useMemo(() => {
    const rows = { incidents, crossings, 'airspace-claims': airspace }[selection.collection];
    const feature = rows.find(({ feature: { id } }) => id === selection.id)?.feature;
    return findNearby({ bounds: boundsOf(feature?.geometry ?? null), self: selection }, { incidents, crossings });
  }, [selection, incidents, crossings, airspace]);
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
          rows={incidents}
          {...(beginning ? { beginning } : {})}
        />
      </Suspense>
      <TooManyNote />
    </div>
  );
}
