import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import {
  instantText,
  partiesStatedOn,
  PLACED_COLUMNS,
  PLACED_VALUES,
  placedShown,
  saveSourceUses,
  saveStatements,
  sourceCountOf,
  sourcesOf,
  splitByPresence,
  statementsOf,
  type WriteOutcome,
} from '../record/queries.ts';
import { categoryOf, incidentSearchText, type IncidentWrite } from './contract.ts';

/**
 * Puts incidents on record with their statements, figures, sources and links, and refreshes what each viewer sees of
 * them. To be called inside a transaction; an id already on record is left as it is.
 */
export async function saveIncidents(queries: Queries, incidents: readonly IncidentWrite[]): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'incidents', incidents);
  if (fresh.length === 0) return outcome;
  const rows = fresh.map((incident) => ({
    ...incident,
    statements: undefined,
    category: categoryOf(incident.type),
    search: incidentSearchText({ ...incident, ...incident.where }),
  }));
  await queries.all(sql`
    insert into incidents (id, ref, title, summary, category, type, status, attribution, compliance, time_note,
      accounts_differ_on, search, synthetic, content_hash, ${PLACED_COLUMNS})
    select id, ref, title, summary, category, type, status, attribution, compliance, "timeNote",
      array(select jsonb_array_elements_text("accountsDifferOn")), search, synthetic, "contentHash", ${PLACED_VALUES}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incident(
      id uuid, ref text, title text, summary text, category text, type text, status text, attribution text,
      compliance text, happened jsonb, "timeNote" text, "where" jsonb, "whereNote" text, "accountsDifferOn" jsonb,
      search text, synthetic boolean, "contentHash" text)`);
  await saveStatements(queries, 'incident_id', fresh);
  await saveSourceUses(queries, fresh);
  await saveLinks(queries, fresh);
  await projectIncidents(
    queries,
    fresh.map((incident) => incident.id),
  );
  return outcome;
}

async function saveLinks(queries: Queries, incidents: readonly IncidentWrite[]): Promise<void> {
  const links = incidents.flatMap((incident) => incident.links.map((link) => ({ ...link, fromId: incident.id })));
  if (links.length === 0) return;
  await queries.all(sql`
    insert into incident_links (from_id, to_id, kind, claimant)
    select "fromId", "toId", kind, claimant
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link("fromId" uuid, "toId" uuid, kind text, claimant text)`);
}

/** Writes anew what each class of viewer may see of these incidents: so far the public class, and all that is public. */
async function projectIncidents(queries: Queries, ids: readonly string[]): Promise<void> {
  const id = sql`incident.id`;
  await queries.all(sql`
    insert into incident_projections (viewer, id, fid, category, type, status, happened_during, geom, is_area, search,
      feature, details)
    select 'public', incident.id, incident.fid, incident.category, incident.type, incident.status, happened_during, geom,
      coalesce(st_dimension(geom) > 0, false), search,
      '{"type":"Feature","id":' || incident.fid || ',"geometry":' || coalesce(st_asgeojson(geom, 5), 'null')
        || ',"properties":' || row_to_json(properties) || '}',
      jsonb_build_object('timeNote', time_note, 'whereNote', where_note, 'attribution', attribution,
        'compliance', compliance, 'statements', ${statementsOf(id, 'incident_id')},
        'sources', ${sourcesOf(id, 'incident_id')})
    from incidents incident
    cross join lateral (
      select incident.id as uid, ref, title, summary, category, type, status,
        ${placedShown()},
        ${partiesStatedOn(id, 'incident_id')} as "partiesStated", accounts_differ_on as "accountsDifferOn",
        ${sourceCountOf(id, 'incident_id')} as "sourceCount", synthetic, ${instantText(sql`recorded_at`)} as "recordedAt"
    ) as properties
    where incident.id = any(${ids}::uuid[])
    on conflict (viewer, fid) do update set
      category = excluded.category, type = excluded.type, status = excluded.status,
      happened_during = excluded.happened_during, geom = excluded.geom, is_area = excluded.is_area,
      search = excluded.search, feature = excluded.feature, details = excluded.details,
      revision = excluded.revision`);
}
