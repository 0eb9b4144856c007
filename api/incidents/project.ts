import type { Around, Facts, Projected } from '../record/facts.ts';
import { projectReported } from '../record/project-reported.ts';
import type { Viewer } from '../visibility/contract.ts';
import { categoryOf } from './contract.ts';

/** What a viewer sees of an incident; null when it may not know of it. */
export function projectIncident(facts: Facts<'incident'>, viewer: Viewer, around: Around): Projected | null {
  const { accountsDifferOn, attribution, compliance, links, timeNote, type } = facts.document;
  const category = categoryOf(type);
  return projectReported(facts, viewer, around, (isReadable, isTimeWithheld) => ({
    category,
    properties: { category, accountsDifferOn },
    details: {
      timeNote: isReadable('timeNote') && !isTimeWithheld ? timeNote : null,
      attribution,
      compliance,
      linked: isReadable('links') ? links : [],
    },
  }));
}
