import type { Actor } from '../auth/contract.ts';
import { mayDo, partyOf } from '../auth/roles.ts';
import type { Level, Visibility } from '../visibility/contract.ts';
import type { EvidenceRecord } from './contract.ts';

/** May somebody attach evidence at all: whoever files reports, and nobody while they look at the map as another. */
export function mayAttach({ role, seenAs }: Pick<Actor, 'role' | 'seenAs'>): boolean {
  return seenAs === null && mayDo(role, 'file-record');
}

/**
 * What somebody who may read the record may do with an item of evidence. The raw file still holds what the camera wrote
 * into it, so it is for neutral people and for whoever submitted it, and never for an administrator who looks as they do.
 */
export function evidenceActsOn(
  { id, role, viewer, seenAs }: Pick<Actor, 'id' | 'role' | 'viewer' | 'seenAs'>,
  submittedBy: string,
): EvidenceRecord['may'] {
  if (id === null || seenAs !== null) return [];
  const isNeutral = viewer === 'mediator' || viewer === 'staff';
  if (!isNeutral && submittedBy !== id) return [];
  return mayDo(role, 'file-record') ? ['read-evidentiary', 'add-custody'] : ['read-evidentiary'];
}

/**
 * What new evidence may be known to: V2, or V3 for what a party's liaison submits, and never more than the incident that it
 * belongs to; of a protected incident the same team.
 */
export function firstEvidenceVisibility(
  { id, role }: { id: string; role: Actor['role'] },
  incident: Pick<Visibility, 'level' | 'team'>,
): Visibility {
  const owner = partyOf(role);
  const least: Level = owner === null ? 2 : 3;
  const level: Level = incident.level > least ? incident.level : least;
  const team = level === 4 ? [...new Set([...incident.team, id])].slice(0, 20) : [];
  return { level, owner, fieldLevels: {}, placeClass: 'general', team };
}
