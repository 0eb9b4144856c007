import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { IncidentFeature } from '../../api/incidents/contract.ts';
import { fetchRows } from '../columns/ask.ts';
import { rowsKey } from '../query-keys.ts';
import type { Explored } from './explored.ts';
import { indexIncidents, type IncidentRow } from './filter.ts';
import { idAt, stepsAround } from './order.ts';
import { incidentsAsked } from './use-collections.ts';

/** Rows that were seen are kept so long for whoever scrolls back. */
const KEPT_MS = 60_000;
/** A list that still moves asks for nothing. */
const RESTS_MS = 120;

const rowsAsked = (ids: readonly number[], knownAt: string | null) =>
  ({
    queryKey: rowsKey(ids, knownAt),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchRows(ids, { knownAt, signal }),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    retry: 1,
    networkMode: 'always',
    refetchOnWindowFocus: false,
  }) as const;

type Seen = { readonly first: number; readonly last: number };

/**
 * The incidents at the places of the list that are seen: from all of them where they are loaded, as of the moment that the
 * list shows, else asked for by id. Null where one is on its way.
 */
export function useListed(
  { incidents, shown }: Pick<Explored, 'incidents' | 'shown'>,
  { first, last }: Seen,
): (index: number) => IncidentRow | null {
  const knownAt = shown?.knownAt ?? null;
  const loaded = useFeatures(knownAt);
  const missing = useMemo(
    () => stepsAround(incidents, first, last).filter((step) => step.some((id) => !loaded.has(id))),
    [incidents, first, last, loaded],
  );
  const asked = useRested(missing);
  const fetched = useQueries({
    queries: asked.map((ids) => rowsAsked(ids, knownAt)),
    combine: (answers) => answers.map(({ data }) => data),
  });
  const byId = useMemo(
    () => new Map(fetched.flatMap((features) => features ?? []).map((feature) => [feature.id, feature])),
    [fetched],
  );
  return (index) => {
    const id = idAt(incidents, index);
    const feature = id === null ? undefined : (loaded.get(id) ?? byId.get(id));
    return feature === undefined ? null : (indexIncidents([feature])[0] ?? null);
  };
}

/** All incidents of a moment by id, where they have been loaded; this asks for none. */
function useFeatures(knownAt: string | null): ReadonlyMap<number, IncidentFeature> {
  const { data } = useQuery({ ...incidentsAsked(knownAt), enabled: false });
  return useMemo(() => new Map(data?.features.map((feature) => [feature.id, feature])), [data]);
}

/** A value once it has been the same for a while. */
function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), RESTS_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** The title of one incident; null while it is not known. */
export function useTitle(id: number | null, knownAt: string | null): string | null {
  const { data } = useQuery({ ...rowsAsked(id === null ? [] : [id], knownAt), enabled: id !== null });
  return data?.[0]?.properties.title ?? null;
}
