import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Reading } from '../../api/agreements/contract.ts';
import type { ServiceConfig } from '../../api/service/contract.ts';
import {
  ApiProblem,
  fetchAgreements,
  fetchAirspaceClaims,
  fetchConfig,
  fetchCrossings,
  fetchIncidents,
} from '../api.ts';
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
  readonly incidents: readonly IncidentRow[];
  readonly airspace: readonly AirspaceRow[];
  readonly crossings: readonly CrossingRow[];
  readonly readings: readonly Reading[];
  readonly config: ServiceConfig | null;
  readonly loading: boolean;
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
const asOf = (knownAt: string | null) =>
  ({ ...once, gcTime: knownAt === null ? Infinity : PAST_KEPT_MS, placeholderData: keepPreviousData }) as const;

/** Loads the three collections, the agreements' readings and the configuration, each on its own, as known at a moment. */
export function useCollections(knownAt: string | null): Collections {
  const options = asOf(knownAt);
  const incidents = useQuery({
    queryKey: collectionKey('incidents', knownAt),
    queryFn: ({ signal }) => fetchIncidents({ knownAt, signal }),
    ...options,
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

  const incidentRows = useMemo(() => indexIncidents(incidents.data?.features ?? []), [incidents.data]);
  const airspaceRows = useMemo(() => indexAirspace(airspace.data?.features ?? []), [airspace.data]);
  const crossingRows = useMemo(() => indexCrossings(crossings.data?.features ?? []), [crossings.data]);
  const readings = useMemo(
    () => (agreements.data?.agreements ?? []).flatMap((agreement) => agreement.readings),
    [agreements.data],
  );
  const synthetic = useMemo(
    () =>
      (config.data?.synthetic ?? false) ||
      [...incidentRows, ...airspaceRows, ...crossingRows].some(({ feature }) => feature.properties.synthetic),
    [config.data, incidentRows, airspaceRows, crossingRows],
  );

  const asked = [incidents, airspace, crossings, agreements, config];
  const failed = asked.find(({ isError }) => isError)?.error ?? null;
  const leftOut = [incidents, airspace, crossings]
    .map(({ data }) => (data ? data.matched - data.features.length : 0))
    .reduce((sum, count) => sum + count, 0);
  return {
    incidents: incidentRows,
    airspace: airspaceRows,
    crossings: crossingRows,
    readings,
    config: config.data ?? null,
    arrived: {
      incidents: incidents.isSuccess,
      'airspace-claims': airspace.isSuccess,
      crossings: crossings.isSuccess,
    },
    loading: incidents.isPending || airspace.isPending || crossings.isPending,
    catchingUp: [incidents, airspace, crossings, agreements].some(({ isPlaceholderData }) => isPlaceholderData),
    problem: failed === null ? null : failed instanceof ApiProblem ? failed : new ApiProblem('failed', failed.message),
    leftOut,
    synthetic,
    retry: () => asked.filter(({ isError }) => isError).forEach((query) => void query.refetch()),
  };
}
