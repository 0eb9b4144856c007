import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { instantText, saveSourceUses, sourcesOf, splitByPresence, type WriteOutcome } from '../record/queries.ts';
import { crossingSearchText, type CrossingWrite, type StatusReportWrite } from './contract.ts';
import { headlineAt, type ReportedState } from './status.ts';

/** Puts crossing points on record. Inside a transaction; an id already on record is left as it is. */
export async function saveCrossings(queries: Queries, crossings: readonly CrossingWrite[]): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'crossings', crossings);
  if (fresh.length === 0) return outcome;
  const rows = fresh.map((crossing) => ({
    ...crossing,
    search: crossingSearchText({ ...crossing, otherNames: crossing.where.otherNames }),
  }));
  await queries.all(sql`
    insert into crossings (id, ref, name, name_by_side, area_by_side, other_names, type, type_note, geom, geom_role,
      location_precision, uncertainty_metres, where_note, search, synthetic, content_hash)
    select id, ref, name, "nameBySide", "areaBySide", array(select jsonb_array_elements_text("where" -> 'otherNames')),
      type, "typeNote", st_setsrid(st_geomfromgeojson(nullif("where" -> 'geometry', 'null')), 4326), "where" ->> 'role',
      "where" ->> 'precision', ("where" ->> 'uncertaintyMetres')::int, "whereNote", search, synthetic, "contentHash"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as crossing(
      id uuid, ref text, name text, "nameBySide" jsonb, "areaBySide" jsonb, type text, "typeNote" text, "where" jsonb,
      "whereNote" text, search text, synthetic boolean, "contentHash" text)`);
  await saveSourceUses(queries, fresh);
  await projectCrossings(
    queries,
    fresh.map((crossing) => crossing.id),
  );
  return outcome;
}

/** Puts status reports on record and derives the headline of their crossings anew. Inside a transaction. */
export async function saveStatusReports(
  queries: Queries,
  reports: readonly StatusReportWrite[],
): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'crossing_status_reports', reports);
  if (fresh.length === 0) return outcome;
  await queries.all(sql`
    insert into crossing_status_reports (id, crossing_id, controlling_side, channel, direction, state, basis, stated_by,
      valid_during, precision, note, synthetic, content_hash)
    select id, "crossingId", "controllingSide", channel, direction, state, basis, "statedBy",
      tstzrange("validFrom", "validTo"), precision, note, synthetic, "contentHash"
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as report(
      id uuid, "crossingId" uuid, "controllingSide" text, channel text, direction text, state text, basis text,
      "statedBy" text, "validFrom" timestamptz, "validTo" timestamptz, precision text, note text, synthetic boolean,
      "contentHash" text)`);
  await saveSourceUses(queries, fresh);
  const crossingIds = [...new Set(fresh.map((report) => report.crossingId))];
  for (const crossingId of crossingIds) await deriveHeadline(queries, crossingId);
  await projectCrossings(queries, crossingIds);
  return outcome;
}

/** The headline as last reported: told for the start of the newest report, since nothing newer is known. */
async function deriveHeadline(queries: Queries, crossingId: string): Promise<void> {
  const reports = await queries.all(sql<ReportedState>`
    select controlling_side as "controllingSide", channel, direction, state, basis,
      ${instantText(sql`lower(valid_during)`)} as "validFrom", ${instantText(sql`upper(valid_during)`)} as "validTo"
    from crossing_status_reports where crossing_id = ${crossingId} order by lower(valid_during)`);
  const newest = reports.at(-1)?.validFrom;
  const { headline, asOf } = newest === undefined ? { headline: 'unknown', asOf: null } : headlineAt(reports, newest);
  await queries.all(sql`
    update crossings set headline = ${headline}, headline_as_of = ${asOf}::timestamptz where id = ${crossingId}`);
}

/** Writes anew what each class of viewer may see of these crossings. A crossing's time is the span of its reports. */
async function projectCrossings(queries: Queries, ids: readonly string[]): Promise<void> {
  const id = sql`crossing.id`;
  await queries.all(sql`
    insert into crossing_projections (viewer, id, fid, category, type, status, happened_during, geom, is_area, search,
      feature, details)
    select 'public', crossing.id, crossing.fid, 'crossing', crossing.type, headline, span.during, geom, false, search,
      '{"type":"Feature","id":' || crossing.fid || ',"geometry":' || coalesce(st_asgeojson(geom, 5), 'null')
        || ',"properties":' || row_to_json(properties) || '}',
      jsonb_build_object('typeNote', type_note, 'whereNote', where_note, 'sources', ${sourcesOf(id)},
        'reports', reports.shown)
    from crossings crossing
    cross join lateral (
      select count(*)::int as count, coalesce(jsonb_agg(jsonb_build_object(
        'id', report.id, 'controllingSide', controlling_side, 'channel', channel, 'direction', direction,
        'state', state, 'basis', basis, 'statedBy', stated_by,
        'validFrom', ${instantText(sql`lower(valid_during)`)}, 'validTo', ${instantText(sql`upper(valid_during)`)},
        'precision', precision, 'note', note,
        'sourceIds', (select coalesce(jsonb_agg(used.source_id order by used.source_id), '[]')
          from source_uses used where used.subject_id = report.id)
        ) order by lower(valid_during) desc, report.id), '[]') as shown
      from crossing_status_reports report where report.crossing_id = crossing.id
    ) as reports
    cross join lateral (
      select range_merge(range_agg(valid_during)) as during
      from crossing_status_reports report where report.crossing_id = crossing.id
    ) as span
    cross join lateral (
      select crossing.id as uid, ref, name, name_by_side as "nameBySide", area_by_side as "areaBySide",
        other_names as "otherNames", type, headline as status, ${instantText(sql`headline_as_of`)} as "statusAsOf",
        location_precision as "locationPrecision", uncertainty_metres as "uncertaintyMetres",
        reports.count as "reportCount",
        (select count(*) from source_uses used where used.subject_id = crossing.id) as "sourceCount", synthetic,
        ${instantText(sql`recorded_at`)} as "recordedAt"
    ) as properties
    where crossing.id = any(${ids}::uuid[])
    on conflict (viewer, fid) do update set
      type = excluded.type, status = excluded.status, happened_during = excluded.happened_during, geom = excluded.geom,
      search = excluded.search, feature = excluded.feature, details = excluded.details,
      revision = excluded.revision`);
}
