import { foldText } from '../../api/geo/contract.ts';
import type { CollectionName, Selection } from '../view.ts';
import type { AirspaceRow, CrossingRow, IncidentRow } from './filter.ts';

/** A place of the basemap, with every spelling of its name that is known. */
export type Place = {
  readonly name: string;
  readonly names: readonly string[];
  readonly position: readonly [number, number];
  /** 1 for the largest. */
  readonly rank: number;
};

export type Suggestion =
  | {
      readonly kind: 'place';
      readonly key: string;
      readonly label: string;
      readonly beside: string;
      readonly place: Place;
    }
  | {
      readonly kind: 'record';
      readonly key: string;
      readonly label: string;
      readonly beside: string;
      readonly selection: Selection;
    };

export const MOST_OF_EACH = 5;

type Searched = {
  readonly places: readonly Place[];
  /** Those that the service found; of words typed before, what still fits stays until it has answered. */
  readonly incidents: readonly IncidentRow[];
  readonly airspace: readonly AirspaceRow[];
  readonly crossings: readonly CrossingRow[];
};

/**
 * Places and records that a few letters may mean, under any spelling: a name that begins with them stands before one
 * that only holds them, larger places before smaller ones.
 */
export function suggest(q: string, { places, incidents, airspace, crossings }: Searched): Suggestion[] {
  const folded = foldText(q);
  if (folded === '') return [];
  const words = folded.split(' ');
  const found = places
    .flatMap((place) => {
      const begins = place.names.some((name) => foldText(name).startsWith(folded));
      const holds = begins || place.names.some((name) => foldText(name).includes(folded));
      return holds ? [{ place, order: (begins ? 0 : 100) + place.rank }] : [];
    })
    .sort((a, b) => a.order - b.order)
    .slice(0, MOST_OF_EACH)
    .map(({ place }): Suggestion => {
      const beside = place.names.filter((name) => name !== place.name)[0] ?? '';
      return { kind: 'place', key: `place-${place.name}-${place.position.join()}`, label: place.name, beside, place };
    });
  const records = [
    ...recordsOf('crossings', crossings, words, ({ feature }) => feature.properties.name),
    ...recordsOf('incidents', incidents, words, ({ feature }) => feature.properties.title),
    ...recordsOf('airspace-claims', airspace, words, ({ feature }) => feature.properties.title),
  ].slice(0, MOST_OF_EACH + 2);
  return [...found, ...records];
}

type Searchable = {
  readonly text: string;
  readonly feature: { readonly id: number; readonly properties: { readonly ref: string } };
};

function recordsOf<Row extends Searchable>(
  collection: CollectionName,
  rows: readonly Row[],
  words: readonly string[],
  labelOf: (row: Row) => string,
): Suggestion[] {
  const found: Suggestion[] = [];
  for (const row of rows) {
    if (!words.every((word) => row.text.includes(word))) continue;
    const { id, properties } = row.feature;
    found.push({
      kind: 'record',
      key: `${collection}-${id}`,
      label: labelOf(row),
      beside: properties.ref,
      selection: { collection, id },
    });
    if (found.length === MOST_OF_EACH) break;
  }
  return found;
}
