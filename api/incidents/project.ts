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
import { categoryOf, incidentSearchText } from './contract.ts';

/** What a viewer sees of an incident; null when it may not know of it. */
export function projectIncident(facts: Facts<'incident'>, viewer: Viewer, around: Around): Projected | null {
  const { document, visibility } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const where = seenWhere(document.where, visibility, viewer, around);
  const time = seenTime(document.happened, visibility, viewer, around);
  const statements = seenStatements(document.statements, visibility, viewer, around);
  const sources = seenSources([...document.sourceIds, ...statements.flatMap((one) => one.sourceIds)], viewer, around);
  const summary = isReadable('summary') ? document.summary : null;
  const category = categoryOf(document.type);
  const status = seenStatus(facts, document.status);
  const { ref, title, type } = document;
  return {
    id: facts.id,
    fid: facts.fid,
    category,
    type,
    status,
    happened: time.happened,
    geometry: where.geometry,
    isArea: where.geometry !== null && where.geometry.type !== 'Point',
    search: incidentSearchText({ ...where, ref, title, summary }),
    properties: {
      uid: facts.id,
      ref,
      title,
      summary,
      category,
      type,
      status,
      ...placedProperties(where, time),
      partiesStated: partiesStated(statements),
      accountsDifferOn: document.accountsDifferOn,
      sourceCount: sources.length,
      synthetic: document.synthetic,
    },
    details: {
      timeNote: isReadable('timeNote') && !time.withheld ? document.timeNote : null,
      whereNote: isReadable('whereNote') && !where.generalised ? document.whereNote : null,
      attribution: document.attribution,
      compliance: document.compliance,
      statements,
      sources,
      state: facts.state,
      mergedInto: facts.mergedInto,
      linked: isReadable('links') ? document.links : [],
    },
    dueAt: time.dueAt,
  };
}
