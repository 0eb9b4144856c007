import type { Queries } from '../db/database.ts';
import { kept, sql } from '../db/sql.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { Role, TokenDraft, TokenScope, TokenShown } from './contract.ts';

/** Who stands behind a session or a token that is good now. */
export interface Holder {
  personId: string;
  email: string;
  name: string;
  role: Role;
  twoFactor: boolean;
}

/** The person of a session, by the hash of its token; null when it has ended or its person is disabled. */
export async function findHolderOfSession(
  queries: Queries,
  tokenHash: string,
  at: Date,
): Promise<(Holder & { sessionId: string; seenAs: Viewer | null }) | null> {
  const statement = sql<Holder & { sessionId: string; seenAs: Viewer | null }>`
    select s.id as "sessionId", s.seen_as as "seenAs", p.id as "personId", p.email, p.name, p.role,
      p.two_factor_on as "twoFactor"
    from sessions s
    join people p on p.id = s.person_id
    where s.token_hash = ${tokenHash} and s.expires_at > ${at} and p.disabled_at is null`;
  const [row] = await queries.all(kept('holder-of-session', statement));
  return row ?? null;
}

/** The person of an API token, by the hash of its secret; null when it is not good now. Notes the use by the minute. */
export async function findHolderOfToken(
  queries: Queries,
  secretHash: string,
  at: Date,
): Promise<(Holder & { scope: TokenScope }) | null> {
  const minuteBefore = new Date(at.getTime() - 60_000);
  const statement = sql<Holder & { scope: TokenScope; tokenId: string; isNoted: boolean }>`
    select t.id as "tokenId", t.scope, p.id as "personId", p.email, p.name, p.role, p.two_factor_on as "twoFactor",
      coalesce(t.last_used_at >= ${minuteBefore}, false) as "isNoted"
    from api_tokens t
    join people p on p.id = t.person_id
    where t.secret_hash = ${secretHash} and t.expires_at > ${at} and t.revoked_at is null and p.disabled_at is null`;
  const [row] = await queries.all(kept('holder-of-token', statement));
  if (!row) return null;
  // A program that asks a hundred times a minute writes once.
  if (!row.isNoted)
    await queries.all(sql`
      update api_tokens set last_used_at = ${at}
      where id = ${row.tokenId} and (last_used_at is null or last_used_at < ${minuteBefore})`);
  return row;
}

/** What signing in compares: the person of an address, disabled ones too, with the hash of the password. */
export async function findForSignIn(
  queries: Queries,
  email: string,
): Promise<{ id: string; role: Role; isDisabled: boolean; passwordHash: string | null } | null> {
  const [row] = await queries.all(
    sql<{ id: string; role: Role; isDisabled: boolean; passwordHash: string | null }>`
      select p.id, p.role, p.disabled_at is not null as "isDisabled", a.password_hash as "passwordHash"
      from people p
      left join accounts a on a.person_id = p.id
      where p.email = ${email}`,
  );
  return row ?? null;
}

/** The role of somebody, who is not disabled before the transaction ends; null when they may not sign in any more. */
export async function findRole(queries: Queries, personId: string): Promise<Role | null> {
  const [row] = await queries.all(
    sql<{ role: Role }>`select role from people where id = ${personId} and disabled_at is null for share`,
  );
  return row?.role ?? null;
}

/** Sets the password of somebody, their first or another. */
export async function savePassword(queries: Queries, personId: string, passwordHash: string, at: Date): Promise<void> {
  await queries.all(sql`
    insert into accounts (person_id, account_id, provider_id, password_hash, created_at, updated_at)
    values (${personId}, ${personId}, 'credential', ${passwordHash}, ${at}, ${at})
    on conflict (person_id) do update set password_hash = excluded.password_hash, updated_at = excluded.updated_at`);
}

/** Ends the sessions of somebody, all but one where that is given, and the sign-ins that wait for a second step. */
export async function endSessions(queries: Queries, personId: string, but: string | null = null): Promise<void> {
  await queries.all(sql`delete from sessions where person_id = ${personId} and id is distinct from ${but}::uuid`);
  await queries.all(sql`delete from verifications where value = ${personId}`);
}

/** Clears away the sessions that are over. */
export async function sweepSessions(queries: Queries, at: Date): Promise<void> {
  await queries.all(sql`delete from sessions where expires_at <= ${at}`);
}

/** As whom a session looks at the map. */
export async function saveSeenAs(queries: Queries, sessionId: string, viewer: Viewer | null): Promise<void> {
  await queries.all(sql`update sessions set seen_as = ${viewer} where id = ${sessionId}`);
}

/** The second step of somebody: its encrypted secret and until when it is locked. */
export async function findSecondStep(
  queries: Queries,
  personId: string,
): Promise<{ secret: string; verified: boolean; lockedUntil: Date | null } | null> {
  const [row] = await queries.all(
    sql<{ secret: string; verified: boolean; lockedUntil: Date | null }>`
      select secret, verified, locked_until as "lockedUntil" from two_factors where person_id = ${personId}`,
  );
  return row ?? null;
}

/**
 * Takes a time step for somebody; false when it or a later one was taken before. One statement, so that of two requests
 * with the same code the second waits for the first and then finds it taken.
 */
export async function takeStep(queries: Queries, personId: string, step: number): Promise<boolean> {
  const rows = await queries.all(
    sql`update two_factors set last_step = ${step} where person_id = ${personId} and last_step < ${step} returning id`,
  );
  return rows.length === 1;
}

interface TokenRow {
  id: string;
  personId: string;
  name: string;
  scope: TokenScope;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const TOKEN_COLUMNS = sql`id, person_id as "personId", name, scope, created_at as "createdAt", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

function shownToken({ id, name, scope, createdAt, expiresAt, lastUsedAt }: TokenRow): TokenShown {
  return {
    id,
    name,
    scope,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** The tokens of somebody that were not revoked, the newest first. */
export async function findTokens(queries: Queries, personId: string): Promise<TokenShown[]> {
  const rows = await queries.all(
    sql<TokenRow>`select ${TOKEN_COLUMNS} from api_tokens
      where person_id = ${personId} and revoked_at is null order by created_at desc, id`,
  );
  return rows.map(shownToken);
}

/** Keeps a new token, or finds this very token there already; null when its id is taken by another. */
export async function saveToken(
  queries: Queries,
  draft: TokenDraft & { personId: string; secretHash: string; at: Date },
): Promise<{ token: TokenShown; isNew: boolean } | null> {
  const [made] = await queries.all(
    sql<TokenRow>`
      insert into api_tokens (id, person_id, name, scope, secret_hash, created_at, expires_at)
      values (${draft.id}, ${draft.personId}, ${draft.name}, ${draft.scope}, ${draft.secretHash}, ${draft.at},
        ${draft.expiresAt})
      on conflict (id) do nothing returning ${TOKEN_COLUMNS}`,
  );
  if (made) return { token: shownToken(made), isNew: true };
  const held = await queries.one(sql<TokenRow>`select ${TOKEN_COLUMNS} from api_tokens where id = ${draft.id}`);
  const isSame =
    held.personId === draft.personId &&
    held.revokedAt === null &&
    held.name === draft.name &&
    held.scope === draft.scope &&
    held.expiresAt.getTime() === Date.parse(draft.expiresAt);
  return isSame ? { token: shownToken(held), isNew: false } : null;
}

/** Revokes one token of somebody; false when they have no such token. */
export async function revokeToken(queries: Queries, personId: string, id: string, at: Date): Promise<boolean> {
  const rows = await queries.all(
    sql`update api_tokens set revoked_at = ${at}
      where id = ${id} and person_id = ${personId} and revoked_at is null returning id`,
  );
  return rows.length === 1;
}
