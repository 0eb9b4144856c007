import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { foldText } from '../../api/geo/contract.ts';
import { ApiProblem } from '../api.ts';
import { identityOf, useSession } from '../auth/session.ts';
import { startColumns } from '../columns/start.ts';
import { createColumnsStore, type ColumnsStore, type Shown } from '../columns/store.ts';
import { columnsKey } from '../query-keys.ts';

/** The worker over all incidents of whoever looks, and its newest answer. */
export type ColumnsState = {
  /** Null before the first answer; of the moment shown before while another is on its way. */
  readonly shown: Shown | null;
  readonly isCatchingUp: boolean;
  readonly problem: ApiProblem | null;
  readonly retry: () => void;
  readonly store: ColumnsStore;
};

/** Starts a worker for whoever looks and keeps what it holds in step with the record as known at a moment. */
export function useColumns(knownAt: string | null, q: string): ColumnsState {
  const { store, key, restart } = useStore();
  const { shown: newest, failure } = useSyncExternalStore(store.subscribe, store.snapshot);
  // Only its outcome is kept here: the bytes are handed to the worker and gone.
  const loaded = useQuery({
    queryKey: columnsKey(key, knownAt),
    queryFn: ({ signal }) => store.load(knownAt, signal),
    retry: 1,
    staleTime: 0,
    gcTime: 0,
    networkMode: 'always',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    placeholderData: keepPreviousData,
  });
  const failed = loaded.error ?? failure;
  const problem = failed === null ? null : problemOf(failed);
  const isToDate = newest?.text === textOf(q) && newest.knownAt === knownAt;
  const isAwaited = loaded.isPlaceholderData || loaded.isPending;
  return {
    // Old numbers are no answer once it is known that none comes: the failure is shown in their place.
    shown: failure !== null || (problem !== null && !isToDate) ? null : newest,
    isCatchingUp: newest !== null && (isAwaited || !isToDate),
    problem,
    retry: () => {
      if (failure === null) void loaded.refetch();
      else restart();
    },
    store,
  };
}

function problemOf(failed: Error | string): ApiProblem {
  if (failed instanceof ApiProblem) return failed;
  return new ApiProblem('failed', typeof failed === 'string' ? failed : failed.message);
}

/** A worker for each viewer: what one has read is gone with it when another is signed in. */
function useStore(): { store: ColumnsStore; key: string; restart: () => void } {
  const { data: session } = useSession();
  const identity = session ? identityOf(session) : null;
  const [running, setRunning] = useState(() => ({ identity, number: 0, store: newStore() }));
  if (identity !== null && identity !== running.identity) {
    // The first time that somebody's name is known changes nothing: it is whose session was asked with.
    setRunning(running.identity === null ? { ...running, identity } : { ...anew(running.number), identity });
  }
  return {
    store: running.store,
    key: String(running.number),
    restart: () => setRunning((before) => ({ ...before, ...anew(before.number) })),
  };
}

const anew = (number: number) => ({ number: number + 1, store: newStore() });

/** Says in the page whether the counts are those of the newest question, for whoever waits for them. */
const newStore = (): ColumnsStore =>
  createColumnsStore(startColumns, (isAwaited) => {
    document.documentElement.dataset['counts'] = isAwaited ? 'awaited' : 'newest';
  });

/** How long nobody types before the service is asked. */
const TYPES_MS = 200;

const textOf = (q: string): string => foldText(q);

type Searched = {
  readonly store: ColumnsStore;
  readonly q: string;
  readonly knownAt: string | null;
  /** Of the columns that are held, null before there are any: what matches may differ with it. */
  readonly version: string | null;
};

/** Tells the worker in which incidents a text stands, as the service finds them. */
export function useMatching({ store, q, knownAt, version }: Searched): void {
  const text = textOf(q);
  useEffect(() => {
    if (text === '') store.setMatching(text, null);
  }, [store, text]);
  useEffect(() => {
    if (text === '') return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const find = async (): Promise<void> => {
      try {
        await store.search(text, { knownAt, signal });
      } catch (error) {
        if (!signal.aborted) store.fail(error instanceof ApiProblem ? error : String(error));
      }
    };
    const timer = setTimeout(() => void find(), TYPES_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [store, text, knownAt, version]);
}

/** Tells the worker which incidents are somebody's. */
export function useOwnInWorker(store: ColumnsStore, own: ReadonlySet<number> | null): void {
  useEffect(() => store.setOwn(own && [...own]), [store, own]);
}
