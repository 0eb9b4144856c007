import type { Statement } from '../accounts/contract.ts';
import { incidentSearchText, type SourceShown } from '../incidents/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import { levelTold, mayKnow, readableFields } from '../visibility/levels.ts';
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
  /** The status, where verification has moved it on from what the record began with. */
  status?: string;
  /** RFC 3339: when more of the kind's own may be told. */
  dueAt?: string | null;
  /** Grades of sources, by id. */
  grades?: ReadonlyMap<string, Pick<SourceShown, 'reliability' | 'credibility'>>;
  properties: Record<string, unknown>;
  details: Record<string, unknown>;
}

/** What a kind of record is told of what the viewer may know. */
interface Told {
  isReadable: (field: string) => boolean;
  isTimeWithheld: boolean;
  statements: readonly Statement[];
}

/**
 * What a viewer sees of something that was reported to have happened somewhere, an incident or an airspace claim: time and
 * place, what each stated, the sources. Null when it may not know of it.
 *
 * @param ownOf what the kind adds to what the viewer is told
 */
export function projectReported(
  facts: Facts<'incident'> | Facts<'airspace-claim'>,
  viewer: Viewer,
  around: Around,
  ownOf: (told: Told) => Own,
): Projected | null {
  const { id, fid, document, visibility, state, mergedInto } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const where = seenWhere(document.where, visibility, viewer, around);
  const time = seenTime(document.happened, visibility, viewer, around);
  const statements = seenStatements(document.statements, visibility, viewer, around);
  const readSources = seenSources(
    [...document.sourceIds, ...statements.flatMap((one) => one.sourceIds)],
    viewer,
    around,
  );
  const summary = isReadable('summary') ? document.summary : null;
  const { ref, title, type, synthetic } = document;
  const { category, properties, details, ...own } = ownOf({ isReadable, isTimeWithheld: time.withheld, statements });
  const status = seenStatus(facts, own.status ?? document.status);
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
      sourceCount: readSources.length,
      synthetic,
    },
    details: {
      // A distance in words would undo the cell.
      whereNote: isReadable('whereNote') && !where.generalised ? document.whereNote : null,
      statements,
      sources: readSources.map((source) => ({ ...source, ...own.grades?.get(source.id) })),
      state,
      mergedInto,
      ...levelTold(visibility, viewer),
      ...details,
    },
    dueAt: earlier(time.dueAt, own.dueAt ?? null),
  };
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) < Date.parse(other) ? one : other;
}
