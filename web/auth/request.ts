import { z } from 'zod';
import { ProblemShown } from '../../api/features/contract.ts';
import { ApiProblem, type ProblemKind } from '../api.ts';

/** A request about accounts that failed. `code` is stable, see api/problem.ts. */
export class RequestProblem extends ApiProblem {
  /** When the service takes the next attempt; null where it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(kind: ProblemKind, detail: string, more: { code?: string; retryAfterSeconds?: number | null } = {}) {
    super(kind, detail, more.code ?? null);
    this.name = 'RequestProblem';
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Options<T> = { readonly shape: z.ZodType<T>; readonly body?: unknown; readonly signal?: AbortSignal };

/** The shape of an answer without a body. */
export const NOTHING = z.unknown().transform((): void => undefined);

/**
 * Sends a request of this page to the service and parses the answer.
 *
 * @throws RequestProblem, and an abort as it is
 */
export async function request<T>(method: Method, path: string, { shape, body, signal }: Options<T>): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RequestProblem('offline', String(error));
  }
  const answer = await readAnswer(response, signal);
  if (!response.ok) throw problemOf(response, answer);
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new RequestProblem('unreadable', `${path}: ${z.prettifyError(parsed.error).slice(0, 500)}`);
}

async function readAnswer(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    // A proxy in front of a stopped service answers with a page of its own.
    throw new RequestProblem(response.ok ? 'unreadable' : 'offline', `status ${response.status}, no JSON`);
  }
}

/** What a refusal says, with the time to wait of its `Retry-After`. */
export function problemOf(response: Pick<Response, 'status' | 'headers'>, answer: unknown): RequestProblem {
  const { status } = response;
  const kind = status === 404 ? 'not-found' : status < 500 ? 'refused' : 'failed';
  const parsed = ProblemShown.safeParse(answer);
  if (!parsed.success) return new RequestProblem(kind, `status ${status}`);
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  return new RequestProblem(kind, parsed.data.detail, {
    code: parsed.data.code,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  });
}
