import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { LiveChange } from '../api/live/contract.ts';
import { identityOf, useSession } from './auth/session.ts';

/** Where the service tells of changes, as server-sent events. */
const ADDRESS = '/api/live';
/** Changes come in bursts, when much is filed or corrected at once. */
const GATHERS_MS = 500;
/** A connection that comes back sooner is nobody's business. */
const LOST_AFTER_MS = 20_000;
/** Where the service does not tell of changes at all, nobody asks for ever. */
const MOST_TRIES = 3;
const TRIES_AGAIN_MS = 5_000;
/** How long the line on what has changed stands. */
const STANDS_MS = 8_000;

/** What is to be asked again: everything, or what the changes touch. */
export type Batch = { readonly everything: boolean; readonly changes: readonly LiveChange[] };

/** Whether an answer kept under a key is out of date after a batch. What was asked of a past moment never is. */
export function isTouched(key: QueryKey, { everything, changes }: Batch): boolean {
  const [kind, collection, id] = key;
  if (key.at(-1) !== null) return false;
  if (everything) return true;
  if (kind === 'agreements') return changes.some((change) => change.collection === 'agreements');
  const ofCollection = changes.filter((change) => change.collection === collection);
  if (kind === 'collection') return ofCollection.length > 0;
  return ofCollection.some((change) => change.id === null || change.id === id);
}

/** How the page stands to the changes of the record. */
export type Following = 'following' | 'lost' | 'given-up';

/** The parts of an EventSource that are used here. */
export type Source = Pick<EventSource, 'readyState' | 'close'> & {
  addEventListener: (type: string, listener: (event: { readonly data?: unknown }) => void) => void;
};

type Follower = {
  readonly open: () => Source;
  readonly onBatch: (batch: Batch) => void;
  readonly onFollowing: (following: Following) => void;
};

const CLOSED = 2;

/**
 * Follows the changes until the function that it gives is called. The browser itself connects again after a break and says
 * what it heard last; where the service turned it away, it is tried anew, and then everything may have been missed.
 */
export function followChanges({ open, onBatch, onFollowing }: Follower): () => void {
  let source: Source | null = null;
  let gathered: LiveChange[] = [];
  let everything = false;
  let refusals = 0;
  let hasOpened = false;
  const timers = { gather: 0 as Timer, lost: 0 as Timer, again: 0 as Timer };

  const gather = (): void => {
    clearTimeout(timers.gather);
    timers.gather = setTimeout(() => {
      const batch = { everything, changes: gathered };
      [gathered, everything] = [[], false];
      onBatch(batch);
    }, GATHERS_MS);
  };
  const onChange = ({ data }: { readonly data?: unknown }): void => {
    const change = readChange(data);
    // What cannot be read has changed something all the same.
    if (change === null) everything = true;
    else gathered.push(change);
    gather();
  };
  const onReload = (): void => {
    everything = true;
    gather();
  };
  const onOpen = (isAgain: boolean): void => {
    clearTimeout(timers.lost);
    timers.lost = 0;
    refusals = 0;
    hasOpened = true;
    if (isAgain) onReload();
    onFollowing('following');
  };
  const onError = (): void => {
    if (hasOpened && timers.lost === 0) timers.lost = setTimeout(() => onFollowing('lost'), LOST_AFTER_MS);
    if (source?.readyState !== CLOSED) return;
    source.close();
    source = null;
    refusals += 1;
    if (!hasOpened && refusals >= MOST_TRIES) onFollowing('given-up');
    else timers.again = setTimeout(connect, TRIES_AGAIN_MS);
  };
  const connect = (): void => {
    const isAgain = hasOpened;
    source = open();
    let isFirst = true;
    source.addEventListener('open', () => {
      onOpen(isAgain && isFirst);
      isFirst = false;
    });
    source.addEventListener('error', onError);
    source.addEventListener('changed', onChange);
    source.addEventListener('reload', onReload);
  };
  connect();
  return () => {
    for (const timer of Object.values(timers)) clearTimeout(timer);
    source?.close();
  };
}

type Timer = ReturnType<typeof setTimeout> | 0;

function readChange(data: unknown): LiveChange | null {
  try {
    const parsed = LiveChange.safeParse(JSON.parse(String(data)));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What the line beside the list says of the changes; `changed` null: nothing of late. */
export type LiveStatus = { readonly following: Following; readonly changed: number | null };

/** Adds up what has changed while the line stands; a batch that may hold anything counts as at least one. */
export function countChanges(before: number | null, { everything, changes }: Batch): number {
  const items = new Set(changes.map(({ collection, id }) => `${collection}/${id ?? ''}`));
  return (before ?? 0) + Math.max(items.size, everything ? 1 : 0);
}

function markTouched(client: QueryClient, batch: Batch): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey, batch) });
}

/**
 * Keeps what is shown in step with the record. While a past moment is shown nothing on the screen changes; what was asked
 * for now is asked again when it is wanted next.
 */
export function useLive(knownAt: string | null): LiveStatus {
  const client = useQueryClient();
  const { data: session } = useSession();
  // Whoever signs in or out is told of other changes: the line is opened anew.
  const identity = session ? identityOf(session) : null;
  const [following, setFollowing] = useState<Following>('following');
  const [changed, setChanged] = useState<number | null>(null);
  const onBatch = useEffectEvent((batch: Batch) => {
    markTouched(client, batch);
    if (knownAt === null) setChanged((before) => countChanges(before, batch));
  });
  useEffect(() => {
    if (identity === null || typeof EventSource === 'undefined') return undefined;
    return followChanges({
      open: () => new EventSource(ADDRESS),
      onBatch: (batch) => onBatch(batch),
      onFollowing: setFollowing,
    });
  }, [identity]);
  useEffect(() => {
    if (changed === null) return undefined;
    const timer = setTimeout(() => setChanged(null), STANDS_MS);
    return () => clearTimeout(timer);
  }, [changed]);
  return { following, changed };
}
