import { crc32 as zlibCrc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32, withPngMetadata } from '../../../web/snapshots/png.ts';

type Chunk = { type: string; body: Uint8Array; isSound: boolean };

/** Reads a PNG chunk by chunk, checking each CRC with zlib's. */
function readChunks(png: Uint8Array): Chunk[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const typed = png.subarray(at + 4, at + 8 + length);
    const type = new TextDecoder().decode(typed.subarray(0, 4));
    chunks.push({ type, body: typed.subarray(4), isSound: zlibCrc32(typed) === view.getUint32(at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type), body]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  crc.writeUInt32BE(zlibCrc32(typed));
  return Buffer.concat([length, typed, crc]);
}

/** One white pixel. */
function onePixel(): Uint8Array {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('the metadata of a PNG', () => {
  const texts = [
    { keyword: 'Title', text: 'Durand Line Monitor' },
    { keyword: 'Description', text: 'د ډیورنډ کرښه — ڈیورنڈ لائن' },
  ];
  const png = withPngMetadata(onePixel(), texts, 192);

  it('stands between header and image, resolution first, every checksum right', () => {
    const chunks = readChunks(png);
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'pHYs', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
    expect(chunks.every(({ isSound }) => isSound)).toBe(true);
  });

  it('gives the resolution in dots a metre', () => {
    const body = readChunks(png)[1]?.body ?? new Uint8Array();
    const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
    expect([view.getUint32(0), view.getUint32(4), body[8]]).toEqual([7559, 7559, 1]);
  });

  it('reads back in every script', () => {
    const read = readChunks(png)
      .filter(({ type }) => type === 'iTXt')
      .map(({ body }) => {
        const end = body.indexOf(0);
        return {
          keyword: Buffer.from(body.subarray(0, end)).toString(),
          text: Buffer.from(body.subarray(end + 5)).toString(),
        };
      });
    expect(read).toEqual(texts);
  });

  it('leaves the image as it was', () => {
    const image = readChunks(png).find(({ type }) => type === 'IDAT');
    expect([...inflateSync(image?.body ?? Buffer.alloc(0))]).toEqual([0, 255]);
  });

  it('refuses what is no PNG, and a keyword that the format does not take', () => {
    expect(() => withPngMetadata(new Uint8Array(100), [], 96)).toThrow(RangeError);
    expect(() => withPngMetadata(onePixel(), [{ keyword: 'عنوان', text: '' }], 96)).toThrow(RangeError);
  });

  it('uses the checksum of the specification', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});
