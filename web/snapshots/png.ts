/** What a PNG says about itself: a keyword of the PNG specification (11.3.3.2) or one's own, and a text in UTF-8. */
export type PngText = { readonly keyword: string; readonly text: string };

const SIGNATURE_AND_HEADER_BYTES = 8 + 25;
const METRES_PER_INCH = 0.0254;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** CRC-32 as in PNG (ISO 3309, reversed polynomial 0xEDB88320). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * The PNG with its resolution (pHYs, dots per inch) and texts (iTXt, uncompressed UTF-8) put right after the header,
 * before the image data. Throws a RangeError for what is no PNG and for a keyword that is not 1 to 79 Latin letters.
 */
export function withPngMetadata(
  png: Uint8Array,
  texts: readonly PngText[],
  dotsPerInch: number,
): Uint8Array<ArrayBuffer> {
  if (!isPng(png)) throw new RangeError('not a PNG');
  const added = [resolutionChunk(dotsPerInch), ...texts.map(textChunk)];
  return joined([png.subarray(0, SIGNATURE_AND_HEADER_BYTES), ...added, png.subarray(SIGNATURE_AND_HEADER_BYTES)]);
}

function isPng(bytes: Uint8Array): boolean {
  return (
    [137, 80, 78, 71, 13, 10, 26, 10].every((byte, at) => bytes[at] === byte) &&
    bytes.length > SIGNATURE_AND_HEADER_BYTES
  );
}

function resolutionChunk(dotsPerInch: number): Uint8Array {
  const body = new Uint8Array(9);
  const view = new DataView(body.buffer);
  const dotsPerMetre = Math.round(dotsPerInch / METRES_PER_INCH);
  view.setUint32(0, dotsPerMetre);
  view.setUint32(4, dotsPerMetre);
  body[8] = 1;
  return chunk('pHYs', body);
}

/** Keyword, end mark, not compressed (two zeros), no language, no translated keyword, text. */
function textChunk({ keyword, text }: PngText): Uint8Array {
  if (!/^[ -~]{1,79}$/.test(keyword)) throw new RangeError(`no PNG keyword: ${keyword}`);
  const encode = (value: string): Uint8Array => new TextEncoder().encode(value);
  return chunk('iTXt', joined([encode(keyword), new Uint8Array(5), encode(text.replaceAll('\0', ''))]));
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const typed = joined([new TextEncoder().encode(type), body]);
  const bytes = new Uint8Array(8 + typed.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(typed, 4);
  view.setUint32(4 + typed.length, crc32(typed));
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
