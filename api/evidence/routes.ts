import { describe } from '../describe.ts';
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Actor } from '../auth/contract.ts';
import { mayDo } from '../auth/roles.ts';
import { readJson } from '../body.ts';
import { Problem, problemOfParameters } from '../problem.ts';
import { WriteAnswer } from '../record/contract.ts';
import { answerWrite, expectedOf, type RecordContext, writerOf } from '../record/answering.ts';
import { noSuchRecord } from '../record/write.ts';
import { CustodySent, EvidenceAlarms, EvidenceRecord, EvidenceSent, FileQuery, UploadShown } from './contract.ts';
import { addCustody, logView } from './custody.ts';
import { dispositionOf, servedAs } from './kinds.ts';
import { findAlarms } from './queries.ts';
import { getEvidence, showEvidence } from './read.ts';
import {
  abandonUpload,
  beginUpload,
  continueUpload,
  type EvidencePlaces,
  finishUpload,
  parseOffset,
  showUpload,
} from './receive.ts';

/** What the routes need from around them. `places` is null where no files are kept. */
export interface EvidenceContext extends RecordContext {
  evidence: EvidencePlaces | null;
  reportError: (error: unknown) => void;
}

const Id = z.uuid();
const NO_STORE = { 'cache-control': 'no-store' } as const;

function idOf(context: Context, kind: 'evidence' | 'upload'): string {
  const id = Id.safeParse(context.req.param('id'));
  if (id.success) return id.data;
  throw new Problem('item-not-found', `an item of ${kind} is addressed by its id, a UUID`);
}

function placesOf({ evidence }: EvidenceContext): EvidencePlaces {
  if (evidence === null) throw new Error('no place is given for evidence files');
  return evidence;
}

const Params = z.object({ id: Id });

const json = (schema: z.ZodType) => ({ type: 'application/json', schema });
const BYTES = { type: 'application/octet-stream', schema: z.string().meta({ format: 'binary' }) };

/** Files that bear on an incident: sent in chunks and resumed, shown, and handed out as far as whoever asks may have them. */
export function evidenceRoutes(deps: EvidenceContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  uploadRoutes(routes, deps);

  describe(routes, 'get', '/evidence-alarms', {
    summary: 'Evidence files that are not as they were stored, for administrators',
    answer: json(EvidenceAlarms),
  });
  routes.get('/evidence-alarms', async (context) => {
    const { actor } = await writerOf(deps, context);
    if (!mayDo(actor.role, 'manage-people'))
      throw new Problem('not-allowed', `the role ${actor.role} does not look after the files`);
    return context.json(await findAlarms(deps.database), 200, NO_STORE);
  });

  describe(routes, 'get', '/evidence/{id}', {
    summary: 'An item of evidence, with its custody for those who keep it',
    params: Params,
    answer: json(EvidenceRecord),
  });
  routes.get('/evidence/:id', async (context) => {
    const shown = await showEvidence(deps.database, await deps.actorOf(context), idOf(context, 'evidence'));
    return context.json(shown, 200, { ...NO_STORE, etag: `"${shown.version}"` });
  });

  describe(routes, 'get', '/evidence/{id}/file', {
    summary: 'The bytes: the working copy for readers of the record, the evidentiary copy for neutral people',
    params: Params,
    query: FileQuery,
    answer: BYTES,
  });
  routes.get('/evidence/:id/file', (context) => sendFile(deps, context));

  describe(routes, 'post', '/evidence/{id}/custody', {
    summary: 'Add an entry to the custody',
    params: Params,
    headers: z.object({ 'Idempotency-Key': Id, 'If-Match': z.string() }),
    body: json(CustodySent),
    answer: json(WriteAnswer),
  });
  routes.post('/evidence/:id/custody', async (context) => {
    const id = idOf(context, 'evidence');
    const writer = await writerOf(deps, context);
    const expected = expectedOf(context, false) ?? 0;
    const sent = await readJson(context, CustodySent);
    return answerWrite(deps, context, writer, async (transaction) => {
      const answer = await addCustody(transaction, writer, id, { expected, ...sent });
      return { status: 200, body: answer, etag: `"${answer.version}"` };
    });
  });
  return routes;
}

function uploadRoutes(routes: OpenAPIHono, deps: EvidenceContext): void {
  const path = '/evidence-uploads/{id}';
  describe(routes, 'put', path, {
    summary: 'Begin an upload; the id is made by the client, and the evidence gets the same one',
    params: Params,
    body: json(EvidenceSent),
    answer: json(UploadShown),
  });
  routes.put('/evidence-uploads/:id', async (context) => {
    const writer = await writerOf(deps, context);
    const sent = await readJson(context, EvidenceSent);
    const shown = await beginUpload(deps.database, placesOf(deps), writer, idOf(context, 'upload'), sent);
    return context.json(shown, 200, NO_STORE);
  });

  describe(routes, 'get', path, { summary: 'How far an upload has come', params: Params, answer: json(UploadShown) });
  routes.get('/evidence-uploads/:id', async (context) => {
    const writer = await writerOf(deps, context);
    const shown = await showUpload(deps.database, placesOf(deps), writer, idOf(context, 'upload'));
    return context.json(shown, 200, NO_STORE);
  });

  describe(routes, 'patch', path, {
    summary: 'Send the next chunk',
    params: Params,
    headers: z.object({ 'Upload-Offset': z.string().meta({ description: 'Where the chunk begins, in bytes' }) }),
    body: BYTES,
    answer: json(UploadShown),
  });
  routes.patch('/evidence-uploads/:id', async (context) => {
    const writer = await writerOf(deps, context);
    const chunk = {
      id: idOf(context, 'upload'),
      from: parseOffset(context.req.header('upload-offset')),
      body: context.req.raw.body,
    };
    return context.json(await continueUpload(deps.database, placesOf(deps), writer, chunk), 200, NO_STORE);
  });

  describe(routes, 'delete', path, { summary: 'Give an upload up', params: Params, answer: null });
  routes.delete('/evidence-uploads/:id', async (context) => {
    const writer = await writerOf(deps, context);
    await abandonUpload(deps.database, placesOf(deps), writer, idOf(context, 'upload'));
    return context.body(null, 204);
  });

  describe(routes, 'post', `${path}/completion`, {
    summary: 'End an upload: the file is checked, stored and put on record; asked again, the answer is the same',
    params: Params,
    answer: json(WriteAnswer),
  });
  routes.post('/evidence-uploads/:id/completion', async (context) => {
    const writer = await writerOf(deps, context);
    const answer = await finishUpload(deps.database, placesOf(deps), writer, idOf(context, 'upload'));
    deps.onWritten();
    return context.json(answer, 200, { ...NO_STORE, etag: `"${answer.version}"` });
  });
}

/** Which stored file is asked for, under what name; that an evidentiary copy was taken is logged before it is sent. */
async function chooseFile(deps: EvidenceContext, actor: Actor, id: string, copy: z.infer<typeof FileQuery>['copy']) {
  return deps.database.transaction(async (transaction) => {
    const found = await getEvidence(transaction, actor, id);
    const { fileName, sha256, mediaType, working } = found.evidence.document;
    if (copy === 'working') {
      if (working === null) throw new Problem('item-not-found', 'there is no working copy of this file');
      // The name that it came with may tell who a source is.
      return { sha256: working.sha256, mediaType: working.mediaType, name: `evidence-${found.evidence.fid}` };
    }
    if (actor.id === null) throw new Problem('not-signed-in', 'sign in first, or send a token');
    if (!found.may.includes('read-evidentiary'))
      throw new Problem('not-allowed', 'the evidentiary copy is for neutral people and for whoever submitted it');
    await logView(transaction, { actor: { ...actor, id: actor.id }, now: deps.now }, found);
    return { sha256, mediaType, name: fileName };
  });
}

async function sendFile(deps: EvidenceContext, context: Context): Promise<Response> {
  const id = idOf(context, 'evidence');
  const query = FileQuery.safeParse(context.req.query());
  if (!query.success) throw problemOfParameters(query.error.issues, ['copy']);
  const chosen = await chooseFile(deps, await deps.actorOf(context), id, query.data.copy);
  const file = await placesOf(deps).store.open(chosen.sha256);
  if (file === null) {
    deps.reportError(new Error(`ALARM: evidence file ${chosen.sha256}: missing`));
    throw noSuchRecord('evidence', id);
  }
  const { type, disposition } = servedAs(chosen.mediaType);
  return context.body(file.stream, 200, {
    'content-type': type,
    'content-length': String(file.bytes),
    'content-disposition': dispositionOf(disposition, chosen.name),
    'cache-control': 'private, no-store, no-transform',
    'x-content-type-options': 'nosniff',
  });
}
