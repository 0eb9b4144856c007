import { createHash } from 'node:crypto';
import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { ActorOf } from '../actor.ts';
import type { Database } from '../db/database.ts';
import { describe as describeOperation } from '../describe.ts';
import { Problem } from '../problem.ts';
import { answerOnce, type KeptAnswer } from './answered.ts';
import type { Writer } from './write.ts';

// How a write is asked for and answered, whatever it writes.

/** What the routes need from around them. */
export interface RecordContext {
  database: Database;
  actorOf: ActorOf;
  now: () => Date;
  /** Told after each write that was committed. */
  onWritten: () => void;
}

const Id = z.uuid();

/** @throws Problem `not-signed-in` for a reader */
export async function writerOf({ actorOf, now }: RecordContext, context: Context): Promise<Writer> {
  const actor = await actorOf(context);
  if (actor.id === null) throw new Problem('not-signed-in', 'sign in first, or send a token');
  return { actor: { ...actor, id: actor.id }, now };
}

/** The version that a request is about; null where it files a new record. */
export function expectedOf(context: Context, mayFile: boolean): number | null {
  const ifMatch = context.req.header('if-match');
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch?.trim() ?? '')?.[1];
  if (digits !== undefined) return Number(digits);
  if (mayFile && context.req.header('if-none-match')?.trim() === '*') return null;
  throw new Problem(
    'precondition-required',
    mayFile
      ? 'send If-None-Match: * to file a new record, or If-Match with the ETag of the version that you have edited'
      : 'send If-Match with the ETag of the version that you have read',
  );
}

/** Does a write once for its Idempotency-Key, whole or not at all. */
export async function answerWrite(
  deps: RecordContext,
  context: Context,
  writer: Writer,
  write: (transaction: Database) => Promise<KeptAnswer>,
): Promise<Response> {
  const key = Id.safeParse(context.req.header('idempotency-key'));
  if (!key.success)
    throw new Problem('precondition-required', 'send an Idempotency-Key: a UUID made anew for each write');
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([context.req.method, context.req.path, context.req.header('if-match') ?? '']))
    .update(await context.req.text())
    .digest('hex');
  const { status, body, etag } = await deps.database.transaction((transaction) =>
    answerOnce(transaction, { key: key.data, actorId: writer.actor.id, fingerprint }, () => write(transaction)),
  );
  deps.onWritten();
  return context.json(body as object, status, { 'cache-control': 'no-store', ...(etag === null ? {} : { etag }) });
}

const WRITE_HEADERS = z.object({
  'Idempotency-Key': Id,
  'If-Match': z.string().optional().meta({ description: 'The ETag of the version that is changed' }),
});

/** Describes an operation; one with parameters that is not a GET is a write and takes the headers of one. */
export function describe(
  routes: OpenAPIHono,
  method: 'get' | 'put' | 'post',
  path: string,
  { summary, body, answer, params }: { summary: string; body?: z.ZodType; answer: z.ZodType; params?: z.ZodObject },
): void {
  const isWrite = method !== 'get' && params !== undefined;
  describeOperation(routes, method, path, {
    summary,
    ...(params ? { params } : {}),
    ...(isWrite ? { headers: WRITE_HEADERS } : {}),
    ...(body ? { body: { type: 'application/json', schema: body } } : {}),
    answer: { type: 'application/json', schema: answer },
  });
}
