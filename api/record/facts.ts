import type { AnyRole } from '../auth/contract.ts';
import type { Visibility } from '../visibility/contract.ts';
import type { Settlements } from '../visibility/coarsening.ts';
import type { SourceShown } from '../incidents/contract.ts';
import type { Change, DocumentOf, Reason, RecordKind, RecordState } from './contract.ts';

/** How a version of a record came about. */
export interface ChangeMade {
  change: Change;
  reason: Reason | null;
  explanation: string | null;
  actorRole: AnyRole | 'service';
}

/** One version of a record, whole. */
export interface Facts<Kind extends RecordKind = RecordKind> {
  id: string;
  kind: Kind;
  fid: number;
  version: number;
  state: RecordState;
  mergedInto: string | null;
  visibility: Visibility;
  document: DocumentOf[Kind];
  made: ChangeMade;
  /** RFC 3339: when this version was put on record. */
  recordedAt: string;
}

/** A source and who may know of it. */
export interface KnownSource {
  shown: SourceShown;
  visibility: Visibility;
}

/** What is needed beside a record to tell what a viewer sees of it. */
export interface Around {
  sources: ReadonlyMap<string, KnownSource>;
  settlements: Settlements;
  /** Milliseconds: the moment for which it is told. */
  at: number;
}

/** What one class of viewer sees of one record: a row of a projection. */
export interface Projected {
  id: string;
  fid: number;
  category: string;
  type: string;
  status: string;
  /** RFC 3339, half-open; null where the record has no time, `to` null where it has no end. */
  happened: { from: string; to: string | null } | null;
  geometry: unknown;
  isArea: boolean;
  search: string;
  properties: Record<string, unknown>;
  details: Record<string, unknown>;
  /** RFC 3339: when more of it may be told. */
  dueAt: string | null;
}
