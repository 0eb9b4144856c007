import { useQuery } from '@tanstack/react-query';
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
  /** Which collections have arrived: of the others no count is shown, for none is known. */
  readonly arrived: Readonly<Record<CollectionName, boolean>>;
  /** What went wrong first, if anything did; the rest of the page goes on. */
  readonly problem: ApiProblem | null;
  /** Records that exist and were not loaded, because there are more than the page takes. */
  readonly leftOut: number;
  readonly synthetic: boolean;
  readonly retry: () => void;
};

/** The record does not change while somebody reads it; a reload of the page asks again. */
const once = {
  staleTime: Infinity,
  gcTime: Infinity,
  retry: 1,
  networkMode: 'always',
  refetchOnWindowFocus: false,
} as const;

/** Loads the three collections, the agreements' readings and the configuration, each on its own. */
export function useCollections(): Collections {
  const incidents = useQuery({ queryKey: ['incidents'], queryFn: ({ signal }) => fetchIncidents(signal), ...once });
  const airspace = useQuery({
    queryKey: ['airspace-claims'],
    queryFn: ({ signal }) => fetchAirspaceClaims(signal),
    ...once,
  });
  const crossings = useQuery({ queryKey: ['crossings'], queryFn: ({ signal }) => fetchCrossings(signal), ...once });
  const agreements = useQuery({ queryKey: ['agreements'], queryFn: ({ signal }) => fetchAgreements(signal), ...once });
  const config = useQuery({ queryKey: ['config'], queryFn: ({ signal }) => fetchConfig(signal), ...once });

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
    problem: failed === null ? null : failed instanceof ApiProblem ? failed : new ApiProblem('failed', failed.message),
    leftOut,
    synthetic,
    retry: () => asked.filter(({ isError }) => isError).forEach((query) => void query.refetch()),
  };
}
