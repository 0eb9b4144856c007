import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import {
  instantText,
  saveSourceUses,
  saveStatements,
  sourcesOf,
  splitByPresence,
  statementsOf,
  type WriteOutcome,
} from '../record/queries.ts';
import type { AgreementWrite } from './contract.ts';

/** Puts agreements on record with their readings and statements. Inside a transaction. */
export async function saveAgreements(queries: Queries, agreements: readonly AgreementWrite[]): Promise<WriteOutcome> {
  const { fresh, outcome } = await splitByPresence(queries, 'agreements', agreements);
  if (fresh.length === 0) return outcome;
  await queries.all(sql`
    insert into agreements (id, key, title, kind, summary, happened_during, parties, mediators, synthetic, content_hash)
    select id, key, title, kind, summary, tstzrange("happenedFrom", "happenedTo", '[]'),
      array(select jsonb_array_elements_text(parties)), array(select jsonb_array_elements_text(mediators)), synthetic,
      "contentHash"
    from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as agreement(
      id uuid, key text, title text, kind text, summary text, "happenedFrom" timestamptz, "happenedTo" timestamptz,
      parties jsonb, mediators jsonb, synthetic boolean, "contentHash" text)`);
  const readings = fresh.flatMap(({ id, readings }) => readings.map((reading) => ({ ...reading, agreementId: id })));
  await queries.all(sql`
    insert into agreement_readings (id, agreement_id, key, label, held_by, effective_during, note)
    select id, "agreementId", key, label, "heldBy", tstzrange("effectiveFrom", "effectiveFromLatest", '[]'), note
    from jsonb_to_recordset(${JSON.stringify(readings)}::jsonb) as reading(
      id uuid, "agreementId" uuid, key text, label text, "heldBy" text, "effectiveFrom" timestamptz,
      "effectiveFromLatest" timestamptz, note text)`);
  await saveSourceUses(queries, readings);
  await saveStatements(queries, 'agreement_id', fresh);
  await saveSourceUses(queries, fresh);
  return outcome;
}

/** All agreements as AgreementList, as JSON text: oldest first, readings by their start. */
export async function agreementListText(queries: Queries): Promise<string> {
  const id = sql`agreement.id`;
  const { list } = await queries.one(sql<{ list: string }>`
    select jsonb_build_object('agreements', coalesce(jsonb_agg(jsonb_build_object(
      'id', agreement.id, 'key', agreement.key, 'title', title, 'kind', kind, 'summary', summary,
      'happenedFrom', ${instantText(sql`lower(happened_during)`)},
      'happenedTo', ${instantText(sql`upper(happened_during)`)},
      'parties', parties, 'mediators', mediators, 'synthetic', synthetic,
      'readings', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', reading.id, 'key', reading.key, 'label', label, 'heldBy', held_by,
          'effectiveFrom', ${instantText(sql`lower(effective_during)`)},
          'effectiveFromLatest', ${instantText(sql`upper(effective_during)`)}, 'note', note,
          'sourceIds', (select coalesce(jsonb_agg(used.source_id order by used.source_id), '[]')
            from source_uses used where used.subject_id = reading.id)
          ) order by lower(effective_during), reading.key), '[]')
        from agreement_readings reading where reading.agreement_id = agreement.id),
      'statements', ${statementsOf(id, 'agreement_id')},
      'sources', ${sourcesOf(id, 'agreement_id')}
      ) order by lower(happened_during), agreement.key), '[]'))::text as list
    from agreements agreement`);
  return list;
}
