import type { AnyRole } from '../auth/contract.ts';
import type { EvidenceWrite } from '../evidence/contract.ts';
import type { Party } from '../geo/contract.ts';
import type { IncidentWrite } from '../incidents/contract.ts';
import type { KnownSource } from '../record/facts.ts';
import type { RecordState } from '../record/contract.ts';
import type { Visibility } from '../visibility/contract.ts';
import type { CaseWrite, PositionWrite } from './contract.ts';
import type { Rules } from './rules.ts';

/** Somebody with an account who does something to a case. */
export interface Doer {
  id: string;
  role: AnyRole;
}

/** Everything on which a guard may rest, as it stands. */
export interface CaseFacts {
  incident: {
    document: IncidentWrite;
    state: RecordState;
    visibility: Visibility;
    submittedBy: string;
  };
  /** The hash over what is signed and voted on. */
  contentHash: string;
  positions: readonly StandingPosition[];
  /** Parties that somebody says did it, as far as the one who acts may know: a party is not told what the other confides. */
  accused: ReadonlySet<Party>;
  evidence: readonly EvidenceWrite[];
  /** The sources of the incident, by id. */
  sources: ReadonlyMap<string, KnownSource>;
  /** Incidents of the category "mechanism" on record among those that the act names. */
  restrictionIds: ReadonlySet<string>;
  /** Readings of agreements on record. */
  readingIds: ReadonlySet<string>;
  /** The person whom the act names as lead, where there is one. */
  lead: Doer | null;
  rules: Rules;
  now: Date;
}

/** A position that was not withdrawn from the record. */
export interface StandingPosition {
  document: PositionWrite;
  recordedAt: string;
}

/** A case to which nothing was done. */
export function newCase(
  id: string,
  { document }: { document: Pick<IncidentWrite, 'id' | 'status' | 'synthetic'> },
): CaseWrite {
  return {
    id,
    incidentId: document.id,
    // What an import or a generator brought is where it begins.
    occurrence: document.status,
    heldFrom: null,
    reviewOn: null,
    underReview: false,
    inconclusiveReason: null,
    restrictionId: null,
    lead: null,
    duplicatesCheckedBy: null,
    requests: [],
    grades: [],
    negativeCheck: null,
    robustness: null,
    alternatives: [],
    votes: [],
    signoffs: [],
    attribution: null,
    confidence: null,
    attributedTo: null,
    compliance: null,
    decidedOn: [],
    moves: [],
    synthetic: document.synthetic,
  };
}
