import { seenEvidence } from '../evidence/project.ts';
import type { Around, Facts, Projected } from '../record/facts.ts';
import { projectReported } from '../record/project-reported.ts';
import { projectCase } from '../verification/project.ts';
import type { Viewer } from '../visibility/contract.ts';
import { categoryOf } from './contract.ts';

function isEvidence(facts: Facts): facts is Facts & Facts<'evidence'> {
  return facts.kind === 'evidence';
}

/**
 * What a viewer sees of an incident with its verification; null when it may not know of it.
 *
 * @param parts the case, the parties' positions and the evidence that belong to it
 */
export function projectIncident(
  facts: Facts<'incident'>,
  parts: readonly Facts[],
  viewer: Viewer,
  around: Around,
): Projected | null {
  const { accountsDifferOn, links, timeNote, type } = facts.document;
  const category = categoryOf(type);
  return projectReported(facts, viewer, around, ({ isReadable, isTimeWithheld, statements }) => {
    const seen = projectCase(facts, parts, statements, viewer, around);
    return {
      category,
      status: seen.occurrence,
      dueAt: seen.dueAt,
      grades: seen.grades,
      properties: { category, accountsDifferOn, ...seen.properties },
      details: {
        timeNote: isReadable('timeNote') && !isTimeWithheld ? timeNote : null,
        verification: seen.verification,
        evidence: seenEvidence(parts.filter(isEvidence), viewer),
        linked: isReadable('links') ? links : [],
      },
    };
  });
}
