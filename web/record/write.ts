import { z } from 'zod';
import { ProblemShown } from '../../api/features/contract.ts';
import {
  NearDuplicates,
  RecordShown,
  ReleaseAnswer,
  WriteAnswer,
  type NearDuplicatesQuery,
  type RecordKind,
  type RecordSent,
} from '../../api/record/contract.ts';

/** A write or a question that came to nothing. `offline` is no answer at all: nobody knows whether it was done. */
export class WriteProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly {
    readonly code?: string | undefined;
    readonly parameter?: string | undefined;
    readonly detail: string;
  }[];

  constructor(status: number, code: string, detail: string, errors: WriteProblem['errors'] = []) {
    super(detail);
    this.name = 'WriteProblem';
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

type Asked = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Asks one address of this service, or writes to it, and parses the answer. Throws WriteProblem and nothing else. */
export async function ask<T>(path: string, shape: z.ZodType<T>, { method, body, headers }: Asked): Promise<T> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(path, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
    answer = await response.json();
  } catch (error) {
    throw new WriteProblem(0, 'offline', String(error));
  }
  if (!response.ok) throw problemOf(response.status, answer);
  const parsed = shape.safeParse(answer);
  if (!parsed.success)
    throw new WriteProblem(response.status, 'unreadable', z.prettifyError(parsed.error).slice(0, 300));
  return parsed.data;
}

function problemOf(status: number, answer: unknown): WriteProblem {
  const parsed = ProblemShown.safeParse(answer);
  if (!parsed.success) return new WriteProblem(status, 'failed', `status ${status}`);
  return new WriteProblem(status, parsed.data.code, parsed.data.detail, parsed.data.errors ?? []);
}

const pathOf = (kind: RecordKind, id: string): string => `/api/records/${kind}/${id}`;

/** A record as whoever may edit it sees it. Throws WriteProblem. */
export function fetchRecord(kind: RecordKind, id: string): Promise<RecordShown> {
  return ask(pathOf(kind, id), RecordShown, { method: 'GET' });
}

/** What is written: to which record, on which version (null: there is none yet), under which key. */
export type Target = {
  readonly kind: RecordKind;
  readonly id: string;
  readonly version: number | null;
  readonly key: string;
};

/** What makes a write that is sent twice be done once, and says on which version it was made. */
export function headersOf({ version, key }: Pick<Target, 'version' | 'key'>): Record<string, string> {
  return {
    'idempotency-key': key,
    ...(version === null ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
  };
}

/** Files a record, or saves it on the version that it began from. Throws WriteProblem. */
export function putRecord(target: Target, sent: RecordSent): Promise<WriteAnswer> {
  const { kind, id } = target;
  return ask(pathOf(kind, id), WriteAnswer, {
    method: 'PUT',
    body: JSON.stringify(sent),
    headers: headersOf(target),
  });
}

export type ActionName = 'withdrawal' | 'merger' | 'restriction';

/** Withdraws, merges or restricts a record. Throws WriteProblem. */
export function postAction(target: Target, action: ActionName, body: unknown): Promise<WriteAnswer> {
  const { kind, id } = target;
  return ask(`${pathOf(kind, id)}/${action}`, WriteAnswer, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: headersOf(target),
  });
}

/** Proposes to open a record further. Throws WriteProblem. */
export function postProposal(target: Target, body: unknown): Promise<z.infer<typeof ReleaseAnswer>> {
  return ask(`${pathOf(target.kind, target.id)}/release-proposals`, ReleaseAnswer, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: headersOf(target),
  });
}

/** Approves what somebody else proposed. Throws WriteProblem. */
export function postApproval({ kind, id, key }: Target, proposalId: string): Promise<z.infer<typeof ReleaseAnswer>> {
  return ask(`${pathOf(kind, id)}/release-proposals/${proposalId}/approval`, ReleaseAnswer, {
    method: 'POST',
    body: '{}',
    headers: { 'idempotency-key': key },
  });
}

/** What is on record near the same time and place. Throws WriteProblem. */
export function findNearDuplicates(query: NearDuplicatesQuery): Promise<NearDuplicates> {
  return ask('/api/near-duplicates', NearDuplicates, { method: 'POST', body: JSON.stringify(query) });
}
