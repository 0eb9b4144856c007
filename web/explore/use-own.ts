import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fetchOwnIncidents } from '../api.ts';
import { useSession } from '../auth/session.ts';
import { ownKey } from '../query-keys.ts';

const NOBODYS: ReadonlySet<number> = new Set();

/** The incidents that are whoever's who looks, by their number: none of a reader, null while it is not known. */
export function useOwn(knownAt: string | null): ReadonlySet<number> | null {
  const { data: session } = useSession();
  const isSomebody = session !== undefined && session.id !== null;
  const { data } = useQuery({
    queryKey: ownKey(knownAt),
    queryFn: ({ signal }) => fetchOwnIncidents({ knownAt, signal }),
    enabled: isSomebody,
    staleTime: Infinity,
    retry: 1,
    networkMode: 'always',
    refetchOnWindowFocus: false,
  });
  return useMemo(() => {
    if (data) return new Set(data.features.map(({ id }) => id));
    return session !== undefined && !isSomebody ? NOBODYS : null;
  }, [data, session, isSomebody]);
}
