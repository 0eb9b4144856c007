import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

// C2SP signed notes (c2sp.org/signed-note) with Ed25519, and the text of a checkpoint (c2sp.org/tlog-checkpoint).

/** The type byte of Ed25519 among the signatures of a note. */
const ED25519 = 0x01;
/** DER of an Ed25519 public key up to its 32 bytes (RFC 8410, 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const SIGNATURE_LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** A note, its key or the text in it is not as the format says. */
export class NoteFault extends Error {}

/** A public key and the name under which it signs. */
interface Verifier {
  name: string;
  id: Buffer;
  publicKey: KeyObject;
}

/** The 32 bytes of an Ed25519 public key (RFC 8032). */
export function publicKeyBytes(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
}

/** SHA-256(name || 0x0A || 0x01 || public key), first four bytes. */
function keyIdOf(name: string, key: Buffer): Buffer {
  const input = Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), key]);
  return hash('sha256', input, 'buffer').subarray(0, 4);
}

/** The public key as text, `name+id+key`, as every program that reads signed notes takes it. */
export function vkeyOf(name: string, publicKey: KeyObject): string {
  const key = publicKeyBytes(publicKey);
  const typed = Buffer.concat([Buffer.of(ED25519), key]).toString('base64');
  return `${name}+${keyIdOf(name, key).toString('hex')}+${typed}`;
}

function verifierOf(vkey: string): Verifier {
  // The base64 of the key may itself hold a plus.
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(vkey.trim()) ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  const key = typed.subarray(1);
  if (name === undefined || typed[0] !== ED25519 || key.length !== 32)
    throw new NoteFault('the public key is not of the form name+id+base64 of an Ed25519 key');
  if (keyIdOf(name, key).toString('hex') !== id)
    throw new NoteFault('the public key does not have the id that it says');
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key]), format: 'der', type: 'spki' });
  return { name, id: Buffer.from(id, 'hex'), publicKey };
}

/** Is this a public key that a note can be opened with? */
export function isVkey(vkey: string): boolean {
  try {
    return verifierOf(vkey).name !== '';
  } catch (error) {
    if (error instanceof NoteFault) return false;
    throw error;
  }
}

function isNoteText(text: string): boolean {
  // No control character but the newline, at which the text ends.
  return text.endsWith('\n') && text.isWellFormed() && !/[^\P{Cc}\n\u007f-\u009f]/u.test(text);
}

/**
 * Signs a text under a name.
 *
 * @throws NoteFault when the text does not end in a newline or holds another control character, or the name a space or plus
 */
export function signNote(text: string, { name, privateKey }: { name: string; privateKey: KeyObject }): string {
  if (!isNoteText(text)) throw new NoteFault('a note ends in a newline and holds no other control character');
  if (!/^[^\s+]+$/u.test(name)) throw new NoteFault('the name of a key holds no space and no plus');
  const key = publicKeyBytes(createPublicKey(privateKey));
  const signature = Buffer.concat([keyIdOf(name, key), sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/**
 * The text of a note when this key signed it, and null otherwise: then the text is to be ignored. Signatures of other keys
 * are passed over.
 *
 * @throws NoteFault when `vkey` is no public key
 */
export function openNote(note: string, vkey: string): string | null {
  const { name, id, publicKey } = verifierOf(vkey);
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  if (end < 0 || !note.endsWith('\n') || !isNoteText(text)) return null;
  let isSigned = false;
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, signer, encoded] = SIGNATURE_LINE.exec(line) ?? [];
    if (signer === undefined || encoded === undefined) return null;
    const signature = Buffer.from(encoded, 'base64');
    if (signer !== name || !signature.subarray(0, 4).equals(id)) continue;
    if (!verify(null, Buffer.from(text), publicKey, signature.subarray(4))) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

/** The head of a log: how many entries, and the root of the Merkle tree over them (32 bytes). */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Buffer;
}

/** Origin, size and base64 root, a line each. No extension lines: the specification advises against them. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/**
 * Reads the text of a checkpoint.
 *
 * @throws NoteFault when a line is missing or malformed
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, size, encoded] =
    /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text) ?? [];
  if (origin === undefined || encoded === undefined)
    throw new NoteFault('a checkpoint is three lines: origin, size and the root in base64');
  return { origin, size: Number(size), root: Buffer.from(encoded, 'base64') };
}
