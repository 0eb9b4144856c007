import type { Around, Facts, Projected } from '../record/facts.ts';
import { compare, instant, seenSources, seenWhere } from '../record/seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { levelTold, mayKnow, readableFields } from '../visibility/levels.ts';
import { crossingSearchText } from './contract.ts';
import { headlineAt } from './status.ts';

/** The first moment of the earliest and the last of the latest; an open end stays open. */
function spanOf(reports: readonly { validFrom: string; validTo: string | null }[]): Projected['happened'] {
  if (reports.length === 0) return null;
  const from = Math.min(...reports.map(({ validFrom }) => Date.parse(validFrom)));
  const ends = reports.map(({ validTo }) => (validTo === null ? Infinity : Date.parse(validTo)));
  const to = Math.max(...ends);
  return { from: instant(from), to: to === Infinity ? null : instant(to) };
}

/**
 * What a viewer sees of a crossing point: its headline and reports are made of the reports that this viewer may read; a
 * withdrawn report is listed and counts for nothing. The headline is told for the start of the newest report, since nothing
 * newer is known. Null when the viewer may not know of the point.
 */
export function projectCrossing(
  facts: Facts<'crossing'>,
  reports: readonly Facts<'status-report'>[],
  viewer: Viewer,
  around: Around,
): Projected | null {
  const { document, visibility } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const where = seenWhere(document.where, visibility, viewer, around);
  const shown = reports
    .filter((report) => mayKnow(report.visibility, viewer))
    .map((report) => {
      const { crossingId: _crossing, synthetic: _synthetic, ...told } = report.document;
      return {
        ...told,
        note: readableFields(report.visibility, viewer)('note') ? told.note : null,
        validFrom: instant(Date.parse(told.validFrom)),
        validTo: told.validTo === null ? null : instant(Date.parse(told.validTo)),
        sourceIds: seenSources(told.sourceIds, viewer, around)
          .map(({ id }) => id)
          .toSorted(),
        state_of_record: report.state,
      };
    })
    .toSorted((a, b) => compare(b.validFrom, a.validFrom) || compare(a.id, b.id));
  const standing = shown.filter((report) => report.state_of_record === 'standing');
  const newest = standing[0]?.validFrom;
  const { headline, asOf } =
    newest === undefined ? { headline: 'unknown', asOf: null } : headlineAt(standing.toReversed(), newest);
  const sources = seenSources(document.sourceIds, viewer, around);
  const { ref, name, nameBySide, areaBySide, type } = document;
  const { otherNames } = document.where;
  return {
    id: facts.id,
    fid: facts.fid,
    category: 'crossing',
    type,
    status: headline,
    happened: spanOf(standing),
    geometry: where.geometry,
    isArea: where.geometry !== null && where.geometry.type !== 'Point',
    search: crossingSearchText({ ref, name, nameBySide, areaBySide, otherNames }),
    properties: {
      uid: facts.id,
      ref,
      name,
      nameBySide,
      areaBySide,
      otherNames,
      type,
      status: headline,
      statusAsOf: asOf,
      locationPrecision: where.precision,
      uncertaintyMetres: where.uncertaintyMetres,
      generalised: where.generalised,
      reportCount: standing.length,
      sourceCount: sources.length,
      synthetic: document.synthetic,
    },
    details: {
      typeNote: document.typeNote,
      // A distance in words would undo the cell.
      whereNote: isReadable('whereNote') && !where.generalised ? document.whereNote : null,
      sources,
      reports: shown.map(({ state_of_record: recordState, ...report }) => ({ ...report, recordState })),
      state: facts.state,
      ...levelTold(visibility, viewer),
    },
    dueAt: null,
  };
}
