import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { halfOf, readIfThere, replaceFile } from './files.ts';
import { publicKeyBytes, vkeyOf } from './note.ts';

const PRIVATE_FILE = 'checkpoint-key.pem';
/** The public key beside it, for whoever keeps checkpoints elsewhere and checks them there. */
export const PUBLIC_FILE = 'checkpoint-key.pub';

/** What checkpoints are signed with. */
export interface CheckpointKey {
  privateKey: KeyObject;
  /** The name of this log, in every checkpoint and in the key: `durand-line-monitor/` and 8 hexadecimal digits. */
  origin: string;
  /** The public key as text, `origin+id+key` (C2SP signed-note). */
  vkey: string;
}

/** Puts a new key at the path unless one is there: of two processes that start at once, both then read the first one's. */
async function makeKeyFile(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const half = halfOf(path);
  await writeFile(half, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flush: true });
  try {
    await link(half, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(half);
  }
}

function privateKeyOf(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    const mend = 'put back a copy, or move the whole folder away to begin with a new key and new checkpoints';
    throw new Error(`${path} is no private key: ${mend}`, { cause });
  }
}

/**
 * The key of the folder; made, readable by the owner alone, when there is none. Whoever has this file can sign
 * checkpoints in the log's name, so it belongs where the administrator of the database cannot read it.
 */
export async function openCheckpointKey(folder: string): Promise<CheckpointKey> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, PRIVATE_FILE);
  if ((await readIfThere(path)) === null) await makeKeyFile(path);
  const privateKey = privateKeyOf(await readFile(path, 'utf8'), path);
  const publicKey = createPublicKey(privateKey);
  // As random as the key, and found again from the key alone.
  const origin = `durand-line-monitor/${hash('sha256', publicKeyBytes(publicKey)).slice(0, 8)}`;
  const vkey = vkeyOf(origin, publicKey);
  await replaceFile(join(folder, PUBLIC_FILE), `${vkey}\n`);
  return { privateKey, origin, vkey };
}
