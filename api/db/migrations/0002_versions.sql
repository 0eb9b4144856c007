-- Up Migration

-- Versions and viewers. The record becomes a list of versions that is only ever added to; what each class of viewer may see
-- is projected from it, and what each could see before is kept beside that.
-- The tables of 0001 held seed files and invented records and nothing else: both are put back at the next start.

drop table source_uses, casualty_figures, statements, agreement_readings, agreements, crossing_status_reports,
  airspace_claims, incident_links, incidents, crossings, sources;
drop table incident_projections, airspace_claim_projections, crossing_projections;

create domain viewer as text check (value in ('public', 'afg', 'pak', 'mediator', 'staff'));
-- V0 to V4, as visibility/contract.ts tells them.
create domain visibility_level as smallint check (value between 0 and 4);
create domain record_state as text check (value in ('standing', 'withdrawn', 'merged'));

-- Imports count their records per kind. What people file gets a number without order: gaps in a count would tell how much
-- is on record that the reader may not see.
create sequence source_fids;
create sequence agreement_fids;
create sequence crossing_fids;
create sequence status_report_fids;
create sequence incident_fids;
create sequence airspace_claim_fids;

create table records (
  id uuid primary key,
  kind text not null check (kind in (
    'source', 'agreement', 'crossing', 'status-report', 'incident', 'airspace-claim')),
  -- The integer id that GIS clients use.
  fid bigint not null,
  ref text,
  -- The crossing that a status report is about.
  parent_id uuid references records,
  version integer not null check (version > 0),
  state record_state not null,
  level visibility_level not null,
  owner party,
  team text[] not null,
  submitted_by text not null,
  -- Who made the present version: an import changes only what imports made.
  changed_by text not null,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null,
  constraint a_number_names_one_record_of_its_kind unique (kind, fid),
  constraint a_reference_names_one_record unique (kind, ref),
  constraint a_report_has_its_crossing check ((kind = 'status-report') = (parent_id is not null))
);
create index on records (parent_id) where parent_id is not null;
create index on records (kind) where synthetic;

create table record_versions (
  record_id uuid not null references records,
  version integer not null,
  -- The record as it was written, in the form of its contract.
  document jsonb not null,
  visibility jsonb not null,
  state record_state not null,
  merged_into uuid references records,
  change text not null check (change in (
    'filed', 'edited', 'corrected', 'withdrawn', 'merged', 'restored', 'restricted', 'released')),
  reason text check (reason in (
    'new-information', 'source-revised', 'source-deleted', 'merge', 'geocoding-error', 'translation-error', 'coding-error',
    'party-correction', 'legal')),
  -- Why, in words; read only by those who may read the record itself.
  explanation text,
  actor_id text not null,
  actor_role text not null,
  -- SHA-256 over document, visibility, state and merged_into; the log vouches for it.
  content_hash text not null,
  recorded_at timestamptz not null,
  primary key (record_id, version),
  constraint a_later_version_says_why check (version = 1 or reason is not null),
  constraint a_merger_names_the_other check ((state = 'merged') = (merged_into is not null))
);

-- Which records speak of which, so that a link can be found from its other end. Who may see it is told by the projections.
create table record_links (
  from_id uuid not null references records,
  to_id uuid not null,
  primary key (to_id, from_id)
);

-- Answers to writes by their client-made key: a repeated request gets the first answer again and changes nothing.
create table answered_writes (
  key uuid not null,
  actor_id text not null,
  fingerprint text not null,
  -- As it was sent: json keeps the order of its keys.
  answer json not null,
  answered_at timestamptz not null default now(),
  primary key (actor_id, key)
);

-- Lowering a level takes two people.
create table release_proposals (
  id uuid primary key,
  record_id uuid not null references records,
  record_version integer not null,
  visibility jsonb not null,
  reason text not null,
  explanation text not null,
  proposed_by text not null,
  proposer_role text not null,
  proposed_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  constraint nobody_approves_their_own check (approved_by is distinct from proposed_by)
);
create index on release_proposals (record_id);

-- What each class of viewer may see now, and what it could see before. Maps, lists, items, counts, searches and events read
-- these and nothing else: `where viewer = …` is the whole guard, and it needs no row-level security, which would keep a box
-- from using its index. Features are kept as the GeoJSON text that goes over the wire.

create table incident_projections (
  viewer text not null,
  revision bigint not null default nextval('projection_revisions'),
  id uuid not null,
  fid bigint not null,
  category text not null,
  type text not null,
  status text not null,
  happened_during tstzrange,
  geom geometry(Geometry, 4326),
  is_area boolean not null,
  search text not null,
  feature text not null,
  details jsonb not null,
  -- Tells states of the row apart, so that a change which a viewer may not see changes nothing for that viewer.
  digest text not null,
  -- What was done, by what role, for what reason, when this state came about.
  change jsonb not null,
  known_from timestamptz not null,
  -- When more of the time may be told.
  due_at timestamptz,
  primary key (viewer, fid),
  constraint geometry_is_valid check (geom is null or st_isvalid(geom)),
  -- A public pin on an alleged hideout is a target list.
  constraint allegations_are_never_points check (
    category <> 'allegation-only' or geom is null or st_dimension(geom) = 2)
) partition by list (viewer);
create table airspace_claim_projections (like incident_projections including all) partition by list (viewer);
create table crossing_projections (like incident_projections including all) partition by list (viewer);
create table agreement_projections (like incident_projections including all) partition by list (viewer);

create table incident_projection_history (
  like incident_projections including defaults including constraints,
  known_during tstzrange not null,
  primary key (viewer, fid, known_from)
) partition by list (viewer);
create table airspace_claim_projection_history (like incident_projection_history including all) partition by list (viewer);
create table crossing_projection_history (like incident_projection_history including all) partition by list (viewer);
create table agreement_projection_history (like incident_projection_history including all) partition by list (viewer);

do $$
declare
  collection text;
  one text;
begin
  foreach collection in array array['incident', 'airspace_claim', 'crossing', 'agreement'] loop
    foreach one in array array['public', 'afg', 'pak', 'mediator', 'staff'] loop
      execute format('create table %I partition of %I for values in (%L)',
        collection || '_projections_' || one, collection || '_projections', one);
      execute format('create table %I partition of %I for values in (%L)',
        collection || '_projection_history_' || one, collection || '_projection_history', one);
    end loop;
    execute format('create unique index on %I (id, viewer)', collection || '_projections');
    execute format('create index on %I (due_at) where due_at is not null', collection || '_projections');
    execute format('create index on %I (id)', collection || '_projection_history');
  end loop;
end $$;

-- A box with a time and types, the commonest question: at a million incidents 28 ms with the first, 213 with a box alone.
create index incident_projections_by_type_place_time on incident_projections using gist (type, geom, happened_during);
create index incident_projections_by_place_time on incident_projections using gist (geom, happened_during);
create index incident_projections_by_time on incident_projections using gist (happened_during);
create index incident_projections_by_words on incident_projections using gin (search gin_trgm_ops);
create index incident_history_by_place_and_clock on incident_projection_history using gist (geom, known_during);
create index incident_history_by_clock on incident_projection_history using gist (known_during);

-- What changed for whom, for open pages to follow. `written_in` is the transaction: rows are read in its order and only
-- once no older transaction is under way, so that none is passed over.
create table projection_changes (
  id bigint generated always as identity primary key,
  written_in xid8 not null default pg_current_xact_id(),
  viewer text not null,
  collection text not null,
  -- Null: much of the collection, after an import.
  fid bigint,
  at timestamptz not null
);
create index on projection_changes (written_in, id);

-- The role under which a request meets the base tables. Row-level security binds it and not the owner.
do $$
begin
  create role durand_actor nologin;
exception
  when duplicate_object then null;
end $$;
grant usage on schema public to durand_actor;
do $$
begin
  execute format('grant durand_actor to %I', current_user);
exception
  when others then null;
end $$;

grant select, insert on records, record_versions to durand_actor;
grant update (version, state, level, owner, team, changed_by, content_hash) on records to durand_actor;
grant select, insert on answered_writes to durand_actor;
grant select, insert, update on release_proposals to durand_actor;
grant usage on source_fids, agreement_fids, crossing_fids, status_report_fids, incident_fids, airspace_claim_fids
  to durand_actor;

-- May whoever asks read a record in its base table? The settings are made by db/as-actor.ts; without them nobody may. The
-- public never may: even of a public record the base table holds the exact place.
create function actor_may_read(level smallint, owner text, team text[], submitted_by text) returns boolean
  language sql stable as $$
  select case
    when coalesce((select current_setting('durand.actor_id', true)), '') = '' then false
    when level = 4 then (select current_setting('durand.actor_id', true)) = any (team)
    when submitted_by = (select current_setting('durand.actor_id', true)) then true
    when level = 3 then (select current_setting('durand.viewer', true)) in ('mediator', owner)
    when level = 2 then (select current_setting('durand.viewer', true)) in ('mediator', 'staff')
    else (select current_setting('durand.viewer', true)) in ('mediator', 'staff', 'afg', 'pak')
  end
$$;

alter table records enable row level security;
alter table record_versions enable row level security;
create policy an_actor_reads_what_it_may on records for select to durand_actor
  using (actor_may_read(level, owner, team, submitted_by));
create policy an_actor_files_under_its_own_name on records for insert to durand_actor
  with check (submitted_by = (select current_setting('durand.actor_id', true)));
create policy an_actor_changes_what_it_may_read on records for update to durand_actor
  using (actor_may_read(level, owner, team, submitted_by)) with check (true);
create policy a_version_is_read_with_its_record on record_versions for select to durand_actor
  using (exists (select from records where records.id = record_id));
create policy a_version_is_written_with_its_record on record_versions for insert to durand_actor
  with check (actor_id = (select current_setting('durand.actor_id', true)));
