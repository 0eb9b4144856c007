import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { ProblemShown } from './features/contract.ts';

/** Every answer that is a problem. */
export const PROBLEM = {
  description: 'What was wrong',
  content: { 'application/problem+json': { schema: ProblemShown } },
};

/** The answer of a reading, and the problems that any reading may meet. */
export function readAnswers(type: string, schema: z.ZodType) {
  return {
    200: { description: 'The answer', content: { [type]: { schema } } },
    400: PROBLEM,
    404: PROBLEM,
    429: PROBLEM,
    503: PROBLEM,
  };
}

/** As `readAnswers`, of what has a tag and need not be sent twice. */
export function taggedAnswers(type: string, schema: z.ZodType) {
  return { ...readAnswers(type, schema), 304: { description: 'The client has it already' } };
}

/** What is said of an operation. */
export interface Described {
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: { type: string; schema: z.ZodType };
  /** Null for an answer without a body. */
  answer: { type: string; schema: z.ZodType } | null;
}

/** Describes an operation for the OpenAPI document. */
export function describe(
  routes: OpenAPIHono,
  method: 'get' | 'put' | 'post' | 'patch' | 'delete',
  path: string,
  { summary, params, query, headers, body, answer }: Described,
): void {
  const problems = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428] as const;
  routes.openAPIRegistry.registerPath({
    method,
    path,
    summary,
    request: {
      ...(params ? { params } : {}),
      ...(query ? { query } : {}),
      ...(headers ? { headers } : {}),
      ...(body ? { body: { content: { [body.type]: { schema: body.schema } } } } : {}),
    },
    responses: {
      ...(answer === null
        ? { 204: { description: 'Done' } }
        : { 200: { description: 'The answer', content: { [answer.type]: { schema: answer.schema } } } }),
      ...Object.fromEntries(problems.map((status) => [status, PROBLEM])),
    },
  });
}
