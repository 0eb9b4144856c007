import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AgreementShown, Reading } from '../../api/agreements/contract.ts';
import type { IncidentSummary } from '../../api/explore/contract.ts';
import type { ServiceConfig } from '../../api/service/contract.ts';
import { ApiProblem, fetchAgreements, fetchAirspaceClaims, fetchConfig, fetchCrossings } from '../api.ts';
import { fetchSummary } from '../columns/ask.ts';
import { agreementsKey, collectionKey, summaryKey } from '../query-keys.ts';
import type { CollectionName } from '../view.ts';
import { indexAirspace, indexCrossings, type AirspaceRow, type CrossingRow } from './filter.ts';
import type { ColumnsState } from './use-columns.ts';

/** Everything that the page loads beside the incidents, ready to be filtered. Empty while it is on its way. */
export type Collections = {
  /** Of the incidents, which the worker holds, what all of them say together; null while it is on its way. */
  readonly summary: IncidentSummary | null;
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

type InWorker = Pick<ColumnsState, 'shown' | 'isCatchingUp' | 'problem' | 'retry'>;

/**
 * Loads the collections, the agreements' readings and the configuration, each on its own, as known at a moment; whether
 * the incidents are here the worker says.
 */
export function useCollections(knownAt: string | null, columns: InWorker): Collections {
  const options = asOf(knownAt);
  const summary = useQuery({
    queryKey: summaryKey(knownAt),
    queryFn: ({ signal }) => fetchSummary({ knownAt, signal }),
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

  const asked = [summary, airspace, crossings, agreements, config];
  const failed = columns.problem ?? asked.find(({ isError }) => isError)?.error ?? null;
  const leftOut = [airspace, crossings]
    .map(({ data }) => (data ? data.matched - data.features.length : 0))
    .reduce((sum, count) => sum + count, 0);
  return {
    summary: summary.data ?? null,
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
      columns.isCatchingUp ||
      [summary, airspace, crossings, agreements].some(({ isPlaceholderData }) => isPlaceholderData),
    problem: failed === null ? null : failed instanceof ApiProblem ? failed : new ApiProblem('failed', failed.message),
    leftOut,
    synthetic,
    retry: () => {
      if (columns.problem !== null) columns.retry();
      for (const query of asked) if (query.isError) void query.refetch();
    },
  };
}
