import type { Around, Facts, Projected } from '../record/facts.ts';
import { projectReported } from '../record/project-reported.ts';
import type { Viewer } from '../visibility/contract.ts';

/** What a viewer sees of an airspace claim; null when it may not know of it. */
export function projectAirspaceClaim(facts: Facts<'airspace-claim'>, viewer: Viewer, around: Around): Projected | null {
  const { claimant, allegedOperator, trackBasis, weaponRelease, incidentId } = facts.document;
  return projectReported(facts, viewer, around, ({ isReadable }) => ({
    category: 'air',
    properties: { claimant, allegedOperator, trackBasis, weaponRelease },
    details: { linkedIncident: isReadable('incidentId') ? incidentId : null },
  }));
}
