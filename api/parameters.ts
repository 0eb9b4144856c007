import type { Context } from 'hono';
import type { z } from 'zod';
import { Problem, problemOfParameters } from './problem.ts';

/** Parses the parameters of a request, or throws a problem that names every fault. */
export function parseParameters<Schema extends z.ZodObject>(context: Context, schema: Schema): z.output<Schema> {
  assertReadable(context);
  const asked = context.req.queries();
  const single = Object.fromEntries(
    Object.entries(asked).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  const parsed = schema.safeParse(single);
  if (!parsed.success) throw problemOfParameters(parsed.error.issues, Object.keys(schema.shape));
  return parsed.data;
}

/** A query string whose percent signs do not decode would otherwise be taken literally and find nothing. */
function assertReadable(context: Context): void {
  for (const part of new URL(context.req.url).search.slice(1).split('&')) {
    try {
      decodeURIComponent(part);
    } catch {
      const parameter = part.split('=')[0] ?? '';
      const detail = 'is not percent-encoded UTF-8';
      throw new Problem('bad-parameter', `${parameter}: ${detail}`, {
        faults: [{ code: 'bad-encoding', parameter, detail }],
      });
    }
  }
}
