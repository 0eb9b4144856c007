-- Up Migration

-- Evidence files. What is known of a file is a record of kind 'evidence'; here stands what the service itself needs to
-- receive files and to look after them. All of it is read and written as the service, never under the role of an actor.

-- Uploads under way. The bytes are in a file named by the id, and how many there are is asked of that file.
create table evidence_uploads (
  -- Made by the client; the record of kind 'evidence' gets the same one.
  id uuid primary key,
  incident_id uuid not null,
  actor_id text not null,
  -- As it was sent: json keeps the order of its keys.
  sent json not null,
  bytes integer not null check (bytes > 0),
  began_at timestamptz not null,
  -- The answer to its completion: a repeated one gets it again.
  answer json,
  completed_at timestamptz,
  constraint a_completed_upload_has_its_answer check ((answer is null) = (completed_at is null))
);
create index on evidence_uploads (actor_id) where completed_at is null;

-- Every file that is stored, once however many records name it, and what was found when it was last looked at.
create table evidence_files (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes integer not null,
  stored_at timestamptz not null,
  checked_at timestamptz not null
);
create index on evidence_files (checked_at);

create table evidence_copies (
  record_id uuid not null,
  copy text not null check (copy in ('working', 'evidentiary')),
  sha256 text not null references evidence_files,
  -- Of a picture's evidentiary copy: near ones were perhaps seen before.
  perceptual_hash bit(64),
  primary key (record_id, copy)
);
create index on evidence_copies (sha256);
create index on evidence_copies (record_id) where perceptual_hash is not null;

-- Files that were not as they were stored. An alarm ends when the file is found to be as it was.
create table evidence_alarms (
  id bigint generated always as identity primary key,
  sha256 text not null references evidence_files,
  found text not null check (found in ('missing', 'differs')),
  found_at timestamptz not null,
  ended_at timestamptz
);
create unique index a_file_has_one_open_alarm on evidence_alarms (sha256) where ended_at is null;
