import { foldText } from '../geo/contract.ts';
import type { Around, Facts, Projected } from '../record/facts.ts';
import { compare, instant, seenSources, seenStatements } from '../record/seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { mayKnow, readableFields } from '../visibility/levels.ts';

/** What a viewer sees of an agreement and its readings; null when it may not know of it. */
export function projectAgreement(facts: Facts<'agreement'>, viewer: Viewer, around: Around): Projected | null {
  const { document, visibility } = facts;
  if (!mayKnow(visibility, viewer)) return null;
  const isReadable = readableFields(visibility, viewer);
  const statements = seenStatements(document.statements, visibility, viewer, around);
  const readings = document.readings
    .filter(({ id }) => isReadable(`readings/${id}`))
    .map((reading) => ({
      ...reading,
      effectiveFrom: instant(Date.parse(reading.effectiveFrom)),
      effectiveFromLatest: instant(Date.parse(reading.effectiveFromLatest)),
      sourceIds: seenSources(reading.sourceIds, viewer, around)
        .map(({ id }) => id)
        .toSorted(),
    }))
    .toSorted((a, b) => compare(a.effectiveFrom, b.effectiveFrom) || compare(a.key, b.key));
  const { sourceIds, ...told } = document;
  const sources = seenSources([...sourceIds, ...statements.flatMap((one) => one.sourceIds)], viewer, around);
  const from = instant(Date.parse(document.happenedFrom));
  const to = instant(Date.parse(document.happenedTo));
  const summary = isReadable('summary') ? document.summary : null;
  return {
    id: facts.id,
    fid: facts.fid,
    category: 'agreement',
    type: document.kind,
    status: facts.state,
    happened: { from, to },
    geometry: null,
    isArea: false,
    search: foldText([document.title, summary].filter((part) => part !== null).join(' ')),
    properties: {
      ...told,
      summary,
      happenedFrom: from,
      happenedTo: to,
      readings,
      statements,
      sources,
      state: facts.state,
    },
    details: {},
    dueAt: null,
  };
}
