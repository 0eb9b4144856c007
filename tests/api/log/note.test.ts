import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkpointText, NoteFault, openNote, parseCheckpoint, signNote, vkeyOf } from '../../../api/log/note.ts';

// The example of golang.org/x/mod/sumdb/note, from which the format comes: key, text and signature.
const VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const NAME = 'durand-line-monitor/0a1b2c3d';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const vkey = vkeyOf(NAME, publicKey);
const TEXT = checkpointText({ origin: NAME, size: 3, root: Buffer.alloc(32, 7) });
const note = signNote(TEXT, { name: NAME, privateKey });

describe('a signed note', () => {
  test('opens with the published key, as the published example says', () => {
    expect(openNote(NOTE, VKEY)).toBe('This is an example message.\n');
    expect(openNote(NOTE.replace('example message', 'exemple message'), VKEY)).toBeNull();
  });

  test('is the text, a blank line, and a line with name and signature', () => {
    expect(note.startsWith(`${TEXT}\n— ${NAME} `)).toBe(true);
    expect(note.endsWith('\n')).toBe(true);
    expect(note.split('\n')).toHaveLength(6);
    expect(openNote(note, vkey)).toBe(TEXT);
  });

  test('is the same each time: nothing in it but the text and the key', () => {
    expect(signNote(TEXT, { name: NAME, privateKey })).toBe(note);
  });

  test('does not open when a letter of the text, of the name or of the signature is another', () => {
    expect(openNote(note.replace('\n3\n', '\n4\n'), vkey)).toBeNull();
    expect(openNote(note.replace('— durand', '— durend'), vkey)).toBeNull();
    const signature = note.slice(-20, -1);
    const other = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    expect(openNote(note.replace(signature, other), vkey)).toBeNull();
    expect(openNote(note.slice(0, -1), vkey)).toBeNull();
    expect(openNote(TEXT, vkey)).toBeNull();
  });

  test('does not open with another key of the same name', () => {
    const other = generateKeyPairSync('ed25519');
    expect(openNote(note, vkeyOf(NAME, other.publicKey))).toBeNull();
  });

  test('may carry the signature of a witness, which is passed over; but of a known key every signature has to be right', () => {
    const witness = generateKeyPairSync('ed25519');
    const line = (signed: string) => signed.split('\n').at(-2) ?? '';
    const cosigned = `${note}${line(signNote(TEXT, { name: 'witness.example', privateKey: witness.privateKey }))}\n`;
    expect(openNote(cosigned, vkey)).toBe(TEXT);
    expect(openNote(cosigned, vkeyOf('witness.example', witness.publicKey))).toBe(TEXT);
    expect(openNote(`${note}${line(signNote('other\n', { name: NAME, privateKey }))}\n`, vkey)).toBeNull();
  });

  test('is not made of a text without an end, with a control character, or under a name with a space or plus', () => {
    expect(() => signNote('no end', { name: NAME, privateKey })).toThrow(NoteFault);
    expect(() => signNote('a\tb\n', { name: NAME, privateKey })).toThrow(NoteFault);
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b'])
      expect(() => signNote(TEXT, { name, privateKey })).toThrow(NoteFault);
    expect(openNote(signNote('افغانستان\n', { name: NAME, privateKey }), vkey)).toBe('افغانستان\n');
  });

  test('is read only with a public key that has the id that it says', () => {
    for (const wrong of [
      '',
      'name',
      VKEY.replace('530d903a', '530d903b'),
      VKEY.replace('+Aeky', '+Beky'),
      `${VKEY}AAAA`,
    ])
      expect(() => openNote(NOTE, wrong)).toThrow(NoteFault);
  });
});

describe('a key', () => {
  test('gives the public key as text that the published one is made by', () => {
    // RFC 8032, 7.1, TEST 1.
    const der = '302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
    const key = createPrivateKey({ key: Buffer.from(der, 'hex'), format: 'der', type: 'pkcs8' });
    expect(openNote(signNote('x\n', { name: 'a', privateKey: key }), vkeyOf('a', createPublicKey(key)))).toBe('x\n');
    expect(vkeyOf('a', createPublicKey(key))).toMatch(/^a\+[0-9a-f]{8}\+AddamAGCsQq31Uv/);
  });
});

describe('a checkpoint', () => {
  test('is three lines and reads back', () => {
    expect(TEXT).toBe(`${NAME}\n3\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n`);
    expect(parseCheckpoint(TEXT)).toStrictEqual({ origin: NAME, size: 3, root: Buffer.alloc(32, 7) });
    expect(parseCheckpoint(`${TEXT}an extension\n`).size).toBe(3);
  });

  test('is not read when a line is missing, the size has a leading zero, or the root is short', () => {
    const root = Buffer.alloc(32).toString('base64');
    for (const text of [`o\n3\n`, `o\n03\n${root}\n`, `o\n-1\n${root}\n`, `o\n3\n${root.slice(4)}\n`, `o\n3\n${root}`])
      expect(() => parseCheckpoint(text)).toThrow(NoteFault);
  });
});
