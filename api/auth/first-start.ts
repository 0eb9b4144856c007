import { randomBytes, randomUUID } from 'node:crypto';
import type { Database } from '../db/database.ts';
import { type Role, ROLES } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { isAnybodyHere, lockPeople, savePerson } from './people.ts';
import { savePassword } from './queries.ts';
import { logAct, type WriteLog } from './slice.ts';

/** An account with its password, for whoever started the service. */
export interface NewAccount {
  email: string;
  password: string;
  role: Role;
}

interface FirstStart {
  now: () => Date;
  log: WriteLog;
}

const BY_SERVICE = 'service';

/**
 * Makes the first administrator when there is nobody at all, and gives the password, which is not kept; null when there
 * is somebody. Two services that start at the same moment make one.
 */
export async function ensureAdministrator(database: Database, parts: FirstStart): Promise<NewAccount | null> {
  if (await isAnybodyHere(database)) return null;
  // 120 bits in letters and digits.
  const password = randomBytes(15).toString('base64url');
  const [account] = await makeAccounts(database, parts, [
    { email: emailOf('administrator'), password, role: 'administrator' },
  ]);
  return account ?? null;
}

/** Makes one account for each role where there is nobody at all, all with the same password; gives those it made. */
export function ensureDevelopmentPeople(
  database: Database,
  { password, ...parts }: FirstStart & { password: string },
): Promise<NewAccount[]> {
  const accounts = ROLES.map((role) => ({ email: emailOf(role), password, role }));
  return makeAccounts(database, parts, accounts);
}

function emailOf(role: Role): string {
  return `${role}@localhost`;
}

async function makeAccounts(database: Database, parts: FirstStart, accounts: NewAccount[]): Promise<NewAccount[]> {
  if (await isAnybodyHere(database)) return [];
  const hashes: string[] = [];
  for (const { password } of accounts) hashes.push(await hashPassword(password));
  return database.transaction(async (transaction) => {
    await lockPeople(transaction);
    if (await isAnybodyHere(transaction)) return [];
    for (const [index, { email, role }] of accounts.entries()) {
      const id = randomUUID();
      await savePerson(transaction, { id, email, name: nameOf(role), role }, parts.now());
      await savePassword(transaction, id, hashes[index] ?? '', parts.now());
      await logAct(parts, transaction, {
        by: { id: BY_SERVICE, role: BY_SERVICE },
        action: 'people.made',
        on: { kind: 'person', id },
        content: { role },
      });
    }
    return accounts;
  });
}

function nameOf(role: Role): string {
  return `${role.slice(0, 1).toUpperCase()}${role.slice(1)}`;
}
