import { useMemo } from 'react';
import type { CollectionName } from '../view.ts';
import type { Explored } from './explored.ts';
import { wholeOrder, type Order } from './order.ts';

/** The order of one collection, in which j, k and the arrows of a record panel walk. */
export function useOrder(
  collection: CollectionName,
  { incidents, airspace, crossings }: Pick<Explored, 'incidents' | 'airspace' | 'crossings'>,
): Order {
  return useMemo(() => {
    if (collection === 'incidents') return incidents;
    const rows = { 'airspace-claims': airspace, crossings }[collection];
    return wholeOrder(rows.map(({ feature: { id } }) => id));
  }, [collection, incidents, airspace, crossings]);
}
