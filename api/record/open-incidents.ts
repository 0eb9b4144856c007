import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { OccurrenceStatus, Party } from '../geo/contract.ts';
import type { DocumentOf } from './contract.ts';
import { FIDS } from './file.ts';

/** An incident that stands and is not decided, with its case. */
export interface OpenIncident {
  id: string;
  fid: number;
  ref: string;
  title: string;
  status: OccurrenceStatus;
  submittedBy: string;
  isFiledByPerson: boolean;
  /** RFC 3339: when it was first put on record. */
  filedAt: string;
  held: DocumentOf['case'] | null;
  /** The record whole, where there is a case. */
  document: DocumentOf['incident'] | null;
  answeredBy: Party[];
}

interface OpenRow extends Omit<OpenIncident, 'fid' | 'filedAt' | 'isFiledByPerson'> {
  fid: string;
  filedAt: Date;
}

/**
 * Incidents that stand and are not decided, as far as the actor may read them: those that somebody has begun with, then those
 * that people filed, then what imports brought; the oldest first. To be asked as an actor (db/as-actor.ts).
 *
 * @param open the occurrences that count as not decided
 * @param most how many at most; one more tells that there are more
 */
export async function findOpenIncidents(
  queries: Queries,
  open: readonly OccurrenceStatus[],
  most: number,
): Promise<OpenIncident[]> {
  // What people file has its numbers from another range than imports have, and the index of numbers leads to it.
  const untouched = sql`
    select head.id, null::jsonb as held, null::jsonb as document, one.document ->> 'title' as title,
      one.document ->> 'status' as status
    from records head join record_versions one on one.record_id = head.id and one.version = head.version
    where head.kind = 'incident' and head.state = 'standing' and one.document ->> 'status' = 'reported'
      and not exists (select from records own where own.parent_id = head.id and own.kind = 'case')`;
  const rows = await queries.all(sql<OpenRow>`
    with begun as (
      select incident.id, whole.document as held, one.document, one.document ->> 'title' as title,
        one.document ->> 'status' as status
      from records own
        join record_versions whole on whole.record_id = own.id and whole.version = own.version
        join records incident on incident.id = own.parent_id and incident.state = 'standing'
        join record_versions one on one.record_id = incident.id and one.version = incident.version
      where own.kind = 'case' and whole.document ->> 'occurrence' = any(${open}::text[])
      order by incident.recorded_at, incident.id limit ${most}
    ), filed as (
      ${untouched} and head.fid >= ${FIDS.from}::bigint order by head.recorded_at, head.id limit ${most}
    ), imported as (
      ${untouched} and head.fid < ${FIDS.from}::bigint order by head.fid limit ${most}
    ), listed as (
      select *, 1 as turn from begun union all select *, 2 from filed union all select *, 3 from imported
    )
    select head.id, head.fid, head.ref, listed.title, listed.status, head.submitted_by as "submittedBy",
      head.recorded_at as "filedAt", listed.held, listed.document,
      array(
        select distinct said.document ->> 'party'
        from records own join record_versions said on said.record_id = own.id and said.version = own.version
        where own.parent_id = head.id and own.kind = 'position' and own.state = 'standing'
        order by 1
      ) as "answeredBy"
    from listed join records head on head.id = listed.id
    order by listed.turn, head.recorded_at, head.fid limit ${most}`);
  return rows.map(({ fid, filedAt, ...row }) => ({
    ...row,
    fid: Number(fid),
    filedAt: filedAt.toISOString(),
    isFiledByPerson: Number(fid) >= FIDS.from,
  }));
}

/**
 * The ids of incidents that somebody submitted or leads the verification of, whatever became of them. To be asked as an
 * actor.
 */
export async function findOwnIncidentIds(queries: Queries, personId: string, most: number): Promise<string[]> {
  const rows = await queries.all(sql<{ id: string }>`
    select id from (
      select id, recorded_at from records
      where kind = 'incident' and fid >= ${FIDS.from}::bigint and submitted_by = ${personId}
      union
      select incident.id, incident.recorded_at
      from records own
        join record_versions whole on whole.record_id = own.id and whole.version = own.version
        join records incident on incident.id = own.parent_id
      where own.kind = 'case' and whole.document #>> '{lead,id}' = ${personId}
    ) as own order by recorded_at desc, id limit ${most}`);
  return rows.map(({ id }) => id);
}
