import type { Facts } from '../record/facts.ts';
import { compare } from '../record/seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { mayKnow } from '../visibility/levels.ts';
import type { EvidenceShown } from './contract.ts';

/** Who it came from and with what it was made can tell who a source is: neutral people and whose party it is know that. */
function knowsOrigin(viewer: Viewer, owner: string | null): boolean {
  return viewer === 'mediator' || viewer === 'staff' || viewer === owner;
}

/** An item of evidence as a viewer who may know of it sees it. */
export function evidenceShown(facts: Facts<'evidence'>, viewer: Viewer): EvidenceShown {
  const { incidentId: _of, custody, fileName: _name, synthetic: _marked, ...document } = facts.document;
  const isOriginTold = knowsOrigin(viewer, facts.visibility.owner);
  return {
    ...document,
    obtainedFrom: isOriginTold ? document.obtainedFrom : '',
    captureDevice: isOriginTold ? document.captureDevice : null,
    fid: facts.fid,
    // When it was received; a later version, as of a custody entry, does not move it in the list.
    recordedAt: custody[0]?.at ?? `${facts.recordedAt.slice(0, 19)}Z`,
  };
}

/** The evidence of an incident that a viewer may know of, in the order in which it was received; withdrawn is left out. */
export function seenEvidence(parts: readonly Facts<'evidence'>[], viewer: Viewer): EvidenceShown[] {
  return parts
    .filter(({ state, visibility }) => state === 'standing' && mayKnow(visibility, viewer))
    .map((part) => evidenceShown(part, viewer))
    .toSorted((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id));
}
