import { incidentSearchText } from '../incidents/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import { mayKnow, readableFields } from '../visibility/levels.ts';
import type { Around, Facts, Projected } from './facts.ts';
import {
  partiesStated,
  placedProperties,
  seenSources,
  seenStatements,
  seenStatus,
  seenTime,
  seenWhere,
} from './seen.ts';

/** What a kind of record has beside what all reported things have. */
interface Own {
  category: string;
  properties: Record<string, unknown>;
  details: Record<string, unknown>;
}

/**
 * What a viewer sees of something that was reported to have happened somewhere, an incident or an airspace claim: time and
 * place, what each stated, the sources. Null when it may not know of it.
 *
 * @param ownOf what the kind adds; told which fields the viewer may read, and whether the time of day is withheld
 */
export function projectReported(
  facts: Facts<'incident'> | Facts<'airspace-claim'>,
  viewer: Viewer,
  around: Around,
  ownOf: (isReadable: (field: string) => boolean, isTimeWithheld: boolean) => Own,
): Projected | null {
  const { id, fid, document, visibility, state, mergedInto } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const where = seenWhere(document.where, visibility, viewer, around);
  const time = seenTime(document.happened, visibility, viewer, around);
  const statements = seenStatements(document.statements, visibility, viewer, around);
  const sources = seenSources([...document.sourceIds, ...statements.flatMap((one) => one.sourceIds)], viewer, around);
  const summary = isReadable('summary') ? document.summary : null;
  const { ref, title, type, synthetic } = document;
  const status = seenStatus(facts, document.status);
  const { category, properties, details } = ownOf(isReadable, time.withheld);
  return {
    id,
    fid,
    category,
    type,
    status,
    happened: time.happened,
    geometry: where.geometry,
    isArea: where.geometry !== null && where.geometry.type !== 'Point',
    search: incidentSearchText({ ...where, ref, title, summary }),
    properties: {
      uid: id,
      ref,
      title,
      summary,
      type,
      status,
      ...properties,
      ...placedProperties(where, time),
      partiesStated: partiesStated(statements),
      sourceCount: sources.length,
      synthetic,
    },
    details: {
      // A distance in words would undo the cell.
      whereNote: isReadable('whereNote') && !where.generalised ? document.whereNote : null,
      statements,
      sources,
      state,
      mergedInto,
      ...details,
    },
    dueAt: time.dueAt,
  };
}
