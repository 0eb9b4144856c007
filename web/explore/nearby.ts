import type { Near, NearAsked } from '../columns/question.ts';
import type { Selection } from '../view.ts';
import { kilometresBetween, middleOf, type Bounds } from './bounds.ts';
import type { CrossingRow } from './filter.ts';

/** Something that lies close by; the distance is from middle to middle, so it is "about" wherever an area is involved. */
export type Nearby = { readonly selection: Selection; readonly label: string; readonly kilometres: number };

const MOST_OF_EACH = 3;
const CROSSINGS_WITHIN_KM = 60;
const INCIDENTS_WITHIN_KM = 30;

type Around = { readonly bounds: Bounds | null; readonly self: Selection };

/** The question which incidents lie nearest to a record; null where it has no place. */
export function nearAsked({ bounds, self }: Around): NearAsked | null {
  if (bounds === null) return null;
  const exceptId = self.collection === 'incidents' ? self.id : null;
  return { at: middleOf(bounds), exceptId, kilometres: INCIDENTS_WITHIN_KM, count: MOST_OF_EACH };
}

/** The nearest crossing points of a record, nearest first; none where the record has no place. */
export function nearbyCrossings({ bounds, self }: Around, crossings: readonly CrossingRow[]): Nearby[] {
  if (bounds === null) return [];
  const here = middleOf(bounds);
  return crossings
    .flatMap(({ feature: { id, properties }, bounds: there }) => {
      if (there === null || (self.collection === 'crossings' && self.id === id)) return [];
      const kilometres = kilometresBetween(here, middleOf(there));
      const selection = { collection: 'crossings', id } as const;
      return kilometres <= CROSSINGS_WITHIN_KM ? [{ selection, label: properties.name, kilometres }] : [];
    })
    .sort((a, b) => a.kilometres - b.kilometres)
    .slice(0, MOST_OF_EACH);
}

/** The incidents that were found nearest, by their titles; those whose title is not known are left out. */
export function nearbyIncidents({ ids, kilometres }: Near, titleOf: (id: number) => string | undefined): Nearby[] {
  return Array.from(ids).flatMap((id, at) => {
    const label = titleOf(id);
    return label === undefined
      ? []
      : [{ selection: { collection: 'incidents', id } as const, label, kilometres: kilometres[at] ?? 0 }];
  });
}
