import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { Problem } from '../problem.ts';
import type { EvidenceWrite } from './contract.ts';
import { differenceHash, HASH_GRID } from './likeness.ts';

/** Points that a picture may have: those of a large camera, and 320 MB where it is unpacked. */
export const MOST_PIXELS = 80_000_000;
/** The longer side of a working copy. */
const MOST_SIDE = 4_096;
const MOST_SECONDS = 60;

// Pictures come seldom and from strangers: nothing of one is kept in memory for the next, and one thread is enough.
sharp.cache(false);
sharp.concurrency(1);

/** What was made of a picture. */
export interface Developed {
  working: NonNullable<EvidenceWrite['working']>;
  perceptualHash: string;
}

let last: Promise<unknown> = Promise.resolve();

/** One picture at a time, so that many at once do not fill the memory. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}

function problemOfPicture(error: unknown): Problem {
  const words = error instanceof Error ? error.message : String(error);
  if (/pixel limit|too large|dimensions/i.test(words))
    return new Problem('picture-too-large', `a picture may have at most ${MOST_PIXELS} points`);
  return new Problem('file-refused', 'the picture cannot be read; if it is damaged, send it within a ZIP archive');
}

/**
 * Makes the working copy of a picture, turned upright and without what the camera wrote into it, and the hash of its looks.
 *
 * @throws Problem `picture-too-large`, before anything is unpacked; `file-refused` where it cannot be read
 */
export function developPicture(path: string, mediaType: string, target: string): Promise<Developed> {
  return inTurn(async () => {
    // `failOn: none`: a picture whose end is missing is evidence all the same.
    const read = () =>
      sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'none', pages: 1 }).timeout({ seconds: MOST_SECONDS });
    try {
      const upright = read()
        .autoOrient()
        .resize({ width: MOST_SIDE, height: MOST_SIDE, fit: 'inside', withoutEnlargement: true });
      const isKept = mediaType === 'image/png' || mediaType === 'image/webp';
      // What is not kept as it is becomes JPEG: browsers show no TIFF.
      const made =
        mediaType === 'image/png'
          ? upright.png()
          : mediaType === 'image/webp'
            ? upright.webp()
            : upright.jpeg({ quality: 88 });
      const bytes = await made.toBuffer();
      await writeFile(target, bytes, { mode: 0o600 });
      const brightness = await sharp(bytes)
        .flatten({ background: '#ffffff' })
        .greyscale()
        .resize({ ...HASH_GRID, fit: 'fill' })
        .raw()
        .toBuffer();
      return {
        working: {
          sha256: createHash('sha256').update(bytes).digest('hex'),
          bytes: bytes.length,
          mediaType: isKept ? mediaType : 'image/jpeg',
          exifStripped: true,
        },
        perceptualHash: differenceHash(brightness),
      };
    } catch (error) {
      throw error instanceof Error && 'syscall' in error ? error : problemOfPicture(error);
    }
  });
}
