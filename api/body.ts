import type { Context } from 'hono';
import type { z } from 'zod';
import { type Fault, Problem } from './problem.ts';

/** Levels of arrays and objects that a body may have. A record has nine; what is deeper is not a record. */
export const MOST_BODY_DEPTH = 20;

/**
 * Reads the JSON body of a request and parses it with a schema.
 *
 * @throws Problem `unsupported-content-type`, or `bad-body` whose faults name each place as a path: `where.geometry.0`
 */
export async function readJson<Schema extends z.ZodType>(context: Context, schema: Schema): Promise<z.output<Schema>> {
  const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new Problem('unsupported-content-type', 'send the body as content-type: application/json');
  const parsed = schema.safeParse(parseText(await context.req.text()));
  if (!parsed.success) throw problemOfBody(parsed.error.issues.flatMap((issue) => faultsOf(issue)));
  return parsed.data;
}

function parseText(text: string): unknown {
  // Before it is parsed: the parser itself has no limit, and what walks the value afterwards may call itself.
  if (isTooDeep(text)) throw problemOfBody([fault('too-deep', '', `has more than ${MOST_BODY_DEPTH} levels`)]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problemOfBody([fault('not-json', '', 'is not JSON')]);
  }
  const unstorable = findUnstorable(value, []);
  if (unstorable !== null)
    throw problemOfBody([fault('bad-text', unstorable.join('.'), 'holds a NUL or half of a surrogate pair')]);
  return value;
}

/** Counts open brackets outside of strings. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > MOST_BODY_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

/** Where a text stands that the database cannot keep as it is: it refuses NUL and replaces lone surrogates. */
function findUnstorable(value: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = findUnstorable(key, path) ?? findUnstorable(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function fault(code: string, parameter: string, detail: string): Fault {
  return parameter === '' ? { code, detail } : { code, parameter, detail };
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => fault('unknown-field', [...path, key].join('.'), 'unknown field'));
  return [fault('bad-field', path.join('.'), issue.message)];
}

/** A body that is not as it should be, with every fault of it. */
export function problemOfBody(faults: Fault[]): Problem {
  const [first] = faults;
  const detail = first ? `${first.parameter ?? 'the body'}: ${first.detail}` : 'the body is not as it should be';
  return new Problem('bad-body', detail, { faults });
}
