import type { OpenAPIHono } from '@hono/zod-openapi';
import type { z } from 'zod';
import { PROBLEM } from '../describe.ts';

/** One address as the OpenAPI document describes it. */
interface Description {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` where a part varies. */
  path: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  body?: z.ZodType;
  /** Without one the answer has no body. */
  answer?: z.ZodType;
  /** A second status with the same answer: something new was made. */
  isMaking?: boolean;
}

/**
 * Describes an address. Its route is a plain one that reads its body itself: the check that `routes.openapi` puts in front
 * of a route answers with faults of its own form, and takes bodies that say they are something else than JSON.
 */
export function describe(routes: OpenAPIHono, { answer, body, params, isMaking, ...what }: Description): void {
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
  const given = answer ? { description: 'The answer', content: json(answer) } : { description: 'Done' };
  routes.openAPIRegistry.registerPath({
    ...what,
    request: {
      ...(params ? { params } : {}),
      ...(body ? { body: { required: true, content: json(body) } } : {}),
    },
    responses: { [answer ? 200 : 204]: given, ...(isMaking ? { 201: given } : {}), default: PROBLEM },
  });
}
