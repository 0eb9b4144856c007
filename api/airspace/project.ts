import type { Around, Facts, Projected } from '../record/facts.ts';
import {
  partiesStated,
  placedProperties,
  seenSources,
  seenStatements,
  seenStatus,
  seenTime,
  seenWhere,
} from '../record/seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { mayKnow, readableFields } from '../visibility/levels.ts';
import { airspaceSearchText } from './contract.ts';

/** What a viewer sees of an airspace claim; null when it may not know of it. */
export function projectAirspaceClaim(facts: Facts<'airspace-claim'>, viewer: Viewer, around: Around): Projected | null {
  const { document, visibility } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const where = seenWhere(document.where, visibility, viewer, around);
  const time = seenTime(document.happened, visibility, viewer, around);
  const statements = seenStatements(document.statements, visibility, viewer, around);
  const sources = seenSources([...document.sourceIds, ...statements.flatMap((one) => one.sourceIds)], viewer, around);
  const summary = isReadable('summary') ? document.summary : null;
  const status = seenStatus(facts, document.status);
  const { ref, title, type, claimant, allegedOperator, trackBasis, weaponRelease } = document;
  return {
    id: facts.id,
    fid: facts.fid,
    category: 'air',
    type,
    status,
    happened: time.happened,
    geometry: where.geometry,
    isArea: where.geometry !== null && where.geometry.type !== 'Point',
    search: airspaceSearchText({ ...where, ref, title, summary }),
    properties: {
      uid: facts.id,
      ref,
      title,
      summary,
      type,
      status,
      claimant,
      allegedOperator,
      trackBasis,
      weaponRelease,
      ...placedProperties(where, time),
      partiesStated: partiesStated(statements),
      sourceCount: sources.length,
      synthetic: document.synthetic,
    },
    details: {
      whereNote: isReadable('whereNote') && !where.generalised ? document.whereNote : null,
      statements,
      sources,
      state: facts.state,
      mergedInto: facts.mergedInto,
      linkedIncident: isReadable('incidentId') ? document.incidentId : null,
    },
    dueAt: time.dueAt,
  };
}
