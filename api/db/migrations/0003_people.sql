-- Up Migration

-- Who may sign in, as what, and by which means. better-auth 1.7 reads and writes sessions, verifications and two_factors
-- and reads people and accounts, by the names that auth/sign-in.ts gives it; everything else is ours.
-- Nothing here can be used as it stands: passwords, session tokens, API tokens and invitations are kept as hashes, and
-- the secrets of second steps are encrypted with the key of the service, which is not in the database.

create table people (
  id uuid primary key,
  email text not null,
  email_verified boolean not null default false,
  name text not null,
  role text not null check (role in (
    'monitor', 'reviewer', 'analyst', 'press', 'liaison-afg', 'liaison-pak', 'mediator', 'chair', 'administrator')),
  two_factor_on boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint an_address_belongs_to_one_person unique (email),
  constraint addresses_are_in_small_letters check (email = lower(email))
);

-- The password of a person, once the invitation is accepted.
create table accounts (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  account_id text not null,
  provider_id text not null check (provider_id = 'credential'),
  password_hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint a_person_has_one_password unique (person_id)
);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  token_hash text not null,
  -- Set while an administrator looks at the map as a class of viewer.
  seen_as text check (seen_as in ('public', 'afg', 'pak', 'mediator', 'staff')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint a_token_opens_one_session unique (token_hash)
);
create index on sessions (person_id);

-- Second steps that are waited for; the identifier is a hash.
create table verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on verifications (identifier);

create table two_factors (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_count integer not null default 0,
  locked_until timestamptz,
  -- The time step of the last code that was taken (RFC 6238, 5.2: a code is accepted once).
  last_step bigint not null default 0,
  constraint a_person_has_one_second_step unique (person_id)
);

create table api_tokens (
  id uuid primary key,
  person_id uuid not null references people on delete cascade,
  name text not null,
  scope text not null check (scope in ('read', 'write')),
  secret_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint a_secret_belongs_to_one_token unique (secret_hash),
  constraint a_token_ends_after_it_begins check (expires_at > created_at)
);
create index on api_tokens (person_id);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people on delete cascade,
  secret_hash text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint a_secret_belongs_to_one_invitation unique (secret_hash),
  -- A new link takes the place of the one before.
  constraint a_person_has_one_invitation unique (person_id)
);
