-- Up Migration

-- The record: what was reported, by whom, where and when, as precisely as that is known and no more.
-- Conventions: clocks are `happened` (in the world) and `recorded` (here); ranges are half-open and in UTC; geometry is
-- WGS 84, longitude first; enums are text with a check, in the form that goes over the wire.

create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create domain party as text check (value in ('afg', 'pak'));
create domain occurrence_status as text check (value in (
  'reported', 'under-verification', 'corroborated', 'jointly-verified', 'contested', 'inconclusive',
  'not-substantiated', 'withdrawn'));
create domain time_precision as text check (value in (
  'minute', 'hour', 'part-of-day', 'day', 'week', 'month', 'longer'));
create domain location_precision as text check (value in (
  'exact', 'site', 'settlement', 'near', 'adm2', 'adm1', 'feature', 'country', 'airspace', 'unknown'));
create domain geom_role as text check (value in (
  'impact', 'origin', 'observed-sector', 'track', 'place-centroid', 'admin-area', 'route', 'none'));
create domain drawn_as as text check (value in ('as-named', 'province-of-the-district', 'cell-around-a-place'));

create table sources (
  id uuid primary key,
  kind text not null,
  publisher text not null,
  article text,
  published_on date,
  independence_group text,
  note text,
  -- Grades stay empty until a reviewer gives them; an import grades nothing.
  reliability text check (reliability in ('A', 'B', 'C', 'D', 'E', 'F')),
  credibility smallint check (credibility between 1 and 6),
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now()
);

create table incidents (
  id uuid primary key,
  fid bigint generated always as identity unique,
  ref text not null,
  title text not null,
  summary text,
  category text not null,
  type text not null,
  status occurrence_status not null,
  attribution text not null check (attribution in (
    'not-assessed', 'claimed', 'disputed', 'acknowledged', 'assessed', 'undetermined')),
  compliance text not null check (compliance in (
    'not-considered', 'out-of-scope', 'no-violation', 'accidental', 'violation', 'no-finding')),
  happened_during tstzrange not null,
  time_precision time_precision not null,
  time_note text,
  geom geometry(Geometry, 4326),
  geom_role geom_role not null,
  location_precision location_precision not null,
  uncertainty_metres integer check (uncertainty_metres > 0),
  drawn_as drawn_as,
  place_name text,
  other_names text[] not null,
  district text,
  province text,
  where_note text,
  accounts_differ_on text[] not null,
  -- Folded by geo/contract.ts, so that what is stored and what is asked are folded alike.
  search text not null,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now(),
  constraint a_reference_names_one_incident unique (ref),
  constraint an_incident_happened_at_some_time check (not isempty(happened_during)),
  constraint geometry_is_valid check (geom is null or st_isvalid(geom)),
  constraint a_role_of_none_means_no_geometry check ((geom is null) = (geom_role = 'none')),
  constraint a_point_says_its_radius check (
    geom is null or st_dimension(geom) > 0 or uncertainty_metres is not null),
  constraint only_precise_places_are_points check (
    geom is null or st_dimension(geom) > 0 or location_precision in ('exact', 'site', 'settlement', 'near')),
  -- A public pin on an alleged hideout is a target list.
  constraint allegations_are_never_points check (
    category <> 'allegation-only' or geom is null or st_dimension(geom) = 2)
);

create table incident_links (
  from_id uuid not null references incidents,
  to_id uuid not null,
  kind text not null check (kind in ('same-event', 'part-of', 'response-alleged', 'follows', 'duplicate-of')),
  claimant text,
  primary key (from_id, to_id, kind),
  constraint an_alleged_response_names_its_claimant check (kind <> 'response-alleged' or claimant is not null)
);
create index on incident_links (to_id);

create table airspace_claims (
  id uuid primary key,
  fid bigint generated always as identity unique,
  ref text not null,
  title text not null,
  summary text,
  type text not null,
  status occurrence_status not null,
  claimant party not null,
  alleged_operator party,
  track_basis text not null check (track_basis in (
    'radar', 'adsb', 'visual', 'acoustic', 'reconstructed', 'claimed', 'none')),
  weapon_release text not null check (weapon_release in ('yes', 'no', 'alleged', 'unknown')),
  happened_during tstzrange not null,
  time_precision time_precision not null,
  geom geometry(Geometry, 4326),
  geom_role geom_role not null,
  location_precision location_precision not null,
  uncertainty_metres integer check (uncertainty_metres > 0),
  drawn_as drawn_as,
  place_name text,
  other_names text[] not null,
  district text,
  province text,
  where_note text,
  incident_id uuid references incidents,
  -- Folded by geo/contract.ts, so that what is stored and what is asked are folded alike.
  search text not null,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now(),
  constraint a_reference_names_one_airspace_claim unique (ref),
  constraint nobody_claims_against_itself check (claimant is distinct from alleged_operator),
  constraint geometry_is_valid check (geom is null or st_isvalid(geom)),
  constraint a_role_of_none_means_no_geometry check ((geom is null) = (geom_role = 'none')),
  constraint a_point_says_its_radius check (
    geom is null or st_dimension(geom) > 0 or uncertainty_metres is not null)
);

create table crossings (
  id uuid primary key,
  fid bigint generated always as identity unique,
  ref text not null,
  name text not null,
  name_by_side jsonb not null,
  area_by_side jsonb not null,
  other_names text[] not null,
  type text not null check (type in ('notified', 'listed', 'not-notified', 'pass', 'unknown')),
  type_note text,
  -- Derived from the reports by the rule in crossings/status.ts, in the transaction that writes a report.
  headline text not null default 'unknown' check (headline in (
    'open', 'partly-open', 'closed', 'announcements-differ', 'unknown')),
  headline_as_of timestamptz,
  geom geometry(Geometry, 4326),
  geom_role geom_role not null,
  location_precision location_precision not null,
  uncertainty_metres integer check (uncertainty_metres > 0),
  where_note text,
  -- Folded by geo/contract.ts, so that what is stored and what is asked are folded alike.
  search text not null,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now(),
  constraint a_reference_names_one_crossing unique (ref),
  constraint a_role_of_none_means_no_geometry check ((geom is null) = (geom_role = 'none')),
  constraint a_point_says_its_radius check (
    geom is null or st_dimension(geom) > 0 or uncertainty_metres is not null)
);

create table crossing_status_reports (
  id uuid primary key,
  crossing_id uuid not null references crossings,
  controlling_side party,
  channel text not null,
  direction text not null check (direction in ('both', 'afg-to-pak', 'pak-to-afg')),
  state text not null check (state in ('open', 'restricted', 'closed', 'unknown')),
  basis text not null check (basis in ('announced', 'observed', 'reported')),
  stated_by text not null,
  -- No upper bound: no end was reported, which is not the same as "still so".
  valid_during tstzrange not null,
  precision time_precision not null,
  note text,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now(),
  constraint a_report_held_for_some_time check (not isempty(valid_during))
);
create index on crossing_status_reports (crossing_id);

create table agreements (
  id uuid primary key,
  key text not null unique,
  title text not null,
  kind text not null check (kind in ('ceasefire', 'truce', 'joint-statement', 'talks')),
  summary text,
  happened_during tstzrange not null,
  parties text[] not null,
  mediators text[] not null,
  synthetic boolean not null,
  content_hash text not null,
  recorded_at timestamptz not null default now()
);

-- From when an agreement holds, according to one holder: sources differ, so there is no one start.
create table agreement_readings (
  id uuid primary key,
  agreement_id uuid not null references agreements,
  key text not null unique,
  label text not null,
  held_by text not null,
  -- As wide as the uncertainty of the start; closed at both ends, since the two may be the same instant.
  effective_during tstzrange not null,
  note text
);

-- What somebody stated about exactly one thing. `paraphrase` is ours; `verbatim` is the speaker's and untouched.
create table statements (
  id uuid primary key,
  incident_id uuid references incidents,
  airspace_claim_id uuid references airspace_claims,
  agreement_id uuid references agreements,
  speaker_kind text not null,
  party party,
  speaker text not null,
  channel text not null check (channel in (
    'formal-to-mechanism', 'public-statement', 'hotline', 'reported-by-media')),
  position text,
  said_on date,
  paraphrase text not null,
  verbatim text,
  verbatim_language text,
  recorded_at timestamptz not null default now(),
  constraint a_statement_is_about_one_thing check (num_nonnulls(incident_id, airspace_claim_id, agreement_id) = 1),
  constraint a_party_speaks_for_itself check ((speaker_kind = 'party') = (party is not null)),
  constraint a_verbatim_text_says_its_language check ((verbatim is null) = (verbatim_language is null))
);
create index on statements (incident_id);
create index on statements (airspace_claim_id);
create index on statements (agreement_id);

-- Figures belong to a statement. Nothing in this schema or in any query adds them up.
create table casualty_figures (
  id uuid primary key,
  statement_id uuid not null references statements,
  outcome text not null check (outcome in ('killed', 'injured', 'missing', 'displaced')),
  person text not null,
  of_party party,
  low integer check (low >= 0),
  best integer check (best >= 0),
  high integer check (high >= 0),
  note text,
  constraint low_is_not_above_high check (low is null or high is null or low <= high)
);
create index on casualty_figures (statement_id);

-- Which source says which thing.
create table source_uses (
  source_id uuid not null references sources,
  subject_id uuid not null,
  primary key (subject_id, source_id)
);

-- Up to here the record; from here what each class of viewer may see of it. Maps, lists, items and counts read these
-- tables and nothing else: `where viewer = …` is the whole guard. Features are kept as the GeoJSON text that goes over
-- the wire (assembling it on every read took twice as long). Each write refreshes them in its own transaction.
-- Only the public class exists so far; the others are further partitions.

-- Grows with each refresh of a projected row: the tag of a page is made of these and not of its bytes.
create sequence projection_revisions;

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
  primary key (viewer, fid)
) partition by list (viewer);
create table incident_projections_public partition of incident_projections for values in ('public');

create table airspace_claim_projections (like incident_projections including all) partition by list (viewer);
create table airspace_claim_projections_public partition of airspace_claim_projections for values in ('public');

create table crossing_projections (like incident_projections including all) partition by list (viewer);
create table crossing_projections_public partition of crossing_projections for values in ('public');

create unique index on incident_projections (viewer, id);
create unique index on airspace_claim_projections (viewer, id);
create unique index on crossing_projections (viewer, id);

-- A box with a time and types, the commonest question: at a million incidents 28 ms with the first, 213 with a box alone.
create index incident_projections_by_type_place_time on incident_projections using gist (type, geom, happened_during);
create index incident_projections_by_place_time on incident_projections using gist (geom, happened_during);
create index incident_projections_by_time on incident_projections using gist (happened_during);
create index incident_projections_by_words on incident_projections using gin (search gin_trgm_ops);
