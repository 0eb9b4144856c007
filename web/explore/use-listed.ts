import { useQueries, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { IncidentFeature } from '../../api/incidents/contract.ts';
import { fetchRows } from '../columns/ask.ts';
import { rowsKey } from '../query-keys.ts';
import type { Explored } from './explored.ts';
import { indexIncident, type IncidentRow } from './filter.ts';
import { idAt, stepsAround } from './order.ts';
import { useRested } from '../ui/use-rested.ts';

/** Rows that were seen are kept so long for whoever scrolls back. */
const KEPT_MS = 60_000;
/** A list that still moves asks for nothing. */
const RESTS_MS = 120;

/** How incidents are asked for by id, as lists show them. */
export const rowsAsked = (ids: readonly number[], knownAt: string | null) =>
  ({
    queryKey: rowsKey(ids, knownAt),
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchRows(ids, { knownAt, signal }),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    retry: 1,
    networkMode: 'always',
    refetchOnWindowFocus: false,
  }) as const;

/** One function for all renders: only then is what it gave before the same as long as the answers are. */
const dataOfAll = <Data>(answers: readonly { data: Data }[]): Data[] => answers.map(({ data }) => data);

const rows = new WeakMap<IncidentFeature, IncidentRow>();

/** An incident as a row; a drag shows the same ones again and again. */
function rowOf(feature: IncidentFeature): IncidentRow {
  const row = rows.get(feature) ?? indexIncident(feature);
  rows.set(feature, row);
  return row;
}

type Seen = { readonly first: number; readonly last: number };

/**
 * The incidents at the places of the list that are seen, as of the moment that the list shows, asked for by id; what another
 * order has shown is not asked for again. Null where one is on its way.
 */
export function useListed(
  { incidents, shown }: Pick<Explored, 'incidents' | 'shown'>,
  { first, last }: Seen,
): (index: number) => IncidentRow | null {
  const knownAt = shown?.knownAt ?? null;
  const client = useQueryClient();
  const steps = useMemo(() => stepsAround(incidents, first, last), [incidents, first, last]);
  const held = useMemo(() => heldRows(client, steps.flat(), knownAt).rows, [client, steps, knownAt]);
  const asked = useRested(steps, RESTS_MS);
  const fetched = useQueries({
    queries: asked.map((ids) => ({ ...rowsAsked(ids, knownAt), initialData: () => freshRows(client, ids, knownAt) })),
    combine: dataOfAll,
  });
  const byId = useMemo(() => {
    const features = fetched.flatMap((each) => each ?? []);
    return new Map([...held.values(), ...features].map((feature) => [feature.id, rowOf(feature)]));
  }, [fetched, held]);
  return useCallback(
    (index) => {
      const id = idAt(incidents, index);
      return (id === null ? undefined : byId.get(id)) ?? null;
    },
    [incidents, byId],
  );
}

/** What is held of some rows of a moment, the newest of each; and which of them nothing has touched since. */
function heldRows(client: QueryClient, ids: readonly number[], knownAt: string | null) {
  const wanted = new Set(ids);
  const rows = new Map<number, IncidentFeature>();
  const fresh = new Set<number>();
  const kept = client.getQueryCache().findAll({ queryKey: rowsKey([], knownAt).slice(0, 3) });
  for (const { queryKey, state } of kept.sort((a, b) => a.state.dataUpdatedAt - b.state.dataUpdatedAt)) {
    if (queryKey.at(-1) !== knownAt) continue;
    for (const feature of (state.data as readonly IncidentFeature[] | undefined) ?? []) {
      if (!wanted.has(feature.id)) continue;
      rows.set(feature.id, feature);
      if (state.isInvalidated) fresh.delete(feature.id);
      else fresh.add(feature.id);
    }
  }
  return { rows, fresh };
}

/** Rows that are all held and untouched, in the order of the ids; else undefined: they are to be asked for. */
function freshRows(client: QueryClient, ids: readonly number[], knownAt: string | null): IncidentFeature[] | undefined {
  const { rows, fresh } = heldRows(client, ids, knownAt);
  return ids.every((id) => fresh.has(id)) ? ids.flatMap((id) => rows.get(id) ?? []) : undefined;
}

/** The title of one incident; null while it is not known. */
export function useTitle(id: number | null, knownAt: string | null): string | null {
  const { data } = useQuery({ ...rowsAsked(id === null ? [] : [id], knownAt), enabled: id !== null });
  return data?.[0]?.properties.title ?? null;
}
