import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { problemOfBody, readJson } from '../body.ts';
import { Problem } from '../problem.ts';
import { TokenDraft, TokenMade, Tokens } from './contract.ts';
import { describe } from './described.ts';
import { findTokens, revokeToken, saveToken } from './queries.ts';
import { hashOf, newSecret, TOKEN_PREFIX } from './secrets.ts';
import { logAct, type Slice } from './slice.ts';
import { getPerson } from './who.ts';

const LONGEST_DAYS = 366;
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What stands for an id in an address; any other text names nothing. */
export const ID_PARAMS = z.object({ id: z.uuid() });

/** The id of the address of a request; null when it cannot be one. */
export function idOf(context: Context): string | null {
  return ID_PARAMS.safeParse(context.req.param()).data?.id ?? null;
}

async function makeToken(slice: Slice, context: Context): Promise<Response> {
  const { id: personId, actor } = await getPerson(slice.whoAsks, context, 'make-token');
  const draft = await readJson(context, TokenDraft);
  const at = slice.now();
  const milliseconds = Date.parse(draft.expiresAt) - at.getTime();
  if (milliseconds <= 0 || milliseconds > LONGEST_DAYS * DAY_MILLISECONDS)
    throw problemOfBody([
      { code: 'bad-field', parameter: 'expiresAt', detail: 'must be in the future and at most a year away' },
    ]);
  const secret = newSecret(TOKEN_PREFIX);
  const saved = await slice.unit.transact(async (transaction) => {
    const kept = await saveToken(transaction, { ...draft, personId, secretHash: hashOf(secret), at });
    if (kept?.isNew)
      await logAct(slice, transaction, {
        by: { id: personId, role: actor.role },
        action: 'token.made',
        on: { kind: 'token', id: draft.id },
        content: { scope: draft.scope, expiresAt: draft.expiresAt },
      });
    return kept;
  });
  if (saved === null) throw new Problem('conflict', 'another token has this id; make one with a new id');
  context.header('cache-control', 'no-store');
  const { token, isNew } = saved;
  return context.json<TokenMade>({ token, secret: isNew ? secret : null }, isNew ? 201 : 200);
}

async function endToken(slice: Slice, context: Context): Promise<Response> {
  const { id: personId, actor } = await getPerson(slice.whoAsks, context);
  const id = idOf(context);
  const isRevoked = await slice.unit.transact(async (transaction) => {
    if (id === null || !(await revokeToken(transaction, personId, id, slice.now()))) return false;
    await logAct(slice, transaction, {
      by: { id: personId, role: actor.role },
      action: 'token.revoked',
      on: { kind: 'token', id },
    });
    return true;
  });
  if (!isRevoked) throw new Problem('token-not-found', 'you have no token with this id');
  return context.body(null, 204);
}

/** The tokens with which the programs of a person ask in their name. */
export function tokenRoutes(slice: Slice): OpenAPIHono {
  const routes = new OpenAPIHono({ strict: false });
  const path = '/session/tokens';
  describe(routes, { method: 'get', path, summary: 'One’s tokens', answer: Tokens });
  routes.get(path, async (context) => {
    const { id } = await getPerson(slice.whoAsks, context);
    context.header('cache-control', 'no-store');
    return context.json({ tokens: await findTokens(slice.unit.current(), id) });
  });

  describe(routes, {
    method: 'post',
    path,
    summary: 'Make a token',
    description:
      'The secret is shown once; send it as `Authorization: Bearer …`. The token acts with the role that the person has when it is used.',
    body: TokenDraft,
    answer: TokenMade,
    isMaking: true,
  });
  routes.post(path, (context) => makeToken(slice, context));

  describe(routes, { method: 'delete', path: `${path}/{id}`, summary: 'Revoke a token', params: ID_PARAMS });
  routes.delete(`${path}/:id`, (context) => endToken(slice, context));
  return routes;
}
