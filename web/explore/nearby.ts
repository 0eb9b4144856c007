import type { Selection } from '../view.ts';
import { kilometresBetween, middleOf, type Bounds } from './bounds.ts';
import type { CrossingRow, IncidentRow } from './filter.ts';

/** Something that lies close by; the distance is from middle to middle, so it is "about" wherever an area is involved. */
export type Nearby = { readonly selection: Selection; readonly label: string; readonly kilometres: number };

const MOST_OF_EACH = 3;
const CROSSINGS_WITHIN_KM = 60;
const INCIDENTS_WITHIN_KM = 30;

type Around = { readonly bounds: Bounds | null; readonly self: Selection };
type Rows = { readonly incidents: readonly IncidentRow[]; readonly crossings: readonly CrossingRow[] };

/** The nearest crossing points and incidents of a record, nearest first; none where the record has no place. */
export function findNearby({ bounds, self }: Around, { incidents, crossings }: Rows): Nearby[] {
  if (bounds === null) return [];
  const here = middleOf(bounds);
  const measure = (collection: Selection['collection'], within: number, rows: readonly Measured[]): Nearby[] =>
    rows
      .flatMap(({ id, label, bounds: there }) => {
        if (there === null || (self.collection === collection && self.id === id)) return [];
        const kilometres = kilometresBetween(here, middleOf(there));
        return kilometres <= within ? [{ selection: { collection, id }, label, kilometres }] : [];
      })
      .sort((a, b) => a.kilometres - b.kilometres)
      .slice(0, MOST_OF_EACH);
  return [
    ...measure(
      'crossings',
      CROSSINGS_WITHIN_KM,
      crossings.map(({ feature, bounds: there }) => ({
        id: feature.id,
        label: feature.properties.name,
        bounds: there,
      })),
    ),
    ...measure(
      'incidents',
      INCIDENTS_WITHIN_KM,
      incidents.map(({ feature, bounds: there }) => ({
        id: feature.id,
        label: feature.properties.title,
        bounds: there,
      })),
    ),
  ];
}

type Measured = { readonly id: number; readonly label: string; readonly bounds: Bounds | null };
