import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { foldText } from '../../api/geo/contract.ts';
import type { IncidentFeature } from '../../api/incidents/contract.ts';
import { fetchFound, fetchRowsByUid, type WordsAsked } from '../columns/ask.ts';
import { foundKey, uidsKey } from '../query-keys.ts';
import { useRested } from '../ui/use-rested.ts';

/** How long nobody types before the service is asked. */
const TYPES_MS = 150;
const KEPT_MS = 60_000;
const asked = { staleTime: Infinity, gcTime: KEPT_MS, retry: 1, networkMode: 'always' } as const;

const NONE: readonly IncidentFeature[] = [];

/** What the service found. */
export type Found = {
  /** Of the words asked before, as long as the answer to others is on its way. */
  readonly features: readonly IncidentFeature[];
  readonly isAwaited: boolean;
};

/** The first incidents in which words stand, in any script; none where there are no words. Only the newest words are asked for. */
export function useFound({ q, type, limit }: WordsAsked, knownAt: string | null): Found {
  const typed = foldText(q);
  const rested = useRested(typed, TYPES_MS);
  const words = { q: rested, type, limit };
  const { data, isPending, isPlaceholderData, isError } = useQuery({
    queryKey: foundKey(words, knownAt),
    queryFn: ({ signal }) => fetchFound(words, { knownAt, signal }),
    ...asked,
    enabled: rested !== '',
    placeholderData: keepPreviousData,
  });
  const isOnItsWay = typed !== rested || (rested !== '' && (isPending || isPlaceholderData));
  return { features: typed === '' ? NONE : (data ?? NONE), isAwaited: isOnItsWay && !isError };
}

/** One incident by its uid, as of now; undefined until it has come, and where whoever looks does not see it. */
export function useIncidentByUid(uid: string | null): IncidentFeature | undefined {
  const uids = uid === null ? [] : [uid];
  const { data } = useQuery({
    queryKey: uidsKey(uids, null),
    queryFn: ({ signal }) => fetchRowsByUid(uids, { knownAt: null, signal }),
    ...asked,
    enabled: uid !== null,
  });
  return data?.[0];
}
