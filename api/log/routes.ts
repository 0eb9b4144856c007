import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { answerWithTag } from '../answer.ts';
import type { Queries } from '../db/database.ts';
import { Problem, problemOfParameters } from '../problem.ts';
import { ConsistencyProof, ConsistencyQuery, InclusionProof, InclusionQuery, NoQuery } from './contract.ts';
import { consistencyProof, type FindNodes, inclusionProof, rootAt } from './merkle.ts';
import { findLogSize, storedTree } from './queries.ts';

const TEXT = 'text/plain; charset=utf-8';
const PROOF = 'application/json';

/** What the routes need from around them. */
export interface LogContext {
  queries: Queries;
  /** The newest signed note, or null before the first. */
  newestNote: () => Promise<string | null>;
  /** The public key of the checkpoints (C2SP signed-note). */
  vkey: string;
}

/** Parses the parameters, or throws a problem that names every fault. */
function parseQuery<Schema extends z.ZodObject>(context: Context, schema: Schema): z.output<Schema> {
  const asked = Object.entries(context.req.queries());
  const parsed = schema.safeParse(
    Object.fromEntries(asked.map(([name, values]) => [name, values.length === 1 ? values[0] : values])),
  );
  if (!parsed.success) throw problemOfParameters(parsed.error.issues, Object.keys(schema.shape));
  return parsed.data;
}

/** @throws Problem log-too-short, which names the parameter */
async function assertLongEnough(queries: Queries, parameter: 'size' | 'to', asked: number): Promise<void> {
  const size = await findLogSize(queries);
  if (asked <= size) return;
  const detail = `the log has ${size} entries`;
  throw new Problem('log-too-short', `${parameter}: ${detail}`, {
    faults: [{ code: `bad-${parameter}`, parameter, detail }],
  });
}

const base64 = (hash: Buffer) => hash.toString('base64');

async function proveInclusion(
  tree: FindNodes,
  { entry, size }: z.output<typeof InclusionQuery>,
): Promise<InclusionProof> {
  const [leaf] = await tree([{ level: 0, at: entry }]);
  if (leaf === undefined) throw new Error(`the tree gave no leaf for entry ${entry}`);
  const proof = await inclusionProof(entry, size, tree);
  return { seq: entry, size, leaf: base64(leaf), proof: proof.map(base64), root: base64(await rootAt(size, tree)) };
}

async function proveConsistency(
  tree: FindNodes,
  { from, to }: z.output<typeof ConsistencyQuery>,
): Promise<ConsistencyProof> {
  const proof = await consistencyProof(from, to, tree);
  const [fromRoot, toRoot] = [await rootAt(from, tree), await rootAt(to, tree)];
  return { from, to, fromRoot: base64(fromRoot), toRoot: base64(toRoot), proof: proof.map(base64) };
}

/**
 * What anybody may ask of the log: its signed head, the key, and proofs. Hashes alone: an entry itself names who did
 * what, and is not public.
 */
export function logRoutes({ queries, newestNote, vkey }: LogContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  describe(routes);

  routes.get('/log/checkpoint', async (context) => {
    parseQuery(context, NoQuery);
    const body = await newestNote();
    if (body === null) throw new Problem('log-too-short', 'no checkpoint has been signed yet; ask again in a minute');
    return answerWithTag(context, { body, state: body, type: TEXT });
  });
  routes.get('/log/key', (context) => {
    parseQuery(context, NoQuery);
    return answerWithTag(context, { body: `${vkey}\n`, state: vkey, type: TEXT });
  });
  routes.get('/log/proof/inclusion', async (context) => {
    const query = parseQuery(context, InclusionQuery);
    await assertLongEnough(queries, 'size', query.size);
    const body = JSON.stringify(await proveInclusion(storedTree(queries), query));
    return answerWithTag(context, { body, state: body, type: PROOF });
  });
  routes.get('/log/proof/consistency', async (context) => {
    const query = parseQuery(context, ConsistencyQuery);
    await assertLongEnough(queries, 'to', query.to);
    const body = JSON.stringify(await proveConsistency(storedTree(queries), query));
    return answerWithTag(context, { body, state: body, type: PROOF });
  });
  return routes;
}

/** They answer under a tag, so they are described here and stand as plain routes. */
function describe(routes: OpenAPIHono): void {
  const note = z.string();
  const described = [
    ['/log/checkpoint', 'The newest checkpoint of the log: a signed note (C2SP tlog-checkpoint)', NoQuery, note],
    ['/log/key', 'The public key of the checkpoints (C2SP signed-note)', NoQuery, note],
    ['/log/proof/inclusion', 'That an entry stands in the log (RFC 6962, 2.1.1)', InclusionQuery, InclusionProof],
    ['/log/proof/consistency', 'That the log only grew (RFC 6962, 2.1.2)', ConsistencyQuery, ConsistencyProof],
  ] as const;
  for (const [path, summary, query, schema] of described)
    routes.openAPIRegistry.registerPath(
      createRoute({
        method: 'get',
        path,
        summary,
        request: { query },
        responses: {
          200: { description: 'The answer', content: { [schema === note ? 'text/plain' : PROOF]: { schema } } },
          400: { description: 'A parameter is not as it should be: bad-parameter' },
          404: { description: 'The log does not have so many entries: log-too-short' },
        },
      }),
    );
}
