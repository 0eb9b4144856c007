import type { Context } from 'hono';

/**
 * Every way in which a request can fail, in one table: a stable code, the HTTP status and a short title. The sentence
 * that a person reads comes from the catalogue of the screen, by the code.
 */
export const PROBLEMS = {
  'bad-parameter': { status: 400, title: 'A parameter is not as it should be' },
  'bad-next-link': { status: 400, title: 'The next link was altered or belongs to another query' },
  'request-too-large': { status: 400, title: 'The address or the headers of the request are too large' },
  'bad-body': { status: 400, title: 'The body of the request is not as it should be' },
  'not-signed-in': { status: 401, title: 'Only somebody who has signed in may do this' },
  'wrong-credentials': { status: 401, title: 'The address or the password is wrong' },
  'wrong-code': { status: 401, title: 'The code is wrong, was used already or came too late' },
  'bad-token': { status: 401, title: 'The token is not valid' },
  'not-allowed': { status: 403, title: 'The role does not allow this' },
  'foreign-origin': { status: 403, title: 'The request comes from a page of another origin' },
  'read-only-token': { status: 403, title: 'The token may only read' },
  'read-only-while-seen-as': { status: 403, title: 'Nothing is written while the map is seen as another' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'item-not-found': { status: 404, title: 'There is no such item' },
  'log-too-short': { status: 404, title: 'The log does not have so many entries' },
  'collection-not-found': { status: 404, title: 'There is no such collection' },
  'person-not-found': { status: 404, title: 'There is no such person' },
  'token-not-found': { status: 404, title: 'There is no such token' },
  'invitation-not-valid': { status: 404, title: 'The invitation was used, has ended or never was' },
  'method-not-allowed': { status: 405, title: 'This address can only be read' },
  'takes-two-people': { status: 403, title: 'Opening a record further takes two people' },
  'move-refused': { status: 409, title: 'A guard of the table of moves does not hold' },
  'key-reused': { status: 409, title: 'The idempotency key was used for another request' },
  'not-in-this-state': { status: 409, title: 'The record is not in a state in which this can be done' },
  'refused-by-record': { status: 409, title: 'The record does not take this' },
  'version-differs': { status: 412, title: 'Somebody else has saved the record meanwhile' },
  'precondition-required': { status: 428, title: 'The request does not say which version it is about' },
  conflict: { status: 409, title: 'This is there already, and differs' },
  'last-administrator': { status: 409, title: 'Somebody has to remain administrator' },
  'offset-differs': { status: 409, title: 'The upload goes on at another place' },
  'upload-incomplete': { status: 409, title: 'Not all bytes of the file have come' },
  'upload-busy': { status: 409, title: 'Another request writes to this upload' },
  'too-many-uploads': { status: 409, title: 'Too many uploads are under way' },
  'hash-differs': { status: 422, title: 'The bytes are not those whose hash was given' },
  'type-differs': { status: 422, title: 'The content is not what the file says of itself' },
  'picture-too-large': { status: 422, title: 'The picture has too many points' },
  'file-refused': { status: 415, title: 'Files of this kind are not taken' },
  'file-too-large': { status: 413, title: 'The file is too large' },
  'body-too-large': { status: 413, title: 'The body of the request is too large' },
  'unsupported-content-type': { status: 415, title: 'The body is not sent as JSON' },
  'too-many-attempts': { status: 429, title: 'Too many attempts; further ones are refused for a time' },
  'too-many-requests': { status: 429, title: 'Too many requests from one address' },
  'internal-error': { status: 500, title: 'The service met an error of its own' },
  'too-many-live-connections': { status: 503, title: 'No more pages can follow changes at the moment' },
  'incidents-not-ready': { status: 503, title: 'The incidents are still being read' },
  'too-many-questions': { status: 503, title: 'Too many questions are being worked on at the moment' },
  'query-took-too-long': { status: 503, title: 'The question took too long to answer' },
  'database-unavailable': { status: 503, title: 'The database does not answer' },
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** One fault and where it stands. */
export interface Fault {
  /** Stable, kebab-case: `bad-bbox`, `unknown-parameter`. */
  code: string;
  parameter?: string;
  /** What was wrong and what is allowed, in English. */
  detail: string;
}

/** RFC 9457 problem details. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  errors?: Fault[];
}

/** A request that fails, and why. Thrown anywhere below a route; app.ts answers with it. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: Fault[];
  readonly retryAfterSeconds: number | undefined;
  constructor(code: ProblemCode, detail: string, more: { faults?: Fault[]; retryAfterSeconds?: number } = {}) {
    super(detail);
    this.code = code;
    this.faults = more.faults ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** The body of an answer to a problem. */
export function problemDetails(problem: Problem): ProblemDetails {
  const { status, title } = PROBLEMS[problem.code];
  return {
    type: `urn:durand-line-monitor:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.message,
    ...(problem.faults.length > 0 ? { errors: problem.faults } : {}),
  };
}

/** Answers with a problem as application/problem+json. */
export function answerProblem(context: Context, problem: Problem): Response {
  const body = problemDetails(problem);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds);
  return context.body(JSON.stringify(body), PROBLEMS[problem.code].status, headers);
}

/** What zod says of a parameter, as far as it is needed here. */
interface ZodIssue {
  code?: string;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

/** Turns what zod found wrong with the parameters of a request into one problem that names each. */
export function problemOfParameters(issues: readonly ZodIssue[], allowed: readonly string[]): Problem {
  const faults = issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys')
      return (issue.keys ?? []).map((parameter) => ({
        code: 'unknown-parameter',
        parameter,
        detail: `unknown parameter; allowed here: ${allowed.join(', ') || 'none'}`,
      }));
    const parameter = String(issue.path[0] ?? '');
    const repeated = issue.code === 'invalid_type' && /received array/.test(issue.message);
    return [
      {
        code: `bad-${parameter}`,
        parameter,
        detail: repeated ? 'give this parameter once; lists are written with commas' : issue.message,
      },
    ];
  });
  const first = faults[0];
  const detail = first ? `${first.parameter}: ${first.detail}` : 'a parameter is not as it should be';
  return new Problem('bad-parameter', detail, { faults });
}
