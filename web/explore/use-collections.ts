import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AgreementShown, Reading } from '../../api/agreements/contract.ts';
import type { ServiceConfig } from '../../api/service/contract.ts';
import {
  ApiProblem,
  fetchAgreements,
  fetchAirspaceClaims,
  fetchConfig,
  fetchCrossings,
  fetchIncidents,
  MOST_FEATURES,
  type Asking,
} from '../api.ts';
import type { ColumnsState } from './use-columns.ts';
import { agreementsKey, collectionKey } from '../query-keys.ts';
import type { CollectionName } from '../view.ts';
import {
  indexAirspace,
  indexCrossings,
  indexIncidents,
  type AirspaceRow,
  type CrossingRow,
  type IncidentRow,
} from './filter.ts';

/** Everything that the page loads, ready to be filtered. Empty while it is on its way. */
export type Collections = {
  /** Only where they are few enough for a page, and none else: `rows` says which. What counts them asks the worker. */
  readonly incidents: readonly IncidentRow[];
  readonly rows: 'awaited' | 'here' | 'too-many';
  readonly airspace: readonly AirspaceRow[];
  readonly crossings: readonly CrossingRow[];
  readonly agreements: readonly AgreementShown[];
  readonly readings: readonly Reading[];
  readonly config: ServiceConfig | null;
  /** What is shown is still that of the moment chosen before. */
  readonly catchingUp: boolean;
  /** Which collections have arrived: of the others no count is shown, for none is known. */
  readonly arrived: Readonly<Record<CollectionName, boolean>>;
  /** What went wrong first, if anything did; the rest of the page goes on. */
  readonly problem: ApiProblem | null;
  /** Records that exist and were not loaded, because there are more than the page takes. */
  readonly leftOut: number;
  readonly synthetic: boolean;
  readonly retry: () => void;
};

/**
 * Nothing is asked again by itself: the service says what has changed (live.ts). While another moment is on its way, what
 * was shown before stays, so that the map never blanks; what was asked of past moments is let go after a while.
 */
const once = { staleTime: Infinity, retry: 1, networkMode: 'always', refetchOnWindowFocus: false } as const;
const PAST_KEPT_MS = 300_000;
const keptFor = (knownAt: string | null): number => (knownAt === null ? Infinity : PAST_KEPT_MS);
const asOf = (knownAt: string | null) =>
  ({ ...once, gcTime: keptFor(knownAt), placeholderData: keepPreviousData }) as const;

const NONE: readonly AgreementShown[] = [];

/** How all incidents are asked for as features, as known at a moment. */
export const incidentsAsked = (knownAt: string | null) =>
  ({
    queryKey: collectionKey('incidents', knownAt),
    queryFn: ({ signal }: Pick<Asking, 'signal'>) => fetchIncidents({ knownAt, signal }),
    ...once,
    gcTime: keptFor(knownAt),
  }) as const;

type InWorker = Pick<ColumnsState, 'shown' | 'total' | 'isCatchingUp' | 'problem' | 'retry'>;

/**
 * Loads the collections, the agreements' readings and the configuration, each on its own, as known at a moment; of the
 * incidents the worker says how many there are, and whether they are here.
 */
export function useCollections(knownAt: string | null, columns: InWorker): Collections {
  const options = asOf(knownAt);
  const isTooMany = columns.total !== null && columns.total > MOST_FEATURES;
  const incidents = useQuery({
    ...incidentsAsked(knownAt),
    placeholderData: keepPreviousData,
    enabled: columns.total !== null && !isTooMany,
  });
  const airspace = useQuery({
    queryKey: collectionKey('airspace-claims', knownAt),
    queryFn: ({ signal }) => fetchAirspaceClaims({ knownAt, signal }),
    ...options,
  });
  const crossings = useQuery({
    queryKey: collectionKey('crossings', knownAt),
    queryFn: ({ signal }) => fetchCrossings({ knownAt, signal }),
    ...options,
  });
  const agreements = useQuery({
    queryKey: agreementsKey(knownAt),
    queryFn: ({ signal }) => fetchAgreements({ knownAt, signal }),
    ...options,
  });
  const config = useQuery({
    queryKey: ['config'],
    queryFn: ({ signal }) => fetchConfig(signal),
    ...once,
    gcTime: Infinity,
  });

  const incidentRows = useMemo(
    () => indexIncidents(isTooMany ? [] : (incidents.data?.features ?? [])),
    [incidents.data, isTooMany],
  );
  const airspaceRows = useMemo(() => indexAirspace(airspace.data?.features ?? []), [airspace.data]);
  const crossingRows = useMemo(() => indexCrossings(crossings.data?.features ?? []), [crossings.data]);
  const agreed = agreements.data?.agreements ?? NONE;
  const readings = useMemo(() => agreed.flatMap((agreement) => agreement.readings), [agreed]);
  const hasSynthetic = columns.shown?.answer.synthetic ?? false;
  const synthetic = useMemo(
    () =>
      (config.data?.synthetic ?? false) ||
      hasSynthetic ||
      [...airspaceRows, ...crossingRows].some(({ feature }) => feature.properties.synthetic),
    [config.data, hasSynthetic, airspaceRows, crossingRows],
  );

  const asked = [incidents, airspace, crossings, agreements, config];
  const failed = columns.problem ?? asked.find(({ isError }) => isError)?.error ?? null;
  const leftOut = [airspace, crossings]
    .map(({ data }) => (data ? data.matched - data.features.length : 0))
    .reduce((sum, count) => sum + count, 0);
  return {
    incidents: incidentRows,
    rows: isTooMany ? 'too-many' : incidents.isSuccess && !incidents.isPlaceholderData ? 'here' : 'awaited',
    airspace: airspaceRows,
    crossings: crossingRows,
    agreements: agreed,
    readings,
    config: config.data ?? null,
    arrived: {
      incidents: columns.shown !== null,
      'airspace-claims': airspace.isSuccess,
      crossings: crossings.isSuccess,
    },
    catchingUp:
      columns.isCatchingUp || [airspace, crossings, agreements].some(({ isPlaceholderData }) => isPlaceholderData),
    problem: failed === null ? null : failed instanceof ApiProblem ? failed : new ApiProblem('failed', failed.message),
    leftOut,
    synthetic,
    retry: () => {
      if (columns.problem !== null) columns.retry();
      for (const query of asked) if (query.isError) void query.refetch();
    },
  };
}
