import type { Queries } from '../db/database.ts';
import { sql, type Statement as Sql } from '../db/sql.ts';
import type { Statement } from '../incidents/contract.ts';
import type { SourceWrite } from '../ingest/contract.ts';
import { contentHash } from './hash.ts';

/** What a batch of writes came to. `differing`: on record under that id with other content, and left as it is. */
export interface WriteOutcome {
  written: number;
  unchanged: number;
  differing: string[];
}

/** The kinds of record that carry an id and a content hash. */
export type RecordTable =
  'sources' | 'agreements' | 'crossings' | 'crossing_status_reports' | 'incidents' | 'airspace_claims';

/**
 * Splits records into those that are new and those already on record. Within a transaction that then inserts the new
 * ones; a concurrent writer of the same id meets the primary key.
 */
export async function splitByPresence<Item extends { id: string }>(
  queries: Queries,
  table: RecordTable,
  records: readonly Item[],
): Promise<{ fresh: (Item & { contentHash: string })[]; outcome: WriteOutcome }> {
  const hashed = records.map((record) => ({ ...record, contentHash: contentHash(record) }));
  const ids = hashed.map((record) => record.id);
  const present = await queries.all(sql<{ id: string; content_hash: string }>`
    select id, content_hash from ${sql.table(table)} where id = any(${ids}::uuid[])`);
  const hashById = new Map(present.map((row) => [row.id, row.content_hash]));
  const fresh = hashed.filter((record) => !hashById.has(record.id));
  const differing = hashed.filter((record) => (hashById.get(record.id) ?? record.contentHash) !== record.contentHash);
  return {
    fresh,
    outcome: {
      written: fresh.length,
      unchanged: present.length - differing.length,
      differing: differing.map((record) => record.id),
    },
  };
}

/** Puts sources on record. */
export async function saveSources(queries: Queries, sources: readonly SourceWrite[]): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'sources', sources);
  await queries.all(sql`
    insert into sources (id, kind, publisher, article, published_on, independence_group, note, synthetic, content_hash)
    select id, kind, publisher, article, "publishedOn", "independenceGroup", note, synthetic, "contentHash"
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as source(
      id uuid, kind text, publisher text, article text, "publishedOn" date, "independenceGroup" text, note text,
      synthetic boolean, "contentHash" text)`);
  return outcome;
}

/** What the statements are about; the column of `statements` that holds it. */
export type StatementSubject = 'incident_id' | 'airspace_claim_id' | 'agreement_id';

/** Puts the statements about new records on record, each with its figures and sources. */
export async function saveStatements(
  queries: Queries,
  subject: StatementSubject,
  records: readonly { id: string; statements: readonly Statement[] }[],
): Promise<void> {
  const rows = records.flatMap(({ id, statements }) =>
    statements.map((statement) => ({ ...statement, subjectId: id })),
  );
  if (rows.length === 0) return;
  await queries.all(sql`
    insert into statements (id, ${sql.ref(subject)}, speaker_kind, party, speaker, channel, position, said_on, paraphrase,
      verbatim, verbatim_language)
    select id, "subjectId", "speakerKind", party, speaker, channel, position, "saidOn", paraphrase,
      verbatim ->> 'text', verbatim ->> 'language'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as statement(
      id uuid, "subjectId" uuid, "speakerKind" text, party text, speaker text, channel text, position text,
      "saidOn" date, paraphrase text, verbatim jsonb)`);
  await saveSourceUses(queries, rows);
  const figures = rows.flatMap((row) => row.casualtyFigures.map((figure) => ({ ...figure, statementId: row.id })));
  if (figures.length === 0) return;
  await queries.all(sql`
    insert into casualty_figures (id, statement_id, outcome, person, of_party, low, best, high, note)
    select id, "statementId", outcome, person, "ofParty", low, best, high, note
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as figure(
      id uuid, "statementId" uuid, outcome text, person text, "ofParty" text, low int, best int, high int, note text)`);
}

/** Notes which sources say which records. */
export async function saveSourceUses(
  queries: Queries,
  records: readonly { id: string; sourceIds: readonly string[] }[],
): Promise<void> {
  const uses = records.flatMap(({ id, sourceIds }) => sourceIds.map((sourceId) => ({ id, sourceId })));
  await queries.all(sql`
    insert into source_uses (subject_id, source_id)
    select id, "sourceId" from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb) as used(id uuid, "sourceId" uuid)
    on conflict do nothing`);
}

/** The ids under which sources are noted for a subject: its own and those of its statements. Each is met by an index. */
function sourcedIds(subject: Sql<unknown>, statementColumn?: StatementSubject): Sql<unknown> {
  if (statementColumn === undefined) return sql`(${subject})`;
  return sql`(select ${subject} union all select id from statements where ${sql.ref(statementColumn)} = ${subject})`;
}

/** JSON array of the sources of a subject and of its statements, oldest first, as SourceShown. */
export function sourcesOf(subject: Sql<unknown>, statementColumn?: StatementSubject): Sql<unknown> {
  return sql`(
    select coalesce(jsonb_agg(shown order by shown ->> 'publishedOn' nulls last, shown ->> 'publisher', shown ->> 'article'), '[]')
    from (
      select distinct jsonb_build_object(
        'id', source.id, 'kind', source.kind, 'publisher', source.publisher, 'article', source.article,
        'publishedOn', source.published_on, 'independenceGroup', source.independence_group,
        'reliability', source.reliability, 'credibility', source.credibility) as shown
      from source_uses used join sources source on source.id = used.source_id
      where used.subject_id in ${sourcedIds(subject, statementColumn)}
    ) as every_source)`;
}

/** How many different sources a subject and its statements have. */
export function sourceCountOf(subject: Sql<unknown>, statementColumn: StatementSubject): Sql<unknown> {
  return sql`(
    select count(distinct used.source_id) from source_uses used
    where used.subject_id in ${sourcedIds(subject, statementColumn)})`;
}

/**
 * JSON array of the statements about a subject, as Statement. Ordered by day and then by id, never by party, so that no
 * party stands first by rule.
 */
export function statementsOf(subject: Sql<unknown>, column: StatementSubject): Sql<unknown> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', statement.id, 'speakerKind', statement.speaker_kind, 'party', statement.party, 'speaker', statement.speaker,
      'channel', statement.channel, 'position', statement.position, 'saidOn', statement.said_on,
      'paraphrase', statement.paraphrase,
      'verbatim', case when statement.verbatim is not null then jsonb_build_object(
        'text', statement.verbatim, 'language', statement.verbatim_language) end,
      'sourceIds', (select coalesce(jsonb_agg(used.source_id order by used.source_id), '[]')
        from source_uses used where used.subject_id = statement.id),
      'casualtyFigures', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', figure.id, 'outcome', figure.outcome, 'person', figure.person, 'ofParty', figure.of_party,
          'low', figure.low, 'best', figure.best, 'high', figure.high, 'note', figure.note) order by figure.id), '[]')
        from casualty_figures figure where figure.statement_id = statement.id)
      ) order by statement.said_on nulls last, statement.id), '[]')
    from statements statement where statement.${sql.ref(column)} = ${subject})`;
}

/** Which parties have a statement about a subject: both, afg, pak or none. */
export function partiesStatedOn(subject: Sql<unknown>, column: StatementSubject): Sql<unknown> {
  return sql`(
    select case count(distinct party) when 2 then 'both' when 1 then min(party) else 'none' end
    from statements statement where statement.${sql.ref(column)} = ${subject})`;
}

/** The columns that say when and where, for the records that have all of them. */
export const PLACED_COLUMNS = sql`happened_during, time_precision, geom, geom_role, location_precision,
  uncertainty_metres, drawn_as, place_name, other_names, district, province, where_note`;

/** Their values out of a record in JSON, with `happened`, `where` and `whereNote` as its columns. */
export const PLACED_VALUES = sql`
  tstzrange((happened ->> 'from')::timestamptz, (happened ->> 'to')::timestamptz), happened ->> 'precision',
  st_setsrid(st_geomfromgeojson(nullif("where" -> 'geometry', 'null')), 4326), "where" ->> 'role',
  "where" ->> 'precision', ("where" ->> 'uncertaintyMetres')::int, "where" ->> 'drawnAs', "where" ->> 'placeName',
  array(select jsonb_array_elements_text("where" -> 'otherNames')), "where" ->> 'district', "where" ->> 'province',
  "whereNote"`;

/** How they are shown: the properties of `Placed`. */
export function placedShown(): Sql<unknown> {
  return sql`${instantText(sql`lower(happened_during)`)} as "happenedFrom",
    ${instantText(sql`upper(happened_during)`)} as "happenedTo", time_precision as "timePrecision",
    geom_role as "geomRole", location_precision as "locationPrecision", uncertainty_metres as "uncertaintyMetres",
    drawn_as as "drawnAs", place_name as "placeName", other_names as "otherNames", district, province`;
}

/** RFC 3339 text, in UTC and to the second, of an instant. */
export function instantText(instant: Sql<unknown>): Sql<string> {
  return sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
