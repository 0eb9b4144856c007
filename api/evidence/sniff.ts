import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { gunzipSync, constants } from 'node:zlib';
import { fileTypeFromFile } from 'file-type';

const HEAD_BYTES = 64 * 1024;

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The beginning of what a gzip file holds; never more than a megabyte of it, however well it was packed. */
function beginningOfGzip(head: Buffer): string {
  try {
    const part = head.subarray(0, 8 * 1024);
    const flags = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 };
    return gunzipSync(part, flags).toString('latin1', 0, 16);
  } catch {
    return '';
  }
}

/** Is the whole file text that people can read: UTF-8 without control characters but for tabs and ends of lines? */
async function isText(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path)) {
      const text = decoder.decode(chunk as Buffer, { stream: true });
      if (/(?![\t\n\v\f\r])\p{Cc}/u.test(text)) return false;
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** What a text is: pages that were kept have a beginning of their own; SVG and other XML is none that is known. */
function typeOfText(head: string, name: string): string | null {
  const beginning = head.replace(/^\uFEFF/, '').trimStart();
  if (/^WARC\/1\.\d\r?\n/.test(beginning)) return 'application/warc';
  if (/^(from|mime-version|snapshot-content-location|subject|date):/i.test(beginning))
    if (/^content-type:\s*multipart\/related/im.test(beginning)) return 'multipart/related';
  if (/<svg[\s>]/i.test(beginning)) return null;
  if (/<(!doctype html|html|head|body|script|iframe)[\s>]/i.test(beginning)) return 'text/html';
  if (beginning.startsWith('<?xml') || beginning.startsWith('#!')) return null;
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/**
 * What the content of a file is, whatever it is called. Only a table and a plain text are told apart by the name.
 *
 * @returns a media type; null where it is none that is known
 */
export async function sniffType(path: string, name: string): Promise<string | null> {
  const head = await readHead(path);
  const found = await fileTypeFromFile(path).catch(() => undefined);
  if (found?.mime === 'application/gzip') return beginningOfGzip(head).startsWith('WARC/') ? 'application/warc' : null;
  if (found !== undefined && found.mime !== 'application/xml') return found.mime;
  // An archive of pages begins with text and may go on with bytes of any kind.
  const beginning = head.toString('utf8');
  const kept = typeOfText(beginning, name);
  if (kept === 'application/warc') return kept;
  return (await isText(path)) ? kept : null;
}
