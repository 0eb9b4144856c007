import type { Actor } from '../auth/contract.ts';
import { LIAISON_OF, mayDo } from '../auth/roles.ts';
import type { Party } from '../geo/contract.ts';
import { EDITED_KINDS, type RecordKind, type RecordShown, type RecordState } from './contract.ts';

/** What may be done to a record. */
export type RecordAct = RecordShown['may'][number];

/** What decides about it. */
export interface RecordStanding {
  kind: RecordKind;
  state: RecordState;
  owner: Party | null;
  submittedBy: string;
  /** Who proposed to open it, where such a proposal waits. */
  proposal: { proposedBy: string; proposerRole: string } | null;
}

/** Does the actor speak for the party whose record it is? */
function isLiaisonOf(owner: Party | null, actor: Pick<Actor, 'role'>): boolean {
  return owner !== null && actor.role === LIAISON_OF[owner];
}

/** May a role file this kind of record at all? */
export function mayFile({ role, seenAs }: Actor, kind: RecordKind): boolean {
  if (seenAs !== null || !(EDITED_KINDS as readonly RecordKind[]).includes(kind)) return false;
  return mayDo(role, kind === 'agreement' ? 'write-agreement' : 'file-record');
}

/**
 * Opening takes two people who may lower levels; where a party submitted the record, one of the two speaks for that party
 * and the other is neutral. So neither a party nor the mechanism opens it alone.
 */
function mayApprove(actor: Actor, { owner, proposal }: RecordStanding): boolean {
  if (proposal === null || proposal.proposedBy === actor.id) return false;
  if (owner === null) return mayDo(actor.role, 'lower-level');
  return proposal.proposerRole === LIAISON_OF[owner] ? mayDo(actor.role, 'lower-level') : isLiaisonOf(owner, actor);
}

/** What an actor may do to a record that it may read. What is not listed is refused. */
export function actsOn(actor: Actor, standing: RecordStanding): RecordAct[] {
  const { kind, state, owner, submittedBy } = standing;
  if (actor.id === null || actor.seenAs !== null || state !== 'standing') return [];
  if (!(EDITED_KINDS as readonly RecordKind[]).includes(kind)) return [];
  const isOwn = (submittedBy === actor.id && mayDo(actor.role, 'file-record')) || isLiaisonOf(owner, actor);
  const isAgreement = kind === 'agreement';
  const mayWriteAgreement = isAgreement && mayDo(actor.role, 'write-agreement');
  const mayEdit = isAgreement ? mayWriteAgreement : isOwn || mayDo(actor.role, 'edit-any-record');
  const mayWithdraw = isAgreement ? mayWriteAgreement : isOwn || mayDo(actor.role, 'withdraw-any-record');
  const isMerged = kind === 'incident' || kind === 'airspace-claim';
  const mayLower = mayDo(actor.role, 'lower-level');
  return [
    ...(mayEdit ? (['edit'] as const) : []),
    ...(mayWithdraw ? (['withdraw'] as const) : []),
    ...(isMerged && mayDo(actor.role, 'merge-records') ? (['merge'] as const) : []),
    ...(mayEdit && mayDo(actor.role, 'raise-level') ? (['restrict'] as const) : []),
    ...(mayLower || isLiaisonOf(owner, actor) ? (['propose-release'] as const) : []),
    ...(mayApprove(actor, standing) ? (['approve-release'] as const) : []),
  ];
}
