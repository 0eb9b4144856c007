-- Up Migration

-- Verification. What is done to verify an incident, what the parties say to it and the files that bear on it are records
-- like all others, with versions, a level and entries in the log; each belongs to its incident.

alter table records drop constraint records_kind_check;
alter table records add constraint records_kind_check check (kind in (
  'source', 'agreement', 'crossing', 'status-report', 'incident', 'airspace-claim', 'position', 'evidence', 'case'));
alter table records drop constraint a_report_has_its_crossing;
alter table records add constraint a_part_has_what_it_belongs_to check (
  (kind in ('status-report', 'position', 'evidence', 'case')) = (parent_id is not null));
alter table record_versions drop constraint record_versions_change_check;
alter table record_versions add constraint record_versions_change_check check (change in (
  'filed', 'edited', 'corrected', 'withdrawn', 'merged', 'restored', 'restricted', 'released', 'moved'));

create sequence position_fids;
create sequence evidence_fids;
create sequence case_fids;
grant usage on position_fids, evidence_fids, case_fids to durand_actor;

-- What viewers see of incidents has grown. The rows get the form at once, and are made anew soon after, as all that is due.
do $$
declare
  one text;
begin
  foreach one in array array['incident_projections', 'incident_projection_history'] loop
    execute format($patch$
      update %I set
        feature = jsonb_set(feature::jsonb, '{properties}', feature::jsonb -> 'properties' || jsonb_build_object(
          'attribution', details -> 'attribution', 'compliance', details -> 'compliance',
          'positions', '{"afg": "not-requested", "pak": "not-requested"}'::jsonb, 'overdue', false,
          'underReview', false))::text,
        details = details - '{attribution,compliance}'::text[] || '{"evidence": [], "verification": {
          "agreement": "awaited", "confidence": null, "attributedTo": null, "finding": null, "inconclusiveReason": null,
          "reviewOn": null, "requests": [], "positions": [], "signoffs": [], "steps": []}}'::jsonb
    $patch$, one);
  end loop;
end $$;
update incident_projections set due_at = now();
