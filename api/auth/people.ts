import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { PersonDraft, PersonShown, Role } from './contract.ts';

interface PersonRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  disabled: boolean;
  twoFactor: boolean;
  accepted: boolean;
  invitedUntil: Date | null;
  createdAt: Date;
}

const PEOPLE = sql<PersonRow>`
  select p.id, p.email, p.name, p.role, p.disabled_at is not null as disabled, p.two_factor_on as "twoFactor",
    a.id is not null as accepted, i.expires_at as "invitedUntil", p.created_at as "createdAt"
  from people p
  left join accounts a on a.person_id = p.id
  left join invitations i on i.person_id = p.id`;

function shownPerson(row: PersonRow): PersonShown {
  return {
    ...row,
    invitedUntil: row.invitedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Everybody with an account, by address. */
export async function findPeople(queries: Queries): Promise<PersonShown[]> {
  const rows = await queries.all(sql<PersonRow>`${PEOPLE} order by p.email`);
  return rows.map(shownPerson);
}

/** One person; null when there is none of this id. */
export async function findPerson(queries: Queries, id: string): Promise<PersonShown | null> {
  const [row] = await queries.all(sql<PersonRow>`${PEOPLE} where p.id = ${id}`);
  return row ? shownPerson(row) : null;
}

/** Is there anybody at all? */
export async function isAnybodyHere(queries: Queries): Promise<boolean> {
  const { here } = await queries.one(sql<{ here: boolean }>`select exists (select from people) as here`);
  return here;
}

/** Keeps out others who would add the first person at the same moment, until the transaction ends. */
export async function lockPeople(queries: Queries): Promise<void> {
  await queries.all(sql`lock table people in share row exclusive mode`);
}

/** Adds a person; false when the id or the address is taken. */
export async function savePerson(queries: Queries, draft: PersonDraft, at: Date): Promise<boolean> {
  const rows = await queries.all(
    sql`insert into people (id, email, name, role, created_at, updated_at)
      values (${draft.id}, ${draft.email}, ${draft.name}, ${draft.role}, ${at}, ${at})
      on conflict do nothing returning id`,
  );
  return rows.length === 1;
}

/**
 * How many administrators may sign in, with all of them locked: two who step down at the same moment wait for each other,
 * and the second is counted without the first.
 */
export async function countAdministrators(queries: Queries): Promise<number> {
  const rows = await queries.all(
    sql`select id from people where role = 'administrator' and disabled_at is null order by id for update`,
  );
  return rows.length;
}

/** Gives somebody another role. Whoever may no longer look as another stops doing so. */
export async function saveRole(queries: Queries, id: string, role: Role, at: Date): Promise<void> {
  await queries.all(sql`update people set role = ${role}, updated_at = ${at} where id = ${id}`);
  await queries.all(sql`update sessions set seen_as = null where person_id = ${id}`);
}

/** Keeps somebody out: tokens and an open invitation end too, and do not come back when they are let in again. */
export async function disablePerson(queries: Queries, id: string, at: Date): Promise<void> {
  await queries.all(sql`update people set disabled_at = ${at}, updated_at = ${at} where id = ${id}`);
  await queries.all(sql`update api_tokens set revoked_at = ${at} where person_id = ${id} and revoked_at is null`);
  await queries.all(sql`delete from invitations where person_id = ${id}`);
}

/** Lets somebody in again. */
export async function enablePerson(queries: Queries, id: string, at: Date): Promise<void> {
  await queries.all(sql`update people set disabled_at = null, updated_at = ${at} where id = ${id}`);
}

/** Opens an invitation in place of an earlier one. */
export async function saveInvitation(
  queries: Queries,
  { personId, secretHash, at, expiresAt }: { personId: string; secretHash: string; at: Date; expiresAt: Date },
): Promise<void> {
  await queries.all(sql`
    insert into invitations (person_id, secret_hash, created_at, expires_at)
    values (${personId}, ${secretHash}, ${at}, ${expiresAt})
    on conflict (person_id) do update set secret_hash = excluded.secret_hash, created_at = excluded.created_at,
      expires_at = excluded.expires_at`);
}

/** Is there an open invitation with this secret? Asked before the work of hashing a password is done for it. */
export async function isInvitationOpen(queries: Queries, secretHash: string, at: Date): Promise<boolean> {
  const rows = await queries.all(
    sql`select id from invitations where secret_hash = ${secretHash} and expires_at > ${at}`,
  );
  return rows.length === 1;
}

/** Uses an invitation up; null when it is not open any more. */
export async function takeInvitation(
  queries: Queries,
  secretHash: string,
  at: Date,
): Promise<{ personId: string; role: Role } | null> {
  const [row] = await queries.all(
    sql<{ personId: string; role: Role }>`
      with taken as (
        delete from invitations where secret_hash = ${secretHash} and expires_at > ${at} returning person_id
      )
      select p.id as "personId", p.role from taken join people p on p.id = taken.person_id
      where p.disabled_at is null`,
  );
  return row ?? null;
}
