import type { Context } from 'hono';

/**
 * Every way in which a request can fail, in one table: a stable code, the HTTP status and a short title. The sentence
 * that a person reads comes from the catalogue of the screen, by the code.
 */
export const PROBLEMS = {
  'bad-parameter': { status: 400, title: 'A parameter is not as it should be' },
  'bad-next-link': { status: 400, title: 'The next link was altered or belongs to another query' },
  'request-too-large': { status: 400, title: 'The address or the headers of the request are too large' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'item-not-found': { status: 404, title: 'There is no such item' },
  'collection-not-found': { status: 404, title: 'There is no such collection' },
  'method-not-allowed': { status: 405, title: 'This address can only be read' },
  'body-too-large': { status: 413, title: 'The body of the request is too large' },
  'too-many-requests': { status: 429, title: 'Too many requests from one address' },
  'internal-error': { status: 500, title: 'The service met an error of its own' },
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
