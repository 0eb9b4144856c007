-- Up Migration

-- The log: what was done, by whom, to what; append-only and tamper-evident. A write appends its entries in its own
-- transaction (`body` alone, no lock, no hash); one sequencer gives them their place afterwards. A chain computed at the
-- write would hold one lock until each commit, and measured at 8 to 16 writers it left a tenth of the writes.

create table log_entries (
  id bigint generated always as identity primary key,
  -- RFC 8785 canonical JSON of a LogEntry: the very bytes (UTF-8) that are hashed.
  body text not null,
  -- From 0, without gaps. Not `id`: identities have gaps, and a lower one may commit later.
  seq bigint unique,
  -- RFC 6962 leaf hash of `body`.
  leaf bytea,
  -- sha256(chain of the entry before || leaf); 32 zero bytes stand before the first.
  chain bytea,
  written_at timestamptz not null default clock_timestamp(),
  constraint an_entry_is_sequenced_whole_or_not_at_all check (num_nonnulls(seq, leaf, chain) in (0, 3)),
  constraint hashes_are_sha256 check (octet_length(leaf) = 32 and octet_length(chain) = 32)
);
create index log_entries_not_yet_sequenced on log_entries (id) where seq is null;
create index log_entries_by_subject on log_entries ((body::jsonb -> 'subject'), id);

-- Hashes of the complete subtrees of the RFC 6962 tree over `leaf`: any root or proof is made of O(log n) of them.
-- Level 0 holds the leaves; a node covers the entries from at * 2^level up to, not including, (at + 1) * 2^level.
create table log_nodes (
  level integer,
  at bigint,
  hash bytea not null,
  primary key (level, at)
);

-- A second copy of the signed notes. The ones that prove something are the files beside the database.
create table log_checkpoints (
  size bigint primary key,
  note text not null,
  at timestamptz not null
);

-- These triggers protect against mistakes and against the service's own roles. They do not protect against a superuser
-- or the owner of the table, who can disable them: what such a person changes is found with the checkpoints
-- (`npm run verify-log`).
create function the_log_is_only_appended_to() returns trigger language plpgsql as $$
begin
  raise exception 'the log is only appended to: % on % is refused', tg_op, tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;
create trigger an_entry_is_added_without_a_place before insert on log_entries
  for each row when (num_nonnulls(new.seq, new.leaf, new.chain) > 0) execute function the_log_is_only_appended_to();
-- Its place is given once; nothing else of an entry ever changes.
create trigger an_entry_never_changes before update on log_entries
  for each row when (
    old.seq is not null or new.body is distinct from old.body or new.id is distinct from old.id
    or new.written_at is distinct from old.written_at)
  execute function the_log_is_only_appended_to();
create trigger an_entry_is_never_deleted before delete on log_entries
  for each row execute function the_log_is_only_appended_to();
create trigger the_log_is_never_emptied before truncate on log_entries
  for each statement execute function the_log_is_only_appended_to();

revoke update, delete, truncate on log_entries, log_nodes, log_checkpoints from public;

-- The role in which requests write. Roles belong to the whole server, so another database may have made it already.
do $$
begin
  create role durand_actor nologin;
exception when duplicate_object or unique_violation then null;
end
$$;
-- Only `body`: whoever writes chooses neither the place nor the time of an entry, and reads none.
grant insert (body) on log_entries to durand_actor;
grant usage on sequence log_entries_id_seq to durand_actor;
