import { useQuery } from '@tanstack/react-query';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { fetchAgreements, fetchAirspaceClaim, fetchCrossing, fetchIncident } from '../api.ts';
import { fetchRowsByUid } from '../columns/ask.ts';
import type { Collections } from '../explore/use-collections.ts';
import type { Draft } from './draft.ts';

type Rows = Pick<Collections, 'airspace' | 'crossings'>;

const fidOf = (
  rows: readonly { readonly feature: { readonly id: number; readonly properties: { readonly uid: string } } }[],
  uid: string | null,
): number | null => rows.find(({ feature }) => feature.properties.uid === uid)?.feature.id ?? null;

async function fetchSources({ kind, id }: Draft, fid: number | null, signal: AbortSignal) {
  const asking = { knownAt: null, signal };
  if (kind === 'agreement') {
    const { agreements } = await fetchAgreements(asking);
    return agreements.find((agreement) => agreement.id === id)?.sources ?? [];
  }
  if (kind === 'incident') {
    const [incident] = await fetchRowsByUid([id], asking);
    return incident === undefined ? [] : (await fetchIncident(incident.id, asking)).properties.sources;
  }
  if (fid === null) return [];
  const fetchOne = kind === 'airspace-claim' ? fetchAirspaceClaim : fetchCrossing;
  return (await fetchOne(fid, asking)).properties.sources;
}

/** The sources that a record names already; of a report on a crossing, those of the crossing. */
export function useKnownSources(draft: Draft, rows: Rows): readonly SourceShown[] {
  const fid =
    draft.kind === 'airspace-claim'
      ? fidOf(rows.airspace, draft.id)
      : draft.kind === 'status-report'
        ? fidOf(rows.crossings, draft.fields.crossingId)
        : null;
  const { data } = useQuery({
    queryKey: ['known-sources', draft.kind, draft.id, fid],
    queryFn: ({ signal }) => fetchSources(draft, fid, signal),
    retry: false,
    networkMode: 'always',
  });
  return data ?? [];
}
