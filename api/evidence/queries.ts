import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { WriteAnswer } from '../record/contract.ts';
import type { EvidenceAlarms, EvidenceSent } from './contract.ts';
import { MOST_DIFFERING_BITS } from './likeness.ts';

/** An upload as it was begun. */
export interface Upload {
  id: string;
  incidentId: string;
  actorId: string;
  sent: EvidenceSent;
  bytes: number;
  /** Null until it is completed. */
  answer: WriteAnswer | null;
}

/** Notes a new upload; false where there is one of that id. */
export async function insertUpload(queries: Queries, upload: Omit<Upload, 'answer'>, at: Date): Promise<boolean> {
  const { id, incidentId, actorId, sent, bytes } = upload;
  const rows = await queries.all(sql`
    insert into evidence_uploads (id, incident_id, actor_id, sent, bytes, began_at)
    values (${id}, ${incidentId}, ${actorId}, ${JSON.stringify(sent)}::json, ${bytes}, ${at.toISOString()})
    on conflict (id) do nothing returning id`);
  return rows.length === 1;
}

/** Somebody's upload; with `lock`, held against other requests until the transaction ends. */
export async function findUpload(
  queries: Queries,
  id: string,
  actorId: string,
  { lock = false } = {},
): Promise<Upload | null> {
  const rows = await queries.all(sql<Upload>`
    select id, incident_id as "incidentId", actor_id as "actorId", sent, bytes, answer from evidence_uploads
    where id = ${id} and actor_id = ${actorId} ${lock ? sql`for update` : sql``}`);
  return rows[0] ?? null;
}

export async function countOpenUploads(queries: Queries, actorId: string): Promise<number> {
  const { count } = await queries.one(sql<{ count: number }>`
    select count(*)::int as count from evidence_uploads where actor_id = ${actorId} and completed_at is null`);
  return count;
}

export async function completeUpload(queries: Queries, id: string, answer: WriteAnswer, at: Date): Promise<void> {
  await queries.all(sql`
    update evidence_uploads set answer = ${JSON.stringify(answer)}::json, completed_at = ${at.toISOString()}
    where id = ${id}`);
}

/** Forgets an upload that was not completed; false where there is none. */
export async function deleteUpload(queries: Queries, id: string, actorId: string): Promise<boolean> {
  const rows = await queries.all(sql`
    delete from evidence_uploads where id = ${id} and actor_id = ${actorId} and completed_at is null returning id`);
  return rows.length === 1;
}

/** Forgets uploads that were begun before a moment and never completed. */
export async function deleteStaleUploads(queries: Queries, before: Date): Promise<void> {
  await queries.all(sql`
    delete from evidence_uploads where completed_at is null and began_at < ${before.toISOString()}::timestamptz`);
}

/** The ids of uploads under way. */
export async function findOpenUploadIds(queries: Queries): Promise<Set<string>> {
  const rows = await queries.all(sql<{ id: string }>`select id from evidence_uploads where completed_at is null`);
  return new Set(rows.map(({ id }) => id));
}

/** A stored file and which record names it as what. */
export interface CopyRow {
  recordId: string;
  copy: 'working' | 'evidentiary';
  sha256: string;
  bytes: number;
  perceptualHash: string | null;
}

/** Notes the files of a record; each was put into the store just now, so it counts as looked at. */
export async function insertCopies(queries: Queries, rows: readonly CopyRow[], at: Date): Promise<void> {
  const json = JSON.stringify(rows);
  await queries.all(sql`
    insert into evidence_files (sha256, bytes, stored_at, checked_at)
    select distinct sha256, bytes, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from json_to_recordset(${json}::json) as row(sha256 text, bytes int)
    on conflict (sha256) do update set checked_at = excluded.checked_at`);
  await queries.all(sql`
    insert into evidence_copies (record_id, copy, sha256, perceptual_hash)
    select "recordId", copy, sha256, ('x' || "perceptualHash")::bit(64)
    from json_to_recordset(${json}::json) as row("recordId" uuid, copy text, sha256 text, "perceptualHash" text)`);
}

/** Another record's file that is the same or looks alike. */
export interface Alike {
  recordId: string;
  sameFile: boolean;
  distance: number | null;
}

/** The nearest first; whether whoever asks may know of them is asked elsewhere. */
export async function findAlike(queries: Queries, recordId: string): Promise<Alike[]> {
  return queries.all(sql<Alike>`
    select other.record_id as "recordId", other.sha256 = own.sha256 as "sameFile",
      bit_count(other.perceptual_hash # own.perceptual_hash)::int as distance
    from evidence_copies own join evidence_copies other on other.record_id <> own.record_id
    where own.record_id = ${recordId} and own.copy = 'evidentiary' and other.copy = 'evidentiary'
      and (other.sha256 = own.sha256
        or bit_count(other.perceptual_hash # own.perceptual_hash) <= ${MOST_DIFFERING_BITS}::int)
    order by distance nulls first, other.record_id limit 200`);
}

/** Files that were not looked at since a moment, the longest ago first. */
export async function findFilesDue(
  queries: Queries,
  before: Date,
  most: number,
): Promise<{ sha256: string; bytes: number }[]> {
  return queries.all(sql<{ sha256: string; bytes: number }>`
    select sha256, bytes from evidence_files where checked_at < ${before.toISOString()}::timestamptz
    order by checked_at, sha256 limit ${most}`);
}

export async function markChecked(queries: Queries, sha256: string, at: Date): Promise<void> {
  await queries.all(sql`
    update evidence_files set checked_at = ${at.toISOString()}::timestamptz where sha256 = ${sha256}`);
}

/** Raises an alarm about a file; false where there is one already. */
export async function openAlarm(
  queries: Queries,
  { sha256, found }: { sha256: string; found: 'missing' | 'differs' },
  at: Date,
): Promise<boolean> {
  const rows = await queries.all(sql`
    insert into evidence_alarms (sha256, found, found_at) values (${sha256}, ${found}, ${at.toISOString()})
    on conflict (sha256) where ended_at is null do nothing returning id`);
  return rows.length === 1;
}

/** Ends the alarm about a file; false where there is none. */
export async function endAlarm(queries: Queries, sha256: string, at: Date): Promise<boolean> {
  const rows = await queries.all(sql`
    update evidence_alarms set ended_at = ${at.toISOString()}::timestamptz
    where sha256 = ${sha256} and ended_at is null returning id`);
  return rows.length > 0;
}

/** What an administrator is told: alarms that stand, the newest first. */
export async function findAlarms(queries: Queries): Promise<EvidenceAlarms> {
  const { files, checkedSince } = await queries.one(sql<{ files: number; checkedSince: Date | null }>`
    select count(*)::int as files, min(checked_at) as "checkedSince" from evidence_files`);
  const alarms = await queries.all(sql<{
    sha256: string;
    found: 'missing' | 'differs';
    foundAt: Date;
    copies: { evidenceId: string; copy: 'working' | 'evidentiary' }[];
  }>`
    select sha256, found, found_at as "foundAt", (
      select coalesce(jsonb_agg(jsonb_build_object('evidenceId', record_id, 'copy', copy) order by record_id, copy), '[]')
      from evidence_copies where evidence_copies.sha256 = evidence_alarms.sha256) as copies
    from evidence_alarms where ended_at is null order by found_at desc, sha256 limit 200`);
  return {
    files,
    checkedSince: checkedSince?.toISOString() ?? null,
    alarms: alarms.map(({ foundAt, ...alarm }) => ({ ...alarm, foundAt: foundAt.toISOString() })),
  };
}
