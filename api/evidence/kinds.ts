/** What a file is to people: how it is named in words, and with what a stated type is compared. */
export type Family = 'picture' | 'video' | 'sound' | 'document' | 'text' | 'archive' | 'page';

/** The types that are kept, found by content alone. HEIC is kept and not decoded: the libraries here cannot. */
const FAMILIES: Readonly<Record<string, Family>> = {
  'image/jpeg': 'picture',
  'image/png': 'picture',
  'image/webp': 'picture',
  'image/tiff': 'picture',
  'image/heic': 'picture',
  'application/pdf': 'document',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'audio/mpeg': 'sound',
  'audio/wav': 'sound',
  'audio/ogg': 'sound',
  'text/plain': 'text',
  'text/csv': 'text',
  'application/zip': 'archive',
  'application/warc': 'page',
  'multipart/related': 'page',
  'text/html': 'page',
};

/** Other names under which browsers and `file-type` know the same. */
const ALIASES: Readonly<Record<string, string>> = {
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
  'audio/opus': 'audio/ogg',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'application/ogg': 'audio/ogg',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'application/x-zip-compressed': 'application/zip',
  'application/wacz': 'application/zip',
  'message/rfc822': 'multipart/related',
  'application/x-mimearchive': 'multipart/related',
  'application/gzip': 'application/warc',
  'application/x-gzip': 'application/warc',
};

function plainType(type: string): string {
  const [bare = ''] = type.trim().toLowerCase().split(';');
  return ALIASES[type.trim().toLowerCase()] ?? ALIASES[bare.trim()] ?? bare.trim();
}

/** Pictures that the libraries here can decode: they get a working copy. */
export const DECODED_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/tiff'];

/** What a content is taken for. */
export type Judged =
  { type: string } | { refused: 'kind' } | { refused: 'page-not-archived' } | { refused: 'differs'; found: Family };

/**
 * Whether a file is kept, by what its content was found to be.
 *
 * @param found the type by content; null where it is none that is known
 * @param stated what the file says of itself; an empty one and `application/octet-stream` say nothing
 */
export function judgeType(found: string | null, stated: string, obtainedHow: string): Judged {
  const type = found === null ? '' : plainType(found);
  const family = FAMILIES[type];
  if (family === undefined) return { refused: 'kind' };
  const claim = FAMILIES[plainType(stated)];
  const saysNothing = stated.trim() === '' || plainType(stated) === 'application/octet-stream';
  const isSame =
    claim === family ||
    // A program that keeps pages calls them text or an archive.
    (family === 'page' && (claim === 'text' || claim === 'archive')) ||
    (family === 'archive' && claim === 'page') ||
    // One container for both.
    (family === 'video' && claim === 'sound') ||
    (family === 'sound' && claim === 'video');
  if (!saysNothing && !isSame) return { refused: 'differs', found: family };
  if (type === 'text/html' && obtainedHow !== 'archived-page') return { refused: 'page-not-archived' };
  return { type };
}

/** How a file is handed out: pictures may stand in a page, everything else is saved and nothing is ever rendered. */
export function servedAs(mediaType: string): { type: string; disposition: 'inline' | 'attachment' } {
  const family = FAMILIES[mediaType];
  if (DECODED_TYPES.includes(mediaType)) return { type: mediaType, disposition: 'inline' };
  const isHarmless = family !== undefined && family !== 'page' && family !== 'archive';
  return { type: isHarmless ? mediaType : 'application/octet-stream', disposition: 'attachment' };
}

/** The last part of a name, as a line of text: nothing is stored under it, and nobody who saves it is led elsewhere. */
export function plainName(name: string): string {
  const last = name.split(/[/\\]/).findLast((part) => part.trim() !== '') ?? '';
  // Letters that turn the writing round could hide what a name ends with.
  const visible = last.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return /^\.*$/.test(visible) ? 'file' : visible.slice(0, 200);
}

/** `content-disposition` for a name in any script (RFC 6266, RFC 8187). */
export function dispositionOf(disposition: string, name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
