import { useQuery } from '@tanstack/react-query';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { fetchAgreements, fetchAirspaceClaim, fetchCrossing, fetchIncident } from '../api.ts';
import type { Collections } from '../explore/use-collections.ts';
import type { Draft } from './draft.ts';

type Rows = Pick<Collections, 'incidents' | 'airspace' | 'crossings'>;

const fidOf = (
  rows: readonly { readonly feature: { readonly id: number; readonly properties: { readonly uid: string } } }[],
  uid: string | null,
): number | null => rows.find(({ feature }) => feature.properties.uid === uid)?.feature.id ?? null;

async function fetchSources(kind: Draft['kind'], fid: number | null, id: string, signal: AbortSignal) {
  if (kind === 'agreement') {
    const { agreements } = await fetchAgreements({ knownAt: null, signal });
    return agreements.find((agreement) => agreement.id === id)?.sources ?? [];
  }
  if (fid === null) return [];
  const fetchOne = { incident: fetchIncident, 'airspace-claim': fetchAirspaceClaim, 'status-report': fetchCrossing }[
    kind
  ];
  return (await fetchOne(fid, { knownAt: null, signal })).properties.sources;
}

/** The sources that a record names already; of a report on a crossing, those of the crossing. */
export function useKnownSources(draft: Draft, rows: Rows): readonly SourceShown[] {
  const fid =
    draft.kind === 'incident'
      ? fidOf(rows.incidents, draft.id)
      : draft.kind === 'airspace-claim'
        ? fidOf(rows.airspace, draft.id)
        : draft.kind === 'status-report'
          ? fidOf(rows.crossings, draft.fields.crossingId)
          : null;
  const { data } = useQuery({
    queryKey: ['known-sources', draft.kind, draft.id, fid],
    queryFn: ({ signal }) => fetchSources(draft.kind, fid, draft.id, signal),
    retry: false,
    networkMode: 'always',
  });
  return data ?? [];
}
