import type { Queries } from '../db/database.ts';
import { kept, sql } from '../db/sql.ts';
import type { SourceWrite } from '../ingest/contract.ts';
import type { Visibility } from '../visibility/contract.ts';
import type { Change, DocumentOf, Reason, RecordKind, RecordState } from './contract.ts';
import type { Facts, KnownSource } from './facts.ts';

/** The head of a record: where its versions stand. */
export interface Head {
  id: string;
  kind: RecordKind;
  fid: number;
  ref: string | null;
  version: number;
  state: RecordState;
  contentHash: string;
  changedBy: string;
  submittedBy: string;
}

interface HeadRow extends Omit<Head, 'fid'> {
  fid: string;
}

const HEAD_COLUMNS = sql`id, kind, fid, ref, version, state, content_hash as "contentHash", changed_by as "changedBy",
  submitted_by as "submittedBy"`;

/** The heads of those records that are there; with `lock`, held against other writers until the transaction ends. */
export async function findHeads(queries: Queries, ids: readonly string[], lock = false): Promise<Map<string, Head>> {
  const rows = await queries.all(sql<HeadRow>`
    select ${HEAD_COLUMNS} from records where id = any(${ids}::uuid[]) order by id ${lock ? sql`for update` : sql``}`);
  return new Map(rows.map((row) => [row.id, { ...row, fid: Number(row.fid) }]));
}

/** A version to be put on record. */
export interface VersionRow {
  id: string;
  kind: RecordKind;
  /** Null for a new record that is counted; numbers without order are given by the caller. */
  fid: number | null;
  ref: string | null;
  parentId: string | null;
  version: number;
  state: RecordState;
  mergedInto: string | null;
  visibility: Visibility;
  document: unknown;
  change: Change;
  reason: Reason | null;
  explanation: string | null;
  actorId: string;
  actorRole: Facts['made']['actorRole'];
  synthetic: boolean;
  contentHash: string;
  recordedAt: string;
}

const VERSION_RECORDSET = sql`(
  id uuid, kind text, fid bigint, ref text, "parentId" uuid, version int, state text, "mergedInto" uuid,
  visibility jsonb, document jsonb, change text, reason text, explanation text, "actorId" text, "actorRole" text,
  synthetic boolean, "contentHash" text, "recordedAt" timestamptz)`;

/** The columns of a head that row-level security reads. */
const HEAD_VISIBILITY = sql`(visibility ->> 'level')::smallint, visibility ->> 'owner',
  array(select jsonb_array_elements_text(visibility -> 'team'))`;

const VERSION_COLUMNS = sql`record_id, version, document, visibility, state, merged_into, change, reason, explanation,
  actor_id, actor_role, content_hash, recorded_at`;
const VERSION_VALUES = sql`id, version, document, visibility, state, "mergedInto", change, reason, explanation, "actorId",
  "actorRole", "contentHash", "recordedAt"`;

/** Puts new records on record, with their first version, in one statement; gives their numbers by id. */
export async function insertRecords(queries: Queries, rows: readonly VersionRow[]): Promise<Map<string, number>> {
  const statement = sql<{ id: string; fid: string }>`
    with new_record as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row${VERSION_RECORDSET}
    ), head as (
      insert into records (id, kind, fid, ref, parent_id, version, state, level, owner, team, submitted_by, changed_by,
        synthetic, content_hash, recorded_at)
      select id, kind, coalesce(fid, nextval((replace(kind, '-', '_') || '_fids')::regclass)), ref, "parentId", version,
        state, ${HEAD_VISIBILITY}, "actorId", "actorId", synthetic, "contentHash", "recordedAt"
      from new_record
      returning id, fid
    ), first_version as (
      insert into record_versions (${VERSION_COLUMNS}) select ${VERSION_VALUES} from new_record
    )
    select id, fid from head`;
  const inserted = await queries.all(kept('insert-records', statement));
  return new Map(inserted.map(({ id, fid }) => [id, Number(fid)]));
}

/** Adds one version to each of these records. */
export async function insertVersions(queries: Queries, rows: readonly VersionRow[]): Promise<void> {
  const json = JSON.stringify(rows);
  await queries.all(sql`
    update records set version = next.version, state = next.state, level = next.level, owner = next.owner,
      team = next.team, changed_by = next.changed_by, content_hash = next.content_hash
    from (
      select id, version, state, "actorId", "contentHash", ${HEAD_VISIBILITY}
      from jsonb_to_recordset(${json}::jsonb) as changed${VERSION_RECORDSET}
    ) as next(id, version, state, changed_by, content_hash, level, owner, team)
    where records.id = next.id`);
  await queries.all(sql`
    insert into record_versions (${VERSION_COLUMNS})
    select ${VERSION_VALUES} from jsonb_to_recordset(${json}::jsonb) as new_version${VERSION_RECORDSET}`);
}

interface FactsRow {
  id: string;
  kind: RecordKind;
  fid: string;
  parentId: string | null;
  version: number;
  state: RecordState;
  mergedInto: string | null;
  visibility: Visibility;
  document: DocumentOf[RecordKind];
  change: Change;
  reason: Reason | null;
  explanation: string | null;
  actorId: string;
  actorRole: Facts['made']['actorRole'];
  recordedAt: Date;
}

/** A version with who wrote it, for those who may read the base tables. */
export interface WrittenFacts extends Facts {
  parentId: string | null;
  actorId: string;
}

function factsOf(row: FactsRow): WrittenFacts {
  const { change, reason, explanation, actorRole, fid, recordedAt, ...rest } = row;
  return {
    ...rest,
    fid: Number(fid),
    made: { change, reason, explanation, actorRole },
    recordedAt: recordedAt.toISOString(),
  };
}

const FACTS = sql`
  select head.id, head.kind, head.fid, head.parent_id as "parentId", one.version, one.state,
    one.merged_into as "mergedInto", one.visibility, one.document, one.change, one.reason, one.explanation,
    one.actor_id as "actorId", one.actor_role as "actorRole", one.recorded_at as "recordedAt"
  from records head join record_versions one on one.record_id = head.id`;

/** Every version of these records, each record's oldest first. */
export async function findVersions(queries: Queries, ids: readonly string[]): Promise<WrittenFacts[]> {
  const rows = await queries.all(sql<FactsRow>`
    ${FACTS} where head.id = any(${ids}::uuid[]) order by head.id, one.version`);
  return rows.map(factsOf);
}

/** The present version of a record; null when it is not there or may not be read. */
export async function findPresent(queries: Queries, kind: RecordKind, id: string): Promise<WrittenFacts | null> {
  const rows = await queries.all(sql<FactsRow>`
    ${FACTS} where head.id = ${id} and head.kind = ${kind} and one.version = head.version`);
  return rows[0] ? factsOf(rows[0]) : null;
}

/** The ids of the records that belong to these: status reports to their crossings, what verifies an incident to it. */
export async function findPartIds(queries: Queries, parentIds: readonly string[]): Promise<string[]> {
  const rows = await queries.all(sql<{ id: string }>`
    select id from records where parent_id = any(${parentIds}::uuid[]) order by id`);
  return rows.map(({ id }) => id);
}

/** The ids of all records of a kind that has few. */
export async function findIdsOfKind(queries: Queries, kind: RecordKind): Promise<string[]> {
  const rows = await queries.all(sql<{ id: string }>`select id from records where kind = ${kind} order by id`);
  return rows.map(({ id }) => id);
}

/** Sources as they stand, by id. */
export async function findSources(queries: Queries, ids: readonly string[]): Promise<Map<string, KnownSource>> {
  const statement = sql<{ id: string; document: SourceWrite; visibility: Visibility }>`
    select head.id, one.document, one.visibility
    from records head join record_versions one on one.record_id = head.id and one.version = head.version
    where head.kind = 'source' and head.id = any(${[...new Set(ids)]}::uuid[])`;
  const rows = await queries.all(kept('find-sources', statement));
  return new Map(rows.map(({ id, document, visibility }) => [id, { shown: sourceShown(document), visibility }]));
}

function sourceShown({ id, kind, publisher, article, publishedOn, independenceGroup }: SourceWrite) {
  return { id, kind, publisher, article, publishedOn, independenceGroup, reliability: null, credibility: null };
}

/** Notes links between records, once each. */
export async function insertLinks(queries: Queries, links: readonly { fromId: string; toId: string }[]): Promise<void> {
  await queries.all(sql`
    insert into record_links (from_id, to_id)
    select "fromId", "toId" from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link("fromId" uuid, "toId" uuid)
    on conflict do nothing`);
}
