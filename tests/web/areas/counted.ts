import { categoryOf, type IncidentFeature } from '../../../api/incidents/contract.ts';
import { areaShape, type AreaShape, type Containment, containmentOf } from '../../../web/areas/containment.ts';
import type { AreaCounts, AreaTally } from '../../../web/columns/question.ts';
import { anchorOf } from '../../../web/map/anchor.ts';
import type { ViewArea } from '../../../web/view.ts';

/** What an area holds, counted incident by incident: the rule that the columns are to keep to. */
export function countedIn(area: Pick<ViewArea, 'ring'>, incidents: readonly IncidentFeature[]): AreaCounts['tallies'] {
  const shape = areaShape(area.ring);
  const groups: Record<Containment, IncidentFeature[]> = {
    inside: [],
    'possibly-inside': [],
    outside: [],
    unplaced: [],
  };
  for (const incident of incidents) groups[containmentOfIncident(incident, shape)].push(incident);
  return {
    inside: tally(groups.inside),
    'possibly-inside': tally(groups['possibly-inside']),
    outside: tally(groups.outside),
    unplaced: tally(groups.unplaced),
  };
}

/** A cell of the grid counts as the area that it is; one of a place that everybody knows as its radius (see anchorOf). */
function containmentOfIncident(incident: IncidentFeature, shape: AreaShape): Containment {
  const anchor = anchorOf(incident);
  if (anchor === null || anchor.cell !== null) return containmentOf(incident.geometry, null, shape);
  const [longitude, latitude] = anchor.at;
  return containmentOf({ type: 'Point', coordinates: [longitude, latitude] }, anchor.radiusMetres, shape);
}

function tally(incidents: readonly IncidentFeature[]): AreaTally {
  return {
    total: incidents.length,
    byCategory: countBy(incidents, ({ properties }) => categoryOf(properties.type)),
    byType: countBy(incidents, ({ properties }) => properties.type),
    byStatus: countBy(incidents, ({ properties }) => properties.status),
  };
}

function countBy<Key extends string>(
  incidents: readonly IncidentFeature[],
  keyOf: (incident: IncidentFeature) => Key,
): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const incident of incidents) counts[keyOf(incident)] = (counts[keyOf(incident)] ?? 0) + 1;
  return counts;
}
