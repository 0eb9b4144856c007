import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { type EvidenceSent, UploadShown } from '../../api/evidence/contract.ts';
import { ProblemShown } from '../../api/features/contract.ts';
import { WriteAnswer } from '../../api/record/contract.ts';
import { problemOf, request, RequestProblem } from '../auth/request.ts';

const READ_BYTES = 1024 * 1024;
/** After a cut the service is asked again this often, a little later each time. */
const MOST_ATTEMPTS = 6;
const FIRST_WAIT_MILLISECONDS = 500;

/** The SHA-256 of a file, read piece by piece. Not by the browser's own means: those are not there on plain http. */
export async function hashFile(file: Blob, onRead: (bytes: number) => void): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < file.size; at += READ_BYTES) {
    hash.update(new Uint8Array(await file.slice(at, at + READ_BYTES).arrayBuffer()));
    onRead(Math.min(file.size, at + READ_BYTES));
  }
  return bytesToHex(hash.digest());
}

const pathOf = (id: string): string => `/api/evidence-uploads/${id}`;

async function sendChunk(id: string, from: number, chunk: Blob): Promise<UploadShown> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(pathOf(id), {
      method: 'PATCH',
      headers: { 'content-type': 'application/octet-stream', 'upload-offset': String(from) },
      body: chunk,
    });
    answer = await response.json();
  } catch (error) {
    throw new RequestProblem('offline', String(error));
  }
  if (!response.ok || ProblemShown.safeParse(answer).success) throw problemOf(response, answer);
  return UploadShown.parse(answer);
}

/** Can it go on after asking where? A cut, or another page that sends the same. */
function isPassing(problem: unknown): boolean {
  if (!(problem instanceof RequestProblem)) return false;
  return problem.kind === 'offline' || problem.code === 'offset-differs' || problem.code === 'upload-busy';
}

/**
 * Sends a file in chunks and ends the upload. What has come is never sent again: after a cut, also of a page that was closed,
 * the service says where to go on.
 *
 * @throws RequestProblem
 */
export async function sendFile(
  id: string,
  file: Blob,
  sent: EvidenceSent,
  onSent: (bytes: number) => void,
): Promise<WriteAnswer> {
  let attempts = 0;
  for (;;) {
    try {
      let upload = await request('PUT', pathOf(id), { shape: UploadShown, body: sent });
      while (upload.state === 'receiving' && upload.offset < file.size) {
        onSent(upload.offset);
        const { offset, mostChunkBytes } = upload;
        upload = await sendChunk(id, offset, file.slice(offset, offset + mostChunkBytes));
        attempts = 0;
      }
      onSent(file.size);
      return await request('POST', `${pathOf(id)}/completion`, { shape: WriteAnswer });
    } catch (problem) {
      if (!isPassing(problem) || ++attempts === MOST_ATTEMPTS) throw problem;
      await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MILLISECONDS * 2 ** attempts));
    }
  }
}

/** The id of an upload, the same for the same words about the same file in this browser, until it is done. */
export function uploadIdFor(sent: EvidenceSent): { id: string; forget: () => void } {
  const key = `durand-upload:${bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(sent))))}`;
  const kept = localStorage.getItem(key);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const id = kept ?? bytesToHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  localStorage.setItem(key, id);
  return { id, forget: () => localStorage.removeItem(key) };
}
