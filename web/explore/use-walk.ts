import { useMemo } from 'react';
import type { CollectionName, Selection } from '../view.ts';
import type { Explored } from './explored.ts';

/** The records of one collection in the order of the list, to be walked through. */
export type Order = {
  readonly selections: readonly Selection[];
  /** Where a record stands, -1 where the filters do not leave it. */
  readonly indexOf: (selection: Selection) => number;
  /** The record so many places on from another, round the ends; the first where that one is not among them. */
  readonly from: (selection: Selection, step: 1 | -1) => Selection | null;
};

/** The order in which j, k and the arrows of a record panel walk. */
export function useOrder(
  collection: CollectionName,
  explored: Pick<Explored, 'incidents' | 'airspace' | 'crossings'>,
): Order {
  const { incidents, airspace, crossings } = explored;
  return useMemo(() => {
    const rows = { incidents, 'airspace-claims': airspace, crossings }[collection];
    const selections = rows.map(({ feature: { id } }): Selection => ({ collection, id }));
    const places = new Map(selections.map(({ id }, index) => [id, index]));
    const indexOf = (selection: Selection): number =>
      selection.collection === collection ? (places.get(selection.id) ?? -1) : -1;
    return {
      selections,
      indexOf,
      from: (selection, step) => {
        const at = indexOf(selection);
        const next = at === -1 ? 0 : (at + step + selections.length) % selections.length;
        return selections[next] ?? null;
      },
    };
  }, [collection, incidents, airspace, crossings]);
}
