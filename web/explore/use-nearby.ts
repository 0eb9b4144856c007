import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isSameNear } from '../columns/near.ts';
import type { NearAsked } from '../columns/question.ts';
import type { Shown } from '../columns/store.ts';
import type { Selection, View } from '../view.ts';
import { boundsOf, type Bounds } from './bounds.ts';
import { nearAsked, nearbyCrossings, nearbyIncidents, type Nearby } from './nearby.ts';
import type { Collections } from './use-collections.ts';
import { rowsAsked } from './use-listed.ts';
import { useOpenedIncident } from './use-opened.ts';

type Here = Pick<Collections, 'airspace' | 'crossings'>;

/** Where the record that is open lies; null where none is open, it has no place, or has not come yet. */
export function useOpenedBounds(
  { selection, knownAt }: Pick<View, 'selection' | 'knownAt'>,
  { airspace, crossings }: Here,
): Bounds | null {
  const incident = useOpenedIncident(selection, knownAt);
  return useMemo(() => {
    if (selection === null) return null;
    if (selection.collection === 'incidents') return boundsOf(incident?.geometry ?? null);
    const rows = selection.collection === 'crossings' ? crossings : airspace;
    return rows.find(({ feature: { id } }) => id === selection.id)?.bounds ?? null;
  }, [selection, incident, airspace, crossings]);
}

/** What the worker is to find near the record that is open. */
export function useNearAsked(selection: Selection | null, bounds: Bounds | null): NearAsked | null {
  return useMemo(() => (selection === null ? null : nearAsked({ bounds, self: selection })), [selection, bounds]);
}

/** What lies near the record that is open: crossing points, and the incidents that the worker found. */
export function useNearby(
  selection: Selection,
  bounds: Bounds | null,
  { shown, crossings }: Pick<Collections, 'crossings'> & { readonly shown: Shown | null },
): readonly Nearby[] {
  const asked = useNearAsked(selection, bounds);
  const near = shown?.answer.near ?? null;
  const found = near !== null && asked !== null && isSameNear(near.asked, asked) ? near : null;
  const ids = useMemo(() => Array.from(found?.ids ?? []), [found]);
  const { data } = useQuery({ ...rowsAsked(ids, shown?.knownAt ?? null), enabled: ids.length > 0 });
  return useMemo(() => {
    const titles = new Map(data?.map(({ id, properties }) => [id, properties.title]));
    return [
      ...nearbyCrossings({ bounds, self: selection }, crossings),
      ...(found === null ? [] : nearbyIncidents(found, (id) => titles.get(id))),
    ];
  }, [selection, bounds, crossings, found, data]);
}
