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
import { airspaceSearchText, type AirspaceClaimWrite } from './contract.ts';

/**
 * Puts airspace claims on record with their statements and sources, and refreshes what each viewer sees of them. To be
 * called inside a transaction; an id already on record is left as it is.
 */
export async function saveAirspaceClaims(
  queries: Queries,
  claims: readonly AirspaceClaimWrite[],
): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'airspace_claims', claims);
  if (fresh.length === 0) return outcome;
  const rows = fresh.map((claim) => ({
    ...claim,
    statements: undefined,
    search: airspaceSearchText({ ...claim, ...claim.where }),
  }));
  await queries.all(sql`
    insert into airspace_claims (id, ref, title, summary, type, status, claimant, alleged_operator, track_basis,
      weapon_release, incident_id, search, synthetic, content_hash, ${PLACED_COLUMNS})
    select id, ref, title, summary, type, status, claimant, "allegedOperator", "trackBasis", "weaponRelease",
      "incidentId", search, synthetic, "contentHash", ${PLACED_VALUES}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as claim(
      id uuid, ref text, title text, summary text, type text, status text, claimant text, "allegedOperator" text,
      "trackBasis" text, "weaponRelease" text, happened jsonb, "where" jsonb, "whereNote" text, "incidentId" uuid,
      search text, synthetic boolean, "contentHash" text)`);
  await saveStatements(queries, 'airspace_claim_id', fresh);
  await saveSourceUses(queries, fresh);
  await projectAirspaceClaims(
    queries,
    fresh.map((claim) => claim.id),
  );
  return outcome;
}

/** Writes anew what each class of viewer may see of these claims. */
async function projectAirspaceClaims(queries: Queries, ids: readonly string[]): Promise<void> {
  const id = sql`claim.id`;
  await queries.all(sql`
    insert into airspace_claim_projections (viewer, id, fid, category, type, status, happened_during, geom, is_area,
      search, feature, details)
    select 'public', claim.id, claim.fid, 'air', claim.type, claim.status, happened_during, geom,
      coalesce(st_dimension(geom) > 0, false), search,
      '{"type":"Feature","id":' || claim.fid || ',"geometry":' || coalesce(st_asgeojson(geom, 5), 'null')
        || ',"properties":' || row_to_json(properties) || '}',
      jsonb_build_object('whereNote', where_note, 'statements', ${statementsOf(id, 'airspace_claim_id')},
        'sources', ${sourcesOf(id, 'airspace_claim_id')})
    from airspace_claims claim
    cross join lateral (
      select claim.id as uid, ref, title, summary, type, status, claimant, alleged_operator as "allegedOperator",
        track_basis as "trackBasis", weapon_release as "weaponRelease",
        ${placedShown()},
        ${partiesStatedOn(id, 'airspace_claim_id')} as "partiesStated",
        ${sourceCountOf(id, 'airspace_claim_id')} as "sourceCount", synthetic,
        ${instantText(sql`recorded_at`)} as "recordedAt"
    ) as properties
    where claim.id = any(${ids}::uuid[])
    on conflict (viewer, fid) do update set
      type = excluded.type, status = excluded.status, happened_during = excluded.happened_during, geom = excluded.geom,
      is_area = excluded.is_area, search = excluded.search, feature = excluded.feature, details = excluded.details,
      revision = excluded.revision`);
}
