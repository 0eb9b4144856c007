import { useQuery } from '@tanstack/react-query';
import type { IncidentRecord } from '../../api/incidents/contract.ts';
import { fetchIncident } from '../api.ts';
import { recordKey } from '../query-keys.ts';
import type { Selection } from '../view.ts';

/**
 * The incident that is open; undefined for another collection, and until it has come. It is the answer that its panel
 * waits for: nothing is asked twice.
 */
export function useOpenedIncident(selection: Selection | null, knownAt: string | null): IncidentRecord | undefined {
  const isIncident = selection?.collection === 'incidents';
  const id = isIncident ? selection.id : 0;
  const { data } = useQuery({
    queryKey: recordKey({ collection: 'incidents', id }, knownAt),
    queryFn: ({ signal }) => fetchIncident(id, { knownAt, signal }),
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
    enabled: isIncident,
  });
  return isIncident && data?.id === id ? data : undefined;
}
