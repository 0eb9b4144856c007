import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { SeenAs, SessionShown, SignedIn } from '../../api/auth/contract.ts';
import type { Viewer } from '../../api/visibility/contract.ts';
import { NOTHING, request } from './request.ts';

const SESSION_KEY = ['session'] as const;
/** The same for every viewer, so it stays when another one comes. */
const SHARED_KEYS: readonly unknown[] = ['session', 'config', 'roles'];
/** The pages of one browser share its session; on this channel they tell each other that it changed. */
const CHANNEL = 'durand-line-monitor:session';

/** Nobody in particular. */
export const READER: SessionShown = {
  kind: 'reader',
  id: null,
  name: null,
  role: 'reader',
  viewer: 'public',
  seenAs: null,
  email: null,
  twoFactor: false,
  may: ['read', 'read-log'],
};

const sessionQuery = {
  queryKey: SESSION_KEY,
  queryFn: ({ signal }: { signal: AbortSignal }) => request('GET', '/api/session', { shape: SessionShown, signal }),
  staleTime: 30_000,
  retry: 1,
  networkMode: 'always',
} as const;

/** Who is signed in. Asked again when the page comes back into sight, for sessions end by themselves. */
export function useSession(): UseQueryResult<SessionShown> {
  return useQuery(sessionQuery);
}

/** Reads anew who is signed in, and tells the browser's other pages. */
export async function readSession(client: QueryClient): Promise<SessionShown> {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('changed');
  channel.close();
  await client.cancelQueries({ queryKey: SESSION_KEY });
  return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

export function signIn(given: { email: string; password: string }): Promise<{ twoFactor: boolean }> {
  return request('POST', '/api/session', { shape: SignedIn, body: given });
}

export function sendSecondStep(given: { code: string; kind: 'totp' | 'backup' }): Promise<{ twoFactor: boolean }> {
  return request('POST', '/api/session/second-step', { shape: SignedIn, body: given });
}

/** Signs out. What was read until then is gone from the page before the service is asked for anything else. */
export async function signOut(client: QueryClient): Promise<void> {
  await request('DELETE', '/api/session', { shape: NOTHING });
  await client.cancelQueries({ queryKey: SESSION_KEY });
  client.setQueryData<SessionShown>(SESSION_KEY, READER);
  // Only to tell the other pages and to be sure; that nobody is signed in is known already.
  readSession(client).catch(() => undefined);
}

/** Begins to look at the map as a class of viewer, or ends it with null. */
export async function lookAs(client: QueryClient, viewer: Viewer | null): Promise<void> {
  await request('PUT', '/api/session/seen-as', { shape: SeenAs, body: { viewer } });
  await readSession(client);
}

/** Whose records are read, as one text: two of them differ when other records may be. */
export function identityOf({ id, role, viewer, seenAs }: SessionShown): string {
  return [id, role, viewer, seenAs].join(' ');
}

/** Takes everything that a viewer read out of the page, and reads what is on the screen again as the present one. */
export async function forgetRecords(client: QueryClient): Promise<void> {
  const ofViewer = {
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => !SHARED_KEYS.includes(queryKey[0]),
  };
  client.removeQueries({ ...ofViewer, type: 'inactive' });
  client.getMutationCache().clear();
  await client.resetQueries(ofViewer);
}

/** Forgets the former viewer's records whenever another one is signed in, however that came about. */
export function useFreshRecords(): void {
  const client = useQueryClient();
  const { data } = useSession();
  const identity = data ? identityOf(data) : null;
  const former = useRef<string | null>(null);
  useEffect(() => {
    if (identity === null) return;
    const isAnother = former.current !== null && former.current !== identity;
    former.current = identity;
    if (isAnother) void forgetRecords(client);
  }, [identity, client]);
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.addEventListener('message', () => void client.invalidateQueries({ queryKey: SESSION_KEY }));
    return () => channel.close();
  }, [client]);
}
