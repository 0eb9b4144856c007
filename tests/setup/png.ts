import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** The chunks of a PNG that say something about it: its size in pixels, and its texts by keyword. */
export function readPng(path: string): { width: number; height: number; texts: Record<string, string> } {
  const bytes = readFileSync(path);
  const texts: Record<string, string> = {};
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const [length, type] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)];
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type !== 'iTXt') continue;
    const keywordEnd = body.indexOf(0);
    const compressed = body[keywordEnd + 1] === 1;
    const textStart = body.indexOf(0, body.indexOf(0, keywordEnd + 3) + 1) + 1;
    const text = body.subarray(textStart);
    texts[body.toString('latin1', 0, keywordEnd)] = (compressed ? inflateSync(text) : text).toString('utf8');
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), texts };
}
