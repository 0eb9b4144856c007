import { area as turfArea } from '@turf/area';
import { polygon } from '@turf/helpers';
import { length as turfLength } from '@turf/length';
import { closedRing, type Corner } from './area.ts';

export type Measures = { readonly squareKilometres: number; readonly perimeterKilometres: number };

/** Area in km² and perimeter in km on the sphere, as Turf computes them; 0 for fewer than three corners. */
export function measureRing(ring: readonly Corner[]): Measures {
  const closed = closedRing(ring);
  if (closed.length < 4) return { squareKilometres: 0, perimeterKilometres: 0 };
  const outline = polygon([closed]);
  return {
    squareKilometres: turfArea(outline) / 1_000_000,
    perimeterKilometres: turfLength(outline, { units: 'kilometres' }),
  };
}
