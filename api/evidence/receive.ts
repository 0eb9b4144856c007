import { createHash, randomInt } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { problemOfBody } from '../body.ts';
import { Problem } from '../problem.ts';
import type { WriteAnswer } from '../record/contract.ts';
import type { Facts } from '../record/facts.ts';
import { findHeads, findPresent, type WrittenFacts } from '../record/queries.ts';
import type { NewVersion } from '../record/save.ts';
import { instant } from '../record/seen.ts';
import { answerOf, commitVersions, momentAfter, noSuchRecord, type Writer } from '../record/write.ts';
import {
  type CustodyEntry,
  type EvidenceSent,
  type EvidenceWrite,
  MOST_CHUNK_BYTES,
  MOST_EVIDENCE_BYTES,
  MOST_OPEN_UPLOADS,
  type UploadShown,
} from './contract.ts';
import type { Incoming } from './incoming.ts';
import { DECODED_TYPES, judgeType, plainName } from './kinds.ts';
import { firstEvidenceVisibility, mayAttach } from './permissions.ts';
import { type Developed, developPicture } from './picture.ts';
import {
  completeUpload,
  countOpenUploads,
  deleteUpload,
  findUpload,
  insertCopies,
  insertUpload,
  type Upload,
} from './queries.ts';
import { sniffType } from './sniff.ts';
import type { FileStore } from './store.ts';

/** Where files come in and where they stay. */
export interface EvidencePlaces {
  incoming: Incoming;
  store: FileStore;
}

/** Numbers without order, as of everything that people file. */
const FIDS = { from: 2 ** 32, to: 2 ** 47 } as const;

function assertMayAttach({ actor }: Writer): void {
  if (!mayAttach(actor)) throw new Problem('not-allowed', `the role ${actor.role} attaches no evidence`);
}

/**
 * The incident that evidence is to be attached to.
 *
 * @throws Problem `item-not-found` where there is none or it may not be read: the two look alike; `not-in-this-state`
 */
async function takeIncident(
  transaction: Database,
  { actor }: Writer,
  id: string,
): Promise<WrittenFacts & Facts<'incident'>> {
  const present = await asActor(transaction, actor, (queries) => findPresent(queries, 'incident', id));
  if (present === null) throw noSuchRecord('incident', id);
  if (present.state !== 'standing')
    throw new Problem('not-in-this-state', `the incident is ${present.state}; it can be read and not changed`);
  return present as WrittenFacts & Facts<'incident'>;
}

async function getUpload(queries: Database, { actor }: Writer, id: string, lock = false): Promise<Upload> {
  const upload = await findUpload(queries, id, actor.id, { lock });
  if (upload === null) throw new Problem('item-not-found', 'there is no such upload; begin it anew');
  return upload;
}

async function shownOf({ incoming }: EvidencePlaces, { id, bytes, answer }: Upload): Promise<UploadShown> {
  const offset = answer === null ? await incoming.offsetOf(id) : bytes;
  return {
    id,
    offset,
    bytes,
    state: answer === null ? 'receiving' : 'completed',
    mostChunkBytes: MOST_CHUNK_BYTES,
  };
}

/**
 * Begins an upload; begun again with the same words it is the same one.
 *
 * @throws Problem `not-allowed`, `file-too-large`, `item-not-found`, `too-many-uploads`, `conflict`
 */
export async function beginUpload(
  database: Database,
  places: EvidencePlaces,
  writer: Writer,
  id: string,
  sent: EvidenceSent,
): Promise<UploadShown> {
  assertMayAttach(writer);
  const { bytes, incidentId } = sent;
  if (bytes > MOST_EVIDENCE_BYTES)
    throw new Problem('file-too-large', `a file may have at most ${MOST_EVIDENCE_BYTES} bytes; this has ${bytes}`);
  const upload = await database.transaction(async (transaction) => {
    await takeIncident(transaction, writer, incidentId);
    const found = await findUpload(transaction, id, writer.actor.id);
    if (found !== null) {
      if (JSON.stringify(found.sent) !== JSON.stringify(sent))
        throw new Problem('conflict', 'another upload was begun under this id; make a new id');
      return found;
    }
    if ((await countOpenUploads(transaction, writer.actor.id)) >= MOST_OPEN_UPLOADS)
      throw new Problem(
        'too-many-uploads',
        `finish or give up one of the ${MOST_OPEN_UPLOADS} uploads under way first`,
      );
    const begun = { id, incidentId, actorId: writer.actor.id, sent, bytes };
    const isTaken = (await findHeads(transaction, [id])).size > 0;
    if (isTaken || !(await insertUpload(transaction, begun, writer.now())))
      throw new Problem('conflict', 'this id is taken; make a new one');
    return { ...begun, answer: null };
  });
  return shownOf(places, upload);
}

/** How far an upload has come. @throws Problem `item-not-found` */
export async function showUpload(
  database: Database,
  places: EvidencePlaces,
  writer: Writer,
  id: string,
): Promise<UploadShown> {
  return shownOf(places, await getUpload(database, writer, id));
}

/**
 * Takes the next chunk as it comes.
 *
 * @throws Problem `item-not-found`, `not-in-this-state`, `offset-differs`, `upload-busy`, `file-too-large`, `bad-body`
 */
export async function continueUpload(
  database: Database,
  places: EvidencePlaces,
  writer: Writer,
  chunk: { id: string; from: number; body: ReadableStream<Uint8Array> | null },
): Promise<UploadShown> {
  const upload = await getUpload(database, writer, chunk.id);
  if (upload.answer !== null) throw new Problem('not-in-this-state', 'the upload is completed');
  await places.incoming.append(chunk.id, chunk.from, chunk.body, upload.bytes);
  return shownOf(places, upload);
}

/** Gives an upload up and takes away what has come. @throws Problem `item-not-found`, `not-in-this-state` */
export async function abandonUpload(
  database: Database,
  { incoming }: EvidencePlaces,
  writer: Writer,
  id: string,
): Promise<void> {
  const upload = await getUpload(database, writer, id);
  if (upload.answer !== null) throw new Problem('not-in-this-state', 'the upload is completed');
  await incoming.alone(id, async () => {
    await deleteUpload(database, id, writer.actor.id);
    await incoming.remove(id);
  });
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** @throws Problem `file-refused`, `type-differs` */
async function typeOf(path: string, sent: EvidenceSent): Promise<string> {
  const judged = judgeType(await sniffType(path, sent.fileName), sent.statedType, sent.obtainedHow);
  if ('type' in judged) return judged.type;
  if (judged.refused === 'differs')
    throw new Problem(
      'type-differs',
      `the file says ${sent.statedType} of itself, and its content is a ${judged.found}`,
    );
  if (judged.refused === 'page-not-archived')
    throw new Problem('file-refused', 'an HTML page is taken as the archived copy of a web page (archived-page) alone');
  throw new Problem(
    'file-refused',
    'taken are pictures (JPEG, PNG, WebP, TIFF, HEIC), PDF, video (MP4, WebM, QuickTime), sound (MP3, WAV, Ogg), text, ZIP, and archived pages (WARC, MHTML, HTML); SVG and other programs are not',
  );
}

/** What came of looking at a file. */
interface Examined extends Partial<Developed> {
  mediaType: string;
}

/** Looks at the bytes and stores them, with a working copy where one can be made. */
async function examineAndStore({ incoming, store }: EvidencePlaces, { id, sent }: Upload): Promise<Examined> {
  const copy = await incoming.snapshot(id);
  try {
    if ((await hashOfFile(copy.path)) !== sent.sha256) {
      // What has come is of no use: the next attempt begins at 0.
      await incoming.remove(id);
      throw new Problem('hash-differs', 'the bytes that came are not those whose SHA-256 was given; send them anew');
    }
    const mediaType = await typeOf(copy.path, sent);
    const target = copy.companion('working');
    const developed = DECODED_TYPES.includes(mediaType) ? await developPicture(copy.path, mediaType, target) : null;
    await store.put(sent.sha256, copy.path);
    if (developed !== null) await store.put(developed.working.sha256, target);
    if (mediaType !== 'text/plain' && mediaType !== 'text/csv') return { mediaType, ...developed };
    // A text holds what can be read and nothing beside it: it is its own working copy.
    return { mediaType, working: { sha256: sent.sha256, bytes: sent.bytes, mediaType, exifStripped: false } };
  } finally {
    await copy.remove();
  }
}

function custodyOf({ actor }: Writer, sent: EvidenceSent, { working }: Examined, at: Date): CustodyEntry[] {
  const by = { id: actor.id, role: actor.role };
  const entry = { at: instant(at.getTime()), by, from: null, to: null };
  const origin = sent.obtainedFrom.trim();
  return [
    { ...entry, action: 'received', from: origin === '' ? null : origin, reason: 'Uploaded.' },
    { ...entry, action: 'stored', reason: `SHA-256 ${sent.sha256} checked.` },
    ...(working == null
      ? []
      : [{ ...entry, action: 'copied' as const, reason: `Working copy, SHA-256 ${working.sha256}.` }]),
  ];
}

/** Puts the record of a stored file on record, and what belongs to it, in the transaction of its upload. */
async function recordEvidence(
  transaction: Database,
  writer: Writer,
  { id, sent }: Upload,
  examined: Examined,
): Promise<WriteAnswer> {
  const { actor } = writer;
  const incident = await takeIncident(transaction, writer, sent.incidentId);
  const at = momentAfter(null, writer.now());
  const { statedType: _stated, ...told } = sent;
  const document: EvidenceWrite = {
    ...told,
    id,
    fileName: plainName(sent.fileName),
    mediaType: examined.mediaType,
    working: examined.working ?? null,
    perceptualHash: examined.perceptualHash ?? null,
    custody: custodyOf(writer, sent, examined, at),
    synthetic: incident.document.synthetic,
  };
  const version: NewVersion = {
    kind: 'evidence',
    document,
    visibility: firstEvidenceVisibility(actor, incident.visibility),
    state: 'standing',
    mergedInto: null,
    made: { change: 'filed', reason: null, explanation: null, actorRole: actor.role },
    version: 1,
    fid: randomInt(FIDS.from, FIDS.to),
  };
  await commitVersions(transaction, writer, [version], at);
  const { sha256, bytes, working, perceptualHash } = document;
  const rows = [{ recordId: id, copy: 'evidentiary' as const, sha256, bytes, perceptualHash }];
  const copy = working === null ? [] : [{ ...working, recordId: id, copy: 'working' as const, perceptualHash: null }];
  await insertCopies(transaction, [...rows, ...copy], at);
  const answer = answerOf(version, version.fid ?? 0);
  await completeUpload(transaction, id, answer, at);
  return answer;
}

/**
 * Ends an upload: holds the bytes against hash and size, finds out what they are, stores them, and then puts the record on
 * record in one transaction. Asked again, also after a crash, it gives the first answer or does what was left.
 *
 * @throws Problem `item-not-found`, `upload-incomplete`, `hash-differs`, `file-refused`, `type-differs`,
 *   `picture-too-large`, `upload-busy`, `not-in-this-state`
 */
export async function finishUpload(
  database: Database,
  places: EvidencePlaces,
  writer: Writer,
  id: string,
): Promise<WriteAnswer> {
  const { incoming } = places;
  const upload = await getUpload(database, writer, id);
  if (upload.answer !== null) return upload.answer;
  assertMayAttach(writer);
  return incoming.alone(id, async () => {
    const offset = await incoming.offsetOf(id);
    if (offset !== upload.bytes) {
      const now = await getUpload(database, writer, id);
      if (now.answer !== null) return now.answer;
      throw new Problem('upload-incomplete', `${offset} of ${upload.bytes} bytes have come`);
    }
    const examined = await examineAndStore(places, upload);
    const answer = await database.transaction(async (transaction) => {
      const locked = await getUpload(transaction, writer, id, true);
      return locked.answer ?? recordEvidence(transaction, writer, locked, examined);
    });
    // Only now: until the record stands, the bytes are the proof that whoever asks has the file.
    await incoming.remove(id);
    return answer;
  });
}

/** The number after `Upload-Offset`. @throws Problem `bad-body` */
export function parseOffset(header: string | undefined): number {
  if (header !== undefined && /^\d{1,9}$/.test(header)) return Number(header);
  throw problemOfBody([
    { code: 'bad-offset', parameter: 'Upload-Offset', detail: 'must say in a header where the chunk begins' },
  ]);
}
