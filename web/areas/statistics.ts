import { area as turfArea } from '@turf/area';
import { polygon } from '@turf/helpers';
import { length as turfLength } from '@turf/length';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import { categoryOf, type Category, type IncidentFeature, type IncidentType } from '../../api/incidents/contract.ts';
import { anchorOf } from '../map/anchor.ts';
import type { ViewArea } from '../view.ts';
import { closedRing, type Corner } from './area.ts';
import { areaShape, containmentOf, type AreaShape, type Containment } from './containment.ts';

/** How many records, in all and by each of the two things that an analyst asks for. Absent means none. */
export type Tally = {
  readonly total: number;
  readonly byCategory: ReadonlyMap<Category, number>;
  readonly byType: ReadonlyMap<IncidentType, number>;
  readonly byStatus: ReadonlyMap<OccurrenceStatus, number>;
};

/** What one area holds under the current filters; the four tallies add up to all incidents given. */
export type AreaStatistics = {
  readonly squareKilometres: number;
  readonly perimeterKilometres: number;
  readonly tallies: Readonly<Record<Containment, Tally>>;
};

/** Counts incidents by where their place lies to the area (see containmentOf), and measures the area itself. */
export function areaStatistics(area: Pick<ViewArea, 'ring'>, incidents: readonly IncidentFeature[]): AreaStatistics {
  const shape = areaShape(area.ring);
  const groups: Record<Containment, IncidentFeature[]> = {
    inside: [],
    'possibly-inside': [],
    outside: [],
    unplaced: [],
  };
  for (const incident of incidents) groups[containmentOfIncident(incident, shape)].push(incident);
  return {
    ...measureRing(area.ring),
    tallies: {
      inside: tally(groups.inside),
      'possibly-inside': tally(groups['possibly-inside']),
      outside: tally(groups.outside),
      unplaced: tally(groups.unplaced),
    },
  };
}

/**
 * A cell of the grid counts as the area that it is; one of a place that everybody knows as its radius (see anchorOf).
 */
function containmentOfIncident(incident: IncidentFeature, shape: AreaShape): Containment {
  const anchor = anchorOf(incident);
  if (anchor === null || anchor.cell !== null) return containmentOf(incident.geometry, null, shape);
  const [longitude, latitude] = anchor.at;
  return containmentOf({ type: 'Point', coordinates: [longitude, latitude] }, anchor.radiusMetres, shape);
}

/** Area in km² and perimeter in km on the sphere, as Turf computes them; 0 for fewer than three corners. */
export function measureRing(ring: readonly Corner[]): Pick<AreaStatistics, 'squareKilometres' | 'perimeterKilometres'> {
  const closed = closedRing(ring);
  if (closed.length < 4) return { squareKilometres: 0, perimeterKilometres: 0 };
  const outline = polygon([closed]);
  return {
    squareKilometres: turfArea(outline) / 1_000_000,
    perimeterKilometres: turfLength(outline, { units: 'kilometres' }),
  };
}

function tally(incidents: readonly IncidentFeature[]): Tally {
  return {
    total: incidents.length,
    byCategory: countBy(incidents, ({ properties }) => categoryOf(properties.type)),
    byType: countBy(incidents, ({ properties }) => properties.type),
    byStatus: countBy(incidents, ({ properties }) => properties.status),
  };
}

function countBy<Key>(
  incidents: readonly IncidentFeature[],
  keyOf: (incident: IncidentFeature) => Key,
): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const incident of incidents) counts.set(keyOf(incident), (counts.get(keyOf(incident)) ?? 0) + 1);
  return counts;
}
