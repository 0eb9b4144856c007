import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, two passes and one lane: the OWASP minimum, 13 ms here. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** argon2id of a password, with its salt and cost. */
export function hashPassword(password: string): Promise<string> {
  // Without an algorithm it is Argon2id.
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/**
 * Does a password belong to this hash? Without a hash the same work is done, so that the time of the answer does not tell
 * whether there is an account.
 */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, password);
  decoy ??= hashPassword('nobody has this password');
  await verify(await decoy, password);
  return false;
}
