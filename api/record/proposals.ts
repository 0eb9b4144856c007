import type { AnyRole } from '../auth/contract.ts';
import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { Visibility } from '../visibility/contract.ts';
import type { Why } from './contract.ts';

/** A proposal to open a record further, which waits for a second person. */
export interface Proposal {
  id: string;
  recordVersion: number;
  visibility: Visibility;
  why: Why;
  proposedBy: string;
  proposerRole: AnyRole;
  proposedAt: string;
}

/**
 * A proposal for a record's present version that waits, by its id or else the newest; a later version of the record ends
 * all of them.
 */
export async function findProposal(
  queries: Queries,
  recordId: string,
  proposalId: string | null = null,
): Promise<Proposal | null> {
  const rows = await queries.all(sql<Omit<Proposal, 'why' | 'proposedAt'> & { proposedAt: Date } & Why>`
    select proposal.id, record_version as "recordVersion", visibility, reason, explanation,
      proposed_by as "proposedBy", proposer_role as "proposerRole", proposed_at as "proposedAt"
    from release_proposals proposal join records on records.id = record_id and records.version = record_version
    where record_id = ${recordId} and approved_by is null
      and (${proposalId}::uuid is null or proposal.id = ${proposalId}::uuid)
    order by proposed_at desc, proposal.id desc limit 1`);
  const [row] = rows;
  if (!row) return null;
  const { reason, explanation, proposedAt, ...rest } = row;
  return { ...rest, why: { reason, explanation }, proposedAt: proposedAt.toISOString() };
}

/** Puts a proposal down; false where one of that id is there already. */
export async function insertProposal(queries: Queries, recordId: string, proposal: Proposal): Promise<boolean> {
  const { id, recordVersion, visibility, why, proposedBy, proposerRole, proposedAt } = proposal;
  const rows = await queries.all(sql<{ id: string }>`
    insert into release_proposals (id, record_id, record_version, visibility, reason, explanation, proposed_by,
      proposer_role, proposed_at)
    values (${id}, ${recordId}, ${recordVersion}, ${JSON.stringify(visibility)}::jsonb, ${why.reason}, ${why.explanation},
      ${proposedBy}, ${proposerRole}, ${proposedAt}::timestamptz)
    on conflict do nothing returning id`);
  return rows.length > 0;
}

/** Notes who approved a proposal. */
export async function approveProposal(queries: Queries, id: string, by: string, at: Date): Promise<void> {
  await queries.all(sql`
    update release_proposals set approved_by = ${by}, approved_at = ${at.toISOString()}::timestamptz where id = ${id}`);
}
